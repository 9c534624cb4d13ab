"""``playbook log``: writes what a meeting brought into the account's files, one entry at a time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.changes.compare import compare
from generator.checks import check_definitions
from generator.cli.options import as_of_date, as_of_option, root_option
from generator.cli.output import console, one_line
from generator.cli.starter_hints import hint_for
from generator.cli.write_files import FileChange, root_to_write, write_files
from generator.findings.errors import UsageError
from generator.findings.finding import Finding, FindingLevel
from generator.model.definitions import Definitions
from generator.model.grammars import corrections
from generator.model.ids import free_id, id_from
from generator.model.kinds import KINDS, Account
from generator.model.nodes import KeyPath, List, Map
from generator.model.records import RECORDS
from generator.model.stakeholders import Relationship
from generator.model.strategy import Action, Decision, Promise
from generator.reading.files import SourceFile
from generator.reading.insert import Inserted, RefusedError, add_entry, set_values
from generator.reading.load import load
from generator.reading.parse import read
from generator.reading.tree import read_tree
from generator.text.formats import counted, day_text
from generator.text.spoken_days import EXAMPLES, day_of, weekday
from generator.text.suggestions import called, known_ids

_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Logged:
    """What is to be written: values of the options that were given, and the day it is.

    ``people``: the names of our people by id.
    """

    account: Account
    people: Mapping[str, str]
    today: date
    given: Mapping[str, str]

    def text(self, option: str, otherwise: str | None = None) -> str:
        """The value of an option. Raises UsageError where it is needed and missing."""
        value = self.given.get(option, otherwise)
        if value is None:
            raise UsageError(f"--{option} is missing, see `playbook log --help`")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise UsageError(f"--{option} holds bytes that are no text") from None
        return " ".join(value.split())

    def day(self, option: str) -> date:
        """The day of an option. Raises UsageError."""
        return self._day(option, self.text(option), past=False)

    def _day(self, option: str, text: str, *, past: bool) -> date:
        day = day_of(text, self.today, past=past)
        if day is None:
            meant = corrections.day(text)
            instead = (
                f"Did you mean {meant}?" if meant else f"Write it like one of these: {EXAMPLES}"
            )
            raise UsageError(f"--{option} `{text}` is no day. {instead}")
        return day

    def past_day(self) -> date:
        """The day on which it happened, today if nothing is said. Raises UsageError."""
        text = self.text("on", "today")
        day = self._day("on", text, past=True)
        if day > self.today:
            raise UsageError(f"--on `{text}` is {day_text(day)}, which is still to come")
        return day

    @property
    def posts(self) -> Mapping[str, str]:
        """The names of the customer's posts by id."""
        return {each.id: each.function for each in self.account.stakeholders}

    def post(self) -> str:
        """The id of the customer's post that is named. Raises UsageError."""
        return _named(self.text("with"), self.posts, "post at the customer")

    def person(self, option: str = "owner") -> str:
        """The id of one of our people; of who answers for the plan if nobody is named.

        Raises UsageError.
        """
        if option not in self.given:
            return str(self.account.owner)
        return _named(self.text(option), self.people, "colleague")

    def objective(self) -> int:
        """The number of the objective that is named, or of the only one. Raises UsageError."""
        ids = [each.id for each in self.account.objectives]
        found = self.text("objective", ids[0] if len(ids) == 1 else None)
        if found not in ids:
            known = known_ids(found, {each: each for each in ids})
            raise UsageError(f"there is no objective `{found}`; known: {known}")
        return ids.index(found)

    def id_of(self, text: str, entries: Iterable[Action | Promise | Decision]) -> str:
        """A new id made of the words of ``text``, unlike those of the entries that there are."""
        made = id_from(text, _LONGEST_ID) or "entry"
        return free_id(made, {each.id for each in entries})


def _named(said: str, names: Mapping[str, str], what: str) -> str:
    """The id with that name, or that is it itself. Raises UsageError with those there are."""
    found = called(said, {key: (name,) for key, name in names.items()})
    if len(found) == 1:
        return found[0]
    raise UsageError(f"there is no {what} `{said}`; known: {known_ids(said, names)}")


NewEntry = dict[str, str | date]
"""The fields of a new entry."""


def _promise(log: Logged) -> NewEntry:
    what, due = log.text("what"), log.day("due")
    for each in log.account.promises:
        if each.what == what and each.due == due and each.kept is None:
            raise UsageError(f"nothing was written: this promise stands at {each.where} already")
    entry: NewEntry = {
        "id": log.id_of(what, log.account.promises),
        "by": log.text("by", "us"),
        "what": what,
        "made": log.past_day(),
        "due": due,
        "owner": log.person(),
    }
    if "with" in log.given:
        entry["stakeholder"] = log.post()
    return entry


def _decision(log: Logged) -> NewEntry:
    what = log.text("what")
    return {
        "id": log.id_of(what, log.account.decisions),
        "what": what,
        "on": log.past_day(),
        "by": log.person("by"),
        "because": log.text("because"),
    }


def _action(log: Logged) -> NewEntry:
    what = log.text("what")
    entry: NewEntry = {
        "id": log.id_of(what, log.account.objectives[log.objective()].actions),
        "what": what,
        "owner": log.person(),
        "due": log.day("due"),
    }
    if "kind" in log.given:
        entry["kind"] = log.text("kind")
    return entry


def _conversation(log: Logged) -> NewEntry:
    day = log.past_day()
    entry: NewEntry = {
        "person": log.person(),
        "stakeholder": log.post(),
        "strength": "first-contact",
        "since": day,
        "last_contact": day,
    }
    if "what" in log.given:
        entry["purpose"] = log.text("what")
    if "every" in log.given:
        entry["every"] = log.text("every")
    return entry


def _review(log: Logged) -> NewEntry:
    return {
        "kind": log.text("kind"),
        "on": log.past_day(),
        "by": log.person("by"),
        "minutes": log.text("what"),
    }


_KINDS: dict[str, tuple[Callable[[Logged], NewEntry], str]] = {
    "conversation": (
        _conversation,
        "--with POST [--on DAY] [--owner PERSON] [--what TOPIC] [--every RHYTHM]",
    ),
    "promise": (
        _promise,
        "--what TEXT --due DAY [--by us|customer] [--with POST] [--owner PERSON]",
    ),
    "action": (_action, "--what TEXT --due DAY [--objective ID] [--owner PERSON] [--kind KIND]"),
    "decision": (_decision, "--what TEXT --because TEXT [--by PERSON] [--on DAY]"),
    "review": (_review, "--kind KIND --what MINUTES [--by PERSON] [--on DAY]"),
}

_NEEDS = "\n".join(f"  {kind:<12} {options}" for kind, (_, options) in _KINDS.items())


@click.command(
    help="Write what a meeting brought into the files of ACCOUNT: one entry, comments kept.\n\n"
    f"\b\n{_NEEDS}\n\nA DAY is one of these: {EXAMPLES}.",
    epilog="""\b
    Examples: playbook log acme-pumps conversation --with works-manager --on yesterday
              playbook log acme-pumps promise --what "Leak report" --due "next Friday"
              playbook log acme-pumps decision --what "One seal" --because "Fewer parts" """,
)
@click.argument("account")
@click.argument("kind", type=click.Choice(list(_KINDS)), metavar="KIND")
@click.option(
    "--what",
    help="What it is, in a few words; of a conversation, what it was about; of a review, what was "
    "said.",
)
@click.option("--with", "with_", metavar="POST", help="The customer's post, by name or id.")
@click.option("--on", help="The day it happened; today, if nothing is said.")
@click.option("--due", help="The day it is due.")
@click.option("--owner", help="Which of our people, by name or id; else who answers for the plan.")
@click.option("--by", help="Who promised (us or customer), or who decided or led it.")
@click.option("--because", help="Why it was decided.")
@click.option(
    "--every",
    metavar="RHYTHM",
    help='How often the two agreed to speak, such as "1 month".',
)
@click.option("--objective", help="The objective an action serves; needed if there are several.")
@click.option(
    "--kind",
    "kind_of",
    metavar="KIND",
    help="Of an action: invest, develop, maintain or streamline. Of a review: weekly, monthly, "
    "quarterly, half-yearly, annual or executive.",
)
@as_of_option
@root_option
def log(
    account: str,
    kind: str,
    with_: str | None,
    kind_of: str | None,
    as_of: str | None,
    root: Path | None,
    **options: str | None,
) -> None:
    """Write one entry."""
    repository = root_to_write(root)
    files, unread = read_tree(repository)
    before, found = load(files)
    problems = (*unread, *found)
    if account not in before.accounts:
        _refuse_unread(problems, KINDS["account"].place_of(account))
        known = known_ids(account, {each: each for each in before.accounts})
        raise UsageError(f"there is no account `{account}`; known: {known}")
    if before.people is None:
        _refuse_unread(problems, KINDS["people"].place)
    given = {
        key: value
        for key, value in {**options, "with": with_, "kind": kind_of}.items()
        if value is not None
    }
    people = {each.id: each.name for each in before.people.people} if before.people else {}
    logged = Logged(before.accounts[account], people, as_of_date(as_of, repository), given)
    record, given_fields = RECORDS[kind], _KINDS[kind][0](logged)
    entry = {key: given_fields[key] for key in record.keys if key in given_fields}
    inside = (logged.objective(), record.inside) if record.inside else ()
    file, made = _written(files, logged, (record.section, *inside), entry)
    _proved(files, file, made, before, account, record.section)
    write_files(repository, [FileChange(file.path, file.data, made.data)])
    shown = "\n".join(made.lines)
    said = f"{_said(logged, entry)} Wrong? Change {_day_in(file.path, made)}."
    console().print(f"{file.path}, line {made.line}:\n\n{shown}\n\n{said}", markup=False)


def _refuse_unread(problems: Iterable[Finding], place: str) -> None:
    """Raise UsageError with what is wrong where a definition is to be, if anything is."""
    for each in problems:
        if each.where.path == place or each.where.path.startswith(f"{place}/"):
            raise UsageError(f"{each.where}: {one_line(each)} Correct it first")


_DAYS = ("due", "last_contact", "on")


def _day_in(path: str, made: Inserted) -> str:
    """The key of the day that was written, else the first one, and where it is."""
    keys = [line.strip().removeprefix("- ").partition(":")[0] for line in made.lines]
    at = next((number for number, key in enumerate(keys) if key in _DAYS), 0)
    return f"`{keys[at]}` in {path}:{made.line + at}"


def _said(log: Logged, entry: NewEntry) -> str:
    """What was written, in a sentence: whom it concerns and on which weekday."""
    key = next(each for each in ("owner", "person", "by") if each in entry)
    who = log.people.get(str(entry[key]), str(entry[key]))
    if isinstance(due := entry.get("due"), date):
        days = (due - log.today).days
        ahead = f", in {counted(days, 'day')}" if days > 0 else ""
        return f"Due {_on(due)}{ahead}. {who} answers for it."
    if isinstance(day := entry.get("last_contact"), date):
        pair = f"{who} and {log.posts[str(entry['stakeholder'])]}"
        known = _relationship(log, entry)
        every = entry.get("every") or (known and known.every)
        rhythm = f"They speak every {every}" if every else "Add how often they speak (`every`)"
        if known is None:
            return f"{pair} are new to each other. {rhythm}."
        before = f", before that {day_text(known.last_contact)}" if known.last_contact < day else ""
        return f"{pair}: last conversation {_on(day)}{before}. {rhythm}."
    on = _on(log.past_day())
    if "minutes" in entry:
        return f"Led by {who} on {on}. Add who took part and what was decided (`decisions`)."
    return f"Decided by {who} on {on}."


def _on(day: date) -> str:
    return f"{weekday(day)}, {day_text(day)}"


def _written(
    files: tuple[SourceFile, ...], log: Logged, path: KeyPath, entry: NewEntry
) -> tuple[SourceFile, Inserted]:
    """The file that holds the section, with the entry in it."""
    folder = f"accounts/{log.account.id}/"
    own = [
        each
        for each in files
        if each.path.startswith(folder) and each.path.endswith((".yaml", ".yml"))
    ]
    trees = {
        each.path: (each, tree)
        for each in own
        if (tree := read(each.path, each.data)[0]) is not None
    }
    section = str(path[0])
    file, tree = next(
        (each for each in trees.values() if section in each[1]), trees[f"{folder}account.yaml"]
    )
    try:
        known = _known_contact(tree, entry) if section == "relationships" else None
        if known is None:
            return file, add_entry(file.data, path, entry, hint_for(section))
        return file, set_values(file.data, (section, known), _news(log, entry))
    except RefusedError as refused:
        raise UsageError(f"nothing was written to {file.path}: {refused}") from None


_PAIR = ("person", "stakeholder")


def _known_contact(tree: Map, entry: NewEntry) -> int | None:
    """The number of the entry of two people who know each other already."""
    entries = tree.get("relationships")
    for number, each in enumerate(entries if isinstance(entries, List) else ()):
        if isinstance(each, Map) and all(each.get(key) == entry[key] for key in _PAIR):
            return number
    return None


def _relationship(log: Logged, entry: NewEntry) -> Relationship | None:
    return next(
        (
            each
            for each in log.account.relationships
            if all(str(getattr(each, key)) == entry[key] for key in _PAIR)
        ),
        None,
    )


def _news(log: Logged, entry: NewEntry) -> NewEntry:
    """What is new of two people who know each other: a later day, and what was left open so far.

    Raises UsageError if there is nothing, or it contradicts what there is.
    """
    known = _relationship(log, entry)
    day = log.past_day()
    if known is None:
        return {"last_contact": day}
    found: NewEntry = {key: entry[key] for key in ("every", "purpose") if key in entry}
    for key in found:
        if getattr(known, key) is not None:
            raise UsageError(
                f"nothing was written: `{key}` of this relationship is `{getattr(known, key)}`; "
                f"change it in {known.at(key)}"
            )
    last = known.last_contact
    if last > day or (last == day and not found):
        raise UsageError(
            f"nothing was written: their last conversation is of {day_text(last)} already"
        )
    return found if last == day else {"last_contact": day, **found}


def _proved(
    files: tuple[SourceFile, ...],
    file: SourceFile,
    made: Inserted,
    before: Definitions,
    account: str,
    section: str,
) -> None:
    """Raises UsageError if the new file is not sound, or anything but the section has changed."""
    new = [SourceFile(each.path, made.data) if each == file else each for each in files]
    after, problems = load(new)
    found = [*problems, *check_definitions(after)]
    was = {(each.rule.id, each.message) for each in check_definitions(before)}
    for each in found:
        if (
            each.level is FindingLevel.ERROR
            and each.where.path == file.path
            and (each.rule.id, each.message) not in was
        ):
            raise UsageError(f"nothing was written: {each.message.rstrip('.')}. {each.remedy}")
    changes = compare(before.accounts[account], after.accounts[account], apart=())
    if [each.path[0] for each in changes] != [section] * made.changes:
        raise UsageError(f"nothing was written: {file.path} is laid out so that more would change")
