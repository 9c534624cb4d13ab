"""A comparison in reading order: by definition, first its effects, then its changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.analysis import AccountInsight
from generator.analysis.record import figure, record
from generator.changes.compare import ChangeKind
from generator.changes.comparison import Comparison
from generator.changes.diff import Difference
from generator.changes.effects import Effect, some
from generator.changes.effects.effect import path_of, severity_name
from generator.changes.effects.position import cell_and_values
from generator.changes.names import ReferenceNames, names_of_states
from generator.changes.not_compared import NotCompared
from generator.changes.rules import RULES
from generator.changes.text import sentence_of
from generator.findings.finding import Finding, Location
from generator.model.kinds import KINDS
from generator.model.severities import Severity
from generator.text.formats import are, capital, counted, listed, stop

ERRORS = {
    False: "Not compared, because of errors in it",
    True: "Compared without what has errors in it",
}
"""Headings over definitions with errors, by whether they are compared in part."""
TOGETHER = "Across accounts"
"""Heading of effects on several accounts."""

_SEVERAL = 3
"""Number of accounts from which the same effect is reported once."""

_NOWHERE = Location("")

# Changes of these are part of the heading.
_IN_HEADING = (("version",), ("id",))


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line of a comparison, with what makes it the same line in the next one.

    ``account``: the account it is about, or kind and id of another definition, or nothing; ``key``:
    the rule of a finding, the key of an effect, or what kind of change it is; ``about``: what it is
    about there, as names and ids; ``text``: what it says, as a sentence; ``content``: the values
    that it stands for, whole and as the edition sees them.
    """

    account: str
    key: str
    about: tuple[str, ...]
    text: str
    content: tuple[Any, ...] = ()


def line_of_effect(effect: Effect) -> ReviewLine:
    """The line of an effect."""
    about = (effect.about,) if effect.about else ()
    return ReviewLine(effect.account, effect.key or effect.topic, about, effect.text)


@record
class ChangeText:
    """One change of a definition; ``values``: before and after, as the edition sees them."""

    kind: ChangeKind = figure("what happened")
    severity: Severity = figure("severity of the change", key="weight", form=severity_name)
    reason: str = figure("reason for the severity, as half a sentence")
    text: str = figure("the change as a sentence")
    where: Location = figure("file it is in, relative to the definitions", key="path", form=path_of)
    path: tuple[str, ...] = figure(
        "where in the definition: names of fields and of entries", key="field"
    )
    values: tuple[Any, ...] = field(default=(), compare=False, repr=False)


def line_of_change(section: "Section", change: ChangeText) -> ReviewLine:
    """The line of a change of a definition."""
    account = section.id if section.subject == "account" else f"{section.subject}/{section.id}"
    return ReviewLine(account, change.kind, change.path, change.text, change.values)


def _if_any(text: str) -> str | None:
    return text or None


@record
class Section:
    """A definition that changed, or to which the change does something.

    ``subject`` is empty for what concerns several; ``happened`` reads ``id acme -> acme-group`` or
    ``version 3 -> 4``; ``draft``: whether it is a new draft; ``whole``: the definition that came or
    went, as the edition sees it.
    """

    subject: str = figure(
        "kind of definition; absent for what concerns several accounts", form=_if_any
    )
    id: str = figure("its id, where it has one", form=_if_any)
    name: str = figure("the name people use")
    kind: ChangeKind | None = figure(
        "what became of it; absent where it is as it was and only results changed"
    )
    happened: str = figure("the same in words, with its versions", form=_if_any)
    severity: Severity = figure(
        "the highest severity of its changes and effects", key="weight", form=severity_name
    )
    effects: tuple[Effect, ...] = figure(
        "effects of the change, most severe first", key="consequences"
    )
    changes: tuple[ChangeText, ...] = figure("changes, most severe first")
    draft: bool = False
    whole: tuple[Any, ...] = field(default=(), compare=False, repr=False)

    @property
    def content(self) -> tuple[Any, ...]:
        """All that it says, with the values behind it: what a line over it stands for."""
        effects = (each.text for each in self.effects)
        changes = ((each.text, each.values) for each in self.changes)
        return (*self.whole, *effects, *changes)


def sections(review: Comparison) -> tuple[Section, ...]:
    """A section for each definition that changed or is affected by a change.

    Most severe first; accounts before the handbook at the same severity.
    """
    effects_by_account: dict[str, list[Effect]] = {}
    for effect in review.effects:
        effects_by_account.setdefault(effect.account, []).append(effect)
    found = [_section(review, each, effects_by_account) for each in review.differences]
    for account_id, effects in _together(review, effects_by_account).items():
        account = review.after.catalog.accounts.get(account_id)
        name = account.name if account else TOGETHER
        found.append(_unchanged(account_id, name, effects))
    return tuple(sorted(found, key=lambda each: (-each.severity, _rank(each.subject))))


def _together(
    review: Comparison, effects_by_account: dict[str, list[Effect]]
) -> dict[str, list[Effect]]:
    """Effects on unchanged accounts; an effect on several is merged into one."""
    accounts_of: dict[Effect, list[str]] = {}
    for account_id, effects in effects_by_account.items():
        for each in effects:
            same = replace(each, account="", where=_NOWHERE) if account_id else each
            accounts_of.setdefault(same, []).append(account_id)
    found: dict[str, list[Effect]] = {}
    for account_id, effects in effects_by_account.items():
        for each in effects:
            several = accounts_of.get(replace(each, account="", where=_NOWHERE), [])
            if not account_id or len(several) < _SEVERAL:
                found.setdefault(account_id, []).append(each)
            elif several[0] == account_id:
                accounts = review.after.catalog.accounts
                names = some([accounts[other].name for other in several])
                text = f"{names}: {each.text}"
                found.setdefault("", []).append(replace(each, account="", text=text))
    return {key: found[key] for key in sorted(found, key=lambda key: (not key, key))}


def summary(review: Comparison) -> str:
    """The comparison in one sentence."""
    moved = sum(_has_moved(each, review) for each in review.after.insight.accounts.values())
    accounts = sum(each.subject == "account" for each in review.differences)
    others = len(review.differences) - accounts
    other = "other definition" if accounts else "definition"
    kinds = ((accounts, "account"), (others, other))
    changed = " and ".join(counted(number, kind) for number, kind in kinds if number)
    nothing = "nothing that may be shown changed"
    left_out = sum(not each.in_part for each in review.unread)
    if left_out:
        nothing = "nothing else that this edition shows changed"
    elif review.unread:
        nothing = "nothing that has no error and that this edition shows changed"
    if review.effects:
        nothing = "no definition that this edition shows changed, but results did"
    left = [f"{counted(left_out, 'definition')} could not be compared"]
    parts = [*(left if left_out else ()), f"{changed} changed" if changed else nothing]
    if moved:
        parts.append(f"the position of {counted(moved, 'account')} differs")
    numbers = (
        (sum(each.severity is Severity.MAJOR for each in review.effects), "major effect"),
        (len(review.required), "point still open"),
        (len(review.added), "new finding"),
        (len(review.fixed), "finding fixed"),
        (len(review.not_evaluated), "finding no longer checked"),
    )
    several = {
        "point still open": "points still open",
        "finding fixed": "findings fixed",
        "finding no longer checked": "findings no longer checked",
    }
    parts += [counted(number, one, several.get(one)) for number, one in numbers if number]
    return f"{capital('; '.join(parts))}."


def _has_moved(insight: AccountInsight, review: Comparison) -> bool:
    """Whether an account's position differs by any method, or its leading method changed."""
    if review.account_before(insight.account.id) is None:
        return False
    older, newer = review.placements(insight.account.id)
    if [*older][:1] != [*newer][:1]:
        return True
    return {key: cell_and_values(each) for key, each in older.items()} != {
        key: cell_and_values(each) for key, each in newer.items()
    }


def uncompared(review: Comparison, *, in_part: bool = False) -> list[tuple[str, list[str]]]:
    """Definitions with errors in either state, in words, with the place and rule of each error.

    ``in_part``: those that are compared except for the parts with errors.
    """
    states = {**_SIDES, "both": "in both states"}
    return [
        (f"{_unread(each)}, {states[each.state]}", list(_errors_of(each)))
        for each in review.unread
        if each.in_part is in_part
    ]


def _unread(each: NotCompared) -> str:
    kind = KINDS.get(each.subject)  # None for a file that is no definition
    if each.id or (kind and not kind.of_many):
        return f"{each.subject} {each.id or ''}".strip()
    return f"{'an' if each.subject[0] in 'aeiou' else 'a'} {each.subject}"


def _errors_of(found: NotCompared) -> Iterator[str]:
    """Its errors: the lines of a file with the same one together, what it is and what to do."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    for error in found.errors:
        found_at = lines.setdefault((error.path, error.rule, error.side), [])
        found_at += [str(error.line)] if error.line else []
    for (path, rule, side), numbers in lines.items():
        at = f", line{'s' if len(numbers) > 1 else ''} {listed(numbers)}" if numbers else ""
        where = f", {_SIDES[side]}" if found.state == "both" else ""
        yield f"{path}{at}{where}: {_SAYS.get(rule, rule)} ({rule})"


_SIDES = {"base": "in the older state", "head": "in the newer state"}

_SAYS = {each.id: f"{stop(each.title)} {each.remedy}".replace("`", "") for each in RULES}
"""What is wrong and what to do, by the id of a rule."""


def withheld(lines: int, results: int = 0) -> str:
    """The numbers of withheld changes and of withheld results, in sentences; empty for none."""
    sentences = []
    if lines:
        sentences.append(
            f"{counted(lines, 'line')} {are(lines)} withheld, as later states do not say who may "
            "see what was there."
        )
    if results:
        rests = "is withheld, as it depends" if results == 1 else "are withheld, as they depend"
        sentences.append(f"{counted(results, 'line')} {rests} on what this edition may not see.")
    return " ".join(sentences)


def names_of(review: Comparison, difference: Difference) -> ReferenceNames:
    """Names for references, of each state for its own values."""
    shared = review.before.catalog.ids, review.after.catalog.ids
    return names_of_states(shared, difference.before, difference.after)


def _section(
    review: Comparison, each: Difference, effects_by_account: dict[str, list[Effect]]
) -> Section:
    effects = effects_by_account.pop(each.id, []) if each.subject == "account" else []
    texts = change_texts(each, names_of(review, each))
    changes = tuple(sorted(texts, key=lambda change: -change.severity))
    severity = max((each.severity, *(one.severity for one in effects)))
    happened = "; ".join(_happened(each))
    draft = each.kind == "added" and getattr(each.after, "status", "") == "draft"
    return Section(
        each.subject,
        each.id,
        each.name,
        each.kind,
        happened,
        severity,
        tuple(effects),
        changes,
        draft,
        (each.item,) if each.kind in ("added", "removed") else (),
    )


def _unchanged(account_id: str, name: str, effects: list[Effect]) -> Section:
    severity = max(each.severity for each in effects)
    subject = "account" if account_id else ""
    happened = "not changed itself" if account_id else ""
    return Section(subject, account_id, name, None, happened, severity, tuple(effects), ())


def change_texts(difference: Difference, names: ReferenceNames) -> Iterator[ChangeText]:
    """The text of each change of a definition, in the order of its fields, without its version."""
    for each in difference.changes:
        change = each.change
        if change.path not in _IN_HEADING:
            text = sentence_of(difference.before, difference.after, change, names)
            yield ChangeText(
                change.kind,
                each.severity,
                each.reason,
                text,
                change.where,
                change.path,
                (change.before, change.after),
            )


def _happened(difference: Difference) -> Iterator[str]:
    if difference.looks_like:
        yield f"looks like {difference.looks_like} under another id, without an alias"
    if difference.kind in ("added", "removed"):
        yield "new" if difference.kind == "added" else "removed"
        return
    if difference.former and not difference.looks_like:
        yield f"id {difference.former} -> {difference.id}"
    if difference.kind == "deprecated":
        yield "no longer in use"
    older, newer = (
        getattr(each, "version", None) for each in (difference.before, difference.after)
    )
    if newer is not None:
        yield f"version {older} -> {newer}" if older != newer else f"still version {newer}"


def _rank(subject: str) -> int:
    order = ["account", "", *(kind for kind in KINDS if kind != "account")]
    return order.index(subject)


@dataclass(frozen=True, slots=True)
class FindingText:
    """The texts of a finding in a comparison.

    ``text``: the message as a sentence; ``place``: the file, empty if nothing is required;
    ``advice``: the remedy, or why it is not evaluated, as sentences; empty if nothing is required,
    or if the next finding has the same.
    """

    finding: Finding
    text: str
    place: str
    advice: str

    @property
    def line(self) -> ReviewLine:
        """The line of the finding, without its advice."""
        finding = self.finding
        about = (*(finding.subject or ()), *filter(None, (finding.about,)))
        return ReviewLine(finding.account or "", finding.rule.id, about, self.text)


def findings_by_heading(review: Comparison) -> Iterable[tuple[str, tuple[FindingText, ...]]]:
    """The findings of a comparison under their headings, without empty groups."""
    groups = (
        ("What this change still needs", _with_remedies(review.required)),
        ("New findings", _with_remedies(review.added)),
        ("Fixed findings", tuple(_finding_text(each) for each in review.fixed)),
        ("No longer checked", tuple(_not_evaluated(review))),
        ("Overdue reviews of affected definitions", _with_remedies(review.still_overdue)),
    )
    return ((title, found) for title, found in groups if found)


def _with_remedies(findings: Sequence[Finding]) -> tuple[FindingText, ...]:
    """Findings with their remedies; a remedy that repeats is given once, with the last."""
    found = []
    for number, each in enumerate(findings):
        following = findings[number + 1] if number + 1 < len(findings) else None
        again = following and (each.rule, each.remedy) == (following.rule, following.remedy)
        advice = "" if again else stop(each.remedy)
        found.append(replace(_finding_text(each), place=each.where.path, advice=advice))
    return tuple(found)


def _not_evaluated(review: Comparison) -> Iterator[FindingText]:
    for number, each in enumerate(review.not_evaluated):
        following = review.not_evaluated[number + 1 : number + 2]
        again = any(each.because == other.because for other in following)
        place, advice = each.finding.where.path, "" if again else each.because
        yield replace(_finding_text(each.finding), place=place, advice=advice)


def _finding_text(finding: Finding) -> FindingText:
    return FindingText(finding, stop(capital(finding.in_words)), "", "")
