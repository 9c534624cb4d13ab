"""What an import would do: outcomes by row, and edits by account; nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.importing.columns import Columns
from generator.importing.edits import Edit, Path, Put, braces, brackets, scalar
from generator.importing.matching import NotMatched
from generator.importing.records import Record, Refused
from generator.importing.remembered import Remembered, digest, record_key
from generator.importing.values import money
from generator.model.account import Account
from generator.model.grammars import Percentage
from generator.model.ids import name_of
from generator.model.stakeholders import Stakeholder
from generator.model.strategy import Opportunity

State = Literal["new", "changed", "as it is"]

Entry = Account | Stakeholder | Opportunity

_AS_WRITTEN = ("amount", "probability", "closes")
"""Fields whose values need no quotes, whatever they look like."""

NOT_REPLACED = ("currency",)
"""Of an account that is there: it would give every amount another meaning."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs; ``place``: the cell."""

    field: str
    ours: str
    theirs: str
    place: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row.

    ``account``: its id; ``entry``: the id of the post or opportunity in it, else empty; ``title``:
    what readers call it. ``changes``: what is taken; ``kept``: what stays because it was edited
    here.
    """

    row: int
    account: str
    entry: str
    title: str
    state: State
    changes: tuple[Difference, ...] = ()
    kept: tuple[Difference, ...] = ()


@dataclass(slots=True)
class Work:
    """What is to be done to one account: edits, or a text if it is new."""

    account: str
    rows: list[int] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    text: str = ""


@dataclass(slots=True)
class Plan:
    """An import, planned. ``gone``: rows of what was imported before and is not here any more.

    ``elsewhere``: rows of accounts that are not in this handbook. ``lost``: rows that are refused,
    by their ids in the other system. ``people``: by post, who it is.
    """

    columns: Columns
    outcomes: list[Outcome] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[Refused] = field(default_factory=list)
    works: dict[str, Work] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)
    elsewhere: list[int] = field(default_factory=list)
    unwanted: int = 0
    lost: dict[str, int] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    brought: dict[str, dict[str, str]] = field(default_factory=dict)
    by_account: dict[str, list[str]] = field(default_factory=dict)

    def work(self, account: str) -> Work:
        """The work on an account, empty at first."""
        return self.works.setdefault(account, Work(account))

    def refuse(self, record: Record, problem: NotMatched) -> None:
        """Refuse a row because of one of its cells."""
        self.refused.append(record.refused(problem.field, str(problem)))
        if record.external_id:
            self.lost.setdefault(record.external_id, record.row)

    def remember(self, account: str, record: str, values: Mapping[str, str]) -> None:
        """That values were brought, once the account is written."""
        found = self.brought.setdefault(record, {})
        found.update({name: digest(record, name, value) for name, value in values.items()})
        self.by_account.setdefault(account, []).append(record)


@dataclass(frozen=True, slots=True)
class Given:
    """What a plan is made from. ``theirs``: whether values that were edited here are replaced."""

    columns: Columns
    accounts: Mapping[str, Account]
    memory: Remembered
    today: date
    theirs: bool = False
    currency: str = ""

    def key(self, record: Record, place: str) -> str:
        """The name of a record among those that are remembered."""
        return record_key(self.columns.kind, self.columns.system, record.external_id or f"@{place}")


def literal(name: str, value: str) -> str:
    """A value as it stands behind its key."""
    return value if name in _AS_WRITTEN else scalar(value)


def current(item: Entry, name: str) -> str:
    """A value of ours in the form of an imported one, empty if there is none."""
    value = getattr(item, name)
    if value is None:
        return ""
    if isinstance(value, Percentage):
        return f"{format(value.normalize(), 'f')} %"
    if isinstance(value, Decimal):
        return money(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def compared(
    given: Given, plan: Plan, record: Record, item: Entry, *, account: str, inside: Path
) -> Outcome:
    """Compare a record with what is there, and note the edits that it needs.

    ``account``: the id of the account; ``inside``: the path to the entry in its files.
    """
    key = given.key(record, account if isinstance(item, Account) else f"{account}/{item.id}")
    changes: list[Difference] = []
    kept: list[Difference] = []
    edits: list[Edit] = []
    brought: dict[str, str] = {}
    for name, theirs in record.values.items():
        if name in ("id", "account", "account_name", "parent_name"):
            continue
        ours, place = current(item, name), record.cells.get(name, "")
        found = Difference(name, ours, theirs, place)
        if ours == theirs:
            brought[name] = theirs
        elif _may_replace(given, key, found, isinstance(item, Account)):
            changes.append(found)
            brought[name] = theirs
            edits.append(Put((*inside, name), literal(name, theirs)))
        else:
            kept.append(found)
    edits += _elsewhere(given, record, item, inside, changes)
    if edits:
        work = plan.work(account)
        work.rows.append(record.row)
        work.edits += edits
    plan.remember(account, key, brought)
    entry = "" if isinstance(item, Account) else item.id
    state: State = "changed" if changes else "as it is"
    return Outcome(
        record.row, account, entry, name_of(item) or account, state, tuple(changes), tuple(kept)
    )


def _may_replace(given: Given, key: str, found: Difference, is_account: bool) -> bool:
    if is_account and found.field in NOT_REPLACED and found.ours:
        return False
    if given.theirs or given.memory.brought(key, found.field, found.ours):
        return True
    # What is empty here may be filled, unless it was brought before and taken out by hand.
    return not found.ours and found.field not in given.memory.records.get(key, {})


def _elsewhere(
    given: Given,
    record: Record,
    item: Entry,
    inside: Path,
    changes: list[Difference],
) -> list[Edit]:
    """Edits of `external_id` and `links`: what is missing is added, and a link follows the
    table."""
    edits: list[Edit] = []
    system, external = given.columns.system, record.external_id
    if external and item.external_id.get(system) != external:
        changes.append(Difference("external_id", item.external_id.get(system, ""), external, ""))
        value = scalar(external) if item.external_id else braces({system: external})
        path = (*inside, "external_id", system) if item.external_id else (*inside, "external_id")
        edits.append(Put(path, value))
    at = {each.label: number for number, each in enumerate(item.links)}
    new = {label: url for label, url in record.links.items() if label not in at}
    changes += [Difference("links", "", f"{label}: {url}", "") for label, url in new.items()]
    if new and not item.links:
        entries = [{"label": label, "url": url} for label, url in new.items()]
        edits.append(Put((*inside, "links"), brackets(entries)))
    elif new:
        for number, (label, url) in enumerate(new.items()):
            entry = braces({"label": label, "url": url})
            edits.append(Put((*inside, "links", len(item.links) + number), entry))
    return edits


def elsewhere(given: Given, record: Record) -> dict[str, str]:
    """`external_id` and `links` of something new, as they stand behind their keys."""
    found = {}
    if record.external_id:
        found["external_id"] = braces({given.columns.system: record.external_id})
    if record.links:
        entries = [{"label": label, "url": url} for label, url in record.links.items()]
        found["links"] = brackets(entries)
    return found


def rows_of(outcomes: Iterable[Outcome], state: State) -> list[Outcome]:
    """The outcomes of one state."""
    return [each for each in outcomes if each.state == state]
