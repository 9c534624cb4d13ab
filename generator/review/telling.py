"""A review in the order of reading: by definition, first what it means, then what changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalog.scope import account_ids
from generator.definitions.grammars import Reference
from generator.definitions.models import KINDS, Account
from generator.diagnostics import Finding, Location
from generator.formats import capital, counted
from generator.review.compare import Kind
from generator.review.consequences import Consequence
from generator.review.differences import Difference
from generator.review.handbook_table import Weight
from generator.review.review import Review
from generator.review.words import Names, sentence_of

TOGETHER = "Across accounts"
"""Title of what concerns several."""


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words: its kind, its weight with the reason, and its place."""

    kind: Kind
    weight: Weight
    says: str
    reason: str
    where: Location


@dataclass(frozen=True, slots=True)
class Section:
    """What is to be said of one definition; ``subject`` is empty for what concerns several.

    ``happened``: what became of the definition as a whole, as ``renamed from acme`` or
    ``version 3 -> 4``; ``meaning`` and ``changes``: the heaviest first.
    """

    subject: str
    id: str
    name: str
    happened: str
    weight: Weight
    meaning: tuple[Consequence, ...]
    changes: tuple[Told, ...]


def sections(review: Review) -> tuple[Section, ...]:
    """A section for each definition that changed, or to which a change does something.

    The heaviest first; among equals accounts come before the handbook.
    """
    means: dict[str, list[Consequence]] = {}
    for consequence in review.consequences:
        means.setdefault(consequence.account, []).append(consequence)
    found = [_section(review, each, means) for each in review.differences]
    for account_id, meaning in means.items():
        account = review.after.catalog.accounts.get(account_id)
        name = account.name if account else TOGETHER
        found.append(_unchanged(account_id, name, meaning))
    return tuple(sorted(found, key=lambda each: (-each.weight, _rank(each.subject))))


def summary(review: Review) -> str:
    """The review in one sentence."""
    moved = {each.account for each in review.consequences if each.topic == "position"}
    heavy = sum(each.weight is Weight.MAJOR for each in review.consequences)
    accounts = sum(each.subject == "account" for each in review.differences)
    others = len(review.differences) - accounts
    parts = [counted(accounts, "account")]
    if others:
        parts.append(f"{counted(others, 'other definition')}")
    changed = " and ".join(parts)
    position = f"; the position of {counted(len(moved), 'account')} differs" if moved else ""
    grave = f"; {counted(heavy, 'consequence')} of weight" if heavy else ""
    new, gone = len(review.added), len(review.mended)
    findings = f"; {counted(new, 'finding')} new, {counted(gone, 'finding')} mended"
    return f"{capital(changed)} changed{position}{grave}{findings}."


def names_of(review: Review, difference: Difference) -> Names:
    """Names for references, from the newer state where it holds them."""
    items = [each for each in (difference.after, difference.before) if isinstance(each, Account)]
    held = [review.after.catalog.ids, review.before.catalog.ids, *map(account_ids, items)]

    def name(reference: Reference) -> str | None:
        found = (ids.get(kind, {}).get(reference) for ids in held for kind in reference.kinds)
        return next((called for each in found if (called := _called(each))), None)

    return name


def _called(found: object) -> str | None:
    names = (getattr(found, field, None) for field in ("name", "title", "function", "what"))
    return next((each for each in names if isinstance(each, str)), None)


def _section(review: Review, each: Difference, means: dict[str, list[Consequence]]) -> Section:
    meaning = means.pop(each.id, []) if each.subject == "account" else []
    changes = sorted(_changes(review, each), key=lambda change: -change.weight)
    weight = max((each.weight, *(one.weight for one in meaning)))
    happened = "; ".join(_happened(each))
    return Section(
        each.subject, each.id, each.name, happened, weight, tuple(meaning), tuple(changes)
    )


def _unchanged(account_id: str, name: str, meaning: list[Consequence]) -> Section:
    weight = max(each.weight for each in meaning)
    subject = "account" if account_id else ""
    happened = "not changed itself" if account_id else ""
    return Section(subject, account_id, name, happened, weight, tuple(meaning), ())


def _changes(review: Review, difference: Difference) -> Iterator[Told]:
    names = names_of(review, difference)
    for each in difference.changes:
        change = each.change
        item = difference.before if change.kind == "removed" else difference.after
        if item is not None and change.path != ("version",):
            says = sentence_of(item, change, names)
            yield Told(change.kind, each.weight, says, each.reason, change.where)


def _happened(difference: Difference) -> Iterator[str]:
    if difference.kind in ("added", "removed"):
        yield "new" if difference.kind == "added" else "removed"
        return
    if difference.former:
        yield f"renamed from {difference.former}"
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


def findings_by_heading(review: Review) -> Iterable[tuple[str, tuple[Finding, ...]]]:
    """The findings of a review under the questions they answer, where there are any."""
    groups = (
        ("What this change still needs", review.lacking),
        ("New findings", review.added),
        ("Mended findings", review.mended),
        ("Reviews overdue of what it touches", review.standing),
    )
    return ((title, found) for title, found in groups if found)
