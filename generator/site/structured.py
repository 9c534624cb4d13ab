"""What a page says to programs, inside its HTML."""

from collections.abc import Mapping

from generator.exports.record import json_text


def json_ld(said: Mapping[str, object] | None, address: str | None = None) -> str:
    """The text of a ``<script type="application/ld+json">``; empty where nothing is said.

    No character of a value can end the script: what HTML acts on is written as an escape of JSON.
    ``address``: where the page is published, if that is known; it becomes ``mainEntityOfPage``.
    """
    if said is None:
        return ""
    whole = {**said, "mainEntityOfPage": address} if address else dict(said)
    return json_text(whole)
