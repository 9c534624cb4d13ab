"""The data that a page with a checklist hands to the browser."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from generator.pages.kit.checklists import Checklist, ChecklistEntry, fingerprint, tasks
from generator.pages.kit.page import Page
from generator.site.conversion import embed
from tests.site import samples
from tests.site.conftest import changed, make_repository, search_text, use
from tests.site.test_plugin import mkdocs_build

HOSTILE = "</script><script>alert(1)</script><!-- & \u2028"
FOOTER = '<section class="meta"><ul><li>Owner: Ana</li></ul></section>'
BLOCK = re.compile(r'<div hidden="" data-pb-checklist="([^"]*)"></div>')


def entry(name: str = "Negotiation") -> ChecklistEntry:
    return ChecklistEntry(
        "negotiation", "need-negotiation", name, "Money", "1.0.0", "ab12", "expert"
    )


def checklist(*entries: ChecklistEntry) -> Checklist:
    return Checklist("role", "kam", "KAM", "1.0.0", entries, (("expert", "Expert"),), ("junior",))


def embedded(html: str, filled_in: Checklist, root: str) -> str:
    return changed(html, lambda body: embed(body, filled_in, root, body.css_first("section.meta")))


def test_the_data_stands_before_the_footer_and_cannot_end_its_attribute() -> None:
    html = f'<ul><li><a id="need-negotiation"></a>x</li></ul>{FOOTER}'
    shown = embedded(html, checklist(entry(HOSTILE)), "../..")
    block = BLOCK.search(shown)
    assert block
    assert shown == html.replace(FOOTER, block[0] + FOOTER)
    assert "<" not in block[1]
    data = json.loads(unescape(block[1]))
    assert data["entries"][0]["name"] == HOSTILE
    assert data["entries"][0]["former"] == []
    assert (data["kind"], data["id"], data["former"]) == ("role", "kam", ["junior"])
    assert (data["levels"], data["root"]) == ([["expert", "Expert"]], "../..")


def test_an_entry_that_is_not_on_the_page_is_a_fault() -> None:
    with pytest.raises(ValueError, match="need-negotiation"):
        embedded("<p>x</p>", checklist(entry()), ".")


def test_only_a_page_with_a_checklist_carries_its_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    markdown = '# List\n\n- [ ] <a id="need-negotiation"></a>Negotiates\n\n---\n\n- Owner: Ana\n'
    pages = (
        *samples.pages(),
        Page("roles/kam/checklist.md", "List", markdown, checklist=checklist(entry())),
    )
    use(monkeypatch, lambda *_, **__: samples.assembled(pages))
    site = mkdocs_build(make_repository(tmp_path / "repository"))
    html = (site / "roles/kam/checklist/index.html").read_text(encoding="utf-8")
    block = BLOCK.search(html)
    assert block
    assert json.loads(unescape(block[1]))["root"] == "../../.."
    assert html.index(block[0]) < html.index('class="meta"')
    assert 'src="../../../assets/javascripts/playbook-load.js"' in html
    assert "pb-checklist" not in (site / "roles/kam/index.html").read_text(encoding="utf-8")
    assert "ab12" not in search_text(site)


def test_a_task_is_known_by_its_words_wherever_it_stands() -> None:
    lines = [("Call  Ana", "Call  Ana"), ("Call Ana", "Call Ana"), ("Write", "Write")]
    first, again, other = (task.entry for task in tasks("day-1-do", "Day 1: do", "1.0.0", lines))
    assert first.id == f"day-1-do-{fingerprint('Call Ana')}"
    assert again.id == f"{first.id}-2"
    assert first.name == "Call Ana"
    moved = tasks("day-1-do", "First day: do", "1.1.0", lines[::-1])
    assert {task.entry.id for task in moved} == {first.id, again.id, other.id}


def test_something_to_read_stays_itself_when_its_reason_changes() -> None:
    (before,) = tasks("day-1-read", "Day 1: read", "1.0.0", [("guides/a.md", "A: why")])
    (after,) = tasks("day-1-read", "Day 1: read", "1.0.0", [("guides/a.md", "A: because")])
    assert before.entry.id == after.entry.id
    assert before.entry.fingerprint != after.entry.fingerprint


@pytest.mark.parametrize(
    ("one", "other"), [(("a", "b"), ("ab",)), (("a b",), ("ab",)), (("a", ""), ("a",))]
)
def test_other_words_have_another_fingerprint(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert fingerprint(*one) != fingerprint(*other)
    assert re.fullmatch("[0-9a-f]{10}", fingerprint(*one))
