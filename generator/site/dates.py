"""The date of a build: the only module that reads the clock and the environment."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime

from generator.findings.errors import UsageError


def today_utc() -> date:
    """Today in UTC."""
    return datetime.now(UTC).date()


def resolve_as_of(
    text: str | None, environ: Mapping[str, str], today: Callable[[], date] = today_utc
) -> date:
    """The date of a build: ``text`` (``--as-of``), else SOURCE_DATE_EPOCH, else ``today()``.

    ``text``: an ISO date such as ``2026-11-02``; SOURCE_DATE_EPOCH: seconds since 1970 in UTC.
    Raises :class:`UsageError` if the one that applies is invalid.
    """
    if text:
        return _iso_date(text)
    if epoch := environ.get("SOURCE_DATE_EPOCH"):
        return _epoch_date(epoch)
    return today()


def iso_date(text: str) -> date | None:
    """The date in a text such as ``2026-11-02``, ``None`` for any other text."""
    # fromisoformat also accepts 20261102 and week dates, which are probably mistakes
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    return None


def _iso_date(text: str) -> date:
    found = iso_date(text)
    if found is None:
        raise UsageError(f"`{text}` is not a date: write it like 2026-11-02")
    return found


def _epoch_date(text: str) -> date:
    try:
        return datetime.fromtimestamp(int(text), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is `{text}`: it counts seconds since 1970, like 1793577600"
        ) from None


def option_text(value: object) -> str | None:
    """The date in an option of the plugin as text; YAML reads one without quotes as a date."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)
