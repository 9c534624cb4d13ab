"""``playbook render``: writes the Markdown pages, for any other engine."""

from collections.abc import Iterable
from pathlib import Path

from generator.exports import Artifact
from generator.pages.kit.page import Page
from generator.site.folders import Stamp, replacing


def write_tree(
    pages: Iterable[Page],
    target: Path,
    *,
    root: Path,
    stamp: Stamp,
    artifacts: Iterable[Artifact] = (),
) -> int:
    """Write ``pages`` and data files below ``target``; return the number of pages.

    ``artifacts``: the data files pages link to. ``root``: the repository; ``stamp``: what they were
    made from, of kind ``markdown``. As with the site, the folder is replaced atomically, and only
    if it was created by us. Raises :class:`OutputError`.
    """
    count = 0
    with replacing(target, root, stamp) as staging:
        for page in pages:
            file = staging / page.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page.markdown, encoding="utf-8", newline="\n")
            for picture in page.pictures:
                (file.parent / picture.name).write_text(picture.svg, encoding="utf-8", newline="\n")
            count += 1
        for artifact in artifacts:
            file = staging / artifact.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(artifact.text, encoding="utf-8", newline="")
    return count
