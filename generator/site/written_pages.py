"""Hand-written pages: what they say at their top where an edition lacks what they speak of.

The front matter of such a page says ``needs: accounts``.
"""

import re
from collections.abc import Mapping
from typing import Any

from generator.editions import Edition

_TITLE = re.compile(r"\A\s*# .*$", re.MULTILINE)


def with_notice(
    markdown: str, meta: Mapping[str, Any], edition: Edition, *, has_accounts: bool
) -> str:
    """``markdown`` with a line below its title where it needs accounts and there are none."""
    if meta.get("needs") != "accounts" or has_accounts:
        return markdown
    notice = (
        f"*This guide speaks of the pages of an account. The {edition.in_words} edition holds no "
        "accounts: whoever has the team's site finds them there.*"
    )
    title = _TITLE.match(markdown)
    end = title.end() if title else 0
    return f"{markdown[:end]}\n\n{notice}\n{markdown[end:]}"
