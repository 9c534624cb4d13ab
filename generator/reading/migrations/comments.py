"""Comments of a YAML text: which there are, and how they move with the keys they belong to.

Between two values ruamel.yaml keeps everything that is said as one token on the key before: the
comment on its own line, and the lines below it, which mostly belong to the key that follows.
"""

import re
from collections import Counter
from typing import Any

import yaml
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import CommentMark
from ruamel.yaml.tokens import CommentToken

_COMMENT = re.compile(r"(?:^|(?<=\s))#+([^\n]*)", re.MULTILINE)

_BEFORE, _BEHIND = 1, 2  # where ruamel.yaml keeps a key's comments

_INDENT = 2


def comments_in(text: str) -> Counter[str]:
    """Every comment of a YAML text that parses, without its marks, and how often it stands there.

    A comment is what stands behind a ``#`` outside of all scalars.
    """
    found: Counter[str] = Counter()
    end = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            # The C parser sets both marks of every event.
            start: Any = event.start_mark
            stop: Any = event.end_mark
            block = event.style in ("|", ">")  # a comment may stand behind the sign it begins with
            found.update(_said(text[end : text.find("\n", start.index) if block else start.index]))
            end = stop.index
    found.update(_said(text[end:]))
    return found


def _said(gap: str) -> list[str]:
    return [comment.strip() for comment in _COMMENT.findall(gap)]


def keep(holder: CommentedMap, old: str, new: str, longer: int) -> None:
    """Let the comments of ``old`` be those of ``new``, which may be the same key.

    ``longer``: by how many characters key and value have grown, so that the comment stays as far
    behind them as it was.
    """
    entry = holder.ca.items.pop(old, None)
    if entry is not None:
        entry[_BEHIND] = _shifted(entry[_BEHIND], longer)
        holder.ca.items[new] = entry


def move_in(source: CommentedMap, old: str, target: CommentedMap, new: str) -> list[CommentToken]:
    """Take a key's own comments along into a group; the lines below stay where they are.

    To be called while ``old`` still stands in ``source``. Gives the lines above the key, which
    belong above the whole group when the key is its first.
    """
    entry = source.ca.items.pop(old, None)
    if entry is None:
        return []
    token = entry[_BEHIND]
    following = _key_after(source, old)
    if token is not None and following is not None:
        own, _, below = token.value.partition("\n")
        token = _token(f"{own}\n", token) if own.strip() else None
        put_before(source, following, below)
    above, first = entry[_BEFORE] or [], len(target) == 1
    entry[_BEFORE] = None if first else [_shifted(line, _INDENT) for line in above]
    entry[_BEHIND] = _shifted(token, _INDENT + len(new) - len(old))
    target.ca.items[new] = entry
    return above if first else []


def put_above(holder: CommentedMap, key: str, lines: list[CommentToken]) -> None:
    """Let comments stand above a key, before those that are there."""
    if lines:
        entry = holder.ca.items.setdefault(key, [None, None, None, None])
        entry[_BEFORE] = lines + (entry[_BEFORE] or [])


def put_behind(holder: CommentedMap, key: str, entry: list[Any]) -> None:
    """Let the comments of a list's item, as ruamel.yaml keeps them, be those of a key."""
    behind, above, *_ = [*entry, None, None]
    if behind is not None:
        behind = _token(behind.value, behind, column=0)
    holder.ca.items[key] = [None, above, behind, None]


def take_away(item: CommentedMap, key: str) -> str:
    """Remove a key; gives the comments that lose their place, one a line.

    What is said below the last key belongs to whatever follows, so it stays at the end.
    """
    last = _key_after(item, key) is None
    entry = item.ca.items.pop(key, None)
    del item[key]
    if entry is None:
        return ""
    remaining = next(reversed(item), None)
    token = entry[_BEHIND]
    if last and remaining is not None and token is not None:
        own, _, below = token.value.partition("\n")
        entry[_BEHIND] = _token(own, token) if own.strip() else None
        _append(item, remaining, _token(f"\n{below}", token))
    tokens = [*(entry[_BEFORE] or ()), *([entry[_BEHIND]] if entry[_BEHIND] else ())]
    lines = [line for one in tokens for line in one.value.splitlines()]
    return "".join(f"{line}\n" for line in lines if line.strip())


def put_before(holder: CommentedMap, key: str, text: str, *, column: int | None = None) -> None:
    """Let the lines of ``text`` stand above a key.

    ``column``: where they begin; else they keep the indentation they have.
    """
    if not text.strip():
        return
    above = []
    for line in (line.rstrip() for line in text.rstrip("\n").split("\n")):
        start = len(line) - len(line.lstrip()) if column is None else column
        above.append(CommentToken(f"{line.lstrip()}\n", CommentMark(start)))
    put_above(holder, key, above)


def _key_after(holder: CommentedMap, key: str) -> str | None:
    keys = list(holder)
    following = keys[keys.index(key) + 1 :]
    return following[0] if following else None


def _append(item: CommentedMap, key: str, token: CommentToken) -> None:
    entry = item.ca.items.setdefault(key, [None, None, None, None])
    present = entry[_BEHIND]
    if present is None:
        entry[_BEHIND] = token
    else:
        below = token.value.lstrip("\n")
        entry[_BEHIND] = _token(present.value.rstrip("\n") + "\n" + below, present)


def _token(text: str, like: CommentToken, *, column: int | None = None) -> CommentToken:
    return CommentToken(text, CommentMark(like.column if column is None else column))


def _shifted(token: CommentToken | None, by: int) -> CommentToken | None:
    """The same comment ``by`` columns further right; a line left empty stays empty."""
    if token is None or not token.value.startswith("#"):
        return token
    return _token(token.value, token, column=max(0, token.column + by))
