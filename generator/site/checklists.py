"""Checklists that readers fill in: what the browser has to know, as data inside the page.

The scripts ``playbook-checklist*.js`` read it: a data block (``<script type="application/json">``,
which no browser runs) with the entries of the page, each with the anchor it stands at in the list.
It enters the page after the sanitizer, from the page (``Page.checklist``), and is
encoded here; nothing of it comes from the Markdown. Without the scripts the list is a list.

``docs/checklists.md`` describes what the scripts keep and save.
"""

from dataclasses import asdict

from selectolax.lexbor import LexborNode as Node

from generator.exports.record import json_text
from generator.pages.kit.checklists import Checklist
from generator.site.page_tree import create

DATA_ID = "pb-checklist"
SCRIPTS = tuple(
    f"assets/javascripts/playbook-checklist{part}.js"
    for part in ("-model", "-file", "-merge", "-store", "-items", "-gaps", "-sheet", "-tools", "")
)
"""In the order they build on each other; the last one starts."""


def embed(body: Node, checklist: Checklist, root: str, footer: Node | None) -> None:
    """Put the data of its checklist into a page, before its footer.

    ``root``: the address of the site's start as seen from the page, ``../..``. Raises
    :class:`ValueError` when an entry has no anchor on the page.
    """
    anchors = {anchor.id for anchor in body.css("a[id]")}
    for entry in checklist.entries:
        if entry.anchor not in anchors:
            raise ValueError(f"the checklist speaks of `{entry.anchor}`, which is not on the page")
    block = create(body, "script", {"type": "application/json", "id": DATA_ID})
    block.insert_child(json_text({**asdict(checklist), "root": root}))
    if footer is None:
        body.insert_child(block, move=True)
    else:
        footer.insert_before(block, move=True)
