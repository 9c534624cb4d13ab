"""Cells become values as our files hold them, or are refused with what to do.

How amounts and days are written is worked out from a whole column, and never from one cell: what a
column leaves open is refused.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from generator.importing.cells import Failed, Formula, SheetCell, TableError
from generator.model.grammars import LONGEST_LINE, LONGEST_PARAGRAPH
from generator.model.import_mapping import NumberForm
from generator.text.characters import CONTROL, shown
from generator.text.suggestions import did_you_mean_or_list


class RefusedCell(Exception):  # noqa: N818 - no fault: what is said of a cell
    """A cell that is not taken; its text says why and what to do."""


def cell_text(cell: SheetCell) -> str:
    """A cell in a message, in one line."""
    text = shown(" ".join(str(cell).split()))
    return text if len(text) <= 60 else f"{text[:57]}..."


def is_empty(cell: SheetCell) -> bool:
    """Whether nothing is written in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: SheetCell, longest: int = LONGEST_LINE) -> str:
    """The text of a cell in one line, empty if there is none. Raises RefusedCell."""
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        raise RefusedCell("holds a formula, which is not worked out here; paste its value instead")
    if isinstance(cell, Failed):
        raise RefusedCell(f"shows the error {cell.shown}; correct it in the workbook")
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    text = " ".join(str(cell).split())
    if len(text) > longest:
        raise RefusedCell(f"has {len(text)} characters; at most {longest} fit here")
    if "\N{REPLACEMENT CHARACTER}" in text:
        raise RefusedCell("holds a letter that was lost when the table was saved; export it again")
    if CONTROL.search(text):
        raise RefusedCell("holds an invisible control character; type it again")
    if (meant := _read_wrongly(text)) is not None:
        raise RefusedCell(
            f"`{cell_text(text)}` was saved in one encoding and read in another: should it be "
            f"`{cell_text(meant)}`? Export the table again as UTF-8"
        )
    return text


_TWO_FOR_ONE = re.compile("[\u00c2-\u00c5\u00e2][\u0080-\u00bf\u0152-\u2122]")


def _read_wrongly(text: str) -> str | None:
    """What a text was before its UTF-8 was taken for Windows-1252; ``None`` if it never was."""
    if not _TWO_FOR_ONE.search(text):
        return None
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def paragraph(cell: SheetCell) -> str:
    """The text of a cell, longer than a line may be."""
    return text_of(cell, LONGEST_PARAGRAPH)


def lines_of(cell: SheetCell) -> str:
    """The text of a cell with its lines, each no longer than a paragraph. Raises RefusedCell."""
    lines = cell.splitlines() if isinstance(cell, str) else [cell]
    return "\n".join(text_of(each, LONGEST_PARAGRAPH) for each in lines)


def choice(cell: SheetCell, allowed: Iterable[str], known: Mapping[str, str]) -> str:
    """One of the ``allowed`` words; ``known``: what may stand for them. Raises RefusedCell."""
    text = text_of(cell)
    words = tuple(allowed)
    found = known.get(text.casefold(), text.casefold())
    if text and found not in words:
        raise RefusedCell(
            f"`{cell_text(text)}` is not known here.{did_you_mean_or_list(text, words)} "
            "Say what it is under `values` of a mapping"
        )
    return found if text else ""


_SALESFORCE = re.compile(r"[A-Za-z0-9]{15}")

_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def external_id(cell: SheetCell, system: str) -> str:
    """The id of a record; the 15 letters that Salesforce shows in reports with their three more.

    The three tell which of the letters are capital ones, for programs that lose the difference.
    """
    text = text_of(cell)
    if system != "salesforce" or not _SALESFORCE.fullmatch(text):
        return text
    groups = (text[start : start + 5] for start in (0, 5, 10))
    more = (sum(1 << at for at, each in enumerate(group) if each.isupper()) for group in groups)
    return text + "".join(_SUFFIX[each] for each in more)


_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)

_ADDRESS = re.compile(r"https://[^\s<>\"'`{}|\\^]+")


def address(cell: SheetCell) -> str:
    """An https address; a bare host gets its ``https://``. Raises RefusedCell."""
    text = text_of(cell)
    if _HOST.fullmatch(text):
        text = f"https://{text}"
    if text and not _ADDRESS.fullmatch(text):
        raise RefusedCell(f"`{cell_text(text)}` is no https address; it is left out")
    return text


# Amounts

_SIGNS = {"€": "EUR", "£": "GBP", "$": "$", "¥": "¥"}

_AROUND = re.compile(
    r"(?P<before>[A-Z]{3}|[€£$¥])?\s*(?P<number>-?[\d.,'\u2019\s]*\d)\s*(?P<after>[A-Z]{3}|[€£$¥])?"
)

_SPACES = re.compile(r"[\s'\u2019](?=\d{3}(?!\d))")

_BY_POINT = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)

_BY_COMMA = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?", re.ASCII)

_FORMS: tuple[NumberForm, ...] = ("1,234.56", "1.234,56")


def _bare(text: str) -> tuple[str, str]:
    """The number in a text and the currency beside it, as a code, a sign or nothing."""
    found = _AROUND.fullmatch(text)
    if found is None:
        return text, ""
    named = found["before"] or found["after"] or ""
    return _SPACES.sub("", found["number"]), _SIGNS.get(named, named)


def _number(text: str, form: NumberForm) -> Decimal | None:
    if not (_BY_POINT if form == "1,234.56" else _BY_COMMA).fullmatch(text):
        return None
    marks = ",." if form == "1,234.56" else ".,"
    return Decimal(text.replace(marks[0], "").replace(marks[1], "."))


def number_form(
    cells: Iterable[tuple[str, SheetCell]], declared: NumberForm | None, column: str
) -> NumberForm:
    """How the amounts of a column are written; ``cells``: with their places.

    Raises :class:`TableError` if they can be read in two ways, or are written in two.
    """
    if declared is not None:
        return declared
    only: dict[NumberForm, str] = {}
    open_at = ""
    for place, cell in cells:
        if not isinstance(cell, str):
            continue
        text = _bare(" ".join(cell.split()))[0]
        read: dict[NumberForm, Decimal] = {
            form: found for form in _FORMS if (found := _number(text, form)) is not None
        }
        if len(read) == 1:
            only.setdefault(next(iter(read)), place)
        elif len(set(read.values())) == 2 and not open_at:
            open_at = place
    if len(only) == 2:
        raise TableError(
            f"column `{column}` holds amounts of two forms: {' and '.join(only.values())}. "
            "Write them alike, or declare `numbers` in a mapping, "
            "and the others are refused one by one"
        )
    if not only and open_at:
        raise TableError(
            f"column `{column}` can be read in two ways, see {open_at}: declare `numbers` in a "
            'mapping, as "1,234.56" or as "1.234,56"'
        )
    return next(iter(only), "1,234.56")


def amount(cell: SheetCell, form: NumberForm) -> tuple[Decimal, str] | None:
    """An amount and the currency beside it, ``None`` for an empty cell. Raises RefusedCell."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number: Decimal | None = Decimal(repr(cell))
        currency = ""
    else:
        text = text_of(cell)
        if not text:
            return None
        bare, currency = _bare(text)
        number = _number(bare, form)
    if number is None or not number.is_finite():
        raise RefusedCell(f"is no amount like {form}")
    if number < 0:
        raise RefusedCell("is below zero; an amount here never is")
    number = round(number, 2)
    if number >= 10**12:
        raise RefusedCell("is too large for an amount")
    return number, currency


def money(number: Decimal) -> str:
    """An amount as our files hold it: ``400 k``, ``1.25 m``, ``1234.56``."""
    for unit, size in (("m", 10**6), ("k", 10**3)):
        part = number / size
        if part >= 1 and part == round(part, 2):
            return f"{_short(part)} {unit}"
    return _short(number)


def _short(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def are_shares(cells: Iterable[SheetCell]) -> bool:
    """Whether a column of chances holds shares of 1, as HubSpot and cells in percent do.

    None is above 1 then, and one is between 0 and 1; those with a percent sign say it themselves.
    """
    numbers = [found for cell in cells if (found := _chance(cell, "")) is not None]
    return all(each <= 1 for each in numbers) and any(0 < each < 1 for each in numbers)


def percent(cell: SheetCell, *, shares: bool = False) -> str:
    """A chance in percent, ``60 %``; ``shares``: numbers up to 1 are shares. Raises RefusedCell."""
    text = text_of(cell)
    if not text:
        return ""
    number = _chance(cell, "%")
    if shares and number is not None and number <= 1 and not text.endswith("%"):
        number *= 100
    if number is None or number > 100:
        raise RefusedCell(f"`{cell_text(cell)}` is no chance of 0 to 100 %")
    return f"{_short(round(number, 2))} %"


def _chance(cell: SheetCell, sign: str) -> Decimal | None:
    """The number in a cell, behind which the sign may stand; ``None`` if it holds none."""
    if isinstance(cell, Formula | Failed):
        return None
    text = str(cell).strip().removesuffix(sign).strip().replace(",", ".")
    return Decimal(text) if _CHANCE.fullmatch(text) else None


_CHANCE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,20})?")


# Days

_DAY = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\.?(?:[T ][\d:.,+ APMapmZ-]*)?", re.ASCII)

_ORDERS = ("YYYY-MM-DD", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "MM-DD-YYYY")

_KNOWN_ORDERS = (*_ORDERS, "YYYY/MM/DD", "YYYY.MM.DD")


def check_order(declared: str | None) -> str | None:
    """The declared order of days, if it is one. Raises :class:`TableError`."""
    order = declared.upper() if declared else None
    if order is not None and order not in _KNOWN_ORDERS:
        raise TableError(
            f"`dates: {cell_text(declared)}` is no order of days; write one of "
            f"{', '.join(_KNOWN_ORDERS)}"
        )
    return order


def _day(text: str, order: str) -> date | None:
    found = _DAY.fullmatch(text)
    if found is None or found[2] != order.strip("YMD")[0]:
        return None
    parts = dict(zip(order.split(found[2]), (found[1], found[3], found[4]), strict=True))
    if len(parts["YYYY"]) != 4:
        return None
    try:
        return date(int(parts["YYYY"]), int(parts["MM"]), int(parts["DD"]))
    except ValueError:
        return None


def day_order(cells: Iterable[tuple[str, SheetCell]], declared: str | None, column: str) -> str:
    """How the days of a column are written; ``cells``: with their places.

    Raises :class:`TableError` if they can be read in two ways.
    """
    order = check_order(declared)
    if order is not None:
        return order
    fitting = set(_KNOWN_ORDERS)
    example = ""
    any_day = in_two_ways = False
    for place, cell in cells:
        if not isinstance(cell, str):
            continue
        text = " ".join(cell.split())
        read = {each: found for each in _KNOWN_ORDERS if (found := _day(text, each)) is not None}
        if not read:
            continue  # refused with its cell
        any_day = True
        if not fitting & set(read):
            raise TableError(
                f"column `{column}` holds days of two forms: {example} and {place} "
                f"`{cell_text(cell)}`. Write them alike, or declare `dates` in a mapping, "
                "and the others are refused one by one"
            )
        differs = len({found for each, found in read.items() if each in fitting}) > 1
        in_two_ways |= differs
        if differs or not example:
            example = f"{place} `{cell_text(cell)}`"
        fitting &= set(read)
    if not any_day:
        return "YYYY-MM-DD"
    if len(fitting) > 1 and in_two_ways:
        raise TableError(
            f"column `{column}` can be read in two ways, see {example}: declare `dates` in a "
            f"mapping, as {' or '.join(sorted(fitting))}"
        )
    return min(fitting)


def day(cell: SheetCell, order: str) -> str:
    """A day as our files hold it, empty for an empty cell. Raises RefusedCell."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = text_of(cell)
    if not text:
        return ""
    found = _day(text, order)
    if found is None or not 1950 <= found.year <= 2100:
        raise RefusedCell(f"`{cell_text(cell)}` is no day like {order}")
    return found.isoformat()
