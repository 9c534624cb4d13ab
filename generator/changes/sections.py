"""A review in the order of reading: by definition, first what it means, then what changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.analysis import AccountInsight
from generator.analysis.matrix import Placement
from generator.analysis.record import figure, record
from generator.changes.compare import Kind
from generator.changes.comparison import Review
from generator.changes.diff import Difference
from generator.changes.effects import Effect, some
from generator.changes.effects.effect import path_of, weight_name
from generator.changes.effects.position import by_method
from generator.changes.not_compared import Error, Unread
from generator.changes.text import Names, names_among, sentence_of
from generator.findings.finding import Finding, Location
from generator.model.ids import own_ids
from generator.model.kinds import KINDS
from generator.model.severities import Severity
from generator.text.formats import capital, counted, stop

ERRORS = {
    False: "Not compared, because of errors in it",
    True: "Compared without what has errors in it",
}
"""Titles over what has errors: that it is not compared, or but in part."""
TOGETHER = "Across accounts"
"""Title of what concerns several."""

_SEVERAL = 3
"""Accounts of which the same is said once."""

_NOWHERE = Location("")

# What becomes of these stands in the title.
_SAID_ABOVE = (("version",), ("id",))


@record
class Told:
    """One change of a definition."""

    kind: Kind = figure("what happened")
    weight: Severity = figure("how heavy it is", form=weight_name)
    reason: str = figure("why it weighs so, as half a sentence")
    says: str = figure("the change as a sentence", key="text")
    where: Location = figure(
        "file it stands in, relative to the definitions", key="path", form=path_of
    )
    path: tuple[str, ...] = figure(
        "where in the definition: names of fields and of entries", key="field"
    )


def _if_any(text: str) -> str | None:
    return text or None


@record
class Section:
    """A definition that changed, or to which the change does something.

    ``subject`` is empty for what concerns several; ``happened`` reads ``id acme -> acme-group`` or
    ``version 3 -> 4``.
    """

    subject: str = figure(
        "kind of definition; absent for what concerns several accounts", form=_if_any
    )
    id: str = figure("its id, where it has one", form=_if_any)
    name: str = figure("the name people use")
    kind: Kind | None = figure(
        "what became of it; absent where it is as it was and only results changed"
    )
    happened: str = figure("the same in words, with its versions", form=_if_any)
    weight: Severity = figure("the heaviest of its changes and effects", form=weight_name)
    meaning: tuple[Effect, ...] = figure(
        "what the change means, heaviest first", key="consequences"
    )
    changes: tuple[Told, ...] = figure("what changed, heaviest first")


def sections(review: Review) -> tuple[Section, ...]:
    """A section for each definition that changed, or to which a change does something.

    The heaviest first; among equals accounts come before the handbook.
    """
    means: dict[str, list[Effect]] = {}
    for effect in review.effects:
        means.setdefault(effect.account, []).append(effect)
    found = [_section(review, each, means) for each in review.differences]
    for account_id, meaning in _together(review, means).items():
        account = review.after.catalog.accounts.get(account_id)
        name = account.name if account else TOGETHER
        found.append(_unchanged(account_id, name, meaning))
    return tuple(sorted(found, key=lambda each: (-each.weight, _rank(each.subject))))


def _together(review: Review, means: dict[str, list[Effect]]) -> dict[str, list[Effect]]:
    """The same for accounts that did not change; what is the same for several is said once."""
    held: dict[Effect, list[str]] = {}
    for account_id, meaning in means.items():
        for each in meaning:
            same = replace(each, account="", where=_NOWHERE) if account_id else each
            held.setdefault(same, []).append(account_id)
    found: dict[str, list[Effect]] = {}
    for account_id, meaning in means.items():
        for each in meaning:
            several = held.get(replace(each, account="", where=_NOWHERE), [])
            if not account_id or len(several) < _SEVERAL:
                found.setdefault(account_id, []).append(each)
            elif several[0] == account_id:
                accounts = review.after.catalog.accounts
                names = some([accounts[other].name for other in several])
                says = f"{names}: {each.says}"
                found.setdefault("", []).append(replace(each, account="", says=says))
    return {key: found[key] for key in sorted(found, key=lambda key: (not key, key))}


def summary(review: Review) -> str:
    """The review in one sentence."""
    moved = sum(_moved(each, review) for each in review.after.insight.accounts.values())
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
        (sum(each.weight is Severity.MAJOR for each in review.effects), "major effect"),
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


def _moved(insight: AccountInsight, review: Review) -> bool:
    """Whether an account stands elsewhere than before by any method, or by the one that decides."""
    changed = (each for each in review.differences if each.id == insight.account.id and each.former)
    former = next(
        (each.former for each in changed if each.subject == "account"), insight.account.id
    )
    then = review.before.insight.accounts.get(former)
    if then is None:
        return False
    older, newer = by_method(then, insight)
    if [*older][:1] != [*newer][:1]:
        return True
    return {key: _stands(each) for key, each in older.items()} != {
        key: _stands(each) for key, each in newer.items()
    }


def _stands(placement: Placement) -> tuple[object, ...]:
    return placement.cell.id, *((axis.axis.id, axis.value) for axis in placement.axes)


def uncompared(review: Review, *, in_part: bool = False) -> list[tuple[str, list[str]]]:
    """What has errors in either state, in words, with the place and the rule of each error.

    ``in_part``: what is compared, but for what has them.
    """
    states = {"base": "in the base", "head": "in the head", "both": "in both"}
    return [
        (f"{_unread(each)}, {states[each.state]}", [_error(error) for error in each.errors])
        for each in review.unread
        if each.in_part is in_part
    ]


def _unread(each: Unread) -> str:
    kind = KINDS.get(each.subject)  # a file that holds no definition has none
    if each.id or (kind and not kind.of_many):
        return f"{each.subject} {each.id}".strip()
    return f"{'an' if each.subject[0] in 'aeiou' else 'a'} {each.subject}"


def _error(error: Error) -> str:
    line = f":{error.line}" if error.line else ""
    return f"{error.path}{line} ({error.rule}, {error.side})"


def withheld(lines: int) -> str:
    """How many lines of the past are not told, as a sentence; empty for none."""
    if not lines:
        return ""
    are = "is" if lines == 1 else "are"
    return (
        f"{counted(lines, 'line')} {are} withheld, as later states do not say who may see what was "
        "there."
    )


def names_of(review: Review, difference: Difference) -> Names:
    """Names for references, from the newer state where it holds them."""
    items = [each for each in (difference.after, difference.before) if each is not None]
    return names_among([review.after.catalog.ids, review.before.catalog.ids, *map(own_ids, items)])


def _section(review: Review, each: Difference, means: dict[str, list[Effect]]) -> Section:
    meaning = means.pop(each.id, []) if each.subject == "account" else []
    changes = tuple(sorted(_changes(review, each), key=lambda change: -change.weight))
    weight = max((each.weight, *(one.weight for one in meaning)))
    happened = "; ".join(_happened(each))
    return Section(
        each.subject, each.id, each.name, each.kind, happened, weight, tuple(meaning), changes
    )


def _unchanged(account_id: str, name: str, meaning: list[Effect]) -> Section:
    weight = max(each.weight for each in meaning)
    subject = "account" if account_id else ""
    happened = "not changed itself" if account_id else ""
    return Section(subject, account_id, name, None, happened, weight, tuple(meaning), ())


def _changes(review: Review, difference: Difference) -> Iterator[Told]:
    yield from told(difference, names_of(review, difference))


def told(difference: Difference, names: Names) -> Iterator[Told]:
    """Each change of a definition in words, in the order of its fields; not that of its version."""
    for each in difference.changes:
        change = each.change
        if change.path not in _SAID_ABOVE:
            says = sentence_of(difference.before, difference.after, change, names)
            yield Told(change.kind, each.weight, each.reason, says, change.where, change.path)


def _happened(difference: Difference) -> Iterator[str]:
    if difference.kind in ("added", "removed"):
        yield "new" if difference.kind == "added" else "removed"
        return
    if difference.former:
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
class FoundToTell:
    """A finding of a review in words.

    ``says``: the message as a sentence; ``place``: the file, empty where nothing is asked for;
    ``asks``: how to mend it, or why it is no longer checked, as sentences; empty where nothing is
    asked for, or where it is said with the next one.
    """

    finding: Finding
    says: str
    place: str
    asks: str


def findings_by_heading(review: Review) -> Iterable[tuple[str, tuple[FoundToTell, ...]]]:
    """The findings of a review under the questions they answer, where there are any."""
    groups = (
        ("What this change still needs", _asking(review.required)),
        ("New findings", _asking(review.added)),
        ("Fixed findings", tuple(_told(each) for each in review.fixed)),
        ("No longer checked", tuple(_gone(review))),
        ("Reviews overdue of what it touches", _asking(review.standing)),
    )
    return ((title, found) for title, found in groups if found)


def _asking(findings: Sequence[Finding]) -> tuple[FoundToTell, ...]:
    """Findings with their remedies; the same remedy of one rule is said once, with the last."""
    found = []
    for number, each in enumerate(findings):
        following = findings[number + 1] if number + 1 < len(findings) else None
        again = following and (each.rule, each.remedy) == (following.rule, following.remedy)
        asks = "" if again else stop(each.remedy)
        found.append(replace(_told(each), place=each.where.path, asks=asks))
    return tuple(found)


def _gone(review: Review) -> Iterator[FoundToTell]:
    for number, each in enumerate(review.not_evaluated):
        following = review.not_evaluated[number + 1 : number + 2]
        again = any(each.because == other.because for other in following)
        place, asks = each.finding.where.path, "" if again else each.because
        yield replace(_told(each.finding), place=place, asks=asks)


def _told(finding: Finding) -> FoundToTell:
    return FoundToTell(finding, stop(capital(finding.in_words)), "", "")
