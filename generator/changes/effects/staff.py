"""Effects of our people: absences of who answers for an account, ids that are somebody else's."""

from collections.abc import Iterable, Iterator, Mapping

from generator.analysis import AccountInsight, Insight
from generator.changes.effects.effect import Effect
from generator.editions import Catalog
from generator.model.company import Absence, Person
from generator.model.grammars import Reference
from generator.model.severities import Severity
from generator.model.walk import walk
from generator.text.formats import counted, day_text, listed

Pairs = Iterable[tuple[AccountInsight | None, AccountInsight]]
"""Accounts of the newer state, each with its older state if it has one."""

ABSENT, ANOTHER_PERSON = "absent", "another_person"

_RUNNING = ("active", "candidate")


def staff(
    views: tuple[Catalog, Catalog], after: Insight, then_of: Mapping[str, AccountInsight | None]
) -> Iterator[Effect]:
    """Effects on active accounts and candidates; ``views``: the older and the newer one."""
    running = [each for each in after.accounts.values() if each.account.status in _RUNNING]
    pairs = [(then_of.get(each.account.id), each) for each in running]
    yield from _absent(views, after, pairs)
    yield from _other_people(views, pairs)


def _absent(views: tuple[Catalog, Catalog], after: Insight, pairs: Pairs) -> Iterator[Effect]:
    """Who answers for an account and is away, where either of the two is new."""
    for then, now in pairs:
        before = _answering(then) if then else {}
        for person_id, duties in _answering(now).items():
            was, person = (each.person(person_id) for each in views)
            for absence in person.away if person else ():
                is_over = absence.until is not None and absence.until < after.as_of
                is_known = person_id in before and was is not None and absence in was.away
                if person is not None and not is_over and not is_known:
                    yield _away(
                        views[1], now, person, duties, absence, taken=person_id not in before
                    )


def _answering(found: AccountInsight) -> dict[str, tuple[str, ...]]:
    """What each of those who answer for an account does, by person."""
    duties: dict[str, tuple[str, ...]] = {str(found.account.owner): ("owns the account",)}
    if found.held_by:
        held = str(found.held_by.person)
        duties[held] = (*duties.get(held, ()), "holds the role on it")
    for each in found.account.regions:
        if each.lead:
            lead = str(each.lead)
            duties[lead] = (*duties.get(lead, ()), f"leads {each.name}")
    return duties


def _away(
    catalog: Catalog,
    now: AccountInsight,
    person: Person,
    duties: tuple[str, ...],
    absence: Absence,
    *,
    taken: bool,
) -> Effect:
    """``taken``: whether that person answers for the account only now."""
    members = (each for each in now.account.team if each.person == person.id)
    backup = next((each.backup for each in members if each.backup), None)
    also_away = _meanwhile(catalog.person(backup), absence) if backup else ""
    stands_in = (
        f"{catalog.name('person', backup) or backup} stands in{also_away}"
        if backup
        else "nobody stands in"
    )
    who = f"{person.name}, who {'now ' if taken else ''}{listed(duties)}, is away"
    severity = Severity.MAJOR if taken or not backup or also_away else Severity.MINOR
    text = f"{who} {_when(absence)}; {stands_in}."
    return Effect(
        now.account.id, "people", severity, text, now.account.at("owner"), ABSENT, person.id
    )


def _meanwhile(person: Person | None, absence: Absence) -> str:
    """That a stand-in is away in the same days, as a clause; empty for one who is not."""
    away = person.away if person else ()
    days = [_when(each) for each in away if each.touches(absence.from_, absence.until)]
    return f", but is away {listed(days)}" if days else ""


def _when(absence: Absence) -> str:
    first = day_text(absence.from_)
    return f"from {first} to {day_text(absence.until)}" if absence.until else f"from {first} on"


def _other_people(views: tuple[Catalog, Catalog], pairs: Pairs) -> Iterator[Effect]:
    """Ids of people that are somebody else's now, and what passes over with them."""
    older, newer = ({e.id: e for e in _people(each)} for each in views)
    others = {
        each: (older[each], newer[each])
        for each in newer
        if each in older and _is_another(older[each], newer[each])
    }
    for _, now in pairs if others else ():
        named = [
            str(each.value)
            for each in walk(now.account)
            if isinstance(each.value, Reference) and "person" in each.value.kinds
        ]
        for person_id, (was, person) in others.items():
            links = sum(each.person == person_id for each in now.account.relationships)
            rest = named.count(person_id) - links
            if links or rest:
                yield _passes(now, was, person, (links, rest))


def _people(catalog: Catalog) -> tuple[Person, ...]:
    found = catalog.definitions.people
    return found.people if found else ()


def _is_another(was: Person, now: Person) -> bool:
    """Whether two names have no word in common: who marries keeps one."""
    one, other = ({*each.name.casefold().split()} for each in (was, now))
    return one.isdisjoint(other)


def _passes(now: AccountInsight, was: Person, person: Person, numbers: tuple[int, int]) -> Effect:
    links, rest = numbers
    kinds = [counted(links, "relationship")] if links else []
    kinds += [counted(rest, "other entry", "other entries")] if rest else []
    passes = "passes" if sum(numbers) == 1 else "pass"
    days = ", with the days of contact" if links else ""
    id_text = f"The id {person.id} is {person.name}'s now instead of {was.name}'s"
    text = f"{id_text}: {listed(kinds)} of this plan {passes} to that person{days}."
    return Effect(
        now.account.id, "people", Severity.MAJOR, text, now.account.where, ANOTHER_PERSON, person.id
    )
