"""What `playbook init` writes: valid from the start, for every company, all of it or nothing."""

import errno
import itertools
import json
import re
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator import __version__
from generator.cli import init as init_module
from generator.cli.answers import FORGES, Answers, picture
from generator.cli.app import run
from generator.cli.colours import contrast, style_sheet
from generator.cli.own_wheel import own_wheel
from generator.cli.starting import begin, newest_text, shipped
from generator.findings.errors import UsageError
from generator.pipeline import check, read_definitions
from generator.site.bundled import starter_content
from generator.text.formats import day_text
from tests.examples import spread
from tests.scenarios.scenario import contents

DAY = date(2026, 11, 30)
PIXEL = b"\x89PNG\r\n\x1a\n" + b"0" * 8
SVG = b'<?xml version="1.0"?>\n<!-- ours -->\n<svg xmlns="http://www.w3.org/2000/svg"/>\n'
_SHIPPED = shipped(starter_content())[1]
ROLES, METHODS = tuple(_SHIPPED.roles), tuple(_SHIPPED.methods)
COMBINATIONS = [
    ((), (), "github", True),
    *(
        ((role,), (), forge, False)
        for role, forge in zip(ROLES, itertools.cycle(FORGES), strict=False)
    ),
    *((ROLES[:1], (method,), "none", False) for method in METHODS),
]
"""Roles, methods, forge and examples, each in each of its values."""

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(each) for each in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def laid_out(answers: Answers, folder: Path) -> Path:
    for path, data in begin(answers).files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.parametrize("combination", spread(COMBINATIONS, 4), ids=str)
def test_whatever_is_chosen_has_no_errors(combination: Any, tmp_path: Path) -> None:
    roles, methods, forge, examples = combination
    answers = Answers(roles=roles, methods=methods, forge=forge, examples=examples, currency="SEK")
    root = laid_out(answers, tmp_path)
    levels = {finding.level.value for finding in check(root, DAY).findings}
    assert levels <= ({"warning", "info"} if examples else set())
    definitions = read_definitions(root).definitions
    assert set(roles or ROLES) <= set(definitions.roles)
    assert set(methods or METHODS) <= set(definitions.methods)
    assert {account.currency for account in definitions.accounts.values()} <= {"SEK"}
    assert {path.role for path in definitions.onboarding.values()} <= set(definitions.roles)


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_whatever_is_chosen_no_page_links_to_what_was_left_out(role: str, tmp_path: Path) -> None:
    """A link that leads nowhere ends a build."""
    answers = Answers(roles=(role,), methods=("millman-wilson",), examples=role == "kam")
    root = laid_out(answers, tmp_path / "ours")
    for edition in ("hr", "team"):
        target = ("--edition", edition, "--site-dir", str(tmp_path / edition))
        assert run(["build", "--root", str(root), "--as-of", "examples", *target]) == 0


@pytest.mark.parametrize("forge", FORGES)
def test_a_container_installs_by_a_script_that_is_there(forge: str) -> None:
    files = begin(Answers(forge=forge)).files
    (script,) = re.findall(rb"RUN sh (\S+)", files["Containerfile"])
    assert files[script.decode()].startswith(b"#!/bin/sh")
    assert script in files["docs/container.md"]
    assert b".venv" in files[".containerignore"].split()
    assert (script == b".github/install-playbook.sh") is (forge == "github")


@pytest.mark.slow
def test_the_news_of_a_new_company_are_its_own(tmp_path: Path) -> None:
    began = newest_text(starter_content())
    day = began + timedelta(days=1)
    as_of = ("--as-of", str(day))
    root = laid_out(Answers(began=str(began), roles=("kam",)), tmp_path / "ours")
    role = root / "content/roles/kam.yaml"
    entry = f"changes:\n  - version: 99.0.0\n    on: {day}\n    what: [Ours.]\n"
    for out in ("first", "later"):
        assert run(["render", str(tmp_path / out), "--root", str(root), *as_of]) == 0
        role.write_text(role.read_text("utf-8").replace("changes:\n", entry), "utf-8")
    first, later = ((tmp_path / out / "index.md").read_text() for out in ("first", "later"))
    assert f"{day_text(began)}</time>; nothing has changed since." in first
    assert "The last change" not in first
    assert ", version " not in first
    assert "version 99.0.0. Ours." in later
    assert later.count(", version ") == 1


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_no_text_that_came_with_the_program_is_newer_than_the_start(
    days: int, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = newest_text(starter_content())
    today = newest + timedelta(days=days)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str((today - date(1970, 1, 1)).days * 86_400))
    assert command("init", tmp_path / "ours", "--roles", "kam")[0] == 0
    organisation = read_definitions(tmp_path / "ours").definitions.organisation
    assert organisation is not None
    assert organisation.handbook_since == max(today, newest)


def test_a_company_has_its_name_its_person_and_nobody_else(
    tmp_path: Path, command: Command
) -> None:
    name, you = 'Müller & "Söhne": <b>#1</b>', "Ángel Ortiz-Smith"
    place = tmp_path / "ours"
    code, out, err = command("init", place, "--company", name, "--you", you, "--currency", "usd")
    assert (code, err) == (0, "")
    definitions = read_definitions(place).definitions
    assert definitions.organisation is not None and definitions.people is not None
    assert definitions.organisation.name == name
    assert definitions.organisation.currencies is not None
    assert definitions.organisation.currencies.portfolio == "USD"
    assert not definitions.organisation.offer
    assert [(each.id, each.name) for each in definitions.people.people] == [
        ("angel-ortiz-smith", you)
    ]
    assert [each.name for each in (place / "accounts").iterdir()] == ["README.md"]
    settings = yaml.safe_load((place / "mkdocs.yml").read_text("utf-8"))
    assert settings["site_name"] == f"{name} Account Playbook"
    code, out, _ = command("new", "account", "acme", "--root", place)
    assert (code, "Its owner is `angel-ortiz-smith`" in out) == (0, True)


def test_a_person_has_an_id_whatever_the_name() -> None:
    people = begin(Answers(you="渡辺")).files["content/people.yaml"].decode()
    assert "- id: first-person\n    name: 渡辺" in people


def test_examples_bring_only_the_people_they_name(tmp_path: Path) -> None:
    root = laid_out(Answers(examples=True, you="Ada Smith"), tmp_path)
    definitions = read_definitions(root).definitions
    assert definitions.people is not None
    ids = {each.id for each in definitions.people.people}
    texts = [path.read_text("utf-8") for path in (root / "accounts").rglob("*.yaml")]
    named = {each for each in ids if any(re.search(rf"\b{each}\b", text) for text in texts)}
    assert ids == {"ada-smith", *named} > {"ada-smith", "k-adeyemi"}
    assert list(definitions.accounts) == ["hallmere-food-retail"]


def test_no_text_can_be_taken_for_a_number_in_base_8() -> None:
    """`origin: 010` is eight for other programs, among them yamllint."""
    for path, data in begin(Answers(examples=True, forge="gitlab")).files.items():
        if path.endswith((".yaml", ".yml", ".yamllint")):
            plain = [
                token.value
                for token in yaml.scan(data, Loader=yaml.CSafeLoader)
                if isinstance(token, yaml.ScalarToken) and token.plain
            ]
            assert not [text for text in plain if re.fullmatch(r"0\d+", text)], path


def test_links_to_what_is_left_out_are_words() -> None:
    files = begin(Answers(roles=("kam",))).files
    text = b"\n".join(data for path, data in files.items() if path.endswith(".md")).decode()
    assert "roles/kam/" in text and "roles/account-manager/" not in text
    assert not re.search(r"\]\([^)]*(bensaou|onboarding/account-manager)", text)


def test_the_files_name_the_version_and_hold_together(tmp_path: Path, command: Command) -> None:
    assert command("init", tmp_path / "ours", "--forge", "github")[0] == 0
    root = tmp_path / "ours"
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["dependencies"] == [f"account-playbook=={__version__}"]
    assert f"account-playbook=={__version__}" in (root / "README.md").read_text("utf-8")
    ignored = (root / ".gitignore").read_text("utf-8").splitlines()
    assert {"/site-*/", ".playbook-writing-*"} <= set(ignored)
    schemas = json.loads((root / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert all((root / each).is_file() for each in schemas)
    assert {"accounts/*/account.yaml", "content/people.yaml"} <= set(schemas.values())
    for document in (root / "README.md", root / "docs/review.md"):
        links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8"))
        assert all((document.parent / link).is_file() for link in links)


def test_init_says_what_comes_next(tmp_path: Path, command: Command) -> None:
    _, out, _ = command(
        "init", tmp_path / "ours", "--roles", "account-manager", "--forge", "gitlab"
    )
    assert "`kam` comes with it: Account Manager refers to it." in out
    for step in ("content/people.yaml", "new account", "git init", "on GitLab", "`handle`"):
        assert step in out
    assert out.rstrip().endswith("docs/review.md says how, step by step.")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--roles", "kam,gkm"), "there is no role `gkm`; known: account-manager, gkam, kam"),
        (("--methods", "bensau"), "there is no method `bensau`"),
        (("--forge", "gitea"), "there is no forge `gitea`; known: github, gitlab, none"),
        (("--currency", "euro"), "code of three letters, such as EUR"),
        (("--language", "de"), "the words of the pages themselves are English only"),
        (("--colour", "teal"), "such as #0d5560"),
        (("--company", " "), "--company has to be a name"),
        (("--company", "a\nb\x07"), "--company has to be a name"),
        (("--company", "x" * 81), "--company has to be a name"),
        (("--you", "\u202eeve"), "--you has to be a name"),
        (("--logo", "missing.png"), "cannot be read"),
        (("--logo", "text.png"), "is no picture"),
        (("--logo", "large.png"), "below 300 kB"),
        (("--logo", "."), "cannot be read"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    options: tuple[str, str], said: str, tmp_path: Path, command: Command, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.png").write_text("<html><svg></svg></html>", "utf-8")
    (tmp_path / "large.png").write_bytes(PIXEL + b"0" * 300_000)
    before = contents(tmp_path)
    code, out, err = command("init", "ours", *options)
    assert (code, out, said in err) == (2, "", True), err
    assert (contents(tmp_path), (tmp_path / "ours").exists()) == (before, False)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        *(
            (PIXEL, "logo.png"),
            (SVG, "logo.svg"),
            (b"<svg />", "logo.svg"),
            (b"GIF89a", "logo.gif"),
        ),
        *((b"\xff\xd8\xff\xe0", "logo.jpg"), (b"RIFF1234WEBPVP8", "logo.webp")),
    ],
)
def test_a_logo_is_known_by_what_it_holds(data: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(data)
    assert picture(tmp_path / "picture") == (name, data)


HELD = (
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>\n{}</svg>"
)


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ("<script>alert(1)</script>", "<script> in line 2"),
        ("<svg:SCRIPT xmlns:svg='http://www.w3.org/2000/svg'/>", "<script>"),
        ("<rect onload='x()'/>", "code in `onload`"),
        ("<image href='https://example.org/a.png'/>", "something else in `href`"),
        ("<use xlink:href='other.svg#a'/>", "something else in `xlink:href`"),
        ("<image href='data:image/svg+xml,x'/>", "something else in `href`"),
        ("<a><set attributeName='href' to='x'/></a>", "changes"),
        ("<style>@import 'a.css';</style>", "leads elsewhere"),
        ("<rect style='fill: url(https://example.org/x)'/>", "leads elsewhere"),
        ("<rect fill='url( \"//example.org/x\")'/>", "leads elsewhere"),
        ("<foreignObject/>", "<foreignobject>"),
        ("<?xml-stylesheet href='a.css'?>", "an instruction"),
        ("<g>", "an error in line 2"),
    ],
)
def test_a_logo_that_holds_code_or_leads_elsewhere(held: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(HELD.format(held))
    with pytest.raises(UsageError, match=re.escape(reason)):
        picture(tmp_path / "logo.svg")


def test_a_logo_with_entities_is_refused_before_they_grow(tmp_path: Path) -> None:
    bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>\n"
    (tmp_path / "logo.svg").write_text(f"{bomb}{HELD.format('&b;')}")
    with pytest.raises(UsageError, match="declarations of its own"):
        picture(tmp_path / "logo.svg")


def test_a_drawing_that_uses_its_own_parts_is_a_logo(tmp_path: Path) -> None:
    own = (
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/TR/svg11.dtd'>\n"
        + HELD.format(
            "<style>.a { fill: url(#g) }</style><use xlink:href='#a'/>"
            "<image href='data:image/png;base64,AAAA'/><path style='fill:url(\"#g\")'/>"
        )
    )
    (tmp_path / "logo.svg").write_text(own)
    assert picture(tmp_path / "logo.svg")[0] == "logo.svg"


def test_colour_and_logo_lie_beside_the_pages(tmp_path: Path, command: Command) -> None:
    (tmp_path / "picture").write_bytes(SVG)
    chosen = ("--logo", tmp_path / "picture", "--colour", "0D5")
    assert command("init", tmp_path / "ours", *chosen)[0] == 0
    settings = yaml.safe_load((tmp_path / "ours/mkdocs.yml").read_text("utf-8"))
    assert settings["theme"] == {"name": "material", "logo": "assets/logo.svg"}
    assert settings["extra_css"] == ["assets/company.css"]
    folder = tmp_path / "ours/content/pages/assets"
    assert (folder / "logo.svg").read_bytes() == SVG
    assert (folder / "company.css").read_text("utf-8") == style_sheet("#00dd55")


@pytest.mark.parametrize(
    "colour", ["#0d5560", "#ffcc00", "#ffffff", "#000000", "#7f7f7f", "#ff00ff"]
)
def test_a_colour_can_be_read_on_light_and_on_dark_pages(colour: str) -> None:
    text = style_sheet(colour)
    found = [
        tuple(int(digits[place : place + 2], 16) for place in (0, 2, 4))
        for digits in re.findall(r"--pb-[a-z-]+: #([0-9a-f]{6});", text)
    ]
    pages: list[Any] = [(255, 255, 255)] * 2 + [(20, 25, 27)] * 2
    texts: list[Any] = [found[0], found[1], found[3], found[4]]
    assert all(contrast(*pair) >= 5.5 for pair in zip(texts, pages, strict=True))
    tints: list[Any] = [found[2], found[5]]
    assert all(contrast(text, tint) >= 4.5 for text, tint in zip(texts[::2], tints, strict=True))


def test_a_readable_colour_stays_as_it_is() -> None:
    assert "--pb-accent: #0d5560;" in style_sheet("#0d5560")


@pytest.mark.parametrize("place", ["full", "file", "file/below", "dangling"])
def test_only_a_new_or_empty_folder_is_taken(place: str, tmp_path: Path, command: Command) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "dangling").symlink_to("nowhere")
    before = contents(tmp_path)
    code, _, err = command("init", tmp_path / place)
    assert code == 3
    assert err.startswith("Error: ")
    assert contents(tmp_path) == before


@pytest.mark.parametrize("place", [".", "a/b/c", "clone"])
def test_an_empty_folder_and_an_empty_clone_are_taken(
    place: str, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here/clone/.git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here" if place != "." else tmp_path / "here/clone/.git")
    assert command("init", place)[0] == 0
    assert {"mkdocs.yml", ".playbook", "content"} <= {each.name for each in Path(place).iterdir()}


def filling(after: int, error: BaseException) -> Callable[[int], None]:
    """A disk that has no room after some files, or a user who has waited long enough."""
    files = itertools.count()

    def fsync(_: int) -> None:
        if next(files) == after:
            raise error

    return fsync


ERRORS = (OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt())


@pytest.mark.parametrize(
    ("after", "existing", "error"), [*itertools.product([0, 40], [True, False], ERRORS)]
)
def test_nothing_is_left_of_what_could_not_be_finished(
    after: int, existing: bool, error: BaseException, tmp_path: Path, command: Command
) -> None:
    if existing:
        (tmp_path / "a/ours").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", filling(after, error))
        code, _, err = command("init", tmp_path / "a/ours")
    assert code == (130 if isinstance(error, KeyboardInterrupt) else 3)
    assert err.strip().startswith("Interrupted" if code == 130 else "Error: ")
    assert [path.name for path in tmp_path.rglob("*")] == (["a", "ours"] if existing else [])


def test_a_rename_that_fails_undoes_those_before(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = Path.replace

    def rename(path: Path, target: Path) -> Path:
        if path.name == "mkdocs.yml":
            raise OSError(errno.EACCES, "Permission denied")
        return renamed(path, target)

    monkeypatch.setattr(Path, "replace", rename)
    (tmp_path / "ours").mkdir()
    code, _, err = command("init", tmp_path / "ours")
    assert (code, "Permission denied; nothing was written" in err) == (3, True)
    assert not [*(tmp_path / "ours").iterdir()]


def test_at_a_terminal_it_asks_for_what_is_not_given(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = {"Your name": "Ada Smith", "Roles": "kam gkam", "Colour": "#123456"}

    def prompt(text: str, default: str, **_: object) -> str:
        asked.append(text)
        return next((each for start, each in answers.items() if text.startswith(start)), default)

    monkeypatch.setattr(click, "prompt", prompt)
    monkeypatch.setattr(click, "confirm", lambda *_, **__: True)
    monkeypatch.setattr(init_module, "may_ask", lambda: True)
    assert command("init", tmp_path / "asked", "--company", "Ondrell", "--forge", "none")[0] == 0
    kept = json.loads((tmp_path / "asked/.playbook/init.json").read_text("utf-8"))
    assert (kept["you"], kept["roles"], kept["examples"]) == ("Ada Smith", ["kam", "gkam"], True)
    assert not [text for text in asked if "company" in text or "kept" in text]
    asked.clear()
    assert command("init", tmp_path / "not-asked", "--yes")[0] == 0
    assert not asked


def test_an_answer_that_cannot_be_used_is_asked_for_again(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["euro", "usd", "teal", "", "text.png", "", "gkm", "kam", "", "gitea", "github"]
    (tmp_path / "text.png").write_text("text", "utf-8")
    monkeypatch.chdir(tmp_path)
    given = iter(lines)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(given))
    monkeypatch.setattr(init_module, "may_ask", lambda: True)
    known = ("--company", "Ondrell", "--you", "Ada", "--no-examples")
    code, out, _ = command("init", "ours", *known)
    assert (code, next(given, None)) == (0, None)
    for said in ("such as EUR", "such as #0d5560", "is no picture", "no role `gkm`", "`gitea`"):
        assert said in out
    kept = json.loads((tmp_path / "ours/.playbook/init.json").read_text("utf-8"))
    assert (kept["currency"], kept["roles"], kept["forge"]) == ("USD", ["kam"], "github")


def test_from_its_sources_the_program_is_no_wheel() -> None:
    assert own_wheel() is None
