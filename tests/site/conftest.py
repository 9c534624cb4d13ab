"""A small repository whose definitions are made up, and its site."""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborNode as Node

from generator.findings.classification import Edition
from generator.site import plugin, publish
from generator.site.page_tree import parse
from tests.conftest import MakeOnce
from tests.scenarios.scenario import BASE, copy_of
from tests.site import samples

CHECKOUT = Path(__file__).resolve().parents[2]

Assemble = Callable[..., Any]
DAY = samples.AS_OF.isoformat()


def make_repository(root: Path) -> Path:
    """The checkout's own settings with two hand-written pages, without definitions."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(CHECKOUT / "mkdocs.yml", root)
    shutil.copytree(Path(__file__).parent / "written", root / "content" / "pages")
    return root


def repository_with(features: str, folder: Path, *, site_url: str = "https://ours.example") -> Path:
    """The base of the scenarios with settings that ask for these features of the theme."""
    root = copy_of(BASE, folder / "repository")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(
        f"site_name: Ours\nsite_url: {site_url}\n"
        f"theme:\n  name: material\n  features: {features}\n"
        f"plugins:\n  - playbook:\n      as_of: {DAY}\n"
    )
    return root


def use(monkeypatch: pytest.MonkeyPatch, assemble: Assemble) -> None:
    """Let the site layer get its pages from ``assemble``."""
    monkeypatch.setattr(plugin, "assemble", assemble)
    monkeypatch.setattr(publish, "assemble", assemble)


def changed(html: str, change: Callable[[Node], object]) -> str:
    """``html`` after a step of the site layer has changed its tree."""
    body = parse(html)
    change(body)
    return body.inner_html or ""


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the sample pages."""
    use(monkeypatch, lambda *_, **__: samples.assembled())
    return make_repository(tmp_path / "repository")


def searched(site: Path) -> dict[str, dict[str, Any]]:
    """The search records of a site by address, each with its text and metadata."""
    found = (_fragment(path) for path in site.glob("search/*/fragment/*"))
    return {record["url"]: record for record in found}


def search_text(site: Path) -> str:
    """Everything the search of a site loads as data, as one text."""
    names = (site / "search/names.json").read_text(encoding="utf-8")
    return json.dumps(searched(site), ensure_ascii=False) + names


def _fragment(path: Path) -> dict[str, Any]:
    data = gzip.decompress(path.read_bytes())
    record: dict[str, Any] = json.loads(data.removeprefix(b"pagefind_dcd"))
    title, text = record.get("meta", {}).get("title", ""), record.get("content", "")
    return {**record, "content": text.removeprefix(title).strip()}


def sample_site(make_once: MakeOnce) -> Path:
    """The built site of the sample pages."""

    def build(root: Path) -> None:
        make_repository(root)
        with pytest.MonkeyPatch.context() as monkeypatch:
            use(monkeypatch, lambda *_, **__: samples.assembled())
            publish.build_site(root, root / "site", Edition.TEAM, samples.AS_OF)

    return make_once("sample", build) / "site"


@pytest.fixture(scope="session")
def site(make_once: MakeOnce) -> Path:
    """The built site of the sample pages; tests only read it."""
    return sample_site(make_once)
