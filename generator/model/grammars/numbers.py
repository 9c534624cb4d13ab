"""Numbers, percentages, money, ranges and versions: decimal, never binary floating point."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, PlainValidator

from generator.model.grammars import corrections
from generator.model.grammars.base import Written, described, matched, read_as, refuse

_NUMBER = r"-?\d{1,12}(?:\.\d{1,6})?"

_number = matched(_NUMBER, "a number", "12.5", corrections.number)

Number = Annotated[
    Decimal,
    PlainValidator(lambda value: Decimal(_number(value).group())),
    described(rf"^{_NUMBER}$", ["80", "12.5"], "a decimal number", number=True),
]


class Percentage(Decimal):
    """A percentage; its text form has a percent sign."""


class Amount(Decimal):
    """An amount of money, in the currency of what holds it."""


NumberOfPercent = Annotated[Number, AfterValidator(Percentage)]
"""Written as a plain number that means percent."""

_count = matched(r"\d{1,9}", "a whole number", "12", corrections.number)

Count = Annotated[
    int,
    PlainValidator(lambda value: int(_count(value).group())),
    described(r"^\d{1,9}$", ["12"], "a whole number, 0 or more", number=True),
]

_effort = matched(r"\d{1,3}(?:\.\d{1,2})?", "a number of hours", "2.5", corrections.number)

Effort = Annotated[
    Decimal,
    PlainValidator(lambda value: Decimal(_effort(value).group())),
    described(r"^\d{1,3}(\.\d{1,2})?$", ["4", "2.5"], "hours, 0 or more", number=True),
]

_score = matched(r"\d{1,9}", "a whole number", "7")


def _score_value(value: object) -> int:
    score = int(_score(value).group())
    if not 1 <= score <= 10:
        raise refuse(f"the score {score} is outside 1 to 10", "score-out-of-range")
    return score


ScoreValue = Annotated[
    int,
    PlainValidator(_score_value),
    read_as({"type": "integer", "minimum": 1, "maximum": 10}),
]

_percent = matched(r"(\d{1,3}(?:\.\d{1,2})?) ?%", "a percentage", "15 %", corrections.percentage)


def _percentage(value: object) -> Percentage:
    percent = Percentage(_percent(value).group(1))
    if percent > 100:
        raise refuse(f"`{percent} %` is above 100 %")
    return percent


Percent = Annotated[
    Decimal,
    PlainValidator(_percentage),
    described(r"^\d{1,3}(\.\d{1,2})? ?%$", ["15 %"], "percent, 0 to 100"),
]

_MONEY = r"(\d{1,12}(?:\.\d{1,6})?)(?: ?(k|m|bn))?"

_money = matched(
    _MONEY,
    "an amount",
    "6.3 m",
    corrections.amount,
    "The currency is not written here: it stands once, under `currency`",
)

_FACTORS = {None: Decimal(1), "k": Decimal(10**3), "m": Decimal(10**6), "bn": Decimal(10**9)}


def _amount(value: object) -> Amount:
    found = _money(value)
    return Amount((Decimal(found.group(1)) * _FACTORS[found.group(2)]).normalize())


Money = Annotated[
    Decimal,
    PlainValidator(_amount),
    described(
        rf"^{_MONEY}$",
        ["6.3 m", "250 k"],
        "amount in the account's currency; k, m and bn stand for thousand, million, billion",
        number=True,
    ),
]

_currency = matched(r"[A-Z]{3}", "a currency code (ISO 4217)", "EUR", corrections.currency)

Currency = Annotated[
    str,
    PlainValidator(lambda value: _currency(value).group()),
    described(r"^[A-Z]{3}$", ["EUR", "USD"], "ISO 4217 code"),
]


@dataclass(frozen=True, slots=True)
class Range(Written):
    """A range of whole numbers, both ends included."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"

    def __contains__(self, number: int) -> bool:
        return self.low <= number <= self.high


_range = matched(r"(\d{1,6})(?: ?(?:-|–|to) ?(\d{1,6}))?", "a range", "10-25")


def _span(value: object) -> Range:
    found = _range(value)
    low, high = int(found.group(1)), int(found.group(2) or found.group(1))
    if low > high:
        raise refuse(f"`{found.group()}` starts above its end")
    return Range(low, high)


Span = Annotated[
    Range,
    PlainValidator(_span),
    described(r"^\d{1,6}( ?(-|–|to) ?\d{1,6})?$", ["1-2", "10-25"], "a range", number=True),
]


@dataclass(frozen=True, slots=True, order=True)
class SemanticVersion(Written):
    """major.minor.patch; raised requirements are major, additions minor, wording patch."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


_semantic = matched(
    r"(\d{1,4})\.(\d{1,4})\.(\d{1,4})",
    "a version of three numbers",
    "2.1.0",
    corrections.version,
)

Version = Annotated[
    SemanticVersion,
    PlainValidator(lambda value: SemanticVersion(*map(int, _semantic(value).groups()))),
    described(r"^\d{1,4}\.\d{1,4}\.\d{1,4}$", ["2.1.0"], "semantic version"),
]


def _counter(value: object) -> int:
    number = int(_count(value).group())
    if number < 1:
        raise refuse("versions of an account count from 1")
    return number


CountedVersion = Annotated[
    int, PlainValidator(_counter), read_as({"type": "integer", "minimum": 1})
]
