import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.findings.errors import DefinitionError, OutputError, PlaybookError, UsageError
from generator.findings.finding import FindingLevel, Location, Rule
from generator.site.errors import SiteError
from generator.site.publish import build_site
from tests.site import samples
from tests.site.conftest import CHECKOUT, tree, use

RULE = Rule(
    "unknown-role", FindingLevel.ERROR, "A role that does not exist", "why", "Name one of ours."
)


def build(repository: Path, name: str = "site", as_of: date = samples.AS_OF) -> Path:
    return build_site(repository, repository / name, Edition.TEAM, as_of).site_dir


SUBPROCESS_SCRIPT = """
import sys
from pathlib import Path
import pytest
from tests.site import samples, test_publish
from tests.site.conftest import use

with pytest.MonkeyPatch.context() as patch:
    use(patch, lambda *_, **__: samples.assembled())
    test_publish.build(Path(sys.argv[1]), sys.argv[2])
"""


@pytest.mark.slow
def test_the_same_input_gives_the_same_site_anywhere(repository: Path) -> None:
    settings = repository / "mkdocs.yml"
    address = "site_url: https://playbook.example/"
    settings.write_text(settings.read_text().replace(f"# {address}", address))
    places = {
        "one": {"TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "1"},
        "two": {"TZ": "Pacific/Niue", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
    }
    for name, place in places.items():
        subprocess.run(
            [sys.executable, "-c", SUBPROCESS_SCRIPT, str(repository), name],
            check=True,
            cwd=CHECKOUT,
            env={**os.environ, **place},
        )
    one, two = (tree(repository / name) for name in places)
    assert one == two
    assert b"<lastmod>2026-11-02</lastmod>" in one["sitemap.xml"]
    assert "sitemap.xml.gz" in one


def test_another_date_is_another_site(repository: Path) -> None:
    one, other = build(repository, "one"), build(repository, "two", date(2027, 1, 1))
    assert tree(one) != tree(other)


def test_building_leaves_the_environment_and_the_terminal_alone(
    repository: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = dict(os.environ)
    build(repository)
    after = {name: value for name, value in os.environ.items() if name != "NO_MKDOCS_2_WARNING"}
    before.pop("NO_MKDOCS_2_WARNING", None)  # the theme's own, set as it is imported
    assert after == before
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[x](gone.md)", "gone.md"),
        pytest.param("[x](index.md#gone)", "#gone", marks=pytest.mark.slow),
        ("[x](/accounts/)", "absolute link"),
        pytest.param("[x](../accounts/)", "unrecognized", marks=pytest.mark.slow),
    ],
)
def test_a_link_that_leads_nowhere_stops_the_build_and_the_old_site_stays(
    repository: Path, text: str, words: str
) -> None:
    site = build(repository)
    before = tree(site)
    (repository / "content/pages/guides/new.md").write_text(f"# New\n\n{text}\n")
    with pytest.raises(SiteError, match=words) as caught:
        build(repository)
    assert "guides/new.md" in str(caught.value)
    assert caught.value.exit_code == 1
    assert tree(site) == before
    assert sorted(path.name for path in repository.iterdir()) == ["content", "mkdocs.yml", "site"]


@pytest.mark.parametrize("link", ["[x](gone.md)", '<details><a href="gone.md">x</a></details>'])
def test_so_does_one_in_a_generated_page(
    repository: Path, monkeypatch: pytest.MonkeyPatch, link: str
) -> None:
    first, *rest = samples.pages()
    broken = replace(first, markdown=f"{first.markdown}\n{link}\n")
    use(monkeypatch, lambda *_, **__: samples.assembled((broken, *rest)))
    with pytest.raises(SiteError, match=r"gone\.md") as caught:
        build(repository)
    assert len(caught.value.messages) == 1


def test_a_link_in_raw_html_is_led_to_the_page(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *rest = samples.pages()
    html = '<p><a href="accounts/norvane/strategy.md#objective-terms">x</a></p>'
    use(
        monkeypatch,
        lambda *_, **__: samples.assembled((replace(first, markdown=f"# x\n\n{html}\n"), *rest)),
    )
    page = (build(repository) / "index.html").read_text()
    assert '<a href="accounts/norvane/strategy/#objective-terms">' in page


def test_errors_in_the_definitions_come_through_as_they_are(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build(repository)
    before = tree(site)
    finding = RULE.at(Location("accounts/x/account.yaml", 3, 1), "there is no role `kma`")

    def fail(*_: object, **__: object) -> None:
        raise DefinitionError((finding,))

    use(monkeypatch, fail)
    with pytest.raises(DefinitionError) as caught:
        build(repository)
    assert caught.value.findings == (finding,)
    assert tree(site) == before
    assert not (repository / ".staging-site").exists()


def test_two_pages_with_one_address_are_refused(repository: Path) -> None:
    (repository / "content/pages/accounts.md").write_text("# Accounts\n")
    with pytest.raises(SiteError, match=r"accounts\.md: the page accounts/index\.md is made from"):
        build(repository)


@pytest.mark.parametrize(
    ("settings", "error", "words"),
    [
        (None, UsageError, "does not exist"),
        ("plugins: [search\n", UsageError, "mkdocs.yml"),
        ("plugins: [search]\n", UsageError, "add it below `plugins:`"),
        ("site_name: x\nplugins: [playbook, no-such]\n", UsageError, "not installed"),
        ("just text\n", UsageError, "add it below"),
        ("plugins: [playbook]\n", UsageError, "site_name"),
        ("site_name: x\ntheme: readthedocs\nplugins: [playbook]\n", SiteError, "Material"),
        (
            "site_name: x\ntheme: material\nplugins: [playbook: {edtion: hr}]\n",
            UsageError,
            "edtion",
        ),
    ],
)
def test_unusable_settings_are_named(
    repository: Path, settings: str | None, error: type[PlaybookError], words: str
) -> None:
    path = repository / "mkdocs.yml"
    (repository / "docs").mkdir()
    if settings is None:
        path.unlink()
    else:
        path.write_text(settings)
    with pytest.raises(error, match=words):
        build(repository)
    assert not (repository / "site").exists()


def test_a_folder_of_another_program_is_not_touched(repository: Path) -> None:
    (repository / "site").mkdir()
    (repository / "site" / "thesis.txt").write_text("x")
    with pytest.raises(OutputError, match="not ours"):
        build(repository)
    assert tree(repository / "site") == {"thesis.txt": b"x"}
