"""What somebody wants to try: a weight, a cut or a score of another size, found by its name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal, TypeVar

from generator.analysis.insight import AccountInsight, Insight
from generator.analysis.matrix import AxisResult, BorderResult, Placement, place
from generator.analysis.movement import newest_by_method
from generator.analysis.suggestion import account_hint, or_known
from generator.editions import Catalog
from generator.findings.errors import UsageError
from generator.model.kinds import Account, Method
from generator.model.method import Axis, Band, Cell, Factor
from generator.model.rating import Rating
from generator.text.suggestions import did_you_mean

Found = TypeVar("Found")

_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?", re.ASCII)

_LIKE = (
    "write it like methods.METHOD.weights.FACTOR=30, methods.METHOD.cuts.AXIS=5.5 "
    "(cuts.AXIS.BAND where it has more than two bands) or accounts.ACCOUNT.scores.FACTOR=8"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One figure set to another: ``path`` names it, ``given`` is its new value as written."""

    path: tuple[str, ...]
    given: str


@dataclass(frozen=True, slots=True)
class Assumed:
    """A setting whose figure was found.

    ``account`` is given for a score, of its rating by ``method``; ``factor`` for all but a cut, and
    ``band`` for a cut of an axis of more than two bands: the one that begins there.
    ``before`` is the figure as it is, ``after`` as it is assumed to be.
    """

    kind: Literal["weight", "cut", "score"]
    method: str
    axis: str
    factor: str | None
    account: str | None
    before: Decimal
    after: Decimal
    band: str | None = None

    @property
    def name(self) -> str:
        """The one full name of the figure, as a setting writes it."""
        inner = self.factor or self.band
        where = f"{self.axis}.{inner}" if inner else self.axis
        if self.account:
            return f"accounts.{self.account}.scores.{self.method}.{where}"
        return f"methods.{self.method}.{self.kind}s.{where}"


def read_setting(text: str) -> Setting:
    """A setting from ``name=number``. Raises UsageError when it has another shape."""
    name, sign, given = text.partition("=")
    path = tuple(part.strip() for part in name.split("."))
    if not sign or not all(path) or len(path) < 4:
        raise UsageError(f"`{text}` sets nothing: {_LIKE}")
    return Setting(path, given.strip())


def newest(known: AccountInsight) -> Mapping[str, Placement]:
    """The placement by each method's newest rating; the one that decides the strategy first."""
    return {placement.method.id: placement for placement in newest_by_method(known.placements)}


def assumed(setting: Setting, methods: Mapping[str, Method], insight: Insight) -> Assumed:
    """The figure a setting is about. Raises UsageError when there is none, or no such value."""
    head, name, section, *where = setting.path
    sections = {"methods": ("weights", "cuts"), "accounts": ("scores",)}
    if head not in sections:
        raise UsageError(f"`{head}` cannot be set.{did_you_mean(head, sections)} Else {_LIKE}")
    if section not in sections[head]:
        hint = did_you_mean(section, sections[head])
        raise UsageError(f"`{section}` of {head} cannot be set.{hint} Else {_LIKE}")
    if head == "accounts":
        if name not in insight.accounts:
            known = {key: each.account for key, each in insight.accounts.items()}
            raise UsageError(f"there is no account `{name}`.{account_hint(name, known)}")
        return _score(setting, insight.accounts[name], where, methods)
    method = _known(methods, name, "method")
    if method.kind != "matrix":
        raise UsageError(f"`{name}` is a stage model: it has no weights and no cuts")
    return (_weight if section == "weights" else _cut)(setting, method, where)


def _weight(setting: Setting, method: Method, where: list[str]) -> Assumed:
    axis, factor = _factor(method, where)
    weight = _number(setting)
    if weight < 0:
        raise UsageError(f"the weight {weight} is negative: a weight is 0 or more")
    return Assumed("weight", method.id, axis.id, factor.id, None, factor.weight, weight)


def _cut(setting: Setting, method: Method, where: list[str]) -> Assumed:
    axes = {axis.id: axis for axis in method.axes}
    axis = _known(axes, where[0] if len(where) == 2 else ".".join(where), f"axis of `{method.id}`")
    band = _border(method, axis, where[1:])
    cut = _number(setting)
    if not 1 <= cut <= 10:
        raise UsageError(f"the cut {cut} is outside 1 to 10, where the scores lie")
    named = band.id if len(axis.borders) > 1 else None
    return Assumed("cut", method.id, axis.id, None, None, band.from_ or Decimal(1), cut, named)


def _border(method: Method, axis: Axis, named: list[str]) -> Band:
    """The band that begins at a border; an axis of two halves has one border alone."""
    upper = {band.id: band for band in axis.scale[1:]}
    if not named:
        if len(upper) == 1:
            return axis.scale[1]
        names = " or ".join(f"methods.{method.id}.cuts.{axis.id}.{band}" for band in upper)
        raise UsageError(f"`{axis.id}` has more than one border: write {names}")
    if named[0] == axis.scale[0].id:
        raise UsageError(
            f"`{named[0]}` is the lowest band of `{axis.id}` and begins with the scale: name one "
            f"of {', '.join(upper)}"
        )
    return _known(upper, named[0], f"band of `{axis.id}`")


def _score(
    setting: Setting, known: AccountInsight, where: list[str], methods: Mapping[str, Method]
) -> Assumed:
    account, placements = known.account.id, newest(known)
    if not placements:
        raise UsageError(f"`{account}` has no rating that fits its method, so no score to change")
    leading = next(iter(placements.values()))
    if len(where) > 1 and where[0] not in {axis.id for axis in leading.method.axes}:
        if where[0] in methods and where[0] not in placements:
            raise UsageError(f"`{account}` has no rating by the method `{where[0]}`")
        leading = _known(placements, where[0], f"method by which `{account}` is rated")
        where = where[1:]
    axis, factor = _factor(leading.method, where)
    score = leading.rating.scores[axis.id][factor.id].score
    after = _number(setting)
    if after != after.to_integral_value() or not 1 <= after <= 10:
        raise UsageError(f"the score {setting.given} is not a whole number from 1 to 10")
    return Assumed("score", leading.method.id, axis.id, factor.id, account, Decimal(score), after)


def _factor(method: Method, where: list[str]) -> tuple[Axis, Factor]:
    """A factor by its id, or by axis and factor where two axes have one of that id."""
    axes = {axis.id: axis for axis in method.axes}
    if len(where) == 2:
        axis = _known(axes, where[0], f"axis of `{method.id}`")
        factors = {factor.id: factor for factor in axis.factors}
        return axis, _known(factors, where[1], f"factor of `{axis.id}`")
    if len(where) != 1:
        raise UsageError(f"`{'.'.join(where)}` is no factor: {_LIKE}")
    found = [
        (axis, factor) for axis in method.axes for factor in axis.factors if factor.id == where[0]
    ]
    if len(found) > 1:
        names = " or ".join(f"{axis.id}.{factor.id}" for axis, factor in found)
        raise UsageError(f"`{method.id}` has more than one factor `{where[0]}`: write {names}")
    if found:
        return found[0]
    every = {factor.id: factor for axis in method.axes for factor in axis.factors}
    hint = or_known(where[0], every)
    raise UsageError(f"`{where[0]}` is no factor of `{method.id}`.{hint}")


def _number(setting: Setting) -> Decimal:
    if not _NUMBER.fullmatch(setting.given):
        name = ".".join(setting.path)
        raise UsageError(f"`{setting.given}` is not a number: write it like {name}=8")
    return Decimal(setting.given) + 0  # without the sign of a negative zero


def _known(known: Mapping[str, Found], name: str, what: str) -> Found:
    if name not in known:
        raise UsageError(f"`{name}` is no {what}.{or_known(name, known)}")
    return known[name]


@dataclass(frozen=True, slots=True)
class Move:
    """An account by one method: its newest rating as it is, and as it would be."""

    account: Account
    before: Placement
    after: Placement

    @property
    def axes(self) -> tuple[tuple[AxisResult, AxisResult], ...]:
        """Each axis of the method, before and after."""
        return tuple(zip(self.before.axes, self.after.axes, strict=True))

    @property
    def differs(self) -> bool:
        """Whether a figure, a band, the grey band or the cell is another one."""
        figures = any(
            (one.value, one.band.id, one.grey) != (other.value, other.band.id, other.grey)
            for one, other in self.axes
        )
        return figures or self.before.computed.id != self.after.computed.id

    @property
    def changes_cell(self) -> bool:
        """Whether the cell used is another one; an override keeps its cell."""
        return self.before.cell.id != self.after.cell.id

    @property
    def kept_by_override(self) -> bool:
        """Whether the scores would lead elsewhere and the override alone keeps the cell."""
        return self.before.computed.id != self.after.computed.id and not self.changes_cell


@dataclass(frozen=True, slots=True)
class Near:
    """How far an account is from another cell: the ``border`` of an axis it would have to cross."""

    move: Move
    axis: AxisResult
    border: BorderResult

    @property
    def gap(self) -> Decimal:
        """The distance to the border, 0 or more."""
        return abs(self.border.gap)

    @property
    def across(self) -> Cell | None:
        """The cell on the other side, ``None`` where the method has none there."""
        return self.border.across


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What settings would change.

    ``sums``: axes whose weights would not sum to 100, with their sum. ``moves``: accounts by
    method for which anything differs; those that change cell first, then by name. ``concerned``:
    how many accounts were looked at. ``nearest``: who comes closest to another cell, when none
    gets there.
    """

    assumed: tuple[Assumed, ...]
    sums: tuple[tuple[Method, Axis, Decimal], ...]
    moves: tuple[Move, ...]
    concerned: int
    nearest: Near | None


def what_if(catalog: Catalog, insight: Insight, settings: Iterable[Setting]) -> WhatIf:
    """What would follow from ``settings`` on the day and in the edition of ``insight``.

    Each account is looked at by its newest rating of each method concerned. Raises UsageError for
    a setting that names nothing, has an unusable value, or says the same figure twice.
    """
    if not insight.accounts:
        raise UsageError(
            f"the edition {catalog.edition.value} holds no account, so nothing can move"
        )
    found = tuple(assumed(setting, catalog.methods, insight) for setting in settings)
    names = [each.name for each in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UsageError(f"{twice} is set twice: say it once")
    methods = {each.method: _changed_method(catalog.methods[each.method], found) for each in found}
    every = tuple(_moves(insight, methods, found))
    moves = tuple(move for move in every if move.differs)
    stays = not any(move.changes_cell for move in moves)
    return WhatIf(
        assumed=found,
        sums=tuple(_sums(methods.values())),
        moves=tuple(sorted(moves, key=_order)),
        concerned=len({move.account.id for move in every}),
        nearest=min(_distances(every), key=_closeness, default=None) if stays else None,
    )


def _changed_method(method: Method, found: Sequence[Assumed]) -> Method:
    """The method with its assumed weights and cuts.

    Raises UsageError for weights all zero, and for bands that would not follow one another.
    """
    figures = {
        (each.axis, each.factor, each.band): each.after for each in found if _is_of(each, method)
    }
    axes = []
    for axis in method.axes:
        factors = tuple(
            factor.model_copy(
                update={"weight": figures.get((axis.id, factor.id, None), factor.weight)}
            )
            for factor in axis.factors
        )
        if not any(factor.weight for factor in factors):
            raise UsageError(
                f"every weight of `{axis.id}` would be 0: leave one above it, or the axis has no "
                "value"
            )
        axes.append(_with_borders(axis, figures).model_copy(update={"factors": factors}))
    return method.model_copy(update={"axes": tuple(axes)})


def _with_borders(
    axis: Axis, figures: Mapping[tuple[str, str | None, str | None], Decimal]
) -> Axis:
    if not axis.bands:
        return axis.model_copy(update={"cut": figures.get((axis.id, None, None), axis.cut)})
    lowest, *upper = axis.bands
    alone = len(upper) == 1
    moved = [
        band.model_copy(
            update={"from_": figures.get((axis.id, None, None if alone else band.id), band.from_)}
        )
        for band in upper
    ]
    found = axis.model_copy(update={"bands": (lowest, *moved)})
    for band, (one, other) in zip(moved[1:], pairwise(found.borders), strict=False):
        if one >= other:
            raise UsageError(
                f"`{band.id}` of `{axis.id}` would begin at {other:f}, not above {one:f}, where "
                "the band below it begins: set that one lower as well"
            )
    return found


def _is_of(each: Assumed, method: Method) -> bool:
    return each.account is None and each.method == method.id


def _changed_rating(account: Account, rating: Rating, found: Sequence[Assumed]) -> Rating:
    """The rating with the scores assumed for it."""
    scores = {axis: dict(factors) for axis, factors in rating.scores.items()}
    for each in found:
        if each.account == account.id and each.method == rating.method and each.factor:
            score = scores[each.axis][each.factor]
            scores[each.axis][each.factor] = score.model_copy(update={"score": int(each.after)})
    return rating.model_copy(update={"scores": scores})


def _moves(
    insight: Insight, methods: Mapping[str, Method], found: Sequence[Assumed]
) -> Iterator[Move]:
    """Every account a setting is about, by each method concerned."""
    for known in insight.accounts.values():
        for method_id, before in newest(known).items():
            about = [each for each in found if each.method == method_id]
            if not any(each.account in (None, known.account.id) for each in about):
                continue
            rating = _changed_rating(known.account, before.rating, about)
            after = place(methods[method_id], rating)
            if after is not None:
                yield Move(known.account, before, after)


def _sums(methods: Iterable[Method]) -> Iterator[tuple[Method, Axis, Decimal]]:
    for method in methods:
        for axis in method.axes:
            total = sum((factor.weight for factor in axis.factors), Decimal(0))
            if total != 100:
                yield method, axis, total


def _order(move: Move) -> tuple[str, bool, bool, str]:
    method = move.before.method.name
    return method, not move.changes_cell, not move.kept_by_override, move.account.name


def _distances(moves: Iterable[Move]) -> Iterator[Near]:
    for move in moves:
        # Whatever the scores, an override keeps its cell.
        for axis in move.after.axes if move.after.rating.override is None else ():
            for border in axis.exits():
                yield Near(move, axis, border)


def _closeness(near: Near) -> tuple[Decimal, str, str]:
    return near.gap, near.move.account.name, near.axis.axis.id
