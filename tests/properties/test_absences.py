"""Every day inside an absence is in the brief for the stand-in, and none outside."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.cover import OPEN_DAYS, Cover, covers
from generator.analysis.coverage import coverage
from generator.model.company import Person
from tests.examples import examples
from tests.unit.insight.accounts import AS_OF, account_figures

law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(40, 400))

DAYS = st.integers(-60, 200).map(lambda days: AS_OF + timedelta(days=days))
OWNERS = st.sampled_from(["ada", "ben"])
ABSENCES = st.tuples(st.integers(-30, 120), st.none() | st.integers(0, 60)).filter(
    lambda each: each[1] is None or each[0] + each[1] >= 0
)
RHYTHMS = st.tuples(st.integers(0, 60), st.integers(1, 6), OWNERS)


def day(of: date) -> str:
    return of.isoformat()


def found(
    absence: tuple[int, int | None],
    promises: list[tuple[date, str]],
    rhythm: tuple[int, int, str],
) -> Cover:
    """The brief for Ada's absence: it begins so many days from today and has so many nights."""
    first = AS_OF + timedelta(days=absence[0])
    away = {"from": day(first)}
    if absence[1] is not None:
        away["until"] = day(first + timedelta(days=absence[1]))
    people = {
        "ada": Person.model_validate(
            {"id": "ada", "name": "Ada", "function": "sales", "away": [away]}
        ),
        "ben": Person.model_validate({"id": "ben", "name": "Ben", "function": "sales"}),
    }
    post = {
        "id": "buyer", "function": "Buyer", "area": "Purchasing", "power": "high",
        "interest": "high", "known": "assumed", "on": "2026-09-01",
    }  # fmt: skip
    last, weeks, person = rhythm
    link = {
        "person": person, "stakeholder": "buyer", "strength": "working", "since": "2025-01-01",
        "last_contact": day(AS_OF - timedelta(days=last)), "every": f"{weeks} weeks",
    }  # fmt: skip
    account = account_figures(
        "a",
        team=[
            {"person": "ada", "role": "kam", "does": "Leads", "backup": "ben"},
            {"person": "ben", "does": "Serves"},
        ],
        promises=[
            {"id": f"p{number}", "by": "us", "what": f"Promise {number}", "made": "2026-01-01",
             "due": day(due), "owner": owner}
            for number, (due, owner) in enumerate(promises)
        ],
        stakeholders=[post],
        relationships=[link],
        review={"last": "2020-01-01", "every": "6 months"},
    ).account  # fmt: skip
    (cover,) = covers(account, people, coverage(account), AS_OF)
    return cover


@law
@given(ABSENCES, st.lists(st.tuples(DAYS, OWNERS), max_size=6), RHYTHMS)
def test_every_due_day_inside_an_absence_and_none_outside(
    absence: tuple[int, int | None],
    promises: list[tuple[date, str]],
    rhythm: tuple[int, int, str],
) -> None:
    first = AS_OF + timedelta(days=absence[0])
    days = OPEN_DAYS if absence[1] is None else absence[1]
    last = (max(first, AS_OF) if absence[1] is None else first) + timedelta(days=days)
    cover = found(absence, promises, rhythm)
    assert (cover.first, cover.last) == (first, last)
    inside = [(due, f"Promise {n}") for n, (due, _) in enumerate(promises) if first <= due <= last]
    since, weeks, _ = rhythm
    speak = {AS_OF - timedelta(days=since) + timedelta(weeks=weeks * n) for n in range(1, 60)}
    if min(speak) < AS_OF:  # late: made today
        speak.add(AS_OF)
    inside += [(on, "Keep in touch") for on in speak if first <= on <= last and on >= AS_OF]
    assert sorted((due.on, due.what) for due in cover.due) == sorted(inside)


@law
@given(ABSENCES, st.lists(st.tuples(DAYS, OWNERS), max_size=6), RHYTHMS)
def test_what_is_settled_before_is_the_absent_persons_and_never_counted_twice(
    absence: tuple[int, int | None],
    promises: list[tuple[date, str]],
    rhythm: tuple[int, int, str],
) -> None:
    cover = found(absence, promises, rhythm)
    assert all(due.on < cover.first and due.owner == "ada" for due in cover.before)
    late = {
        f"Promise {n}"
        for n, (due, owner) in enumerate(promises)
        if owner == "ada" and due < AS_OF and due < cover.first
    }
    assert late <= {due.what for due in cover.before}
