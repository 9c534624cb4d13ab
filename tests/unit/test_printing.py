"""`playbook export pdf`: which browser prints, what it gets to print, and what is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.cli import printing
from generator.cli.app import run
from generator.findings.errors import OutputError, UsageError
from generator.site import browser
from tests.conftest import AS_OF
from tests.scenarios.scenario import BASE, copy_of

PAGE = """<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="x">
<script src="a.js"></script></head><body><a href="../plan/">Plan</a> <a href="#one">One</a>
<a href="https://crm.example/1">CRM</a></body></html>"""
PDF = "%PDF-1.4 /Type /Pages /Type /Page /Type /Page /CreationDate (D:20200101123456+00'00')"
Program = Callable[[str], str]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Makes a made-up browser that runs these lines of a shell; ``$out``: the file it prints to."""

    def make(lines: str) -> str:
        path = tmp_path / "browser"
        find = 'for each in "$@"; do case $each in --print-to-pdf=*) out=${each#*=};; esac; done'
        path.write_text(f"#!/bin/sh\n{find}\n{lines}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    return make


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose site is the page alone; commands run in a folder beside it."""

    def build(_root: Path, site: Path, *_: object, **__: object) -> None:
        for path in ("accounts/acme-pumps/review", "roles/kam/description"):
            page = site / path / "index.html"
            page.parent.mkdir(parents=True)
            page.write_text(PAGE, encoding="utf-8")

    monkeypatch.setattr(printing, "build_site", build)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return copy_of(BASE, tmp_path / "repository")


def export(repository: Path, *options: str) -> int:
    day = ("--as-of", AS_OF.isoformat())
    return run(["export", "pdf", "acme-pumps", "--root", str(repository), *day, *options])


def test_the_pack_is_a_file_in_this_folder(
    repository: Path,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("BROWSER_PATH", program(f'echo "{PDF}" > "$out"'))
    assert export(repository) == 0
    assert capsys.readouterr().out == "2 pages in acme-pumps-review.pdf\n"
    assert Path("acme-pumps-review.pdf").read_text(encoding="utf-8").startswith("%PDF-")
    assert export(repository) == 0
    assert [each.name for each in Path().iterdir()] == ["acme-pumps-review.pdf"]


def test_a_job_description_is_one_too_and_an_unknown_name_is_refused(
    repository: Path,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("BROWSER_PATH", program(f'echo "{PDF}" > "$out"'))
    where = ("--root", str(repository), "--as-of", AS_OF.isoformat())
    assert run(["export", "pdf", "kam", "--edition", "hr", *where]) == 0
    assert capsys.readouterr().out == "2 pages in kam-description.pdf\n"
    assert run(["export", "pdf", "kan", *where]) == 2
    error = capsys.readouterr().err
    assert "holds no account or role `kan`" in error
    assert "`kam`" in error
    assert run(["export", "json", "kam", *where]) == 2
    assert "holds no account `kam`" in capsys.readouterr().err


def test_what_is_no_pdf_is_not_written_over(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("notes.txt").write_text("Mine.", encoding="utf-8")
    assert export(repository, "--output", "notes.txt") == 2
    assert "notes.txt is there and is no PDF: name another file" in capsys.readouterr().err
    assert Path("notes.txt").read_text(encoding="utf-8") == "Mine."


def test_a_folder_that_is_not_there_ends_with_3(
    repository: Path,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("BROWSER_PATH", program(f'echo "{PDF}" > "$out"'))
    assert export(repository, "--output", "nowhere/pack.pdf") == 3
    assert "nowhere/pack.pdf cannot be written: No such file" in capsys.readouterr().err


def test_without_a_browser_the_command_says_what_to_do(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "PROGRAMS", ())
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    assert export(repository) == 2
    assert "install one, or name its program in the environment variable BROWSER_PATH" in " ".join(
        capsys.readouterr().err.split()
    )
    assert not list(Path().iterdir())


def test_a_browser_that_is_named_is_the_only_one_that_counts(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"BROWSER_PATH names .*gone, which is no program"):
        browser.find_browser({"BROWSER_PATH": str(tmp_path / "gone")})


@pytest.mark.parametrize(
    ("lines", "said"), [("echo 'no room' >&2; exit 1", "no room"), ("", "it gave no message")]
)
def test_a_browser_that_prints_nothing_ends_with_3(
    lines: str, said: str, tmp_path: Path, program: Program
) -> None:
    page = tmp_path / "index.html"
    page.write_text(PAGE, encoding="utf-8")
    with pytest.raises(OutputError, match=f"printed nothing: {said}.*BROWSER_PATH") as raised:
        browser.print_page(page, program(lines), AS_OF)
    assert raised.value.exit_code == 3


def test_what_is_printed_has_no_scripts_and_leads_to_no_other_page(
    tmp_path: Path, program: Program
) -> None:
    page = tmp_path / "index.html"
    page.write_text(PAGE, encoding="utf-8")
    seen = tmp_path / "seen"
    browser.print_page(
        page,
        program(f'for last; do :; done; cat "${{last#file://}}" > {seen}; echo > "$out"'),
        AS_OF,
    )
    text = seen.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "Content-Security-Policy" not in text
    assert "<a>Plan</a>" in text
    assert '<a href="#one">One</a>' in text
    assert '<a href="https://crm.example/1">CRM</a>' in text
    assert not page.with_name("printed.html").exists()


def test_a_pdf_has_the_day_of_its_pages(tmp_path: Path, program: Program) -> None:
    page = tmp_path / "index.html"
    page.write_text(PAGE, encoding="utf-8")
    printed = browser.print_page(page, program(f'echo "{PDF}" > "$out"'), date(2026, 11, 2))
    assert b"/CreationDate (D:20261102000000+00'00')" in printed
    assert browser.number_of_pages(printed) == 2


def test_an_account_has_to_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["pdf"], ["pdf", "acme-pumps", "--fields"]):
        assert run(["export", *arguments]) == 2
        assert "playbook export pdf NAME" in capsys.readouterr().err
    assert run(["export", "json", "--output", "x.json"]) == 2
    assert "--output is for pdf" in capsys.readouterr().err
