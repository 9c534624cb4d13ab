"""Formats of dates, figures and lists, identical in every output and independent of the locale."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

_MINUS = "\N{MINUS SIGN}"

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_MONTHS = tuple(each[:3] for each in MONTHS)

_FIELDS = re.compile(r" \([^()`]*`[^()]*\)")

# Punctuation that ends a sentence, also inside quotes or brackets.
_SENTENCE_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*\Z")


def day_text(value: date) -> str:
    """A date as ``5 Oct 2026``."""
    return f"{value.day} {SHORT_MONTHS[value.month - 1]} {value.year}"


def month_text(value: date) -> str:
    """A month as ``Oct``, whatever the locale."""
    return SHORT_MONTHS[value.month - 1]


def month_begin(value: date) -> date:
    """The first day of its month."""
    return value.replace(day=1)


def next_month(value: date) -> date:
    """The first day of the month after."""
    return month_begin(month_begin(value) + timedelta(days=32))


def figure(value: Decimal, digits: int | None = None) -> str:
    """A number with ``digits`` decimals, or as many as needed, and thousands separators."""
    if digits is not None:
        return f"{value:,.{digits}f}"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def megabytes(size: int) -> str:
    """A number of bytes as ``12.4 MB``."""
    return f"{size / 1_000_000:.1f} MB"


def money(value: Decimal, currency: str, *, whole: bool = False) -> str:
    """``EUR 6.3 m``: rounded to three significant digits, with a leading minus sign.

    ``whole``: if the short form would lose digits, return all of them, as ``EUR 6,304,512``.
    """
    size = abs(value)
    sign = _MINUS if value < 0 else ""
    for factor, unit in ((10**9, "bn"), (10**6, "m"), (10**3, "k")):
        if size >= factor:
            short = (size / factor).quantize(Decimal("0.01"))
            if whole and short * factor != size:
                break
            return f"{sign}{currency} {figure(short)} {unit}"
    return f"{sign}{currency} {figure(size)}"


def amounts(values: tuple[Decimal, Decimal], currency: str) -> tuple[str, str]:
    """Two amounts; where both read alike and are not, with all their digits."""
    one, other = (money(each, currency) for each in values)
    if one == other and values[0] != values[1]:
        return money(values[0], currency, whole=True), money(values[1], currency, whole=True)
    return one, other


def percent(value: Decimal, digits: int | None = None) -> str:
    """``15 %``, with ``digits`` decimals or as many as needed."""
    sign = _MINUS if value < 0 else ""
    return f"{sign}{figure(abs(value), digits)} %"


def duration(minutes: int) -> str:
    """``1 h``, ``30 min``, ``1 h 30 min``; an empty string for none."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])])


def words(term: str) -> str:
    """An id or keyword as words: ``veto-holder`` as ``veto holder``."""
    return term.replace("-", " ")


def sentence(term: str) -> str:
    """Like :func:`words`, with a capital first letter."""
    text = words(term)
    return text[:1].upper() + text[1:]


def capital(text: str) -> str:
    """``text`` with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """``text`` with a small first letter, to stand within a sentence; one of capitals as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def shortened(text: str, longest: int) -> str:
    """``text`` in at most ``longest`` characters, cut at a word boundary if possible."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def stop(text: str) -> str:
    """``text`` with a full stop added unless it ends in ``.``, ``!``, ``?`` or an ellipsis."""
    return text if not text or _SENTENCE_END.search(text) else f"{text}."


def without_fields(text: str) -> str:
    """``text`` without brackets that name fields of a file, as in ``Name a date (`due`).``"""
    return _FIELDS.sub("", text)


def listed(parts: Sequence[str]) -> str:
    """``a, b and c``; an empty string for nothing."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def every(interval: object) -> str:
    """``every month`` for ``1 month``, ``every 3 months``."""
    return f"every {str(interval).removeprefix('1 ')}"


def listed_posts(titles: Sequence[str]) -> str:
    """``the buyer and the operations manager``; with semicolons where a title has a comma."""
    named = [f"the {small(title)}" for title in titles]
    if len(named) < 2 or not any("," in each for each in named):
        return listed(named)
    return f"{'; '.join(named[:-1])}; and {named[-1]}"


def are(number: int) -> str:
    """``is`` for one, else ``are``."""
    return "is" if number < 2 else "are"


def were(number: int) -> str:
    """``was`` for one, else ``were``."""
    return "was" if number < 2 else "were"


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 account``, ``3 accounts``, ``no account``; ``many``: the plural if it is irregular."""
    return number_of(number, one, many) if number else f"no {one}"


def number_of(number: int, one: str, many: str | None = None) -> str:
    """As :func:`counted`, with a figure for nothing as well: ``0 accounts``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
