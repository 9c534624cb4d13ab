"""Effects on relationships: first and lost coverage, single threads, attitudes."""

from collections.abc import Iterator

from generator.analysis.coverage import KEY_ROLES, STRENGTHS, Coverage, Covered
from generator.changes.effects.effect import Effect, Pair
from generator.model.severities import Severity
from generator.text.formats import capital, listed, words

_AGAINST = ("critic", "detractor")


def network(pair: Pair) -> Iterator[Effect]:
    """Effects on the relationships."""
    before, after = pair.before, pair.after
    older = {post.stakeholder.id: post for post in before.coverage.posts}
    for post in after.coverage.posts:
        then = older.get(post.stakeholder.id)
        for severity, text in (
            *_covered(pair, then, post),
            *_demoted(then, post),
            *_stance(then, post),
        ):
            where = post.best.where if post.best else post.stakeholder.where
            yield pair.say("relationships", severity, text, where)
    there = {post.stakeholder.id for post in after.coverage.posts}
    for then in before.coverage.posts:
        if then.key and then.stakeholder.id not in there:
            yield pair.say("relationships", Severity.MAJOR, _gone(pair, then))
    for severity, text in (*_threads(pair), *_shape(before.coverage, after.coverage)):
        yield pair.say("relationships", severity, text)


def part(post: Covered) -> str:
    """``a veto holder``; empty for a post without such a part."""
    found = [words(role) for role in post.stakeholder.buying if role in KEY_ROLES]
    return listed([f"{'an' if each[0] in 'aeiou' else 'a'} {each}" for each in found])


def reach(found: Coverage) -> dict[str, str]:
    """How many of the customer's posts and areas are covered, as figures by label."""
    reached = sum(bool(each.relationships) for each in found.posts)
    return {
        "posts covered": f"{reached} of {len(found.posts)}",
        "areas reached": str(found.their_areas),
        "people of ours": str(found.our_people),
    }


def _gone(pair: Pair, then: Covered) -> str:
    """A removed key post, and who covered it."""
    who = pair.person(then.best.person) if then.best else "nobody"
    return f"{then.stakeholder.function}, {part(then)}, is off the map; {who} covered this post."


def _covered(pair: Pair, then: Covered | None, now: Covered) -> Iterator[tuple[Severity, str]]:
    function = now.stakeholder.function
    severity = Severity.MAJOR if now.key else Severity.MINOR
    was = then.best if then else None
    if now.best and was is None:
        by = f"by {pair.person(now.best.person)} ({words(now.best.strength)})"
        new = f"a new post, {part(now)}, covered" if now.key else "a new post, covered"
        covered = f"first coverage of {part(now)}," if now.key else "covered now,"
        yield severity, f"{function}: {covered if then else new} {by}."
    elif was and now.best is None:
        whom = f"this post, {part(now)}," if now.key else "the post"
        yield severity, f"{function}: nobody covers {whom} any more."
    elif was and now.best and was.strength != now.best.strength:
        better = STRENGTHS.index(now.best.strength) > STRENGTHS.index(was.strength)
        how = "stronger" if better else "weaker"
        change = f"{words(was.strength)} -> {words(now.best.strength)}"
        yield Severity.MINOR, f"{function}: the relationship is {how}, {change}."
    elif then is None and now.key:
        yield Severity.MINOR, f"{function}: a new post, {part(now)}, which nobody covers."
    elif then is not None and now.key and not then.key:
        nobody = "" if now.best else ", and nobody covers the post"
        yield Severity.MINOR, f"{function} is {part(now)} now{nobody}."


def _demoted(then: Covered | None, now: Covered) -> Iterator[tuple[Severity, str]]:
    """A post that is no longer marked as one that can decide, pay or veto."""
    if then is not None and then.key and not now.key:
        nobody = "" if then.best else ", and nobody covered the post"
        severity = Severity.MINOR if then.best and now.best else Severity.MAJOR
        yield severity, f"{now.stakeholder.function} is no longer {part(then)}{nobody}."


def _stance(then: Covered | None, now: Covered) -> Iterator[tuple[Severity, str]]:
    if then is None or then.stakeholder.stance == now.stakeholder.stance:
        return
    was, stance = then.stakeholder.stance, now.stakeholder.stance
    worse = now.key and (stance in _AGAINST) != (was in _AGAINST)
    whom = f"{now.stakeholder.function}, {part(now)}" if now.key else now.stakeholder.function
    text = f"{whom}: the stance is {words(stance)} now, not {words(was)}."
    yield Severity.MAJOR if worse else Severity.MINOR, text


def _threads(pair: Pair) -> Iterator[tuple[Severity, str]]:
    before, after = pair.before, pair.after
    was = {each.region.id: each for each in before.coverage.single_threads}
    now = {each.region.id: each for each in after.coverage.single_threads}
    for region_id, thread in now.items():
        if region_id not in was:
            person = pair.person(thread.person)
            yield Severity.MINOR, f"{thread.region.name} hangs on one person now, {person}."
    for region_id, thread in was.items():
        if region_id not in now:
            reached = any(
                post.relationships and post.stakeholder.region == region_id
                for post in after.coverage.posts
            )
            how = "no longer hangs on one person" if reached else "hangs on nobody of ours any more"
            yield Severity.MINOR, f"{thread.region.name} {how}."


def _shape(before: Coverage, after: Coverage) -> Iterator[tuple[Severity, str]]:
    """The shape and reach of the relationships, in one sentence."""
    was, now = reach(before), reach(after)
    moved = [f"{what} {was[what]} -> {now[what]}" for what in was if was[what] != now[what]]
    said = ", ".join(moved)
    if before.shape != after.shape and before.shape and after.shape:
        shapes = f"{words(before.shape)} -> {words(after.shape)}"
        also = f" ({said})" if said else ""
        yield Severity.MINOR, f"The shape of the relationships: {shapes}{also}."
    elif said:
        yield Severity.PATCH, f"{capital(said)}."
