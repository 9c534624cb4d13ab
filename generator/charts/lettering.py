"""Names of any length in a given width: broken between words, and cut where nothing else helps."""

from generator.charts.svg import text_width

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def cut(words: str, size: int, width: float) -> str:
    """``words`` where they fit into ``width`` units, else their start and an ellipsis."""
    if text_width(words, size) <= width:
        return words
    kept = words
    while kept and text_width(kept + _ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def lines(words: str, size: int, width: float, most: int) -> list[str]:
    """``words`` in at most ``most`` lines of ``width`` units; what is left is cut in the last."""
    found: list[str] = []
    rest = _parts(words)
    while rest and len(found) < most - 1:
        line = rest.pop(0)
        while rest and text_width(f"{line} {rest[0]}", size) <= width:
            line = f"{line} {rest.pop(0)}"
        found.append(cut(line, size, width))
    return [*found, cut(" ".join(rest), size, width)] if rest else found


def fits(words: str, size: int, width: float, most: int) -> bool:
    """Whether ``words`` stand in that many lines without a cut."""
    return " ".join(lines(words, size, width, most)) == " ".join(_parts(words))


def _parts(words: str) -> list[str]:
    """What may stand in lines of its own; a no-break space holds together."""
    return [part for part in words.split(" ") if part]
