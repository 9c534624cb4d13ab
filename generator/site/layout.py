"""Lays out a generated page: its sections become parts that a stylesheet places.

The Markdown of a page is one column of sections. Of a page that names a layout, each section is
wrapped into a part that is named by the id of its heading, what comes before the first one into the
part ``top``. `assets/stylesheets/playbook-layout-NAME.css` places them: a layout is that file and
no more.
"""

from selectolax.lexbor import LexborNode as Node

from generator.site.page_tree import wrap

PART = "pb-part"
LAYOUT = "pb-layout"


def lay_out(body: Node, name: str) -> None:
    """Wrap the sections of a page into parts of the layout ``name``; nothing without a name.

    A section begins at a heading of level 2. The footer stays outside.
    """
    if not name:
        return
    parts: list[tuple[str, list[Node]]] = [("top", [])]
    for node in body.iter(include_text=True):
        if node.tag == "section":
            break
        if node.tag == "h2":
            parts.append((str(node.id), []))
        parts[-1][1].append(node)
    wrapped = [
        wrap(nodes, "div", {"class": f"{PART} {PART}--{part}"}) for part, nodes in parts if nodes
    ]
    if wrapped:
        wrap(wrapped, "div", {"class": f"{LAYOUT} {LAYOUT}--{name}"})
