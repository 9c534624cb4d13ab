"""The colours of a company as those of the site, readable on light and on dark pages."""

import re
from collections.abc import Iterable

from generator.findings.errors import UsageError

_READABLE = 5.5
"""The least contrast with the page; WCAG 2.2 asks for 4.5, and some text stands on a tint."""

_LIGHT, _DARK = (255, 255, 255), (20, 25, 27)  # `--pb-paper` of both palettes
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)

Colour = tuple[int, int, int]


def hexadecimal(text: str) -> str:
    """A colour as ``#rrggbb``. Raises UsageError for anything else than that or ``#rgb``."""
    if not re.fullmatch(r"#?(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", text):
        raise UsageError(
            f"--colour {text}: a colour is # and six digits or letters from A to F, such as #0d5560"
        )
    digits = text.removeprefix("#").lower()
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)


def style_sheet(colour: str) -> str:
    """The style sheet that gives the site this colour, ``#rrggbb``, as far as it can be read."""
    given = _parsed(colour)
    light = _readable(given, _LIGHT, towards=_BLACK)
    dark = _readable(given, _DARK, towards=_WHITE)
    on_light = (light, _mixed(light, _BLACK, 0.3), _mixed(light, _LIGHT, 0.9))
    on_dark = (dark, _mixed(dark, _WHITE, 0.35), _mixed(dark, _DARK, 0.86))
    return (
        f"/* Made from {colour}: as dark or light as text has to be. Change it as you like. */\n"
        f":root {{\n{_lines(on_light)}}}\n\n"
        "@media screen {\n"
        f'  [data-md-color-scheme="slate"] {{\n{_lines(on_dark, "    ")}  }}\n'
        "}\n"
    )


def _lines(colours: Iterable[Colour], indent: str = "  ") -> str:
    names = ("accent", "accent-strong", "accent-soft")
    return "".join(
        f"{indent}--pb-{name}: #{red:02x}{green:02x}{blue:02x};\n"
        for name, (red, green, blue) in zip(names, colours, strict=True)
    )


def _parsed(colour: str) -> Colour:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def _readable(colour: Colour, page: Colour, *, towards: Colour) -> Colour:
    """The colour, as little changed as it takes to be read on the page."""
    steps = (_mixed(colour, towards, step / 50) for step in range(51))
    return next(each for each in steps if contrast(each, page) >= _READABLE)


def _mixed(colour: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(colour, other, strict=True))
    return (red, green, blue)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        each / 3294.6 if each <= 10 else ((each / 255 + 0.055) / 1.055) ** 2.4 for each in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
