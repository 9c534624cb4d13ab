"""What an SVG holds that no logo may: code, and what it would fetch from elsewhere."""

import re
from collections.abc import Mapping
from xml.parsers import expat

_ELSEWHERE = re.compile(r"""@import|url\(\s*["']?\s*(?!["']?\s*#|data:image/)|javascript:""", re.I)
_IMAGE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp)[;,]", re.I)
_CODE = {"script", "foreignobject", "iframe", "embed", "object", "handler"}


class _NotAllowed(Exception):  # noqa: N818 - no fault: what is found
    """What the drawing holds, as the end of a sentence."""


def not_allowed_in(drawing: bytes) -> str:
    """What a drawing holds that no logo may, with its line; empty if it may be one.

    A browser shows it as a picture, where nothing of it runs; opened by itself, all of it does.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _entity
    parser.ProcessingInstructionHandler = _instruction
    parser.StartElementHandler = _element
    parser.CharacterDataHandler = _text
    parser.buffer_text = True
    try:
        parser.Parse(drawing, True)
    except _NotAllowed as found:
        return f"{found} in line {parser.CurrentLineNumber}"
    except expat.ExpatError as error:
        return f"an error in line {error.lineno}, so that no browser shows it"
    return ""


def _doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
    if internal:
        raise _NotAllowed("declarations of its own (<!DOCTYPE [...]>)")


def _entity(*_declared: object) -> None:
    raise _NotAllowed("a declared entity")


def _instruction(target: str, _data: str) -> None:
    raise _NotAllowed(f"an instruction (<?{target[:40]}>)")


def _element(name: str, attributes: Mapping[str, str]) -> None:
    local = name.rpartition(":")[2].casefold()
    if local in _CODE:
        raise _NotAllowed(f"<{local}>")
    for attribute, value in attributes.items():
        key = attribute.rpartition(":")[2].casefold()
        if key.startswith("on"):
            raise _NotAllowed(f"code in `{attribute[:40]}`")
        if key in ("href", "src") and not _IMAGE.match(value.strip()):
            raise _NotAllowed(f"an address of something else in `{attribute[:40]}`")
        if key == "attributename" and value.rpartition(":")[2].casefold() == "href":
            raise _NotAllowed("an address that changes (`attributeName`)")
        if not key.startswith("xmlns") and not attribute.startswith("xmlns"):
            _text(value)


def _text(text: str) -> None:
    if _ELSEWHERE.search(text):
        raise _NotAllowed("a style or an address that leads elsewhere")
