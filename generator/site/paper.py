"""What a page shows on the screen and leaves out on paper."""

import re
from collections.abc import Iterable

_STOP = re.compile(r'<h([1-6])\b[^>]*>|<section class="meta"')
_HEADING = re.compile(r'<h([1-6])\b[^>]*>(?:(?!</h\1>).)*?<a id="([^"]+)"', re.DOTALL)


def leave_off_paper(html: str, anchors: Iterable[str]) -> str:
    """``html`` with each section whose heading holds one of ``anchors`` in a box for the screen.

    A section ends at the next heading of its level or above, or at the footer of the page. Expects
    what :func:`generator.site.sanitize.mark_footer` returns; an anchor that is not there, or that
    stands inside a section left out already, changes nothing.
    """
    wanted, at, parts = set(anchors), 0, []
    for match in _HEADING.finditer(html):
        if match[2] not in wanted or match.start() < at:
            continue
        end = _end(html, match.end(), int(match[1]))
        parts += [html[at : match.start()], '<div class="off-paper">']
        parts += [html[match.start() : end], "</div>"]
        at = end
    return "".join([*parts, html[at:]])


def _end(html: str, start: int, level: int) -> int:
    for stop in _STOP.finditer(html, start):
        if stop[1] is None or int(stop[1]) <= level:
            return stop.start()
    return len(html)
