"""The error of a site that cannot be published."""

from dataclasses import dataclass

from generator.findings.errors import PlaybookError
from generator.text.characters import CONTROL, STAND_IN


@dataclass
class SiteError(PlaybookError):
    """MkDocs reported problems; ``messages``: its log. Nothing was published."""

    messages: tuple[str, ...] = ()

    def __str__(self) -> str:
        # MkDocs quotes file names, which may contain terminal control characters.
        cleaned = (CONTROL.sub(STAND_IN, text) for text in self.messages)
        return "\n".join(("the site was not published:", *(f"  {text}" for text in cleaned)))
