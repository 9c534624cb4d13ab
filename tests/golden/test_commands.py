"""What the commands print, byte for byte, in every edition and format.

Each golden below ``commands/`` is what one command prints; what it says on standard error stands
beside it in a file ``.err``.

What `rules --markdown`, `export json --fields` and `schema KIND` print stands in ``docs/`` and
``schema/``; other tests compare it. The data files of a site stand among its pages.

``pytest tests/golden --regenerate`` writes the goldens anew; read the difference before you commit
it.
"""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from tests.conftest import AS_OF
from tests.golden.command import playbook
from tests.golden.conftest import Repositories

GOLDENS = Path(__file__).parent / "commands"
EDITIONS = ("public", "hr", "team", "leadership")
FINDINGS = ("text", "json", "github", "gitlab", "sarif")
COMPARISONS = ("text", "markdown", "json")
VERBS = (
    *("build", "check", "codeowners", "diff", "digest", "examples", "export", "handover"),
    *("init", "migrate", "new"),
    *("render", "rules", "schema", "serve", "upgrade", "what-if", "why"),
)
SETTINGS = {
    "weight": "--set methods.account-analysis-matrix.weights.access=30",
    "cut": "--set methods.account-analysis-matrix.cuts.position=4.5",
    "score": "--set accounts.brevik-coatings.scores.volume=8",
    "all": "--set methods.account-analysis-matrix.cuts.potential.high=7.9 "
    "--set accounts.aldane-group.scores.account-analysis-matrix.access=9 "
    "--set methods.account-analysis-matrix.cuts.position=4.6",
    "nothing": "--set methods.account-analysis-matrix.weights.access=50",
    "refused": "--set methods.account-analysis-matrix.weights.acess=30",
}
SCHEMES = (
    "--set methods.bensaou.cuts.buyer-investment=4 "
    "--set accounts.norvane-industrial-group.scores.account-analysis-matrix.access=9 "
    "--set methods.account-analysis-matrix.cuts.potential=7.9"
)
BROKEN = (
    *("reading/23-every-problem-at-once", "structure/01-unknown-references"),
    *("definitions/15-values-of-the-wrong-kind", "definitions/35-older-format-with-errors"),
)


@dataclass(frozen=True)
class Case:
    """A command, the repository it is for (none, for some), and the name of its golden.

    ``slow``: another case shows its edition, another one its format.
    """

    golden: str
    command: str
    repository: str = ""
    code: int = 0
    slow: bool = False

    @property
    def out(self) -> Path:
        return GOLDENS / self.golden

    @property
    def err(self) -> Path:
        return GOLDENS / f"{self.golden}.err"


def _cases() -> Iterator[Case]:
    yield Case("help/playbook", "--help")
    yield from (Case(f"help/{verb}", f"{verb} --help") for verb in VERBS)
    yield Case("rules/all", "rules")
    yield Case("rules/one", "rules uncovered-key-post")
    yield Case("rules/refused", "rules uncovered-key-pst", code=2)
    yield Case("schema/kinds", "schema")
    for name in ("fixture", "proposed", "story"):
        yield Case(f"codeowners/{name}", "codeowners", name)
    yield Case("codeowners/check", "codeowners --check", "proposed", 1)
    for edition in ("hr", "team"):
        for verb in ("handover", "digest"):
            options = f"{verb} ana-ruiz --edition {edition}"
            yield Case(f"{verb}/{edition}", options, "fixture", 2 * (edition == "hr"))
    yield from _findings()
    yield from _comparisons()
    yield from _data()


def _findings() -> Iterator[Case]:
    for style, edition in product(FINDINGS, EDITIONS):
        check = f"check --format {style} --edition {edition}"
        slow = edition != "team" and style != "json"
        yield Case(f"check/fixture/{edition}.{style}", check, "fixture", slow=slow)
        yield Case(f"check/rich/{edition}.{style}", f"{check} --base main", "rich", 1, slow)
        for name in BROKEN:
            yield Case(f"check/{name}/{edition}.{style}", check, name, 1, slow)
        if edition == "team":
            base, slow = f"{check} --base main", style != "json"
            yield Case(f"check/proposed/{edition}.{style}", base, "proposed", 1, slow)
    yield Case("check/fixture/strict", "check --strict --quiet", "fixture", 1, slow=True)
    yield Case("check/story/base", "check --base HEAD~4", "story")


def _comparisons() -> Iterator[Case]:
    for style, edition in product(COMPARISONS, EDITIONS):
        diff = f"diff --format {style} --edition {edition}"
        slow = edition != "team" and style != "json"
        yield Case(f"diff/rich/{edition}.{style}", diff, "rich", slow=slow)
        yield Case(f"diff/story/{edition}.{style}", f"{diff} HEAD~4 HEAD", "story", slow=slow)
        slow = (style, edition) != ("json", "leadership")
        yield Case(f"diff/proposed/{edition}.{style}", diff, "proposed", slow=slow)
    yield Case("diff/rich/called", "diff --format markdown --into main --exit-code", "rich", 1)


def _data() -> Iterator[Case]:
    whole = f"what-if {SETTINGS['all']} --format json"
    for edition in EDITIONS:
        refused = edition in ("public", "hr")
        for name, command in (
            ("export/every", "export json"),
            ("export/one", "export json brevik-coatings"),
            ("what-if/all", whole),
        ):
            options = f"{command} --edition {edition}"
            yield Case(f"{name}/{edition}.json", options, "fixture", 2 * refused, refused)
    yield Case("export/refused", "export json brevik", "fixture", 2)
    yield Case("what-if/schemes.text", f"what-if {SCHEMES}", "portfolio")
    for name, setting in SETTINGS.items():
        code = 2 if name == "refused" else 0
        yield Case(f"what-if/{name}.text", f"what-if {setting}", "fixture", code)
        if name != "all":
            what_if = f"what-if {setting} --format json"
            yield Case(f"what-if/{name}.json", what_if, "fixture", code, slow=True)


CASES = tuple(_cases())


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.golden, marks=[pytest.mark.slow] if case.slow else [])
        for case in CASES
    ],
)
def test_a_command_prints_what_it_did(
    case: Case, repositories: Repositories, regenerate: bool
) -> None:
    answer = playbook(*_arguments(case, repositories))
    assert answer.code == case.code, answer.err.decode()
    assert answer.out or answer.err
    if regenerate:
        _write(case.out, answer.out)
        _write(case.err, answer.err)
    assert answer.out == _golden(case.out)
    assert answer.err == _golden(case.err)


def test_every_golden_has_its_command(regenerate: bool) -> None:
    assert len({case.golden for case in CASES}) == len(CASES)
    expected = {file for case in CASES for file in (case.out, case.err)}
    left = {file for file in GOLDENS.rglob("*") if file.is_file()} - expected
    if regenerate:
        for file in left:
            file.unlink()
        left = set()
    assert not left


def _arguments(case: Case, repositories: Repositories) -> list[str]:
    arguments = shlex.split(case.command)
    if not case.repository:
        return arguments
    root = ["--root", str(repositories(case.repository))]
    day = [] if arguments[0] == "codeowners" else ["--as-of", AS_OF.isoformat()]
    return [*arguments, *root, *day]


def _golden(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def _write(file: Path, data: bytes) -> None:
    if not data:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
