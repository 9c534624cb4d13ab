"""Removed definitions: renamed without an alias, or deleted while in use."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from generator.changes.compare import APART
from generator.changes.rules import DELETED_WHILE_ACTIVE, RENAMED_WITHOUT_ALIAS
from generator.findings.finding import Finding, Location
from generator.model.common import HandbookDefinition
from generator.model.item import Item
from generator.model.walk import walk

Key = tuple[str, str]
"""Kind and id of a definition."""

_MOSTLY = 0.5
"""Share of equal texts from which a new definition counts as a renamed one."""

_COMMON = 50
"""Texts shared by more definitions are ignored in matching."""

_SAME_NAME = 2.0
"""Above all shares: equal names outweigh equal texts."""


def removed_since(
    older: Mapping[Key, HandbookDefinition], newer: Mapping[Key, HandbookDefinition]
) -> Iterator[Finding]:
    """Definitions removed without notice to those who rely on them.

    A definition whose id is an alias of a newer one is not reported.
    """
    aliases = {(key[0], alias) for key, item in newer.items() for alias in item.aliases}
    removed = {key: item for key, item in older.items() if key not in newer and key not in aliases}
    added = {key: item for key, item in newer.items() if key not in older}
    renamed = _renamed(removed, added)
    for key, (lost, how) in renamed.items():
        message = f"`{key[1]}` {how} `{lost[1]}` of the base, which is gone"
        remedy = f"Write `aliases: [{lost[1]}]`, unless it is something new."
        yield RENAMED_WITHOUT_ALIAS.at(added[key].at("id"), message, remedy=remedy)
    renamed_keys = {lost for lost, _ in renamed.values()}
    for key, item in removed.items():
        if item.status == "active" and key not in renamed_keys:
            message = f"`{key[1]}` was active at the base, in version {item.version}, and is gone"
            yield DELETED_WHILE_ACTIVE.at(Location(item.where.path), message)


def _renamed(
    removed: Mapping[Key, HandbookDefinition], added: Mapping[Key, HandbookDefinition]
) -> dict[Key, tuple[Key, str]]:
    """New definitions with the one they replace and the reason; each is used at most once."""
    shares = similarities(removed, added)
    closest = sorted(shares, key=lambda pair: (-shares[pair], pair))
    found: dict[Key, tuple[Key, str]] = {}
    taken: set[Key] = set()
    for key, lost in closest:
        if key in found or lost in taken:
            continue
        named = shares[key, lost] == _SAME_NAME
        found[key] = (lost, "has the name of" if named else "says mostly the same as")
        taken.add(lost)
    return {key: found[key] for key in added if key in found}


def similarities(
    removed: Mapping[Key, Item], added: Mapping[Key, Item]
) -> dict[tuple[Key, Key], float]:
    """Similarity of pairs of added and removed definitions: the share of common texts.

    From 0.5 to 1; 2 for equal names.
    """
    return {**_of_content(removed, added), **_of_name(removed, added)}


def _of_name(
    removed: Mapping[Key, Item], added: Mapping[Key, Item]
) -> dict[tuple[Key, Key], float]:
    lost = defaultdict(list)
    for key, item in removed.items():
        lost[key[0], _name(item)].append(key)
    return {
        (key, other): _SAME_NAME
        for key, item in added.items()
        for other in (lost[key[0], _name(item)] if _name(item) else ())
    }


def _name(item: Item) -> str:
    return str(getattr(item, "name", "")).casefold()


def _of_content(
    removed: Mapping[Key, Item], added: Mapping[Key, Item]
) -> dict[tuple[Key, Key], float]:
    """Pairs with mostly equal texts, by Dice's coefficient.

    Uses an index of texts, so that definitions without common texts cost nothing.
    """
    texts = {key: set(_texts(item)) for key, item in (*removed.items(), *added.items())}
    holders = defaultdict(list)
    for key in removed:
        for text in texts[key]:
            holders[key[0], text].append(key)
    rare = {text: keys for text, keys in holders.items() if len(keys) <= _COMMON}
    shared = Counter(
        (key, lost) for key in added for text in texts[key] for lost in rare.get((key[0], text), ())
    )
    shares = {
        (key, lost): 2 * count / (len(texts[key]) + len(texts[lost]))
        for (key, lost), count in shared.items()
    }
    return {pair: share for pair, share in shares.items() if share >= _MOSTLY}


def _texts(item: Item) -> Iterator[str]:
    """The prose of a definition, without ids and keywords, which many have in common."""
    for each in walk(item):
        if isinstance(each.value, str) and " " in each.value and each.path[0] not in APART:
            yield " ".join(each.value.split())
