"""Three versions of a text, line by line: what was changed, in the layout the author chose."""

from bisect import bisect_right
from difflib import SequenceMatcher

_MOST_LINES = 20_000
"""Above it lines are not compared: that could take longer than anybody waits."""

_Edit = tuple[int, int, list[str]]
"""Lines from and up to which are replaced, counted from 0, and by what."""


def merged(plain: str, changed: str, written: str) -> str:
    """``written`` with the changes that lead from ``plain`` to ``changed``.

    ``plain`` is the text as a library would lay it out, ``written`` the same as its author did,
    ``changed`` the new text in the library's layout. Where layout and change meet in the same
    lines, the change counts.
    """
    if plain == written:
        return changed
    base, theirs, ours = (text.splitlines(keepends=True) for text in (plain, written, changed))
    if max(len(base), len(theirs), len(ours)) > _MOST_LINES:
        return changed
    changes = _edits(base, ours)
    ends = [end for _, end, _ in changes]
    layout = [edit for edit in _edits(base, theirs) if not _concerned(edit, changes, ends)]
    result: list[str] = []
    done = 0
    for start, end, lines in sorted([*layout, *changes], key=lambda edit: edit[:2]):
        result += [*base[done:start], *lines]
        done = end
    return "".join([*result, *base[done:]])


def _edits(base: list[str], other: list[str]) -> list[_Edit]:
    codes = SequenceMatcher(None, base, other).get_opcodes()
    return [(b, end, other[o:stop]) for code, b, end, o, stop in codes if code != "equal"]


def _concerned(edit: _Edit, changes: list[_Edit], ends: list[int]) -> bool:
    """Whether lines of an edit are changed as well; ``ends`` are those of the changes, in order.

    What is inserted before or behind lines that change does not concern them.
    """
    start, end, _ = edit
    nearest = bisect_right(ends, start)
    return nearest < len(changes) and changes[nearest][0] < end
