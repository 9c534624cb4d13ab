"""YAML as people write it: short lists in brackets, long texts folded, quotes where needed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import wrap

Value = str | int | date | Sequence["Value"] | Mapping[str, "Value"]
Group = Mapping[str, Value]

_WIDTH = 100
_NEEDS_QUOTES = re.compile(r": | #|:$|^[\s\-?:,\[\]{}#&*!|>'\"%@`]")


class Flow(tuple[str, ...]):
    """A list in brackets."""

    __slots__ = ()


def account_file(*groups: Group) -> str:
    """A file of an account; a blank line stands between the groups."""
    head = "# yaml-language-server: $schema=../../schema/account-1.json\nschema: account/1\n"
    return head + "\n".join(text(group) for group in groups)


def text(group: Group) -> str:
    """``group`` as lines of YAML."""
    return "".join(f"{line}\n" for line in _entries(group, 0))


def separate(sections: Group) -> list[Group]:
    """Each section as a group of its own."""
    return [{key: value} for key, value in sections.items()]


def _entries(group: Group, depth: int) -> Iterator[str]:
    for key, value in group.items():
        yield from _value(f"{' ' * depth}{key}:", value, depth)


def _value(head: str, value: Value, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield head
        yield from _entries(value, depth + 2)
    elif isinstance(value, Flow):
        yield from _flow(head, value, depth)
    elif isinstance(value, str | int | date):
        yield from _scalar(head, _plain(value), depth)
    else:
        yield head
        for item in value:
            yield from _item(item, depth + 2)


def _item(item: Value, depth: int) -> Iterator[str]:
    dash = " " * depth + "-"
    if isinstance(item, Mapping):
        first, *rest = _entries(item, depth + 2)
        yield f"{dash} {first.lstrip()}"
        yield from rest
    else:
        yield from _value(dash, item, depth)


def _flow(head: str, value: Iterable[str], depth: int) -> Iterator[str]:
    line = f"{head} [{', '.join(value)}]"
    yield from wrap(line, _WIDTH, subsequent_indent=" " * (depth + 2), break_on_hyphens=False)


def _scalar(head: str, value: str, depth: int) -> Iterator[str]:
    shown = f'"{value}"' if _NEEDS_QUOTES.search(value) else value
    if len(head) + len(shown) + 1 <= _WIDTH:
        yield f"{head} {shown}"
        return
    indent = " " * (depth + 2)
    yield f"{head} >-"
    yield from wrap(
        value,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _plain(value: str | int | date) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else str(value)
