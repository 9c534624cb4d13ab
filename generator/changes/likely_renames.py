"""Accounts that look like a removed one under another id, which is not among their former ids.

They are compared as if the former id were among them: the gate of the past then follows it as it
follows declared ones, and tells what it would tell if it stood there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.changes.compare import closest, share_of_equal_values
from generator.changes.diff import Difference, differences
from generator.editions import Catalog
from generator.model.definitions import Definitions, by_key
from generator.model.item import Item
from generator.model.kinds import Account
from generator.reading.mentions import FORMER_IDS

_MOST_PAIRS = 400
"""More pairs would take seconds."""

_MOSTLY, _HALF = 0.75, 0.5
"""Required shares of equal content: whatever the name, and with the same name."""


_NONE = frozenset[str]()


def may_have_renames(older: Definitions, newer: Definitions) -> bool:
    """Whether accounts of one state are missing in the other one, and the other way round."""
    before, after = set(older.accounts), set(newer.accounts)
    return bool(before - after and after - before)


def declared_former(*states: Definitions) -> Mapping[str, frozenset[str]]:
    """Each id that an account of some states declares as a former one, with these accounts."""
    found: dict[str, set[str]] = {}
    for account in (each for state in states for each in state.accounts.values()):
        for former in account.aliases:
            found.setdefault(former, set()).add(account.id)
    return {former: frozenset(accounts) for former, accounts in found.items()}


def likely_renames(
    older: Catalog,
    newer: Catalog,
    declared: Mapping[str, frozenset[str]],
    known: Mapping[str, str],
) -> Mapping[str, str]:
    """New accounts of a view with the id of the removed account that each looks like.

    ``known``: those of another view, which stay; ``declared``: see :func:`declared_former`; what a
    third account has been is no candidate, as two cannot have been one.
    """
    changed = differences(older.definitions, newer.definitions)
    found = [each for each in changed if each.subject == "account"]
    paired = {*known, *known.values()}
    found = [each for each in found if each.id not in paired]
    removed = [each.item for each in found if each.kind == "removed"]
    added = [each.item for each in found if each.kind == "added"]
    if len(removed) * len(added) > _MOST_PAIRS:
        return known
    shares = {
        (one.id, other.id): share
        for one in removed
        for other in added
        if isinstance(one, Account) and isinstance(other, Account)
        if declared.get(one.id, _NONE) <= {other.id} and declared.get(other.id, _NONE) <= {one.id}
        if (share := share_of_equal_values(one, other)) >= _least(one, other)
    }
    return {**known, **{now: former for former, now in closest(shares)}}


def _least(one: Account, other: Account) -> float:
    return _HALF if one.name.casefold() == other.name.casefold() else _MOSTLY


def with_aliases(older: Definitions, newer: Definitions, renames: Mapping[str, str]) -> Definitions:
    """``newer`` with the former ids of ``renames`` among the aliases of its accounts.

    An account that the older state has as well, or a former one that is still there, is another
    one, whoever may see it.
    """
    one, other = ({*by_key(each), *map(_key, each.broken)} for each in (older, newer))
    changed: dict[tuple[str, str], Item | None] = {
        ("account", now): newer.accounts[now].model_copy(
            update={FORMER_IDS: (*newer.accounts[now].aliases, former)}
        )
        for now, former in renames.items()
        if ("account", now) not in one and ("account", former) not in other
    }
    return newer.with_items(changed) if changed else newer


def _key(broken: str) -> tuple[str, str]:
    kind, _, name = broken.partition("/")
    return kind, name


def as_undeclared(
    changed: Iterable[Difference], renames: Mapping[str, str]
) -> tuple[Difference, ...]:
    """The differences, those of ``renames`` marked, and without the alias that does not stand."""
    return tuple(
        replace(
            each,
            looks_like=each.former,
            changes=tuple(
                one for one in each.changes if not _is_alias(one.change.path, each.former)
            ),
        )
        if each.subject == "account" and each.former and renames.get(each.id) == each.former
        else each
        for each in changed
    )


def _is_alias(path: tuple[str, ...], former: str) -> bool:
    return path[0] == FORMER_IDS and former in path
