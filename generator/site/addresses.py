"""Names the link of a hand-written page whose address nothing can read.

MkDocs takes every address apart and ends with an error that names neither page nor link. Where this
extension of Python-Markdown raises, it names the page.
"""

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from generator.site.settings import refuse_unreadable

NAME = __name__
"""What to list under ``markdown_extensions``."""

_BEFORE_MKDOCS = 1
"""MkDocs makes links relative at 0."""


class _Addresses(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            for key in ("href", "src"):
                if address := element.get(key):
                    refuse_unreadable(address, "this page")


class AddressExtension(Extension):
    """Refuses addresses that cannot be read with :class:`mkdocs.exceptions.PluginError`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - a name of Python-Markdown
        """Add the check before MkDocs' own step."""
        md.treeprocessors.register(_Addresses(md), NAME, _BEFORE_MKDOCS)


def makeExtension(**options: object) -> AddressExtension:  # noqa: N802 - the same
    """What Python-Markdown calls for a name under ``markdown_extensions``."""
    return AddressExtension(**options)
