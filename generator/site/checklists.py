"""Checklists that readers fill in: what the browser has to know, as data inside the page.

The scripts ``playbook-checklist*.js`` read it: a data block (``<script type="application/json">``,
which no browser runs) with the entries of the page, each with the anchor it stands at in the list.
It enters the page after the sanitizer, from the page (``Page.checklist``), and is
encoded here; nothing of it comes from the Markdown. Without the scripts the list is a list.

``docs/checklists.md`` describes what the scripts keep and save.
"""

from dataclasses import asdict

from generator.exports.record import json_text
from generator.pages.kit.checklists import Checklist

DATA_ID = "pb-checklist"
SCRIPTS = tuple(
    f"assets/javascripts/playbook-checklist{part}.js"
    for part in ("-model", "-file", "-merge", "-store", "-items", "-gaps", "-sheet", "-tools", "")
)
"""In the order they build on each other; the last one starts."""


def embed(html: str, checklist: Checklist, root: str) -> str:
    """``html`` with the data of its checklist, before the footer.

    ``root``: the address of the site's start as seen from the page, ``../..``. Raises
    :class:`ValueError` when an entry has no anchor in ``html``.
    """
    for entry in checklist.entries:
        if f'<a id="{entry.anchor}"></a>' not in html:
            raise ValueError(f"the checklist speaks of `{entry.anchor}`, which is not on the page")
    data = json_text({**asdict(checklist), "root": root})
    block = f'<script type="application/json" id="{DATA_ID}">{data}</script>'
    body, footer, rest = html.rpartition('<section class="meta"')
    return f"{body}{block}{footer}{rest}" if footer else f"{html}{block}"
