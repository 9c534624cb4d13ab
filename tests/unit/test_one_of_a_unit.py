"""A unit after the figure 1."""

from decimal import Decimal

import pytest

from generator.changes.text import unit_after
from generator.model.strategy import Metric


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("regions", "region"),
        ("unplanned stops a quarter", "unplanned stop a quarter"),
        ("product groups planned from one forecast", "product group planned from one forecast"),
        ("deliveries of pallets", "delivery of pallets"),
        ("days less delay", "day less delay"),
        ("boxes", "box"),
        ("series", "series"),
        ("% of orders", "of orders"),
        ("k EUR a year", "k EUR a year"),
    ],
)
def test_a_unit_has_the_number_of_its_figure(unit: str, one: str) -> None:
    metric = Metric(unit=unit, target=Decimal(3), baseline=Decimal(0))
    assert unit_after(Decimal(1), (metric,)) == f" {one}"
    assert unit_after(Decimal(2), (metric,)) == f" {unit.removeprefix('% ')}"
