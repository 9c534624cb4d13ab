"""The effect record, and the comparison of results that effects are declared with."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, Protocol, cast

from generator.analysis import AccountInsight, Insight
from generator.analysis.record import figure, record
from generator.changes.compare import same
from generator.changes.effects.moved import Moves
from generator.changes.severity import past_reach
from generator.editions import Catalog
from generator.findings.finding import Location
from generator.model.common import HandbookDefinition
from generator.model.entries import title_field
from generator.model.item import Item
from generator.model.severities import Severity
from generator.text.formats import counted, day_text, listed, words

_NAMED = 3
"""The maximum number of names in a sentence."""

Topic = Literal["position", "strategy", "plan", "relationships", "people", "money", "handbook"]
"""Topics of effects, in the order in which reviewers ask."""

SeverityName = Literal["major", "minor", "patch"]


def severity_name(severity: Severity) -> SeverityName:
    """A severity by its name."""
    return cast("SeverityName", str(severity))


def path_of(where: Location) -> str:
    """The file of a place; a line would reveal how much hidden content precedes it."""
    return where.path


@record
class Effect:
    """An effect of the change on results.

    ``account``: its id, empty for what concerns several; ``key``: the name of what says it, empty
    where it is its topic alone; ``about``: the id of the entry it is about, if it is about one.
    """

    account: str
    topic: Topic = figure("what it is about")
    severity: Severity = figure("severity of the effect", key="weight", form=severity_name)
    text: str = figure("the effect as a sentence")
    where: Location = figure(
        "file of what it follows from; empty where it follows from several",
        key="path",
        form=path_of,
    )
    key: str = ""
    about: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """One account in two states, both evaluated for the same day.

    ``older`` and ``catalog``: the whole view before and after, for names; ``states``: all results.
    ``moves``: of those views, for all accounts together.
    """

    older: Catalog
    catalog: Catalog
    states: tuple[Insight, Insight]
    before: AccountInsight
    after: AccountInsight
    moves: Moves | None = None

    @property
    def as_of(self) -> date:
        """The day for which both states are evaluated."""
        return self.states[1].as_of

    def effect(
        self, topic: Topic, severity: Severity, text: str, where: Location | None = None
    ) -> Effect:
        """An effect on this account; its location defaults to the account's."""
        account = self.after.account
        return Effect(account.id, topic, severity, text, where or account.where)

    def put_off(self, then: date, now: date) -> tuple[Severity, str]:
        """How grave it is that a day was put off, and how far, with the days in words."""
        days, far = f"{day_text(then)} -> {day_text(now)}", self.far_off(then, now)
        return (Severity.MAJOR, f"{far}, {days}") if far else (Severity.MINOR, days)

    def far_off(self, then: date, now: date) -> str:
        """How a day was put off too far; empty if it was not.

        That is past the end of the newer charter, or by more than a review period of the older
        state.
        """
        charter, every = self.after.account.charter, self.before.account.review.every
        if reach := past_reach(charter, then, now):
            ends = charter.by if charter and "charter" in reach else None
            return f"{reach} ({day_text(ends)})" if ends else reach
        over = now > every.by_months_after(then)
        return f"by more than a review period ({every})" if over else ""

    def person(self, person: str) -> str:
        """The name of one of our people, from the newer state if possible."""
        return name_of_person(self.catalog, person, self.older)


def is_same(before: HandbookDefinition, after: HandbookDefinition) -> bool:
    """Whether two definitions are the same, by id or by a former id."""
    return before.id == after.id or before.id in after.aliases


def name_of_person(catalog: Catalog, person: str, other: Catalog | None = None) -> str:
    """The name of one of our people; their id in words if no view has the name."""
    found = catalog.name("person", person) or (other.name("person", person) if other else None)
    return found or words(person)


def some(names: Sequence[str]) -> str:
    """The first few names, and the number of others."""
    rest = len(names) - _NAMED
    return listed([*names[:_NAMED], counted(rest, "other")] if rest > 0 else names)


EffectTexts = Iterator[
    tuple[Severity, str]
    | tuple[Severity, str, Location | None]
    | tuple[Severity, str, Location | None, str]
]
"""Severity and sentence of each effect, its place if it is not that of the entry, and the name of
what it is about if that is not the entry."""


class Sentences(Protocol):
    """Describes the differences of two values; its name is the key of the effects."""

    __name__: str

    def __call__(self, pair: Pair, then: Any, now: Any, /) -> EffectTexts:
        """The effects in words."""


CHANGED, ADDED, REMOVED = "changed", "added", "removed"

MOVED_OUT = "moved_out"
"""The key of effects of an entry that stands in the plan of another account now."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Results that are compared, and the sentences for their differences.

    ``result``: attribute path from an account's insight to a value, or to a list whose entries are
    matched by the value at the path ``by``. ``figures``: paths from there to the compared values,
    through lists too; an empty one is the value itself. ``on``: for which entries ``sentences`` is
    called, with the older and the newer value. ``pick``: selects entries.
    """

    topic: Topic
    result: str
    figures: tuple[str, ...]
    by: str
    on: tuple[str, ...]
    pick: Callable[[Any], Any] | None
    sentences: Sentences

    def effects(self, pair: Pair) -> Iterator[Effect]:
        """The effects on one account."""
        for then, now in self._values(pair):
            kind = CHANGED
            if self.by:
                kind = ADDED if then is None else REMOVED if now is None else CHANGED
            if kind in self.on and (kind != CHANGED or self._differ(then, now)):
                about = self._about(then, now)
                said = self.sentences(pair, then, now)
                if kind == REMOVED and (elsewhere := self._elsewhere(pair, then)):
                    if any(said):
                        effect = pair.effect(self.topic, Severity.MINOR, elsewhere)
                        yield replace(effect, key=MOVED_OUT, about=about)
                    continue
                for found in said:
                    at = found[2] if len(found) > 2 else getattr(now, "where", None)
                    effect = pair.effect(self.topic, found[0], found[1], at)
                    yield replace(effect, key=self.key, about=found[3] if len(found) > 3 else about)

    @property
    def key(self) -> str:
        """The name of the function that describes the differences."""
        return self.sentences.__name__

    def _elsewhere(self, pair: Pair, then: Any) -> str:
        """That what is gone stands in the plan of another account now; empty if it does not."""
        entry = value_at(then, self.by)
        entry = entry if isinstance(entry, Item) else then
        moves = pair.moves or Moves(pair.older, pair.catalog)
        others = moves.moved_to(entry, pair.before.account)
        what = getattr(entry, title_field(entry)) if others else ""
        return f"“{what}” went from this plan into that of {others}." if others else ""

    def _about(self, then: Any, now: Any) -> str:
        if not self.by:
            return ""
        return _ids(value_at(then if now is None else now, self.by))[0]

    def _values(self, pair: Pair) -> Iterable[tuple[Any, Any]]:
        older, newer = (value_at(each, self.result) for each in (pair.before, pair.after))
        if self.pick:
            older, newer = self.pick(older), self.pick(newer)
        return matched(older, newer, self.by) if self.by else ((older, newer),)

    def _differ(self, then: Any, now: Any) -> bool:
        values = ((value_at(then, each), value_at(now, each)) for each in self.figures)
        return any(
            not same(one, other) if isinstance(one, Item) else one != other for one, other in values
        )


def compares(
    topic: Topic,
    result: str,
    figures: str = "",
    *,
    by: str = "",
    on: tuple[str, ...] = (CHANGED,),
    pick: Callable[[Any], Any] | None = None,
) -> Callable[[Sentences], Compared]:
    """Declare a function that describes differences of results; see :class:`Compared`.

    ``figures``: paths with spaces between them.
    """
    paths = tuple(figures.split()) or ("",)
    return lambda sentences: Compared(topic, result, paths, by, on, pick, sentences)


def value_at(value: Any, path: str) -> Any:
    """The value at an attribute path, or those of each entry of a list; ``None`` if missing."""
    first, _, rest = path.partition(".")
    if not first or value is None:
        return value
    if isinstance(value, tuple):
        return tuple(value_at(each, path) for each in value)
    return value_at(getattr(value, first), rest)


def matched(older: Iterable[Any], newer: Iterable[Any], by: str) -> Iterator[tuple[Any, Any]]:
    """Entries of two lists that are the same: the newer ones in their order, then removed ones.

    ``by``: path to a text or a definition, which may have former ids.
    """
    older, newer = list(older), list(newer)
    left: dict[str, list[Any]] = {}
    for each in older:
        left.setdefault(_ids(value_at(each, by))[0], []).append(each)
    swapped = _swapped(_titles(older, by), _titles(newer, by))
    for now in newer:
        ids = _ids(value_at(now, by))
        ids = (swapped.get(ids[0], ids[0]), *ids[1:])
        yield next((left[each].pop(0) for each in ids if left.get(each)), None), now
    yield from ((then, None) for those in left.values() for then in those)


def _titles(entries: Iterable[Any], by: str) -> dict[str, str]:
    """What entries are called, by id; of results, the entries that they are about."""
    found = {}
    for each in entries:
        key = value_at(each, by)
        entry = key if isinstance(key, Item) else each
        if isinstance(entry, Item) and getattr(entry, "id", None) and title_field(entry):
            found[_ids(key)[0]] = str(getattr(entry, title_field(entry)))
    return found


def _swapped(older: dict[str, str], newer: dict[str, str]) -> dict[str, str]:
    """Of entries that only exchanged their ids: the older id by the newer one."""
    ids = {title: key for key, title in older.items()}
    found = {
        key: ids[title]
        for key, title in newer.items()
        if key in older and older[key] != title and ids.get(title) in newer
    }
    return found if set(found) == set(found.values()) else {}


def _ids(entry: Any) -> tuple[str, ...]:
    return str(entry if isinstance(entry, str) else entry.id), *getattr(entry, "aliases", ())
