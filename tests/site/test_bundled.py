import re
from pathlib import Path

import pytest

from generator.site.bundled import bundled
from generator.site.theme import SCRIPTS, STYLESHEETS


def test_the_theme_travels_with_the_package() -> None:
    for name in ("main.html", "partials/nav.html", *SCRIPTS, *STYLESHEETS):
        assert (bundled("overrides") / name).is_file(), name


def test_every_script_is_loaded_by_a_page_or_by_another_script() -> None:
    """The names in `playbook-load.js` are those of files, and no file is left over."""
    folder = bundled("overrides") / "assets/javascripts"
    scripts = {path.name for path in folder.iterdir()}
    parts = re.search(r"PARTS = \{(.*?)\n  \};", _text(folder / "playbook-load.js"), re.DOTALL)
    assert parts
    on_need = {f"playbook-{name}.js" for name in re.findall(r'"([a-z-]+)"', parts[1])}
    assert {"playbook-table.js", "playbook-compare.js", "playbook-checklist.js"} < on_need
    found = {*on_need, "playbook-redirect.js"}  # this one on pages that lead to a new address
    found |= {name.rpartition("/")[2] for name in SCRIPTS}
    for path in bundled("overrides").rglob("*.html"):
        found |= named_in(path)
    for _ in scripts:
        found |= {each for name in found for each in named_in(folder / name)}
    assert found == scripts


def named_in(path: Path) -> set[str]:
    return set(re.findall(r"playbook-[a-z-]+\.js", _text(path)))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_what_was_left_out_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="without its folder `nothing`"):
        bundled("nothing")
