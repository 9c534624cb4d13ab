"""Our own people: a leadership, and for every 25 accounts a staff of their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.madeup.dice import Dice
from benchmarks.madeup.names import numbered, slug
from benchmarks.madeup.yaml_text import Group, Value, text

BLOCK = 25

# (post, function, how many) in the leadership and in the staff of a block.
_LEADERSHIP = (
    ("ceo", "management", 1),
    ("vp-sales", "sales", 1),
    ("sales-director", "sales", 2),
    ("service-director", "service", 1),
)
_STAFF = (
    ("gkam", "sales", 3),
    ("kam", "sales", 6),
    ("account-manager", "sales", 1),
    ("account-director", "sales", 1),
    ("regional-sales-manager", "sales", 6),
    ("service-manager", "service", 4),
    ("application-engineer", "engineering", 3),
    ("contract-counsel", "legal", 2),
    ("supply-chain-manager", "logistics", 4),
    ("commercial-controller", "finance", 2),
    ("customer-service-manager", "customer-service", 4),
    ("trade-marketing-manager", "marketing", 2),
)
_ZONES = ("Europe/Berlin", "Europe/Dublin", "Europe/Rome", "America/Chicago", "Asia/Singapore")
_LEADERS = sum(count for _, _, count in _LEADERSHIP)
_PER_BLOCK = sum(count for _, _, count in _STAFF)


@dataclass(frozen=True, slots=True)
class Person:
    """One of our own staff."""

    id: str
    name: str
    function: str
    post: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody who may appear in the accounts of one block."""

    leaders: tuple[Person, ...]
    people: tuple[Person, ...]

    def of(self, *posts: str) -> list[Person]:
        """Everybody of the block who holds one of these posts."""
        return [person for person in self.people if person.post in posts]

    def leader(self, post: str) -> Person:
        """Somebody of the leadership."""
        return next(person for person in self.leaders if person.post == post)


def most_accounts(names: Sequence[str]) -> int:
    """How many accounts there are people for."""
    return (len(names) - _LEADERS) // _PER_BLOCK * BLOCK


def everybody(names: Sequence[str], blocks: int) -> list[Staff]:
    """The staff of each block; the leadership is the same for all.

    ``names``: at least as many as people are needed, each different.
    """
    ids = numbered(_short(name) for name in names[: _LEADERS + blocks * _PER_BLOCK])
    leaders = tuple(_people(_LEADERSHIP, ids, names))
    return [
        Staff(leaders, tuple(_people(_STAFF, ids[start:], names[start:])))
        for start in (_LEADERS + block * _PER_BLOCK for block in range(blocks))
    ]


def _short(name: str) -> str:
    first, *_, last = name.split()
    return f"{slug(first)[0]}-{slug(last)}"


def _people(
    posts: Iterable[tuple[str, str, int]], ids: Sequence[str], names: Sequence[str]
) -> Iterator[Person]:
    taken = zip(ids, names, strict=False)
    for post, function, count in posts:
        for _ in range(count):
            person_id, name = next(taken)
            yield Person(person_id, name, function, post)


def people_file(staffs: Sequence[Staff], seed: str) -> str:
    """``content/people.yaml`` with everybody."""
    dice = Dice(f"{seed}/people.yaml")
    people = (*staffs[0].leaders, *(person for staff in staffs for person in staff.people))
    header: Group = {"schema": "people/1", "fictional": True, "figures": True}
    listed: Group = {"people": [_entry(person, dice) for person in people]}
    return f"# yaml-language-server: $schema=../schema/people-1.json\n{text({**header, **listed})}"


def _entry(person: Person, dice: Dice) -> Group:
    entry: dict[str, Value] = {
        "id": person.id,
        "name": person.name,
        "function": person.function,
        "post": person.post,
        "based": dice.pick(_ZONES),
    }
    if dice.chance(6):
        begins = dice.day(-20, 60)
        entry["away"] = [{"from": begins, "until": begins + timedelta(days=30)}]
    if person.post == "account-manager":
        entry["also_carries"] = {"accounts": dice.between(1, 12), "as_of": dice.day(-40, -10)}
    return entry
