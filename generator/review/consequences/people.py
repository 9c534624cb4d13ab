"""Who answers for an account, and what it asks of that person."""

from collections.abc import Iterator

from generator.catalog import Catalog
from generator.formats import counted, words
from generator.insight import AccountInsight, Insight
from generator.insight.capacity import Load
from generator.review.consequences.consequence import Consequence, is_same, some
from generator.review.handbook_table import Weight


def people(
    older: Catalog, catalog: Catalog, before: AccountInsight, after: AccountInsight
) -> Iterator[Consequence]:
    """A change of the role holder, and of the levels the account asks for."""
    account = after.account
    was, now = before.holder, after.holder
    says = _held(older, catalog, before, after)
    if says:
        where = now.where if now else account.where
        yield Consequence(account.id, "people", Weight.MAJOR, says, where)
    for weight, says in _needs(catalog, before, after) if was and now else ():
        yield Consequence(account.id, "people", weight, says, account.where)


def _held(older: Catalog, catalog: Catalog, before: AccountInsight, after: AccountInsight) -> str:
    """Who holds the role on an account now, where that is otherwise."""
    was, now = before.holder, after.holder
    if was is None:
        return f"{_person(catalog, now.person)} holds a role on it now; nobody did." if now else ""
    if now is None:
        return f"Nobody holds a role on the account any more; {_person(older, was.person)} did."
    if was.person != now.person:
        return f"{_person(catalog, now.person)} takes over from {_person(older, was.person)}."
    if before.role and after.role and not is_same(before.role, after.role):
        roles = f"{before.role.name} -> {after.role.name}"
        return f"{_person(catalog, now.person)} holds another role on it: {roles}."
    return ""


def _needs(
    catalog: Catalog, before: AccountInsight, after: AccountInsight
) -> Iterator[tuple[Weight, str]]:
    framework = catalog.definitions.framework
    rank = {level.id: place for place, level in enumerate(framework.scale)} if framework else {}
    older = {each.competency.id: each.level for each in before.needs}
    more, less = [], []
    for need in after.needs:
        known = (need.competency.id, *need.competency.aliases)
        was = next((older.pop(each) for each in known if each in older), None)
        now = f"{need.competency.name} ({need.level.name})"
        if was is None or rank.get(need.level.id, 0) > rank.get(was.id, 0):
            more.append(now)
        elif rank.get(need.level.id, 0) < rank.get(was.id, 0):
            less.append(now)
    names = {each.competency.id: each.competency.name for each in before.needs}
    less += [f"{names[key]} (no longer)" for key in older]
    if more:
        yield Weight.MINOR, f"The account asks for more of its role holder: {some(more)}."
    if less:
        yield Weight.MINOR, f"The account asks for less of its role holder: {some(less)}."


def capacity(before: Insight, after: Insight) -> Iterator[Consequence]:
    """People who now carry more, or fewer, accounts than their role has room for."""
    older = {(each.person.id, each.role.id): each for each in before.loads}
    for load in after.loads:
        was = older.get((load.person.id, load.role.id))
        if load.within is False and (was is None or was.within is not False):
            yield _over(load)
        elif load.within and was is not None and was.within is False:
            says = f"{load.person.name} carries {_accounts(load)}, within the span again."
            yield Consequence("", "people", Weight.MINOR, says, load.person.where)


def _over(load: Load) -> Consequence:
    span = load.role.span
    room = f"; the span of {load.role.name} is {span.accounts}" if span else ""
    says = f"{load.person.name} carries {_accounts(load)} now{room}."
    return Consequence("", "people", Weight.MAJOR, says, load.person.where)


def _accounts(load: Load) -> str:
    return counted(load.total or 0, "account")


def _person(catalog: Catalog, person: str) -> str:
    return catalog.name("person", person) or words(person)
