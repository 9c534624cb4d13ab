"""Chains of references that lead back to their start."""

from collections.abc import Iterator, Mapping, Sequence

from generator.checks.structure.rules import CYCLE
from generator.definitions.definitions import Definitions
from generator.diagnostics import Finding


def cycles(definitions: Definitions) -> Iterator[Finding]:
    """Circles in reporting lines, careers, variants and account hierarchies."""
    posts = definitions.organisation.posts if definitions.organisation else ()
    above: dict[str, Sequence[str]] = {post.id: tuple(post.reports_to) for post in posts}
    where = {post.id: post.at("reports_to") for post in posts}
    for role in definitions.roles.values():
        above[role.id] = tuple(role.position.reports_to)
        where[role.id] = role.position.at("reports_to")
    for chain in _loops(above):
        yield CYCLE.at(where[chain[0]], _around("reports_to", chain))
    careers = {
        role.id: tuple(step.role for step in role.leads_to) for role in definitions.roles.values()
    }
    for chain in _loops(careers):
        yield CYCLE.at(definitions.roles[chain[0]].at("leads_to"), _around("leads_to", chain))
    variants = {r.id: (r.variant_of,) if r.variant_of else () for r in definitions.roles.values()}
    for chain in _loops(variants):
        yield CYCLE.at(definitions.roles[chain[0]].at("variant_of"), _around("variant_of", chain))
    accounts = definitions.accounts
    parents = {key: (a.parent,) if a.parent else () for key, a in accounts.items()}
    for chain in _loops(parents):
        place = accounts[chain[0]].at("parent")
        yield CYCLE.at(place, _around("parent", chain), account=chain[0])
    for account in accounts.values():
        bosses = {s.id: (s.reports_to,) if s.reports_to else () for s in account.stakeholders}
        places = {s.id: s.at("reports_to") for s in account.stakeholders}
        for chain in _loops(bosses):
            yield CYCLE.at(places[chain[0]], _around("reports_to", chain), account=account.id)


def _around(key: str, chain: tuple[str, ...]) -> str:
    return f"`{key}` leads in a circle: {' -> '.join((*chain, chain[0]))}"


def _loops(above: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle once, starting at its smallest id; iterative, linear in ids and references."""
    done: set[str] = set()
    for start in sorted(above):
        trail: dict[str, None] = {}  # in order, and quick to look into
        pending = [(start, iter(above[start]))] if start not in done else []
        if pending:
            trail[start] = None
        while pending:
            here, rest = pending[-1]
            following = next((step for step in rest if step in above and step not in done), None)
            if following is None:
                done.add(here)
                pending.pop()
                trail.popitem()
            elif following in trail:
                order = list(trail)
                circle = order[order.index(following) :]
                first = circle.index(min(circle))
                yield tuple(circle[first:] + circle[:first])
                done.add(following)
            else:
                trail[following] = None
                pending.append((following, iter(above[following])))
