"""Files of the site besides the pages: data and redirects; notices on hand-written pages."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from sys import getfilesystemencoding
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url

from generator.exports import Artifact
from generator.findings.classification import Edition
from generator.pages.kit.page import Page
from generator.site.linked import put
from generator.text.characters import shown


def add_artifacts(artifacts: Iterable[Artifact], files: Files, config: MkDocsConfig) -> None:
    """Add ``artifacts`` to ``files``, in memory; search and sitemap ignore them.

    Raises PluginError if a hand-written file has the same address.
    """
    for artifact in artifacts:
        if files.get_file_from_path(artifact.path) is not None:
            raise PluginError(
                f"{artifact.path} is made from the definitions; give the hand-written file "
                "another name"
            )
        files.append(
            File.generated(
                config,
                artifact.path,
                content=artifact.text,
                inclusion=InclusionLevel.NOT_IN_NAV,
            )
        )


_SCRIPT = "assets/javascripts/playbook-redirect.js"
_TEMPLATE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<link rel="canonical" href="{href}">
<script src="{script}"></script>
<meta http-equiv="refresh" content="0; url={href}">
</head>
<body>
<p>This page has moved to <a href="{href}">{title}</a>.</p>
</body>
</html>
"""


def add_redirects(pages: Iterable[Page], files: Files, config: MkDocsConfig, policy: str) -> None:
    """Add a redirect for each former path of each page, unless it is that of a current page.

    The script keeps the fragment, which a plain refresh would lose. ``policy``: of the browser.
    """
    taken = {file.dest_uri for file in files.documentation_pages()}
    for page in pages:
        target = files.get_file_from_path(page.path)
        if target is None:
            continue
        for path in page.former_paths:
            former = File(path, None, config.site_dir, config.use_directory_urls)
            if former.dest_uri in taken:
                continue
            taken.add(former.dest_uri)
            script = get_relative_url(_SCRIPT, former.url)
            html = redirect(page.title, get_relative_url(target.url, former.url), script, policy)
            file = File.generated(
                config, former.dest_uri, content=html, inclusion=InclusionLevel.NOT_IN_NAV
            )
            file.edit_uri = None
            files.append(file)


def redirect(title: str, url: str, script: str, policy: str) -> str:
    """The HTML that redirects to ``url`` by ``script``, both relative; ``title`` is plain text."""
    return _TEMPLATE.format(
        title=escape(title), href=escape(url), script=escape(script), policy=policy
    )


_TITLE = re.compile(r"\A\s*# .*$", re.MULTILINE)


def with_notice(
    markdown: str, meta: Mapping[str, Any], edition: Edition, *, has_accounts: bool
) -> str:
    """``markdown`` with a notice below its title if it needs accounts and there are none."""
    if meta.get("needs") != "accounts" or has_accounts:
        return markdown
    notice = (
        f"*This guide speaks of the pages of an account. The {edition.in_words} edition holds no "
        "accounts: they are on the team's site.*"
    )
    title = _TITLE.match(markdown)
    end = title.end() if title else 0
    return f"{markdown[:end]}\n\n{notice}\n{markdown[end:]}"


def set_edit_links(files: Files, docs: str | None, *, by_template: bool) -> None:
    """Let hand-written pages lead to their sources below ``docs``; ``None``: they have none.

    ``by_template``: the setting says how names are encoded.
    """
    for file in files.documentation_pages():
        if file.generated_by is None:
            name = file.src_uri if by_template else quote(file.src_uri)
            file.edit_uri = f"{docs}/{name}" if docs else None


def refuse_unreadable_names(files: Files) -> None:
    """Raise PluginError for a hand-written file whose name is no text, so that nothing leads to it.

    Python reads it as one that cannot be encoded, here or everywhere.
    """
    for file in files:
        if any("\ud800" <= each <= "\udfff" for each in file.src_uri):
            raise PluginError(
                f"{shown(file.src_uri)}: the name of this file cannot be read in the encoding "
                f"{getfilesystemencoding()}; give it another one, or set `PYTHONUTF8=1`"
            )


def refuse_duplicate_addresses(files: Files, paths: list[str], config: MkDocsConfig) -> None:
    """Raise PluginError if two pages have one address, as MkDocs would drop one silently."""
    hand_written = {file.dest_uri: file.src_uri for file in files.documentation_pages()}
    for path in paths:
        address = File(path, None, config.site_dir, config.use_directory_urls)
        if other := hand_written.get(address.dest_uri):
            raise PluginError(
                f"{other}: the page {path} is made from the definitions and has the same address; "
                "give the hand-written one another name"
            )


def put_media(files: Files, config: MkDocsConfig, previous: Path) -> None:
    """Put the media files of the site in place, and take them out of ``files``.

    ``previous``: a site on the same file system. What MkDocs writes later as well is left to it.
    """
    templates = {*config.extra_templates, *config.theme.static_templates, "sitemap.xml.gz"}
    for file in list(files):
        included = file.inclusion.value > InclusionLevel.EXCLUDED.value
        if included and file.is_media_file() and file.src_uri not in templates:
            put(str(file.abs_dest_path), file.content_bytes, f"{previous}/{file.dest_uri}")
            files.remove(file)
