"""Finds comments and empty lines in a YAML text, and places them in a new text."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")

_IN_SCALAR = re.compile(r"[^\n]+|(?<=\n)(?=\n)")

_LINES = ("", "---", "...")


class Comment(NamedTuple):
    """A comment with its ``#``, an empty line, or a document marker (``---``, ``...``).

    ``line``: counted from 1. ``alone``: nothing else is on the line.
    """

    line: int
    text: str
    alone: bool


def comments_in(text: str) -> Counter[str]:
    """The comments of a valid YAML text, with their counts."""
    return Counter(each.text for each in find_comments(text) if each.text.startswith("#"))


def find_comments(text: str) -> list[Comment]:
    """Everything outside of values in a valid YAML text, from top to bottom."""
    found = []
    for number, line in enumerate("".join(_without_scalars(text)).split("\n")[:-1], 1):
        if comment := _COMMENT.search(line):
            alone = not line[: comment.start()].strip()
            found.append(Comment(number, comment.group().rstrip(), alone))
        elif line.strip() in _LINES:
            found.append(Comment(number, line.strip(), alone=True))
    return found


def _without_scalars(text: str) -> Iterator[str]:
    """The lines with the characters of scalars replaced by ``x``."""
    end = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            # The C parser sets both marks of every event.
            start: Any = event.start_mark
            stop: Any = event.end_mark
            block = event.style in ("|", ">")  # a comment may follow the block indicator
            begins = text.find("\n", start.index) if block else start.index
            yield text[end:begins]
            held = text[begins : stop.index]
            # Empty lines below a block are not part of its text, unless its indicator keeps them.
            own = held if not block or event.value.endswith("\n\n") else held.rstrip()
            yield _IN_SCALAR.sub("x", own) + held[len(own) :]
            end = stop.index
    yield text[end:]


def with_comments(
    text: str, comments: list[Comment], lines: list[tuple[int, int]], removed: set[int]
) -> str:
    """Insert the comments of an old text into the new text that was made from it.

    ``lines``: for each key and value, in the order of the new text, the first line in the old text
    and in the new one. ``removed``: lines of the old text whose content has no counterpart. A
    comment on a line of its own goes above the content that followed it, one behind content to the
    end of that line, or above what followed if that was removed.
    """
    written = text.split("\n")
    first = dict(reversed(lines))
    last = dict(lines)
    places = sorted(last)
    above: dict[int, list[str]] = {}
    behind: set[int] = set()
    for line, comment, alone in comments:
        after = bisect_right(places, line)
        follows = alone or after == 0 or (line in removed and line not in last)
        place = last[places[after - 1]] if not follows else len(written)
        if follows and after < len(places):
            place = first[places[after]]
        if follows or place in behind:
            indent = len(written[place - 1]) - len(written[place - 1].lstrip())
            above.setdefault(place, []).append((" " * indent + comment).rstrip())
        else:
            behind.add(place)
            written[place - 1] += f"  {comment}"
    return "\n".join(
        line for number, one in enumerate(written, 1) for line in (*above.get(number, ()), one)
    )
