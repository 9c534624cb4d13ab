"""Prose fields, which take Markdown, written anew in the subset on which the engines agree.

The reader has refused what prose may not hold (:mod:`generator.definitions.prose`). What is left
is read by one engine and written so that all others read the same: one line per paragraph, four
spaces to nest, explicit links, and every character encoded that has no meaning of its own here.
"""

import re
from functools import cache
from itertools import count

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from generator.pages import markdown as md

_NEST = "    "
_SIGNS = {"strong": "**", "em": "*"}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def prose(value: str) -> Markup:
    """The Markdown of a prose field, ready to stand between two blank lines of a page."""
    root = SyntaxTreeNode(_parser().parse(value))
    return Markup("\n\n".join(_block(node) for node in root.children))  # noqa: S704 - encoded below


def _block(node: SyntaxTreeNode) -> str:
    if node.type == "bullet_list":
        return _list(node, ["-"] * len(node.children))
    if node.type == "ordered_list":
        first = int(node.attrs.get("start", 1))
        return _list(node, [f"{number}." for number, _ in zip(count(first), node.children)])
    if node.type == "blockquote":
        inner = "\n\n".join(_block(child) for child in node.children)
        return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    if node.type == "paragraph":
        return md.line_start("".join(_inline(child) for child in node.children[0].children))
    return md.encode(node.content)


def _list(node: SyntaxTreeNode, signs: list[str]) -> str:
    items = [_item(child, sign) for child, sign in zip(node.children, signs, strict=True)]
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _item(node: SyntaxTreeNode, sign: str) -> str:
    text = ""
    for child in node.children:
        tight = child.type.endswith("_list")
        text += ("\n" if tight else "\n\n") * bool(text) + _block(child)
    first, *rest = text.split("\n")
    return "\n".join([f"{sign} {first}", *(f"{_NEST}{line}" if line else "" for line in rest)])


def _inline(node: SyntaxTreeNode) -> str:
    inner = "".join(_inline(child) for child in node.children)
    if node.type in _SIGNS:
        return f"{_SIGNS[node.type]}{inner}{_SIGNS[node.type]}"
    if node.type == "link":
        return f"[{inner}]({md.url(str(node.attrs['href']))})"
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak":
        return "<br> "
    if node.type == "code_inline" and not re.search(r"[`|\\{]", node.content):
        return f"`{node.content}`"
    return md.encode_run(node.content)
