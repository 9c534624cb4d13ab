"""Settings of what-if: a weight, a cut or a score, addressed by name, and its new value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeVar

from generator.analysis.insight import AccountInsight, Insight
from generator.analysis.matrix import Placement
from generator.analysis.movement import newest_by_method
from generator.analysis.record import derived, figure, record
from generator.findings.errors import UsageError
from generator.model.kinds import Method
from generator.model.method import Axis, Band, Factor
from generator.text.suggestions import (
    did_you_mean,
    did_you_mean_named,
    did_you_mean_or_list,
)

Found = TypeVar("Found")

_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?", re.ASCII)

_LIKE = (
    "write it like methods.METHOD.weights.FACTOR=30, methods.METHOD.cuts.AXIS=5.5 "
    "(cuts.AXIS.BAND where it has more than two bands) or accounts.ACCOUNT.scores.FACTOR=8"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A new value for a figure: ``path`` is its name, ``given`` the value as written."""

    path: tuple[str, ...]
    given: str


@record
class Assumed:
    """A figure that is assumed to be another.

    ``account`` is given for a score, of its rating by ``method``; ``factor`` for all but a cut, and
    ``band`` for a cut of an axis of more than two bands: the one that begins there.
    """

    kind: Literal["weight", "cut", "score"]
    method: str
    axis: str
    factor: str | None
    account: str | None

    @property
    @derived()
    def name(self) -> str:
        """The full name of the figure, as --set takes it."""
        inner = self.factor or self.band
        where = f"{self.axis}.{inner}" if inner else self.axis
        if self.account:
            return f"accounts.{self.account}.scores.{self.method}.{where}"
        return f"methods.{self.method}.{self.kind}s.{where}"

    before: Decimal = figure("the figure as the definitions have it")
    after: Decimal = figure("the figure assumed")
    band: str | None = None


def read_setting(text: str) -> Setting:
    """Parse ``name=number``. Raises UsageError for any other form."""
    name, sign, given = text.partition("=")
    path = tuple(part.strip() for part in name.split("."))
    if not sign or not all(path) or len(path) < 4:
        raise UsageError(f"`{text}` sets nothing: {_LIKE}")
    return Setting(path, given.strip())


def newest(insight: AccountInsight) -> Mapping[str, Placement]:
    """The newest placement by each method, the leading one first."""
    return {placement.method.id: placement for placement in newest_by_method(insight.placements)}


def assumed(setting: Setting, methods: Mapping[str, Method], insight: Insight) -> Assumed:
    """The figure a setting refers to. Raises UsageError for an unknown figure or a bad value."""
    head, name, section, *where = setting.path
    sections = {"methods": ("weights", "cuts"), "accounts": ("scores",)}
    if head not in sections:
        raise UsageError(f"`{head}` cannot be set.{did_you_mean(head, sections)} Else {_LIKE}")
    if section not in sections[head]:
        hint = did_you_mean(section, sections[head])
        raise UsageError(f"`{section}` of {head} cannot be set.{hint} Else {_LIKE}")
    if head == "accounts":
        if name not in insight.accounts:
            accounts = {key: each.account.names for key, each in insight.accounts.items()}
            raise UsageError(f"there is no account `{name}`.{did_you_mean_named(name, accounts)}")
        return _score(setting, insight.accounts[name], where, methods)
    method = _find(methods, name, "method")
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
    axis = _find(axes, where[0] if len(where) == 2 else ".".join(where), f"axis of `{method.id}`")
    band = _border(method, axis, where[1:])
    cut = _number(setting)
    if not 1 <= cut <= 10:
        raise UsageError(f"the cut {cut} is outside 1 to 10, the range of the scores")
    named = band.id if len(axis.borders) > 1 else None
    return Assumed("cut", method.id, axis.id, None, None, band.from_ or Decimal(1), cut, named)


def _border(method: Method, axis: Axis, named: list[str]) -> Band:
    """The band that begins at a border; a two-band axis has one border."""
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
    return _find(upper, named[0], f"band of `{axis.id}`")


def _score(
    setting: Setting, insight: AccountInsight, where: list[str], methods: Mapping[str, Method]
) -> Assumed:
    account, placements = insight.account.id, newest(insight)
    if not placements:
        raise UsageError(f"`{account}` has no rating that fits its method, so no score to change")
    leading = next(iter(placements.values()))
    if len(where) > 1 and where[0] not in {axis.id for axis in leading.method.axes}:
        if where[0] in methods and where[0] not in placements:
            raise UsageError(f"`{account}` has no rating by the method `{where[0]}`")
        leading = _find(placements, where[0], f"method by which `{account}` is rated")
        where = where[1:]
    axis, factor = _factor(leading.method, where)
    score = leading.rating.scores[axis.id][factor.id].score
    after = _number(setting)
    if after != after.to_integral_value() or not 1 <= after <= 10:
        raise UsageError(f"the score {setting.given} is not a whole number from 1 to 10")
    return Assumed("score", leading.method.id, axis.id, factor.id, account, Decimal(score), after)


def _factor(method: Method, where: list[str]) -> tuple[Axis, Factor]:
    """A factor by its id, or by axis and factor if the id is ambiguous."""
    axes = {axis.id: axis for axis in method.axes}
    if len(where) == 2:
        axis = _find(axes, where[0], f"axis of `{method.id}`")
        factors = {factor.id: factor for factor in axis.factors}
        return axis, _find(factors, where[1], f"factor of `{axis.id}`")
    if len(where) != 1:
        raise UsageError(f"`{'.'.join(where)}` is not a factor: {_LIKE}")
    found = [
        (axis, factor) for axis in method.axes for factor in axis.factors if factor.id == where[0]
    ]
    if len(found) > 1:
        names = " or ".join(f"{axis.id}.{factor.id}" for axis, factor in found)
        raise UsageError(f"`{method.id}` has more than one factor `{where[0]}`: write {names}")
    if found:
        return found[0]
    every = {factor.id: factor for axis in method.axes for factor in axis.factors}
    hint = did_you_mean_or_list(where[0], every)
    raise UsageError(f"`{where[0]}` is not a factor of `{method.id}`.{hint}")


def _number(setting: Setting) -> Decimal:
    if not _NUMBER.fullmatch(setting.given):
        name = ".".join(setting.path)
        raise UsageError(f"`{setting.given}` is not a number: write it like {name}=8")
    return Decimal(setting.given) + 0  # avoids a negative zero


def _find(choices: Mapping[str, Found], name: str, what: str) -> Found:
    if name not in choices:
        article = "an" if what[0] in "aeiou" else "a"
        hint = did_you_mean_or_list(name, choices)
        raise UsageError(f"`{name}` is not {article} {what}.{hint}")
    return choices[name]
