"""References and ids: unknown references, former ids taken twice, and cycles."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any

from generator.cache.memory import NO_MEMORY, NOTHING, Memory
from generator.checks.structure.entries import account_id, entry_problems
from generator.checks.structure.methods import (
    account_problems,
    fit_problems,
    method_problems,
    programme_problems,
)
from generator.checks.structure.money import currency_problems, money_problems
from generator.findings.classification import Subject
from generator.findings.finding import Finding, Location, RuleArea
from generator.model.definitions import Definitions, holder_of, place_of_kind
from generator.model.grammars import Reference
from generator.model.ids import IdsByKind, global_ids, global_names, name_of, own_ids
from generator.model.item import Item
from generator.model.kinds import KINDS, kinds_with_files
from generator.model.walk import references_in
from generator.text.suggestions import (
    OtherNames,
    did_you_mean,
    did_you_mean_called,
    listed_nearest_first,
)

AREA = RuleArea("structure")

UNKNOWN_REFERENCE = AREA.error(
    "unknown-reference",
    "An id refers to nothing.",
    "The page would point nowhere, and nobody would notice that something is missing.",
    "Correct the id, or define what it names.",
)

CYCLE = AREA.error(
    "cycle",
    "A chain of references leads back to its start.",
    "Nobody would be at the top; figures that roll up would never end.",
    "Remove one of the references named.",
)

ALIAS_TAKEN = AREA.error(
    "alias-taken",
    "A former id belongs to another definition.",
    "Old links would lead to the wrong page.",
    "Remove the alias from one of the two.",
)

OWNER_MISSING = AREA.error(
    "owner-missing",
    "A role, competency, method or path has no owner.",
    "Nobody would be asked when it goes out of date.",
    "Add `owner:` with a function or a person.",
)

LEVELS_SCALE = AREA.error(
    "levels-scale",
    "A competency does not describe exactly the levels of the scale.",
    "People could not tell what is expected of them at some level.",
    "Describe each level of the framework's scale, and no other.",
)


def cycles(definitions: Definitions) -> Iterator[Finding]:
    """Cycles in reporting lines, careers, variants and account hierarchies."""
    roles, accounts = definitions.roles, definitions.accounts
    posts = definitions.organisation.posts if definitions.organisation else ()
    places = {post.id: post for post in posts} | {key: r.position for key, r in roles.items()}
    for holders, key in ((places, "reports_to"), (roles, "leads_to"), (roles, "variant_of")):
        for holder, _, message in _circles(holders, key):
            yield CYCLE.at(holder.at(key), message)
    for holder, first, message in _circles(accounts, "parent"):
        yield CYCLE.at(holder.at("parent"), message, account=first)
    for account in accounts.values():
        stakeholders = {each.id: each for each in account.stakeholders}
        for holder, _, message in _circles(stakeholders, "reports_to"):
            yield CYCLE.at(holder.at("reports_to"), message, account=account.id)


def _circles(holders: Mapping[str, Item], key: str) -> Iterator[tuple[Item, str, str]]:
    """The first item of each cycle of references in the field ``key``, its id, and a message."""
    above = {each: _referred(getattr(item, key)) for each, item in holders.items()}
    for chain in _loops(above):
        message = f"`{key}` leads in a circle: {' -> '.join((*chain, chain[0]))}"
        yield holders[chain[0]], chain[0], message


def _referred(value: Any) -> tuple[str, ...]:
    """The ids in a field with one reference, several, or several steps to a role."""
    if not isinstance(value, tuple):
        return (value,) if value else ()
    return tuple(each if isinstance(each, str) else each.role for each in value)


def _loops(above: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Each cycle once, starting at its smallest id; iterative, linear in ids and references."""
    done: set[str] = set()
    for start in sorted(above):
        chain: dict[str, None] = {}  # ordered, with fast lookup
        pending = [(start, iter(above[start]))] if start not in done else []
        if pending:
            chain[start] = None
        while pending:
            here, rest = pending[-1]
            following = next((step for step in rest if step in above and step not in done), None)
            if following is None:
                done.add(here)
                pending.pop()
                chain.popitem()
            elif following in chain:
                order = list(chain)
                circle = order[order.index(following) :]
                first = circle.index(min(circle))
                yield tuple(circle[first:] + circle[:first])
                done.add(following)
            else:
                chain[following] = None
                pending.append((following, iter(above[following])))


_MOST_COMPARISONS = 50_000
"""A suggestion compares with all ids, which would take minutes for thousands of wrong ones."""


def find_all(
    definitions: Definitions, memory: Memory = NO_MEMORY, unread: Collection[str] = ()
) -> Iterator[Finding]:
    """All structural errors; ``memory``: of the last run; ``unread``: kinds not read in full."""
    yield from _references(definitions, memory, unread)
    for root in definitions.roots():
        yield from memory.recall(entry_problems, root, form=NOTHING)
    yield from _owners(definitions)
    yield from _aliases(definitions)
    yield from cycles(definitions)
    yield from currency_problems(definitions)
    for method in definitions.methods.values():
        yield from method_problems(definitions, method)
    yield from programme_problems(definitions)
    yield from fit_problems(definitions)
    yield from _levels(definitions)
    for account in definitions.accounts.values():
        yield from account_problems(definitions, account)
        yield from money_problems(account)


def _references(
    definitions: Definitions, memory: Memory, unread: Collection[str]
) -> Iterator[Finding]:
    shared = global_names(definitions, memory)
    suggested = count()

    @cache
    def named_in(account: str | None) -> Mapping[str, OtherNames]:
        found = own_ids(definitions.accounts[account]) if account else global_ids(definitions)
        return {
            kind: {key: tuple(filter(None, [name_of(each)])) for key, each in sorted(ids.items())}
            for kind, ids in found.items()
        }

    @cache  # one wrong id often occurs in many places
    def suggestion(word: str, kinds: tuple[str, ...], owner: str | None) -> str:
        near = {**named_in(None), **(named_in(owner) if owner else {})}
        there = {key: names for kind in kinds for key, names in near.get(kind, {}).items()}
        if next(suggested) * len(there) >= _MOST_COMPARISONS:
            return "."
        hint = did_you_mean_called(word, there)
        known = "" if hint else listed_nearest_first(word, _of_the_handbook(definitions, kinds))
        return f": {known}." if known else f".{hint}"

    wrong: dict[tuple[str, ...], list[tuple[Item, Reference]]] = {}
    for root in definitions.roots():
        for reference in memory.recall(_unknown, root, shared, form=NOTHING):
            kinds = reference.kinds
            hidden = any(kind in unread for kind in kinds)
            if not hidden and not any(definitions.may_declare(kind, reference) for kind in kinds):
                wrong.setdefault(kinds, []).append((root, reference))
    for kinds, found in wrong.items():
        everywhere = all(kind in shared for kind in kinds)
        absent = [kind for kind in kinds if not shared[kind]] if everywhere else []
        if absent and len(found) > 1:
            yield _none_defined(kinds, absent, len(found))
            continue
        for root, reference in found:
            owner = None if everywhere else account_id(root)
            hint = suggestion(str(reference), kinds, owner)
            yield UNKNOWN_REFERENCE.at(
                reference.where or root.where,
                f"there is no {' or '.join(kinds)} `{reference[:80]}`{hint}",
                account=account_id(root),
            )


def _of_the_handbook(definitions: Definitions, kinds: Sequence[str]) -> list[str]:
    """The ids of some kinds in their own order, if they are of the handbook, as levels are.

    A message must not list customers or people. What quotes an id is as secret as what has it.
    """
    holders = [KINDS.get(holder_of(kind) or kind) for kind in kinds]
    if any(each is None or each.model.subject is not Subject.HANDBOOK for each in holders):
        return []
    ids = global_ids(definitions)
    return [key for kind in kinds for key in ids.get(kind, ())]


def _none_defined(kinds: Sequence[str], absent: Sequence[str], number: int) -> Finding:
    """One finding for all references to kinds of which ``absent`` have no definition at all."""
    places = list(dict.fromkeys(place_of_kind(kind) for kind in absent))
    none = "none" if len(absent) == len(kinds) else f"no {' or '.join(absent)}"
    return UNKNOWN_REFERENCE.at(
        Location(places[0]),
        f"{number:,} references lead to no {' or '.join(kinds)}, and {none} is defined.",
        remedy=f"Put {' or '.join(f'`{place}`' for place in places)} back, or define them there.",
        about=" ".join(kinds),
    )


def _unknown(root: Item, shared: IdsByKind) -> tuple[Reference, ...]:
    """The references in a definition to what has no such id."""
    known = _in_scope(root, shared)
    return tuple(
        reference
        for reference in references_in(root)
        if not any(reference in known.get(kind, ()) for kind in reference.kinds)
    )


def _in_scope(root: Item, shared: IdsByKind) -> IdsByKind:
    return {**shared, **own_ids(root)}


def _owners(definitions: Definitions) -> Iterator[Finding]:
    for root in definitions.roots():
        if {"owner", "review"} <= set(type(root).model_fields) and getattr(
            root, "owner", ""
        ) is None:
            yield OWNER_MISSING.at(root.where, "`owner` is missing")


def _aliases(definitions: Definitions) -> Iterator[Finding]:
    for group in (definitions.of_kind(kind.name) for kind in kinds_with_files() if kind.of_many):
        names: dict[str, str] = {key: key for key in group}
        for key, item in group.items():
            for index, alias in enumerate(getattr(item, "aliases", ())):
                if names.setdefault(alias, key) != key or alias == key:
                    message = f"`{alias}` is `{names[alias]}`'s already"
                    yield ALIAS_TAKEN.at(
                        item.at("aliases", index), message, account=account_id(item)
                    )


def _levels(definitions: Definitions) -> Iterator[Finding]:
    if definitions.framework is None:
        return
    scale = [level.id for level in definitions.framework.scale]
    for competency in definitions.competencies.values():
        problems = [f"`{level}` is missing" for level in scale if level not in competency.levels]
        for level in competency.levels:
            if level not in scale:
                problems.append(f"`{level}` is not a level.{did_you_mean(level, scale)}")
        if problems:
            yield LEVELS_SCALE.at(competency.at("levels"), "; ".join(problems))
