"""Who covers whom: first and lost coverage, single threads, attitudes."""

from collections.abc import Iterator

from generator.catalog import Catalog
from generator.formats import listed, words
from generator.insight import AccountInsight
from generator.insight.coverage import KEY_ROLES, STRENGTHS, Covered
from generator.review.consequences.consequence import Consequence
from generator.review.handbook_table import Weight

_AGAINST = ("critic", "detractor")


def network(
    catalog: Catalog, before: AccountInsight, after: AccountInsight
) -> Iterator[Consequence]:
    """What a change does to the relationships; ``catalog``: the newer one, for names."""
    account = after.account
    older = {post.stakeholder.id: post for post in before.coverage.posts}
    for post in after.coverage.posts:
        then = older.get(post.stakeholder.id)
        for weight, says in (*_covered(catalog, then, post), *_stance(then, post)):
            where = post.best.where if post.best else post.stakeholder.where
            yield Consequence(account.id, "relationships", weight, says, where)
    there = {post.stakeholder.id for post in after.coverage.posts}
    for then in before.coverage.posts:
        if then.key and then.stakeholder.id not in there:
            says = f"{then.stakeholder.function}, {_part(then)}, is no longer on the map."
            yield Consequence(account.id, "relationships", Weight.MINOR, says, account.where)
    for weight, says in (*_threads(catalog, before, after), *_shape(before, after)):
        yield Consequence(account.id, "relationships", weight, says, account.where)


def _covered(catalog: Catalog, then: Covered | None, now: Covered) -> Iterator[tuple[Weight, str]]:
    function = now.stakeholder.function
    weight = Weight.MAJOR if now.key else Weight.MINOR
    was = then.best if then else None
    if now.best and was is None:
        by = f"by {_person(catalog, now.best.person)} ({words(now.best.strength)})"
        new = f"a new post, {_part(now)}, covered" if now.key else "a new post, covered"
        known = f"first coverage of {_part(now)}," if now.key else "covered now,"
        yield weight, f"{function}: {known if then else new} {by}."
    elif was and now.best is None:
        whom = f"this post, {_part(now)}," if now.key else "the post"
        yield weight, f"{function}: nobody covers {whom} any more."
    elif was and now.best and was.strength != now.best.strength:
        better = STRENGTHS.index(now.best.strength) > STRENGTHS.index(was.strength)
        how = "stronger" if better else "weaker"
        change = f"{words(was.strength)} -> {words(now.best.strength)}"
        yield Weight.MINOR, f"{function}: the relationship is {how}, {change}."
    elif then is None and now.key:
        yield Weight.MINOR, f"{function}: a new post, {_part(now)}, which nobody covers."
    elif then is not None and now.key and not then.key:
        nobody = "" if now.best else ", and nobody covers the post"
        yield Weight.MINOR, f"{function} is {_part(now)} now{nobody}."


def _part(post: Covered) -> str:
    """``a veto holder``; of a post that cannot decide, pay or say no, nothing."""
    found = [words(role) for role in post.stakeholder.buying if role in KEY_ROLES]
    return listed([f"{'an' if each[0] in 'aeiou' else 'a'} {each}" for each in found])


def _stance(then: Covered | None, now: Covered) -> Iterator[tuple[Weight, str]]:
    if then is None or then.stakeholder.stance == now.stakeholder.stance:
        return
    was, stance = then.stakeholder.stance, now.stakeholder.stance
    grave = now.key and (stance in _AGAINST) != (was in _AGAINST)
    whom = f"{now.stakeholder.function}, {_part(now)}" if now.key else now.stakeholder.function
    says = f"{whom}: the stance is {words(stance)} now, not {words(was)}."
    yield Weight.MAJOR if grave else Weight.MINOR, says


def _threads(
    catalog: Catalog, before: AccountInsight, after: AccountInsight
) -> Iterator[tuple[Weight, str]]:
    was = {each.region.id: each for each in before.coverage.single_threads}
    now = {each.region.id: each for each in after.coverage.single_threads}
    for region_id, thread in now.items():
        if region_id not in was:
            person = _person(catalog, thread.person)
            yield Weight.MINOR, f"{thread.region.name} hangs on one person now, {person}."
    for region_id, thread in was.items():
        if region_id not in now:
            reached = any(
                post.relationships and post.stakeholder.region == region_id
                for post in after.coverage.posts
            )
            how = "no longer hangs on one person" if reached else "hangs on nobody of ours any more"
            yield Weight.MINOR, f"{thread.region.name} {how}."


def _shape(before: AccountInsight, after: AccountInsight) -> Iterator[tuple[Weight, str]]:
    was, now = before.coverage.shape, after.coverage.shape
    if was != now and was and now:
        yield Weight.MINOR, f"The shape of the relationships: {words(was)} -> {words(now)}."


def _person(catalog: Catalog, person: str) -> str:
    return catalog.name("person", person) or words(person)
