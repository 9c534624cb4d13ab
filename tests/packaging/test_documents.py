"""The documents of the repository: their links resolve, and nothing is missing from them."""

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


def test_the_layers_are_the_same_wherever_they_are_listed() -> None:
    record = (RECORDS / "0002-one-direction-of-flow.md").read_text(encoding="utf-8")
    numbered = re.findall(r"^[0-9]+\. (.+)$", record, re.M)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (layers,) = (each["layers"] for each in contracts if each["id"] == "layers")
    wanted = [layer for layer in reversed(layers) if layer != "__main__"]
    assert re.findall(r"^    (\w+) {2,}", generator.__doc__ or "", re.M) == wanted
    assert re.findall(r"`(\w+)`(?=[,:])", "\n".join(numbered)) == wanted
    assert [name for name in architecture() if "/" not in name] == wanted


def test_the_architecture_has_a_line_for_every_package() -> None:
    top = Path(generator.__file__).parent
    packages = {file.parent.relative_to(top).as_posix() for file in top.glob("*/**/__init__.py")}
    assert set(architecture()) == packages | {"pipeline"}


def architecture() -> list[str]:
    """The packages of which the page on the architecture has a line, from top to bottom."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([a-z_/]+)` \|", text, re.M)
