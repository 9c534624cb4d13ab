"""What an approval needs before it can be relied on: who may give it, and that they gave it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.changes.compare import same
from generator.changes.diff import Difference
from generator.changes.effects.effect import name_of_person, some
from generator.changes.rules import (
    APPROVAL_NOT_CONFIRMED,
    APPROVAL_OF_ANOTHER,
    APPROVAL_REPLACED,
    APPROVED_BY_AUTHOR,
    APPROVED_BY_NO_SUPERIOR,
    APPROVED_BY_OWNER,
)
from generator.editions import Catalog
from generator.findings.finding import Finding
from generator.git.authors import Author, Authors
from generator.model.common import Approval
from generator.model.company import Person
from generator.model.definitions import Definitions
from generator.model.ids import global_ids
from generator.model.kinds import Account
from generator.text.formats import day_text


def approvals(catalog: Catalog, difference: Difference, authors: Authors) -> Iterator[Finding]:
    """What is wrong with the approval of a plan that is new or changed.

    ``catalog``: of the newer state.
    """
    before, after = difference.before, difference.after
    if not isinstance(after, Account) or after.approved is None:
        return
    approved, older = after.approved, before if isinstance(before, Account) else None
    if older is not None:
        yield from _of_a_version(catalog, older, after, approved)
    renewed = older is None or not same(older.approved, approved)
    if approved.by == after.owner:
        if renewed or (older and older.owner != after.owner):
            name = name_of_person(catalog, approved.by)
            message = f"the owner, {name}, approved version {after.version}."
            yield APPROVED_BY_OWNER.at(approved.at("by"), message, account=after.id)
        return
    by = catalog.person(approved.by)
    if renewed and by is not None:
        yield from _superior(catalog, after, approved, by)
        yield from _given(catalog, difference, approved, by, authors)


def _of_a_version(
    catalog: Catalog, before: Account, after: Account, approved: Approval
) -> Iterator[Finding]:
    """An approval of an older version, and one that replaces another of the same version."""
    older, carried = before.approved, same(before.approved, approved)
    if after.version > before.version and carried:
        message = f"version {after.version} carries the approval of {day_text(approved.on)}."
        yield APPROVAL_OF_ANOTHER.at(after.at("approved"), message, account=after.id)
    # The approval of an older version may be replaced by that of the current one.
    again = before.version == after.version and before.is_approved
    if older is not None and again and not carried:
        one, other = (name_of_person(catalog, each.by) for each in (older, approved))
        message = f"{one}, {day_text(older.on)} -> {other}, {day_text(approved.on)}."
        yield APPROVAL_REPLACED.at(approved.where, message, account=after.id)


def _superior(
    catalog: Catalog, account: Account, approved: Approval, by: Person
) -> Iterator[Finding]:
    owner = catalog.person(account.owner)
    above = people_above(catalog, owner) if owner else ()
    if owner and above and by not in above:
        names = some([each.name for each in above])
        message = (
            f"{by.name} approved version {account.version}; the owner, {owner.name}, reports to "
            f"{names}, directly or through others."
        )
        yield APPROVED_BY_NO_SUPERIOR.at(approved.at("by"), message, account=account.id)


def people_above(catalog: Catalog, person: Person) -> tuple[Person, ...]:
    """Our people in the posts that a person's post reports to, directly or not, nearest first.

    None where the edition does not see each of these posts: it could not tell who is missing.
    """
    found: dict[str, None] = {}
    waiting = [str(person.post)] if person.post else []
    while waiting:
        post = catalog.find("role", waiting[0]) or catalog.find("post", waiting[0])
        if post is None:
            return ()
        above = getattr(post, "position", post)
        new = [str(each) for each in above.reports_to if str(each) not in found]
        found.update(dict.fromkeys(new))
        waiting = [*waiting[1:], *new]
    people = catalog.ids.get("person", {}).values()
    ranks = list(found)
    holders = [each for each in people if str(each.post) in found and each.id != person.id]
    return tuple(sorted(holders, key=lambda each: ranks.index(str(each.post))))


def _given(
    catalog: Catalog,
    difference: Difference,
    approved: Approval,
    by: Person,
    authors: Authors,
) -> Iterator[Finding]:
    """Whether the one who is named gave the approval, and is not alone in the change."""
    asked = authors.reviewers is not None
    known = [authors.by_path.get(path, frozenset()) for path in _paths(difference, authors)]
    wrote = frozenset[Author]().union(*known)
    if asked:  # anyone can invent another author
        people = catalog.ids.get("person", {}).values()
        wrote = frozenset(each for each in wrote if any(is_by(one, each) for one in people))
    # Who wrote nothing but the approval has looked at the work of others.
    more = difference.kind == "added" or any(
        each.change.path[:1] != ("approved",) for each in difference.changes
    )
    if more and wrote and all(known) and all(is_by(by, each) for each in wrote):
        of_ours = " of our people" if asked else ""
        message = (
            f"{by.name} alone{of_ours} wrote what is proposed of this account, and approved it."
        )
        yield APPROVED_BY_AUTHOR.at(approved.at("by"), message, account=difference.id)
    # A commit can be made under any name, so it confirms nothing.
    if authors.reviewers is not None and (by.handle or "").casefold() not in authors.reviewers - {
        ""
    }:
        unknown = f", as far as can be told without a `handle` of {by.name}"
        message = f"{by.name} has not approved this proposal{'' if by.handle else unknown}."
        yield APPROVAL_NOT_CONFIRMED.at(approved.at("by"), message, account=difference.id)


def _paths(difference: Difference, authors: Authors) -> set[str]:
    if difference.kind == "added":
        folder = f"{difference.where.path.rpartition('/')[0]}/"
        return {path for path in authors.by_path if path.startswith(folder)}
    return {each.change.where.path for each in difference.changes}


def is_by(person: Person, author: Author) -> bool:
    """Whether the author of a commit goes by the name or handle of a person."""
    handle = (person.handle or "").casefold()
    names = {person.name.casefold(), person.id.casefold(), handle} - {""}
    return author.name.casefold() in names or handle in author.handles


def with_people(authors: Authors, states: Iterable[Definitions]) -> Authors:
    """The same authors; those who go by the name or handle of one of our people, with their id.

    ``states``: whole, so that nobody is named whom a view leaves out.
    """
    people = [each for state in states for each in global_ids(state).get("person", {}).values()]

    def known(found: frozenset[Author]) -> frozenset[Author]:
        ids = {one: next((e.id for e in people if is_by(e, one)), "") for one in found}
        return frozenset(replace(one, person=who) for one, who in ids.items())

    def all_known(by: Mapping[str, frozenset[Author]]) -> dict[str, frozenset[Author]]:
        return {path: known(those) for path, those in by.items()}

    if not authors.by_path and not authors.dropped:
        return authors
    return replace(authors, by_path=all_known(authors.by_path), dropped=all_known(authors.dropped))
