"""An account under another id without an alias is compared as if the alias stood there."""

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from generator.changes.comparison import Comparison
from generator.changes.rules import (
    ACCOUNT_VERSION_BACK,
    LIKELY_RENAME,
    NOT_DECIDED,
    VERSION_UNCHANGED,
)
from generator.changes.sections import sections
from generator.cli.app import run
from generator.exports.comparison import review_document
from generator.exports.record import as_json
from generator.findings.classification import Edition
from generator.git.authors import NO_AUTHORS
from generator.history.two_revisions import between
from generator.reporters.comparison_markdown import as_markdown
from tests.examples import spread
from tests.review.history import committed, git
from tests.review.scenario_table import AS_OF, Case, Files, cases, reviewed, small
from tests.review.test_secret_later import compared, globex
from tests.scenarios.scenario import replace

BROOK, FOODS = "brook-dairies", "brook-foods"
CASES = list(cases())
OF_RENAMES = {LIKELY_RENAME.id, VERSION_UNCHANGED.id, ACCOUNT_VERSION_BACK.id}


def under_another_id(files: Files, alias: str = "") -> Files:
    """The files with another id for the second account, wherever it stands."""
    word = re.compile(rf"(?<![\w-]){BROOK}(?![\w-])")
    found = {word.sub(FOODS, path): word.sub(FOODS, text) for path, text in files.items()}
    main = f"accounts/{FOODS}/account.yaml"
    if alias and main in found:
        found[main] = found[main].replace(f"id: {FOODS}\n", f"id: {FOODS}\naliases: [{alias}]\n", 1)
    return found


def told(found: Comparison) -> dict[str, Any]:
    """What a comparison tells, without what only says that and how the id changed.

    The first lines quote what the rest tells; a missing alias is grave, so they quote another part.
    """
    document: dict[str, Any] = json.loads(as_json(review_document(found, "one", "other")))
    document.pop("first_lines", None)
    lacking = (each for each in document.get("lacking", []) if each["rule"] not in OF_RENAMES)
    document["lacking"] = list(lacking)
    document["definitions"] = sorted(_definitions(found), key=str)
    return document


def _definitions(found: Comparison) -> Iterator[tuple[object, ...]]:
    for each in sections(found):
        changes = [one for one in each.changes if one.path[0] != "aliases"]
        texts = sorted((one.text, str(one.severity), one.reason) for one in changes)
        yield each.subject, each.id, each.kind, sorted(one.text for one in each.effects), texts


@pytest.mark.few(2)
@pytest.mark.parametrize("case", spread(CASES, 4), ids=lambda case: f"{case.area}: {case.name}")
def test_what_is_told_is_what_an_alias_would_tell(case: Case) -> None:
    before = dict(case.before)
    after = under_another_id(case.after), under_another_id(case.after, alias=BROOK)
    for edition in (Edition.TEAM, Edition.LEADERSHIP):
        found, declared = (reviewed(before, each, edition, case.authors) for each in after)
        if any(each.looks_like for each in found.differences):
            assert told(found) == told(declared)


# What is secret --------------------------------------------------------------------------------
def zeta(score: str, *, secret: bool = False, alias: bool = False) -> dict[str, str]:
    files = {**globex("zeta", secret=secret)}
    path = "accounts/zeta/account.yaml"
    files[path] = files[path].replace("does: Leads the account", f"does: {score}")
    if alias:
        files[path] = files[path].replace("id: zeta\n", "id: zeta\naliases: [globex]\n")
    return files


@pytest.mark.parametrize("edition", [Edition.TEAM, Edition.LEADERSHIP])
@pytest.mark.parametrize("secret", [False, True])
def test_the_gate_follows_it_as_it_follows_an_alias(edition: Edition, *, secret: bool) -> None:
    """A class of the new id in between closes the past of the former one."""

    def states(*, alias: bool) -> tuple[dict[str, str], ...]:
        between = zeta("Writes the plan", secret=secret, alias=alias)
        return globex("globex"), between, zeta("Writes the offer", alias=alias)

    found, declared = (compared(states(alias=each), edition) for each in (False, True))
    shown = "Writes the offer" in as_markdown(found, "one", "other")
    assert shown is (edition is Edition.LEADERSHIP or not secret)
    assert told(found) == told(declared)


def test_an_account_that_was_there_before_is_no_renamed_one() -> None:
    """Whoever may not see that it was there learns nothing of the other one by it."""
    globex_too = {**globex("globex"), **zeta("Leads the account", secret=True)}
    found = compared((globex_too, zeta("Writes the offer")), Edition.TEAM)
    assert not any(each.looks_like for each in found.differences)


# Commands --------------------------------------------------------------------------------------
@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two revisions, `one` and `two`: an account has another id, tier, score and owner."""
    root = tmp_path / "plan"
    for path, text in small().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    committed(root)
    git(root, "tag", "one")
    (root / f"accounts/{BROOK}").rename(root / f"accounts/{FOODS}")
    main = root / f"accounts/{FOODS}/account.yaml"
    replace(main, f"id: {BROOK}\n", f"id: {FOODS}\n")
    replace(main, "service: {score: 7,", "service: {score: 2,")
    replace(main, "tier: standard", "tier: key")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "two")
    git(root, "tag", "two")
    return root


@pytest.mark.parametrize(
    "named",
    [("one", "two"), ("one",), ("one", "two", "--proposal", "two")],
    ids=["two revisions", "the folder", "the job"],
)
def test_commands_tell_what_else_changed(
    root: Path, named: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["diff", *named, "--root", str(root), "--format", "markdown", "--as-of", "2026-11-02"]
    assert run(given) == 0
    verdict = next(each for each in capsys.readouterr().out.splitlines() if each.startswith("- "))
    assert f"looks like {BROOK} under another id, without an alias" in verdict
    assert "crosses the cut of 5.50" in verdict
    assert "The tier: standard -&gt; key." in verdict


@pytest.mark.few(2)
@pytest.mark.parametrize("named", [("one", "three"), ("three", "one"), ("one",)])
@pytest.mark.parametrize("edition", ["team", "leadership"])
def test_what_was_secret_in_between_is_not_told(
    root: Path, named: tuple[str, ...], edition: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main = root / f"accounts/{FOODS}/account.yaml"
    for name, class_ in (("secret", "class: confidential\n"), ("three", "")):
        text = main.read_text("utf-8").removeprefix("class: confidential\n")
        main.write_text(f"{class_}{text}", "utf-8")
        git(root, "commit", "--all", "--quiet", "--message", name)
        git(root, "tag", name)
    given = ["--root", str(root), "--edition", edition, "--as-of", "2026-11-02"]
    assert run(["diff", *named, *given]) == 0
    assert ("The tier" in capsys.readouterr().out) is (edition == "leadership")


ENTRIES = {
    "risks": "trigger: A rival calls., likelihood: high, impact: high, response: Call., owner: ada",
    "decisions": "on: 2026-10-01, by: ada, because: It pays., revisit_when: Never., "
    "rejected: [{what: Nothing, rejected_because: Dear.}]",
    "assumptions": "since: 2026-03-19, evidence: Their word., confidence: high, "
    "expires: 2027-03-31, owner: ada, if_wrong: We stop.",
}
"""Lists of a plan, and what an entry of each needs besides its id and what it says."""

SECRET_LATER = {
    "on a branch of its own": (
        (("one", BROOK, ""), ("two", FOODS, "open"), ("later", BROOK, "secret")),
        (("two", "one"), ("one", "two"), ("two", "later"), ("later", "two")),
    ),
    "in between": (
        (("one", BROOK, "open"), ("between", BROOK, "secret"), ("two", FOODS, "open")),
        (("two", "one"), ("one", "two")),
    ),
    "in between, under the other id": (
        (("one", BROOK, "open"), ("between", FOODS, "secret"), ("two", FOODS, "open")),
        (("two", "one"), ("one", "two")),
    ),
}
"""States, each with the id of the account and its entry, and comparisons of two of them."""


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("place", "story", "declared"),
    [
        pytest.param(*each, marks=() if number in (0, 8) else pytest.mark.slow)
        for number, each in enumerate(product(ENTRIES, SECRET_LATER, (False, True)))
    ],
)
def test_an_entry_that_is_secret_under_one_of_the_ids_is_not_told(
    tmp_path: Path, place: str, story: str, *, declared: bool
) -> None:
    """Whichever of the two is the newer one, and whichever of them has the alias put in."""
    root, (states, comparisons) = tmp_path / "plan", SECRET_LATER[story]
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    for number, (name, account, entry) in enumerate(states):
        files = dict(under_another_id(small()) if account == FOODS else small())
        main = f"accounts/{account}/account.yaml"
        if declared and number:
            former = f"id: {account}\naliases: [{BROOK if account == FOODS else FOODS}]\n"
            files[main] = files[main].replace(f"id: {account}\n", former)
        if entry:
            secret = ", class: confidential" if entry == "secret" else ""
            files[main] += f"{place}:\n  - {{id: zeta, what: A zeta{secret}, {ENTRIES[place]}}}\n"
        git(root, "rm", "-r", "--quiet", "--ignore-unmatch", ".")
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", name)
        git(root, "tag", name)
    git(root, "switch", "--quiet", "--detach", "two")
    for (one, other), edition in product(comparisons, (Edition.TEAM, Edition.LEADERSHIP)):
        found = between(root, edition, AS_OF, one, other)
        said = as_markdown(found, one, other) + as_json(review_document(found, one, other))
        if edition is Edition.LEADERSHIP:
            assert ("zeta" in said.casefold()) is ("in between" not in story)
            continue
        assert "zeta" not in said.casefold(), (one, other)
        assert "withheld" not in said  # it is held against the entry under the other id


def third_with(alias: str) -> dict[str, str]:
    """Another account like the second one, with a former id."""
    path, text = "accounts/brook-group/account.yaml", small()[f"accounts/{BROOK}/account.yaml"]
    named = text.replace(f"id: {BROOK}\n", f"id: brook-group\n{alias}")
    return {path: named.replace("name: Brook Dairies", "name: Brook Group")}


@pytest.mark.parametrize("class_", ["", "class: confidential\n"])
def test_what_a_third_account_has_been_is_no_candidate(class_: str) -> None:
    """Else two accounts would have one alias: both would be broken, and what changed untold."""
    before = {**small(), **third_with("")}
    after = {**under_another_id(small()), **third_with(f"{class_}aliases: [{BROOK}]\n")}
    broken = "accounts/acme-pumps/account.yaml"
    after[broken] = after[broken].replace("tier: key", "tier: nonsense")
    for edition in (Edition.TEAM, Edition.LEADERSHIP):
        found = reviewed(before, after, edition, NO_AUTHORS)
        assert not any(each.looks_like for each in found.differences)
        kinds = {each.id: each.kind for each in found.differences if each.subject == "account"}
        assert kinds[FOODS] == "added"
        assert any(each.account == FOODS and each.key == "account_added" for each in found.effects)
        back = reviewed(after, before, edition, NO_AUTHORS)
        assert not any(each.looks_like for each in back.differences)


def test_check_asks_for_what_the_other_changes_need(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--base", "one", "--root", str(root), "--as-of", "2026-11-02"]) == 0
    said = capsys.readouterr().out
    assert "account-renamed-without-alias" in said
    assert "The tier: standard -> key" in said.replace("the tier", "The tier")


def test_what_others_changed_is_told_at_the_files_that_are_there(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of something removed as well: its place is one of the former files."""
    main = root / f"accounts/{FOODS}/account.yaml"
    text = main.read_text("utf-8")
    ben = next(line for line in text.splitlines(keepends=True) if "person: ben, stake" in line)
    main.write_text(text.replace(ben, ""), "utf-8")
    git(root, "commit", "--all", "--quiet", "--message", "three")
    given = ["--base", "one", "--root", str(root), "--as-of", "2026-11-02", "--format", "json"]
    assert run(["check", *given]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    by_another = [each for each in found if each["rule"] == "changed-by-another"]
    assert [(each["path"], each["account"]) for each in by_another] == [
        (f"accounts/{FOODS}/account.yaml", FOODS)
    ]


def test_editions_agree_on_which_account_it_was(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though a secret one looks even more like it: else nothing would be asked of the open one."""
    for path, text in third_with("class: confidential\n").items():
        (root / path).parent.mkdir()
        (root / path).write_text(text, "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "three")
    for edition in Edition.TEAM, Edition.LEADERSHIP:
        given = ["--edition", edition.value, "--root", str(root), "--as-of", "2026-11-02"]
        assert run(["check", "--base", "one", "--format", "json", *given]) == 0
        findings = json.loads(capsys.readouterr().out)["findings"]
        asked = {each["rule"] for each in findings if each.get("account") == FOODS}
        assert {LIKELY_RENAME.id, NOT_DECIDED.id} <= asked
        renames = [each for each in findings if each["rule"] == LIKELY_RENAME.id]
        assert [each["path"] for each in renames] == [f"accounts/{FOODS}/account.yaml"]
        diff = between(root, edition, AS_OF, "one", "HEAD")
        assert [each.id for each in diff.differences if each.looks_like] == [FOODS]
