"""What somebody probably meant who wrote a value in another form, for messages only.

Each function gets the text as it was written and gives the same value in our form, or an empty
text where two readings are possible. Nothing is read in this way: files stay in one form.
"""

import re
from datetime import date

from generator.text.formats import SHORT_MONTHS

_MULTIPLES = {
    "k": ("k", "thousand", "tsd"),
    "m": ("m", "mm", "mn", "mio", "mln", "million", "millions"),
    "bn": ("b", "bn", "mrd", "billion", "billions"),
}

_FACTORS = {name: factor for factor, names in _MULTIPLES.items() for name in names}

_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}

_AMOUNT = re.compile(r"(?P<number>\d[\d.,'\u2019 \u00a0]*)\s*(?P<factor>[a-zA-Z]*)\.?", re.ASCII)

_CODE = re.compile(r"\b[A-Z]{3}\b|[€$£¥]")

_EVERY = {
    "daily": "1 day",
    "weekly": "1 week",
    "fortnightly": "2 weeks",
    "monthly": "1 month",
    "quarterly": "3 months",
    "twice a year": "6 months",
    "half-yearly": "6 months",
    "yearly": "1 year",
    "annually": "1 year",
}


def number(text: str) -> str:
    """``12,5`` as ``12.5``, ``1,200,000`` as ``1200000``; empty for ``1,200``, which is either."""
    plain = re.sub(r"['\u2019 \u00a0]", "", text)
    if re.fullmatch(r"-?\d+,\d{1,2}", plain):
        return plain.replace(",", ".")
    grouped = re.fullmatch(r"-?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|-?\d{1,3}(?:,\d{3})+\.\d+", plain)
    if grouped:
        return plain.replace(",", "")
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|-?\d{1,3}(?:\.\d{3})+,\d+", plain):
        return plain.replace(".", "").replace(",", ".")
    return plain if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else ""


def amount(text: str) -> str:
    """``$120m`` as ``120 m``: without the currency, which stands elsewhere."""
    found = _AMOUNT.fullmatch(_CODE.sub("", text).strip())
    if found is None:
        return ""
    value, name = number(found["number"].strip()), found["factor"].casefold()
    if not value or (name and name not in _FACTORS):
        return ""
    return f"{value} {_FACTORS[name]}" if name else value


def percentage(text: str) -> str:
    """``15,5`` as ``15.5 %``; empty for a share of 1, as ``0.15``."""
    value = number(re.sub(r"\s*(?:%|percent|per cent)$", "", text.strip(), flags=re.IGNORECASE))
    return f"{value} %" if value and float(value) >= 1 else ""


def currency(text: str) -> str:
    """``eur`` and ``€`` as ``EUR``."""
    return _CURRENCIES.get(text, text.upper() if re.fullmatch(r"[A-Za-z]{3}", text) else "")


def day(text: str) -> str:
    """``31.12.2028``, ``12/31/2028`` and ``31 Dec 2028`` as ``2028-12-31``.

    Empty where day and month may be either, as in ``05/06/2028``; with dots the day comes first.
    """
    numbers = re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", text)
    if numbers:
        first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
        if numbers[2] == "." or first > 12 or first == second:
            return _iso(year, second, first)
        return _iso(year, first, second) if second > 12 else ""
    if reverse := re.fullmatch(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})", text):
        return _iso(*map(int, reverse.groups()))
    months = {name.casefold(): place for place, name in enumerate(SHORT_MONTHS, 1)}
    named = re.fullmatch(r"(\d{1,2})\.? ([a-z]{3})[a-z]*\.?,? (\d{4})", text.casefold())
    if named and named[2] in months:
        return _iso(int(named[3]), months[named[2]], int(named[1]))
    named = re.fullmatch(r"([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})", text.casefold())
    return (
        _iso(int(named[3]), months[named[1]], int(named[2])) if named and named[1] in months else ""
    )


def _iso(year: int, month: int, of_month: int) -> str:
    try:
        return date(year, month, of_month).isoformat()
    except ValueError:
        return ""


def interval(text: str) -> str:
    """``monthly`` as ``1 month``, ``every 6 months`` as ``6 months``."""
    plain = text.casefold().removeprefix("every ").strip()
    return _EVERY.get(plain, f"1 {plain}" if plain in ("day", "week", "month", "year") else plain)


def hours(text: str) -> str:
    """``9-17`` and ``9:00 to 17:00`` as ``09:00-17:00``; empty where the end is not later."""
    found = re.fullmatch(r"(\d{1,2})(?::(\d\d))? ?(?:-|–|to) ?(\d{1,2})(?::(\d\d))?", text)
    if found is None:
        return ""
    starts, ends = (f"{int(found[each]):02}:{found[each + 1] or '00'}" for each in (1, 3))
    return f"{starts}-{ends}" if starts < ends else ""


def version(text: str) -> str:
    """``v2.1`` as ``2.1.0``."""
    parts = text.casefold().removeprefix("v").split(".")
    return ".".join([*parts, "0", "0"][:3]) if len(parts) <= 3 else ""
