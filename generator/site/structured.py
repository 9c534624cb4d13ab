"""What a page says to programs, inside its HTML."""

import json
from collections.abc import Mapping

_ENTITIES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def json_ld(said: Mapping[str, object] | None, address: str | None = None) -> str:
    """The text of a ``<script type="application/ld+json">``; empty where nothing is said.

    No character of a value can end the script: what HTML acts on is written as an escape of JSON.
    ``address``: where the page is published, if that is known; it becomes ``mainEntityOfPage``.
    """
    if said is None:
        return ""
    whole = {**said, "mainEntityOfPage": address} if address else dict(said)
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ENTITIES)
