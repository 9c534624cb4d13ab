"""Normalizes prose fields, which hold Markdown, to the subset all engines parse alike.

The reader has already rejected what prose may not contain (:mod:`generator.model.grammars.text`).
The rest is parsed by one engine and written with one line per paragraph, four spaces of nesting,
explicit links, and entities for characters without a meaning.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import count, groupby

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from generator.text import markdown as md
from generator.text.characters import CONTROL, STAND_IN

_NEST = "    "

_SIGNS = {"strong": "**", "em": "*"}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def prose(value: str) -> Markup:
    """The Markdown of a prose field, to be placed between two blank lines of a page."""
    root = SyntaxTreeNode(_parser().parse(value))
    return Markup(_blocks(root.children))  # noqa: S704 - encoded below


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> str:
    """Join blocks; empty ones are omitted, because engines differ on them."""
    return "\n\n".join(filter(None, map(_block, nodes)))


def _block(node: SyntaxTreeNode) -> str:
    if node.type == "bullet_list":
        return _list(node, ["-"] * len(node.children))
    if node.type == "ordered_list":
        first = int(node.attrs.get("start", 1))
        return _list(node, [f"{number}." for number, _ in zip(count(first), node.children)])
    if node.type == "blockquote":
        inner = _blocks(node.children)
        return "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) if inner else ""
    if node.type == "paragraph":
        return md.line_start(_line(node.children[0].children).strip())
    return md.encode(node.content)


def _list(node: SyntaxTreeNode, signs: list[str]) -> str:
    pairs = zip(node.children, signs, strict=True)
    items = [item for child, sign in pairs if (item := _item(child, sign))]
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _item(node: SyntaxTreeNode, sign: str) -> str:
    text = ""
    for child in node.children:
        if block := _block(child):
            tight = child.type.endswith("_list")
            text += ("\n" if tight else "\n\n") * bool(text) + block
    if not text:
        return ""
    first, *rest = text.split("\n")
    return "\n".join([f"{sign} {first}", *(f"{_NEST}{line}" if line else "" for line in rest)])


def _line(nodes: Iterable[SyntaxTreeNode], within: tuple[str, ...] = ()) -> str:
    """Join inline nodes into one line; adjacent plain nodes are encoded as one text.

    ``within``: types of the enclosing nodes.
    """
    text = ""
    for plain, group in groupby(nodes, key=_is_plain):
        if plain:
            text += md.encode_run("".join(map(_text, group)))
            continue
        for node in group:
            if node.type == "link" and text.endswith("!"):
                text = f"{text[:-1]}&#33;"  # would start an image
            signs = _SIGNS if text.endswith("*") else ()  # adjacent markers would be parsed as one
            text += _inline(node, (*within, *signs))
    return text


def _is_plain(node: SyntaxTreeNode) -> bool:
    return node.type in {"text", "softbreak"} or _is_code_as_text(node)


def _is_code_as_text(node: SyntaxTreeNode) -> bool:
    return node.type == "code_inline" and not md.is_code(node.content)


def _text(node: SyntaxTreeNode) -> str:
    """The text of a plain node; entities can produce characters that the reader rejects."""
    if node.type == "softbreak":
        return " "
    return CONTROL.sub(STAND_IN, re.sub(r"\s", " ", node.content))


def _inline(node: SyntaxTreeNode, within: tuple[str, ...]) -> str:
    if node.type == "hardbreak":
        return "<br> "
    if node.type == "code_inline":
        return f"`{node.content}`"
    inner = _line(node.children, (*within, node.type))
    if node.type in within:  # engines differ on nested links and on nested emphasis of one type
        return inner
    if node.type == "link":
        return f"[{inner}]({md.url(str(node.attrs['href']))})"
    words = inner.strip()
    if not words or _touches_code_as_text(node):
        return inner
    before, _, after = inner.partition(words)  # emphasis markers next to a blank have no effect
    return f"{before}{_SIGNS[node.type]}{words}{_SIGNS[node.type]}{after}"


def _touches_code_as_text(node: SyntaxTreeNode) -> bool:
    """Whether a letter may end up next to an emphasis marker after code was turned into text."""
    shown = [each for each in node.siblings if each.content or each.type != "text"]
    place = shown.index(node)
    return any(map(_is_code_as_text, shown[max(0, place - 1) : place + 2]))
