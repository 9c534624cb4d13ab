"""Posts of the customer in two states: what they are called, and whose contacts they carry on."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.analysis.coverage import Coverage, Covered
from generator.changes.compare import title_key
from generator.changes.effects.effect import Pair
from generator.model.kinds import Account
from generator.model.stakeholders import Relationship, Stakeholder


def called_before(pair: Pair, post: Stakeholder) -> str:
    """The name of a post of the older state, with what tells it from others of that name."""
    now = _post(pair.after.coverage, post.id)
    if not _is_shared(pair, post):
        return post.function
    if now is None:
        return f"{post.function} (no longer in the plan)"
    return (
        post.function if now.function == post.function else f"{post.function} (now {now.function})"
    )


def called_now(pair: Pair, post: Stakeholder) -> str:
    """The name of a post of the newer state, with what tells it from others of that name."""
    was = _post(pair.before.coverage, post.id)
    if not _is_shared(pair, post):
        return post.function
    if was is None:
        return f"{post.function} (new)"
    return (
        post.function
        if was.function == post.function
        else f"{post.function} (before: {was.function})"
    )


def named_so_now(pair: Pair, post: Stakeholder) -> Stakeholder | None:
    """Another post that has the name of one of the older state now, and had another one."""
    for each in pair.after.coverage.posts:
        other = each.stakeholder
        was = _post(pair.before.coverage, other.id)
        if other.id != post.id and other.function == post.function and was:
            return was if was.function != post.function else None
    return None


def _is_shared(pair: Pair, post: Stakeholder) -> bool:
    """Whether another post of either state has the name, or had it."""
    both = (*pair.before.coverage.posts, *pair.after.coverage.posts)
    return any(
        each.stakeholder.function == post.function and each.stakeholder.id != post.id
        for each in both
    )


def _post(found: Coverage, post_id: str) -> Stakeholder | None:
    posts = (each.stakeholder for each in found.posts)
    return next((each for each in posts if each.id == post_id), None)


def replaced(pair: Pair, now: Covered) -> Covered | None:
    """The post that is no longer in the plan and whose contacts a new one has, day for day."""
    left = _ids(pair.after.coverage)
    if not now.relationships or now.stakeholder.id in _ids(pair.before.coverage):
        return None
    gone = (each for each in pair.before.coverage.posts if each.stakeholder.id not in left)
    return next((each for each in gone if _contacts(each) == _contacts(now)), None)


def _ids(found: Coverage) -> set[str]:
    return {each.stakeholder.id for each in found.posts}


def _contacts(post: Covered) -> set[tuple[str, object, object]]:
    return {(str(each.person), each.since, each.last_contact) for each in post.relationships}


def has_days_of(then: Relationship, now: Relationship) -> bool:
    """Whether a relationship began, and was last used, on the days of another one."""
    return (then.since, then.last_contact) == (now.since, now.last_contact)


def carried_on(pair: Pair) -> Iterator[tuple[Relationship, Relationship]]:
    """Relationships that one of our people has with another post now, day for day.

    Not those of a post that is in the plan instead of another one, see :func:`replaced`.
    """
    older = {(each.person, each.stakeholder): each for each in pair.before.account.relationships}
    newer = {(each.person, each.stakeholder): each for each in pair.after.account.relationships}
    instead = {e.stakeholder.id for e in pair.after.coverage.posts if replaced(pair, e)}
    left = [e for key, e in older.items() if key not in newer or not has_days_of(e, newer[key])]
    for key, now in newer.items():
        stayed = key in older and has_days_of(older[key], now)
        if stayed or now.stakeholder in instead:
            continue
        found = (e for e in left if e.person == now.person and e.stakeholder != now.stakeholder)
        then = next((each for each in found if has_days_of(each, now)), None)
        if then is not None:
            yield then, now


def taken_over(pair: Pair, now: Covered) -> Covered | None:
    """The post that is no longer in the plan and of whose contacts a new one has some."""
    if now.stakeholder.id in _ids(pair.before.coverage):
        return None
    left = _ids(pair.after.coverage)
    taken = {
        e.stakeholder for e, link in carried_on(pair) if link.stakeholder == now.stakeholder.id
    }
    gone = (each for each in pair.before.coverage.posts if each.stakeholder.id not in left)
    return next((each for each in gone if each.stakeholder.id in taken), None)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A relationship that was in the plan of another account."""

    account: Account
    link: Relationship


def from_elsewhere(pair: Pair, now: Covered) -> Elsewhere | None:
    """The relationship of another account that a new post has taken over, day for day.

    That account had a post of the same name, and has this relationship no longer.
    """
    if now.best is None:
        return None
    for account in pair.older.accounts.values():
        if account.id in (pair.before.account.id, pair.after.account.id):
            continue
        posts = {
            str(each.id)
            for each in account.stakeholders
            if title_key(each) == title_key(now.stakeholder)
        }
        for link in account.relationships:
            is_taken = link.stakeholder in posts and has_days_of(link, now.best)
            if is_taken and not _stands(pair, account, link):
                return Elsewhere(account, link)
    return None


def _stands(pair: Pair, account: Account, link: Relationship) -> bool:
    newer = pair.catalog.accounts.get(account.id)
    links = newer.relationships if newer else ()
    return any((e.person, e.stakeholder) == (link.person, link.stakeholder) for e in links)
