"""All definitions of an older state behind the gate."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.changes.diff import differences
from generator.checks import check_definitions
from generator.editions import Catalog, view
from generator.editions.past import (
    NO_SECRETS,
    For,
    Place,
    Since,
    gated,
    raised_to,
    secrets_of,
)
from generator.findings.classification import Classification, Edition, Subject, may_see
from generator.model.definitions import Definitions, Key, by_key, known_as, stands_in
from generator.model.item import Item
from generator.model.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Gated:
    """An older state as an edition may be shown it.

    ``allowed``: the same if every later state could be read; the difference is what is withheld
    because nobody knows what was secret there. ``since``: what later states say of a definition
    that may itself have errors.
    """

    shown: Definitions
    allowed: Definitions
    since: Callable[[Key], Since] = lambda _: Since()

    def may_name(self, key: Key, edition: Edition, inside: Place = ()) -> bool:
        """Whether no later state keeps a definition from an edition, nor what is ``inside`` it."""
        since, subject = self.since(key), KINDS[key[0]].model.subject or Subject.HANDBOOK
        classes = (
            secrecy
            for place, secrecy in since.secrets.classes.items()
            if not place or (inside and place[: len(inside)] == inside)
        )
        read = (inside[0] in each.fields if inside else each.fields for each in since.gaps)
        return all(may_see(edition, subject, each) for each in classes) and all(read)


Gates = Callable[[Definitions, Definitions, Edition], tuple[Gated, Gated]]
"""What an edition may be shown of an older and of a newer state."""


def ungated(newest: Definitions) -> Gated:
    """A state that nothing is newer than."""
    return Gated(newest, newest)


SinceThen = Callable[[Key, Item | None, Item | None], Since]
"""What is known of a definition since an older state: its key and item then, and its item now.

``None`` for an item that is not there or has errors.
"""


def gate(
    older: Definitions,
    since_then: SinceThen,
    edition: Edition,
    purpose: For,
    now: Definitions | None = None,
) -> Gated:
    """``older`` behind the gate; ``now``: the state it is held against, where that is newer."""
    held, newer = by_key(older), by_key(now) if now is not None else {}
    today = {known_as(key, item, held): item for key, item in newer.items()}
    shown: dict[Key, Item] = {}
    allowed: dict[Key, Item] = {}
    for key, item in held.items():
        found = gated(item, since_then(key, item, today.get(key)), edition, purpose)
        if found.shown is not item:
            shown[key] = found.shown
        if found.allowed is not item:
            allowed[key] = found.allowed
    open_to = older.taking(allowed) if allowed else older
    visible = _settled(older.taking(shown), older) if shown != allowed else open_to
    return Gated(visible, open_to, lambda key: since_then(key, None, today.get(key)))


def with_nothing_between(
    older: Definitions, newer: Definitions, edition: Edition
) -> tuple[Gated, Gated]:
    """Two states of which nothing else is known: what is secret in the newer one was so before."""

    def since_then(_: Key, __: Item | None, now: Item | None) -> Since:
        return Since(secrets_of(now) if now is not None else NO_SECRETS, (), now)

    return gate(older, since_then, edition, For.COMPARISON, newer), ungated(newer)


def _settled(shown: Definitions, older: Definitions) -> Definitions:
    """``shown`` without definitions that no longer hold together, as they take later values."""
    wrong = _errors(shown) - _errors(older)
    if not wrong:
        return shown
    items = {key: item for key, item in by_key(shown).items() if stands_in(item, wrong)}
    return shown.taking(
        {k: raised_to(each, Classification.CONFIDENTIAL) for k, each in items.items()}
    )


def _errors(definitions: Definitions) -> set[str]:
    return {finding.where.path for finding in check_definitions(definitions)}


def withheld(allowed: Definitions, shown: Catalog, hidden: frozenset[str]) -> int:
    """How many lines are withheld: the changes from what could be shown if all could be read.

    ``hidden``: ids of which nothing is shown in any case.
    """
    more = view(allowed, shown.edition, without=hidden).definitions
    return sum(len(each.changes) or 1 for each in differences(more, shown.definitions))
