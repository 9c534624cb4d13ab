"""Who answers for an account, and what it asks of that person."""

from collections.abc import Iterator

from generator.catalog import Catalog
from generator.formats import counted, listed, words
from generator.insight import AccountInsight, Insight
from generator.insight.capacity import Load
from generator.review.consequences.consequence import Consequence
from generator.review.handbook_table import Weight

_NAMED = 5
"""More names than these nobody reads in a sentence."""


def people(
    catalog: Catalog, before: AccountInsight, after: AccountInsight
) -> Iterator[Consequence]:
    """A change of the role holder, and of the levels the account asks for."""
    account = after.account
    was, now = before.holder, after.holder
    if was and now and was.person != now.person:
        says = f"{_person(catalog, now.person)} takes over from {_person(catalog, was.person)}."
        yield Consequence(account.id, "people", Weight.MAJOR, says, now.where)
    if was and now is None:
        says = f"Nobody holds a role on the account any more; {_person(catalog, was.person)} did."
        yield Consequence(account.id, "people", Weight.MAJOR, says, account.where)
    for weight, says in _needs(catalog, before, after):
        yield Consequence(account.id, "people", weight, says, account.where)


def _needs(
    catalog: Catalog, before: AccountInsight, after: AccountInsight
) -> Iterator[tuple[Weight, str]]:
    framework = catalog.definitions.framework
    rank = {level.id: place for place, level in enumerate(framework.scale)} if framework else {}
    older = {each.competency.id: each.level for each in before.needs}
    more, less = [], []
    for need in after.needs:
        was = older.pop(need.competency.id, None)
        now = f"{need.competency.name} ({need.level.name})"
        if was is None or rank.get(need.level.id, 0) > rank.get(was.id, 0):
            more.append(now)
        elif rank.get(need.level.id, 0) < rank.get(was.id, 0):
            less.append(now)
    names = {each.competency.id: each.competency.name for each in before.needs}
    less += [f"{names[key]} (no longer)" for key in older]
    if more:
        yield Weight.MINOR, f"The account asks for more of its role holder: {_some(more)}."
    if less:
        yield Weight.MINOR, f"The account asks for less of its role holder: {_some(less)}."


def _some(names: list[str]) -> str:
    rest = len(names) - _NAMED
    return listed([*names[:_NAMED], counted(rest, "other")] if rest > 0 else names)


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
    room = f"; the span of a {load.role.name} is {span.accounts}" if span else ""
    says = f"{load.person.name} carries {_accounts(load)} now{room}."
    return Consequence("", "people", Weight.MAJOR, says, load.person.where)


def _accounts(load: Load) -> str:
    return counted(load.total or 0, "account")


def _person(catalog: Catalog, person: str) -> str:
    return catalog.name("person", person) or words(person)
