"""Interactive checklists: their data, embedded into the page for ``playbook-checklist*.js``.

The data is a JSON block (``<script type="application/json">``, which no browser runs) with the
entries of ``Page.checklist``, each with its anchor. It is added after the sanitizer and encoded
here; nothing of it comes from the Markdown. Without scripts the checklist is a plain list.

``docs/checklists.md`` describes what the scripts store.
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
"""In the order of their dependencies; the last one starts the others."""


def embed(body: Node, checklist: Checklist, root: str, footer: Node | None) -> None:
    """Embed the data of ``checklist`` into a page, before its footer.

    ``root``: the site's root relative to the page, such as ``../..``. Raises :class:`ValueError` if
    an entry has no anchor on the page.
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
