from datetime import date

import pytest

from generator.findings.errors import UsageError
from generator.site.dates import resolve_as_of

TODAY = date(2030, 1, 1)


@pytest.mark.parametrize(
    ("text", "environ", "expected"),
    [
        ("2026-11-02", {"SOURCE_DATE_EPOCH": "0"}, date(2026, 11, 2)),
        (None, {"SOURCE_DATE_EPOCH": "1793577600"}, date(2026, 11, 2)),
        (None, {"SOURCE_DATE_EPOCH": "1793663999"}, date(2026, 11, 2)),  # the last second, in UTC
        (None, {"SOURCE_DATE_EPOCH": ""}, TODAY),
        (None, {}, TODAY),
        ("", {}, TODAY),
    ],
)
def test_option_then_environment_then_today(
    text: str | None, environ: dict[str, str], expected: date
) -> None:
    assert resolve_as_of(text, environ, lambda: TODAY) == expected


@pytest.mark.parametrize("text", ["2.11.2026", "2026-13-01", "20261102", "2026-W45-1", "today"])
def test_an_invalid_date_is_reported(text: str) -> None:
    with pytest.raises(UsageError, match="write it like 2026-11-02"):
        resolve_as_of(text, {}, lambda: TODAY)


@pytest.mark.parametrize("epoch", ["soon", "1e9", "99999999999999999999"])
def test_an_unusable_epoch_is_named(epoch: str) -> None:
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        resolve_as_of(None, {"SOURCE_DATE_EPOCH": epoch}, lambda: TODAY)
