"""One edition's view: made first, so that nothing later can show what was never there.

A field or item above the edition is taken out; what refers to something that is gone goes with it
(or loses the reference, where the reference is optional). The few figures that are less secret
than their inputs are released here, in :func:`_release`, and nowhere else (ADR 0006).
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Any

from generator.editions.catalog import Catalog, Released, resolve
from generator.editions.filtering import (
    GONE,
    kept_dict,
    kept_tuple,
    pruned,
    put,
    without_gone,
)
from generator.editions.redaction import Mentions, mentions
from generator.findings.classification import Edition, Secrecy, Subject, at_least, may_see, stricter
from generator.model.company import Person
from generator.model.definitions import Definitions, by_key
from generator.model.grammars import Reference
from generator.model.ids import Ids, own_ids
from generator.model.item import Item, field_secrecy, references_in
from generator.model.kinds import Account


def view(
    definitions: Definitions, edition: Edition, *, without: frozenset[str] = frozenset()
) -> Catalog:
    """What ``edition`` may see of ``definitions``, resolved.

    ``without``: ids of which nothing is seen, neither they nor what refers to them, nor a text that
    mentions one.
    """
    withheld: Counter[str] = Counter()
    seen = _filtered(definitions, edition, withheld, without)
    while (smaller := pruned(seen, definitions)) is not seen:
        seen = smaller
    released = {
        account_id: _release(definitions.accounts[account_id], account)
        for account_id, account in seen.accounts.items()
    }
    return resolve(seen, edition, released, dict(withheld))


def _release(full: Account, seen: Account) -> Released:
    """Figures less secret than their inputs, for an account whose item is itself in the view."""
    wallet = full.wallet
    if seen.wallet is None or wallet is None or not wallet.total or wallet.ours is None:
        return Released()
    share = (wallet.ours / wallet.total * 100).quantize(Decimal(1), ROUND_HALF_EVEN)
    return Released(share_of_wallet=share)


def view_of_past(
    item: Item,
    today: Ids,
    amid: Catalog,
    without: frozenset[str],
    may_name: Callable[[Reference], bool],
) -> Any:
    """An older state of one definition as an edition sees it; ``None`` when it sees nothing of it.

    ``today``: every id there is today; ``amid``: the edition's view of today, for what the state
    refers to; ``may_name``: whether the edition may know of something that is gone today.
    """
    full = {**today, **own_ids(item)}
    for reference in references_in(item):
        if not any(reference in full.get(kind, {}) for kind in reference.kinds):
            for kind in reference.kinds if not may_name(reference) else ():
                full[kind] = {**full.get(kind, {}), reference: None}
    sight = _sight(amid.edition, Counter(), without, figures=False)
    seen = _seen_item(item, sight, Subject.HANDBOOK, Secrecy.PUBLIC)
    while seen is not GONE:
        left = without_gone(seen, {**amid.ids, **own_ids(seen)}, full)
        if left is seen:
            return seen
        seen = left
    return None


# Fields and items above the edition ---------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Sight:
    edition: Edition
    figures: bool  # whether the organisation lets figures about named people be shown at all
    withheld: Counter[str]
    without: frozenset[str]
    mentions: Mentions | None  # of what is left out; ``None`` where nothing is

    def sees(self, subject: Subject, secrecy: Secrecy) -> bool:
        seen = _may_see(self.edition, subject, secrecy)
        if not seen:
            self.withheld[at_least(subject, secrecy).value] += 1
        return seen


def _sight(
    edition: Edition, withheld: Counter[str], without: frozenset[str], *, figures: bool
) -> _Sight:
    return _Sight(edition, figures, withheld, without, mentions(without) if without else None)


def _filtered(
    definitions: Definitions, edition: Edition, withheld: Counter[str], without: frozenset[str]
) -> Definitions:
    figures = definitions.people is not None and definitions.people.figures
    sight = _sight(edition, withheld, without, figures=figures)

    def see(item: Item) -> Any:
        return _seen_item(item, sight, Subject.HANDBOOK, Secrecy.PUBLIC)

    seen: dict[str, dict[str, Item]] = {}
    for (kind, key), item in by_key(definitions).items():
        if (kept := see(item)) is not GONE:
            seen.setdefault(kind, {})[key] = kept
    return Definitions(seen)


def _seen(value: Any, sight: _Sight, subject: Subject, floor: Secrecy) -> Any:
    """``value`` without what may not be seen, itself when nothing is; GONE when nothing stays."""
    if isinstance(value, Item):
        return _seen_item(value, sight, subject, floor)
    if isinstance(value, tuple):
        return kept_tuple(value, [_seen(each, sight, subject, floor) for each in value])
    if isinstance(value, dict):
        inner = {key: _seen(each, sight, subject, floor) for key, each in value.items()}
        if sight.mentions is not None:
            inner |= dict.fromkeys(filter(sight.mentions, map(str, value)), GONE)
        return kept_dict(value, inner)
    if sight.mentions is not None and isinstance(value, str) and sight.mentions(value):
        return GONE
    return value


def _seen_item(item: Item, sight: _Sight, subject: Subject, floor: Secrecy) -> Any:
    subject = type(item).subject or subject
    own = stricter(floor, item.own_class)
    if not sight.sees(subject, own) or _left_out(item, sight):
        return GONE
    changed: dict[str, Any] = {}
    for name, declared, effective in _classes(type(item), own):
        value = getattr(item, name)
        if value is None or value in ((), {}):
            continue
        figure = isinstance(item, Person) and declared is Secrecy.CONFIDENTIAL
        secrecy = Secrecy.RESTRICTED if figure and not sight.figures else effective
        visible = sight.sees(_subject_of(value, subject), secrecy)
        kept = _seen(value, sight, subject, own) if visible else GONE
        if kept is not value and not put(changed, item, name, kept):
            return GONE
    return item.model_copy(update=changed) if changed else item


def _left_out(item: Item, sight: _Sight) -> bool:
    """Whether the item is, or was, something of which nothing may be seen."""
    if not sight.without:
        return False
    known_as = {getattr(item, "id", ""), *getattr(item, "aliases", ())}
    return not sight.without.isdisjoint(known_as)


def _subject_of(value: Any, subject: Subject) -> Subject:
    """The subject of what a field holds: items may be about something else than their holder."""
    first = value[0] if isinstance(value, tuple) and value else value
    return (type(first).subject or subject) if isinstance(first, Item) else subject


@cache
def _classes(model: type[Item], own: Secrecy) -> tuple[tuple[str, Secrecy, Secrecy], ...]:
    """Each field of an item of class ``own``: its name, its declared and its effective class."""
    declared = ((name, field_secrecy(model, name)) for name in model.model_fields)
    return tuple((name, secrecy, stricter(own, secrecy)) for name, secrecy in declared)


_may_see = cache(may_see)  # asked for every field of every item, with few different answers
