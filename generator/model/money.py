"""Amounts: all confidential. What follows from them is worked out, never written."""

from typing import Literal

from generator.model.common import Confidence
from generator.model.grammars import (
    Date,
    DriverRef,
    Id,
    Line,
    Money,
    Paragraph,
    Percent,
    ProductRef,
    UnitRef,
)
from generator.model.item import Item, confidential, internal


class Wallet(Item):
    """What the customer spends in our category, and what of it with us; per year."""

    category: Line = internal("the category of spending")
    total: Money | None = confidential(
        "the customer's spending in the category a year", default=None
    )
    ours: Money | None = confidential("of it with us", default=None)
    on: Date = internal("day of the estimate", happened=True)
    method: Line = internal("how it was estimated")
    source: Line | None = internal("where the figures come from", default=None)
    confidence: Confidence = internal("how sure we are")
    difference_reason: Paragraph | None = confidential(
        "why the potential of the white space adds up to another amount than the total",
        default=None,
    )


class DriverCost(Item):
    """What one driver adds to the cost to serve of a period."""

    driver: DriverRef = confidential("what drives it")
    cost: Money = confidential("what it costs in the period, part of the cost to serve")


class Period(Item):
    """What the account brought in one period."""

    id: Id = confidential("short id")
    starts: Date = confidential("first day")
    ends: Date = confidential("last day")
    revenue: Money = confidential("net invoiced sales")
    goods: Money = confidential("cost of goods")
    terms: Money = confidential("trade terms: rebates, bonuses, contributions")
    cost_to_serve: Money = confidential("logistics, service, returns, administration")
    by_driver: tuple[DriverCost, ...] = confidential(
        "parts of the cost to serve whose driver is known", default=()
    )
    revenue_target: Money | None = confidential("net sales aimed at", default=None)
    contribution_target: Money | None = confidential("contribution aimed at", default=None)
    source: Line | None = confidential("where the figures come from", default=None)


class PlannedYear(Item):
    """What we plan to sell in a year; its result is reported in ``periods``."""

    id: Id = confidential("short id")
    starts: Date = confidential("first day")
    ends: Date = confidential("last day")
    revenue: Money = confidential("net sales planned")
    contribution: Money | None = confidential("contribution planned", default=None)
    rests_on: Paragraph | None = confidential("what has to happen for it", default=None)


class Driver(Item):
    """What drives the cost to serve."""

    id: Id = internal("short id")
    what: Line = internal("the driver")
    note: Paragraph | None = internal("what we know about it", default=None)
    trend: Literal["falling", "steady", "rising"] | None = internal("where it goes", default=None)


class Economics(Item):
    """The customer's profit and loss as seen from us."""

    periods: tuple[Period, ...] = confidential("periods, oldest first", default=())
    plan: tuple[PlannedYear, ...] = confidential(
        "the revenue plan by year, oldest first", default=()
    )
    drivers: tuple[Driver, ...] = internal("what drives the cost to serve", default=())
    margin_floor: Percent | None = confidential(
        "contribution in percent of revenue below which we decline business", default=None
    )


class WhiteSpace(Item):
    """What one unit could buy of one product, and buys; per year."""

    requires_visible = ("unit",)  # without a unit it would be about the customer as a whole
    key_fields = ("product", "unit")

    product: ProductRef = internal("what of our offer")
    unit: UnitRef | None = internal("which part of the customer", default=None)
    potential: Money | None = confidential("what it could buy from us a year", default=None)
    current: Money | None = confidential("what it buys from us a year", default=None)
    note: Line | None = internal("what stands in the way", default=None)
