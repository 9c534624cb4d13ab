"""Effects on relationships: first and lost coverage, single threads, attitudes."""

from collections.abc import Iterator
from datetime import date

from generator.analysis.coverage import (
    KEY_ROLES,
    Coverage,
    Covered,
    Thread,
    moved_alone,
    people_in,
)
from generator.changes.effects.effect import ADDED, CHANGED, REMOVED, EffectTexts, Pair, compares
from generator.changes.effects.evidence import judged_on
from generator.changes.effects.posts import (
    carried_on,
    from_elsewhere,
    named_so_now,
    replaced,
    taken_over,
)
from generator.model.severities import Severity
from generator.model.stakeholders import (
    AGAINST_US,
    STRENGTHS,
    WITH_US,
    Relationship,
    Stakeholder,
)
from generator.model.strategy import rank
from generator.text.formats import capital, day_text, listed, words

_HALF_A_YEAR = 182
"""Days from which on a conversation says little about today."""

_POSTS = "coverage.posts"
_THREADS = "coverage.single_threads"


@compares(
    "relationships",
    _POSTS,
    "strength key stakeholder.stance",
    by="stakeholder",
    on=(CHANGED, ADDED),
)
def post(pair: Pair, then: Covered | None, now: Covered) -> EffectTexts:
    """How a post is covered, what it decides, and what it thinks of us."""
    where = now.best.where if now.best else now.stakeholder.where
    was = then or replaced(pair, now) or taken_over(pair, now)
    changed = (*_covered(pair, then, now), *_demoted(then, now), *_stance(was, now))
    for severity, text in changed:
        yield severity, text, where


@compares("relationships", _POSTS, by="stakeholder", on=(REMOVED,))
def post_removed(pair: Pair, then: Covered, _now: None) -> EffectTexts:
    """A removed post that decides, or speaks for us with power, and who covered it."""
    whom = [each for each in (part(then), _ally(then)) if each]
    if whom:
        who = pair.person(then.best.person) if then.best else "nobody"
        post = f"{then.stakeholder.function}, {listed(whom)}"
        other = named_so_now(pair, then.stakeholder)
        also = f" {other.function} is called so now." if other else ""
        yield Severity.MAJOR, f"{post}, was removed; {who} covered this contact.{also}"


def _ally(post: Covered) -> str:
    """``a champion with high power``; empty for one who is not for us, or has less power."""
    found = post.stakeholder
    return f"a {words(found.stance)} with high power" if _is_ally(found) else ""


def _is_ally(post: Stakeholder) -> bool:
    return post.power == "high" and post.stance in WITH_US


@compares("relationships", _THREADS, by="region", on=(ADDED,))
def thread(pair: Pair, _then: None, now: Thread) -> EffectTexts:
    """A region that hangs on one person now."""
    person = pair.person(now.person)
    yield Severity.MINOR, f"{now.region.name} now depends on one person, {person}."


@compares("relationships", _THREADS, by="region", on=(REMOVED,))
def thread_removed(pair: Pair, then: Thread, _now: None) -> EffectTexts:
    """A region that no longer depends on one person."""
    region, coverage = then.region, pair.after.coverage
    if all(each.id != region.id for each in pair.after.account.regions):
        return  # told of the region
    people = people_in(coverage, region.id)
    moved = moved_alone(pair.before.coverage, coverage, region.id)
    how = "no longer depends on one person"
    if not people:
        how = "is no longer covered by any of our people"
    elif len(people) == 1:
        how = f"is the only region left; {pair.person(*people)} alone covers it"
    elif moved:
        posts = listed([each.function for each in moved])
        how += f", as {posts} moved there; no relationship is new"
    yield Severity.MINOR, f"{region.name} {how}."


@compares("relationships", "coverage", "shape our_people their_areas posts.people")
def shape(_pair: Pair, before: Coverage, after: Coverage) -> EffectTexts:
    """The shape and reach of the relationships, in one sentence."""
    was, now = reach(before), reach(after)
    moved = [f"{what} {was[what]} -> {now[what]}" for what in was if was[what] != now[what]]
    changes = ", ".join(moved)
    if before.shape != after.shape and before.shape and after.shape:
        shapes = f"{words(before.shape)} -> {words(after.shape)}"
        also = f" ({changes})" if changes else ""
        yield Severity.MINOR, f"The shape of the relationships: {shapes}{also}."
    elif changes:
        yield Severity.PATCH, f"{capital(changes)}."


def part(post: Covered) -> str:
    """``a veto holder``; empty for a post without such a part."""
    found = [words(role) for role in post.stakeholder.buying if role in KEY_ROLES]
    return listed([f"{'an' if each[0] in 'aeiou' else 'a'} {each}" for each in found])


def reach(found: Coverage) -> dict[str, str]:
    """How many of the customer's posts and areas are covered, as figures by label."""
    reached = sum(bool(each.people) for each in found.posts)
    return {
        "contacts covered": f"{reached} of {len(found.posts)}",
        "areas reached": str(found.their_areas),
        "our people": str(found.our_people),
    }


def _covered(pair: Pair, then: Covered | None, now: Covered) -> Iterator[tuple[Severity, str]]:
    function = now.stakeholder.function
    severity = Severity.MAJOR if now.key else Severity.MINOR
    was = then.strength if then else None
    instead_of = None if then else replaced(pair, now)
    if now.best and instead_of:
        place = f"in the plan instead of {instead_of.stakeholder.function}"
        yield severity, f"{function}: {place}, with the same days of contact."
    elif now.best and then is None and (was_in := from_elsewhere(pair, now)):
        giver, taker = (pair.person(each.person) for each in (was_in.link, now.best))
        whose = "the same days of contact" if giver == taker else f"the days of contact of {giver}"
        text = (
            f"{function}: from the plan of {was_in.account.name}, covered by {taker} with {whose}."
        )
        yield severity if giver == taker else Severity.MAJOR, text
    elif now.best and now.strength and was is None:
        if then is None and any(
            link is each for _, each in carried_on(pair) for link in now.relationships
        ):
            return  # said with whom they were before
        how = f"{words(now.strength)}{_long_ago(pair, now.best)}"
        by = f"by {pair.person(now.best.person)} ({how})"
        new = f"a new contact, {part(now)}, covered" if now.key else "a new contact, covered"
        covered = f"first coverage of {part(now)}," if now.key else "now covered"
        yield severity, f"{function}: {covered if then else new} {by}."
    elif was and now.strength is None:
        whom = f"this contact, {part(now)}," if now.key else "the contact"
        yield severity, f"{function}: nobody covers {whom} any more."
    elif was and now.strength and was != now.strength:
        how = "stronger" if STRENGTHS.index(now.strength) > STRENGTHS.index(was) else "weaker"
        change = f"{words(was)} -> {words(now.strength)}"
        newer = then and _last(now) > _last(then)
        still = f"; the last conversation is still that of {day_text(_last(now))}"
        also = still if how == "stronger" and not newer else ""
        yield Severity.MINOR, f"{function}: the relationship is {how}, {change}{also}."
    elif then is None and now.key:
        yield Severity.MINOR, f"{function}: a new contact, {part(now)}, whom nobody covers."
    elif then is not None and now.key and not then.key:
        nobody = "" if now.best else ", and nobody covers this contact"
        yield Severity.MINOR, f"{function} is now {part(now)}{nobody}."


def _last(post: Covered) -> date:
    return max(each.last_contact for each in post.relationships)


def _long_ago(pair: Pair, link: Relationship) -> str:
    """When the last conversation was, as a clause, if that is more than half a year ago."""
    long_ago = (pair.as_of - link.last_contact).days > _HALF_A_YEAR
    return f", last conversation on {day_text(link.last_contact)}" if long_ago else ""


def _demoted(then: Covered | None, now: Covered) -> Iterator[tuple[Severity, str]]:
    """A post that is no longer marked as one that can decide, pay or veto."""
    if then is not None and then.key and not now.key:
        nobody = "" if then.best else ", and nobody covered this contact"
        is_new, rests = judged_on(then.stakeholder, now.stakeholder)
        severity = Severity.MINOR if then.best and now.best and is_new else Severity.MAJOR
        text = f"{now.stakeholder.function} is no longer {part(then)}{nobody}; judged {rests}."
        yield severity, text


@compares("relationships", _POSTS, "stakeholder.power", by="stakeholder")
def power(_pair: Pair, then: Covered, now: Covered) -> EffectTexts:
    """Another power of a post, and what it rests on; grave where a post of power loses it so."""
    one, other = then.stakeholder, now.stakeholder
    is_new, rests = judged_on(one, other)
    grave = not is_new and (then.key or one.power == "high") and rank(other.power) < rank(one.power)
    whom = f"{other.function}, {part(now)}" if now.key else other.function
    text = f"{whom}: power {one.power} -> {other.power}, judged {rests}."
    yield Severity.MAJOR if grave else Severity.MINOR, text, other.where


def _stance(then: Covered | None, now: Covered) -> Iterator[tuple[Severity, str]]:
    if then is None or then.stakeholder.stance == now.stakeholder.stance:
        return
    was, stance = then.stakeholder.stance, now.stakeholder.stance
    grave = now.key and (stance in AGAINST_US) != (was in AGAINST_US)
    grave = grave or (_is_ally(then.stakeholder) and not _is_ally(now.stakeholder))
    whom = f"{now.stakeholder.function}, {part(now)}" if now.key else now.stakeholder.function
    text = f"{whom}: the stance is now {words(stance)} instead of {words(was)}."
    yield Severity.MAJOR if grave else Severity.MINOR, text
