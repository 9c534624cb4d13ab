"""A value in another form is answered with the same value in ours, where it can be told."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model.grammars import Currency, Date, Every, Hours, Money, Number, Percent, Version
from generator.model.grammars import corrections as meant

Correct = Callable[[str], str]

WRITTEN: tuple[tuple[Correct, Any, str, str], ...] = (
    (meant.amount, Money, "$120m", "120 m"),
    (meant.amount, Money, "120 m USD", "120 m"),
    (meant.amount, Money, "€6,3 Mio", "6.3 m"),
    (meant.amount, Money, "1,200,000", "1200000"),
    (meant.amount, Money, "1.200.000 EUR", "1200000"),
    (meant.amount, Money, "1,200", ""),
    (meant.amount, Money, "a lot", ""),
    (meant.day, Date, "31.12.2028", "2028-12-31"),
    (meant.day, Date, "12/31/2028", "2028-12-31"),
    (meant.day, Date, "05/06/2028", ""),
    (meant.day, Date, "2028/1/5", "2028-01-05"),
    (meant.day, Date, "31 Dec 2028", "2028-12-31"),
    (meant.day, Date, "December 31, 2028", "2028-12-31"),
    (meant.day, Date, "31.02.2028", ""),
    (meant.percentage, Percent, "15,5", "15.5 %"),
    (meant.percentage, Percent, "0.15", ""),
    (meant.interval, Every, "quarterly", "3 months"),
    (meant.interval, Every, "every 6 months", "6 months"),
    (meant.hours, Hours, "9-17", "09:00-17:00"),
    (meant.hours, Hours, "9 to 5", ""),
    (meant.version, Version, "v2.1", "2.1.0"),
    (meant.currency, Currency, "eur", "EUR"),
    (meant.number, Number, "12,5", "12.5"),
    (meant.number, Number, "1 000", "1000"),
)


@pytest.mark.parametrize(("correct", "grammar", "text", "ours"), WRITTEN)
def test_a_value_in_another_form(correct: Correct, grammar: Any, text: str, ours: str) -> None:
    assert correct(text) == ours
    adapter: TypeAdapter[object] = TypeAdapter(grammar)
    with pytest.raises(ValidationError) as refused:
        adapter.validate_python(text)
    if ours:
        adapter.validate_python(ours)
        assert f"write `{ours}`" in str(refused.value)
