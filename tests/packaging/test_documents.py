"""The documents beside the code: nothing they point to is missing, nothing there is left out."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import generator

ROOT = Path(__file__).resolve().parents[2]
RECORDS = ROOT / "docs" / "adr"
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *RECORDS.glob("*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (document.parent / target).exists()]


def test_the_list_of_decisions_is_complete_and_says_what_they_say() -> None:
    expected = []
    for number, path in enumerate(sorted(RECORDS.glob("[0-9]*.md")), start=1):
        text = path.read_text(encoding="utf-8")
        title = re.search(r"^# (.+)$", text, re.M)
        status = re.search(r"^status: (.+)$", text, re.M)
        assert title and status, f"{path.name} begins with its status, then its title"
        expected.append(f"| [{number:04}]({path.name}) | {title[1]} | {status[1]} |")
    listed = (RECORDS / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in listed if line.startswith("| [")] == expected


def test_the_changelog_knows_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert generator.__version__ in text


def test_every_script_and_plugin_of_the_project_exists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["scripts"].values(), *project["entry-points"]["mkdocs.plugins"].values()]
    for name in named:
        module, _, attribute = name.partition(":")
        assert hasattr(import_module(module), attribute), name
