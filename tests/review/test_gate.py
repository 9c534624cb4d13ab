"""The past through every command, as it comes out of Git: what is shown and what is withheld.

A history is a list of commits. Whatever an edition may not see of the first of them is in no
output that reads it.
"""

import io
import re
import shutil
import textwrap
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.findings.classification import Edition
from generator.git.graph import graph_of
from generator.git.log import read_log
from generator.history.redactions import redacted
from generator.model.definitions import Definitions
from generator.model.item import names_by_key
from generator.model.kinds import KINDS
from generator.pipeline import sound_definitions
from generator.pipeline.assemble import assemble
from generator.reading.files import SourceFile
from generator.reading.load import load_part
from generator.reading.source import MAX_BYTES
from generator.site.checkout import earlier, laid_out
from tests.examples import spread
from tests.review.history import committed, git
from tests.scenarios.scenario import BASE, copy_of

DAY = ("--as-of", "2026-11-02")
STRATEGY, ACCOUNT = "accounts/acme-pumps/strategy.yaml", "accounts/acme-pumps/account.yaml"
NOTE = "accounts/acme-pumps/notes/gift.md"
PEOPLE, ROLE = "content/people.yaml", "content/roles/kam.yaml"
WORD = "bribed"

RISK = """  - id: buyer
    what: Their buyer is bribed
    trigger: A rival offers a cheaper seal again
    likelihood: low
    impact: high
    response: Talk to their board.
    owner: ada
"""
SECRET = RISK.replace("id: buyer\n", "id: buyer\n    class: confidential\n")
REWORDED = RISK.replace("Their buyer is bribed", "Their buyer may leave")
SYNTAX = "x: [\n"

FOLDER = BASE / "accounts/acme-pumps"

Edit = Callable[[str], str | bytes | None]
"""What becomes of the text of a file; ``None`` takes it away."""
Edits = Mapping[str, Edit]


def base(path: str) -> str:
    return (BASE / path).read_text("utf-8")


def base_text(path: str) -> Callable[[str], str]:
    return lambda _: base(path)


def open_risk(_: str) -> str:
    return base(STRATEGY).replace("risks:\n", f"risks:\n{RISK}")


def secret_risk(_: str) -> str:
    return base(STRATEGY).replace("risks:\n", f"risks:\n{SECRET}")


def reworded_risk(_: str) -> str:
    return base(STRATEGY).replace("risks:\n", f"risks:\n{REWORDED}")


def no_risk(_: str) -> str:
    return base(STRATEGY)


def broken(make: Callable[[str], str], how: str = SYNTAX) -> Callable[[str], str]:
    return lambda text: f"{make(text)}{how}"


def removed(_: str) -> None:
    return None


def changed(before: str, after: str) -> Callable[[str], str]:
    return lambda text: text.replace(before, after, 1)


def each_line(make: Callable[[str], str], start: str) -> Callable[[str], str]:
    return lambda text: textwrap.indent(make(text), start, lambda _: True)


def of_the_account() -> Iterator[str]:
    return (file.relative_to(BASE).as_posix() for file in FOLDER.rglob("*.*"))


def account(more: str = "", after: str = "") -> Callable[[str], str]:
    return lambda _: (
        base(ACCOUNT).replace("schema: account/1\n", f"schema: account/1\n{more}") + after
    )


@dataclass(frozen=True, slots=True)
class History:
    """Commits, the oldest first, each as edits of the one before.

    ``last``: the number of the state with which the first one can be compared.
    """

    commits: tuple[Edits, ...]
    word: str = WORD
    edition: Edition = Edition.TEAM
    last: int = 2


def history_of_file(*steps: Edit, path: str = STRATEGY, word: str = WORD, last: int = 2) -> History:
    return History(tuple({path: step} for step in steps), word, last=last)


UNREADABLE: Mapping[str, Edit] = {
    "a syntax error": broken(secret_risk),
    "a syntax error before it": lambda text: f"y: [\n{secret_risk(text)}",
    "a key twice": broken(secret_risk, "risks: []\n"),
    "a format of the future": lambda text: secret_risk(text).replace("account/1", "account/9"),
    "another kind": lambda text: secret_risk(text).replace("account/1", "role/2"),
    "a class there is not": lambda text: secret_risk(text).replace("confidential", "secret"),
    "a wrong value beside it": lambda text: secret_risk(text).replace("impact: high", "impact: x"),
    "another encoding": lambda text: secret_risk(text).encode("utf-16"),
    "no text": lambda _: b"\xff\xfe\x00class: confidential\n",
    "too large a file": lambda text: secret_risk(text) + "#" * MAX_BYTES,
    "a key that is written in another way": lambda text: broken(secret_risk)(text).replace(
        "class: conf", '"cl\\x61ss": conf'
    ),
    "letters of another alphabet": lambda text: open_risk(text).replace(
        "id: buyer", 'id: buyer\n    "\u0441l\u0430ss": "confidenti\u0430l"'
    ),
    "armour": lambda _: "-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24=\n",
    "values in code": lambda text: text.partition("risks:")[0] + "risks: ENC[AES256_GCM,data:x]\n",
    "a value in a vault": lambda text: (
        text.partition("risks:")[0] + "risks: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n"
    ),
    "an armoured value": lambda text: (
        text.partition("risks:")[0] + "risks: |\n  -----BEGIN PGP MESSAGE-----\n"
    ),
    "a binary value": lambda text: text.partition("risks:")[0] + "risks: !!binary aGk=\n",
    "a key and a value misspelt": lambda text: broken(secret_risk)(text).replace(
        "class: confidential", "cl\u0251ss: confidental"
    ),
    "an anchor": lambda text: secret_risk(text).replace("class: conf", "class: &a conf"),
    "nothing but the class": lambda _: "class: confidential\n" + SYNTAX,
    "a key with a capital letter": lambda text: secret_risk(text).replace("class:", "Class:"),
    "a key with a space": lambda text: secret_risk(text).replace("class:", '"class ":'),
    "a key of another alphabet": lambda text: secret_risk(text).replace("class:", "cl\u0430ss:"),
    "a class under another key": lambda text: secret_risk(text).replace("class:", "visibility:"),
    "a class in a list": lambda text: broken(secret_risk)(text).replace(
        "class: confidential", "visibility: [confidential]"
    ),
    "a class in a list of lines": lambda text: broken(secret_risk)(text).replace(
        "class: confidential", "visibility:\n      - confidential"
    ),
    "a class behind a tag": lambda text: broken(secret_risk)(text).replace("class:", "seen: !x"),
    "a class as a block": lambda text: broken(secret_risk)(text).replace(
        "class: confidential", "visibility: >-\n      confidential"
    ),
    "a class as a key": lambda text: broken(secret_risk)(text).replace(
        "class: confidential", "confidential: yes"
    ),
    "a class as a key beside what is read": lambda text: secret_risk(text).replace(
        "class: confidential", "confidential: yes"
    ),
    "a class in another key": lambda text: secret_risk(text).replace(
        "class: confidential", "visibility: {class: confidential}"
    ),
    "a pointer to a file kept elsewhere": lambda _: (
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"
    ),
}
AT_NO_ITEM = {
    "a class at a section": (
        "sections: [strategy.yaml,",
        "sections: [{file: strategy.yaml, class: confidential},",
    ),
    "a class in place of the sections": (
        "sections: [strategy.yaml, stakeholders.yaml, economics.yaml]",
        "sections: {confidential: [strategy.yaml]}",
    ),
    "a class at the id": ("id: acme-pumps", "id: {name: acme-pumps, class: confidential}"),
    "a class at an alias": ("tier: key", "tier: key\naliases: [{id: old, class: confidential}]"),
    "a class at the version": ("version: 1\n", "version: {is: 1, class: confidential}\n"),
}
"""Classes in the account's own file where nothing is that could have one: before and after."""

ELSEWHERE = {
    "a second file with the same section": "accounts/acme-pumps/table.yaml",
    "a hidden file": "accounts/acme-pumps/.strategy.yaml",
    "a folder below": "accounts/acme-pumps/plan/strategy.yaml",
    "a name with a capital letter": "accounts/acme-pumps/Strategy.YAML",
    "a copy under another ending": "accounts/acme-pumps/strategy.yaml.old",
    "a text": "accounts/acme-pumps/strategy.txt",
    "a file without an ending": "accounts/acme-pumps/strategy",
    "a file that is no note": "accounts/acme-pumps/notes/strategy.md",
    "a misspelt ending": "accounts/acme-pumps/strategy.ymal",
    "an ending with a look-alike": "accounts/acme-pumps/strategy.y\u0430ml",
    "an ending of another program": "accounts/acme-pumps/strategy.toml",
    "a section in a twin folder": "accounts/Acme-Pumps/strategy.yaml",
    "a copy in a twin folder": "accounts/private/strategy.yaml.bak",
    "what a patch left over": "accounts/acme-pumps/strategy.yaml.rej",
    "a copy by another program": "accounts/acme-pumps/strategy.bak",
}
"""Where a secret version of a file may lie besides the open one."""

WHOLE = {
    "a folder under another name": "accounts/acme/account.yaml",
    "a hidden folder": "accounts/.acme-pumps/account.yaml",
    "among the content": "content/acme-pumps.yaml",
    "among the pages": "content/pages/acme-pumps.yaml",
}
"""Where a secret version of an account may lie besides the open one."""


def whole(_: str) -> str:
    return account("class: confidential\n")("") + open_risk("").partition("\n")[2]


def person(more: str = "") -> Callable[[str], str]:
    return lambda _: f"{base(PEOPLE)}  - {{id: dee, name: Dee Bribed, function: sales{more}}}\n"


def note(more: str = "") -> Callable[[str], str]:
    return lambda _: f"---\nschema: note/1\ntitle: Why bribed\n{more}---\nHe took it.\n"


def reworded(path: str, text: str, edition: Edition = Edition.TEAM, word: str = WORD) -> History:
    """An entry identified by its words, which change as it becomes secret.

    ``text``: it stands behind the file; ``{name}``: part of its words; ``{secret}``: its class.
    """

    def entry(name: str, more: str) -> Callable[[str], str]:
        return lambda _: base(path) + text.replace("{name}", name).replace("{secret}", more)

    steps = (entry("1", ""), entry("2", ", class: confidential"))
    return History(tuple({path: step} for step in steps), word, edition, last=1)


def titled(name: str, more: str = "") -> Callable[[str], str]:
    return lambda _: f"---\nschema: note/1\ntitle: Why {name}\n{more}---\nHe was bribed.\n"


REWORDED_ENTRIES = {
    "a note of another title": History(
        ({NOTE: titled("bribed")}, {NOTE: titled("they did it", "class: confidential\n")}),
        last=1,
    ),
    "what is to be done in other words": reworded(
        ACCOUNT,
        "raci:\n  - {activity: Was bribed {name}, accountable: ada, responsible: [ben]{secret}}\n",
    ),
    "the pay of another year": reworded(
        ROLE,
        "profile:\n  pay:\n    - {from: 50 k, to: 60 k, currency: EUR, per: year, country: Bribed, "
        "year: 202{name}, source: A survey{secret}}\n",
        Edition.HR,
        "Bribed",
    ),
}


GRID, MATRIX = "content/methods/grid.yaml", "content/methods/matrix.yaml"
OPEN_SCORE = "growth: {score: 8, evidence: New line"
SENSITIVE_SCORE = OPEN_SCORE.replace("New line", "The buyer was bribed")
SECRET_SCORE = SENSITIVE_SCORE.replace("growth: {", "growth: {class: confidential, ")


def score(text: str, *changes: tuple[str, str]) -> Callable[[str], str]:
    """The plan with a score, and further changes."""

    def edit(_: str) -> str:
        found = base(STRATEGY).replace(OPEN_SCORE, text)
        for old, new in changes:
            assert old in found
            found = found.replace(old, new)
        return found

    return edit


def grid(_: str) -> str:
    return base(MATRIX).replace("id: matrix\n", "id: grid\naliases: [matrix]\n")


TO_GRID = ("method: matrix", "method: grid")
ANOTHER_DAY = ("on: 2026-09-15\n    raters", "on: 2026-09-16\n    raters")
INSIDE_ENTRIES = {
    "a score of a method that has another id since": History(
        (
            {STRATEGY: score(SENSITIVE_SCORE)},
            {MATRIX: removed, GRID: grid, STRATEGY: score(SENSITIVE_SCORE, TO_GRID)},
            {STRATEGY: score(SECRET_SCORE, TO_GRID)},
        )
    ),
    "a score of a rating of another day": History(
        ({STRATEGY: score(SENSITIVE_SCORE)}, {STRATEGY: score(SECRET_SCORE, ANOTHER_DAY)}), last=1
    ),
    "a title that another note has since": History(
        (
            {NOTE: lambda _: titled("he did it")("")},
            {NOTE: titled("they did it", "class: confidential\n")},
            {NOTE: lambda _: titled("he did it")("").replace("bribed", "ill")},
        )
    ),
}


WITHHELD = {
    **REWORDED_ENTRIES,
    **{name: history_of_file(open_risk, how, no_risk) for name, how in UNREADABLE.items()},
    **{
        name: History(
            ({STRATEGY: open_risk}, {path: secret_risk}, {STRATEGY: no_risk, path: removed}),
        )
        for name, path in ELSEWHERE.items()
    },
    **{
        name: History(
            (
                {STRATEGY: open_risk},
                {ACCOUNT: changed(*change)},
                {STRATEGY: no_risk, ACCOUNT: base_text(ACCOUNT)},
            )
        )
        for name, change in AT_NO_ITEM.items()
    },
    **{
        name: History(({STRATEGY: open_risk}, {path: whole}, {STRATEGY: no_risk, path: removed}))
        for name, path in WHOLE.items()
    },
    "a difference between two": History(
        (
            {STRATEGY: open_risk},
            {"accounts/acme-pumps/strategy.patch": each_line(secret_risk, "+")},
            {STRATEGY: no_risk, "accounts/acme-pumps/strategy.patch": removed},
        )
    ),
    "a file in place of the folder": History(
        (
            {STRATEGY: open_risk},
            {
                **dict.fromkeys(of_the_account(), removed),
                "accounts/acme-pumps": whole,
            },
            {
                "accounts/acme-pumps": removed,
                **{path: base_text(path) for path in of_the_account()},
                STRATEGY: no_risk,
            },
        )
    ),
    "commented out": History(
        (
            {STRATEGY: open_risk},
            {STRATEGY: each_line(secret_risk, "# ")},
            {STRATEGY: no_risk},
        )
    ),
    "a copy that is indented": History(
        (
            {STRATEGY: open_risk},
            {f"{STRATEGY}.old": each_line(secret_risk, "  ")},
            {STRATEGY: no_risk, f"{STRATEGY}.old": removed},
        )
    ),
    "moved away for a while": History(
        (
            {STRATEGY: open_risk},
            {STRATEGY: removed, f"{STRATEGY}.old": secret_risk},
            {STRATEGY: no_risk, f"{STRATEGY}.old": removed},
        )
    ),
    "a note that cannot be read": history_of_file(
        note(), note("class: confidential\nx: [\n"), removed, path=NOTE
    ),
    "a note of a key that is none": history_of_file(
        note(), note("Class: confidential\n"), removed, path=NOTE
    ),
    "people under another ending": History(
        (
            {PEOPLE: person()},
            {PEOPLE: removed, "content/people.yml": person(", class: confidential")},
            {PEOPLE: base_text(PEOPLE), "content/people.yml": removed},
        ),
        word="Bribed",
    ),
    "reworded since": history_of_file(open_risk, broken(secret_risk), reworded_risk),
    "two broken states": history_of_file(
        open_risk, broken(secret_risk), broken(no_risk), no_risk, last=3
    ),
    "a broken state that is the newest": History(
        ({STRATEGY: open_risk}, {STRATEGY: no_risk}, {STRATEGY: broken(secret_risk)}), last=1
    ),
    "a broken state after one that can be read": history_of_file(
        open_risk, open_risk, broken(secret_risk), no_risk, last=3
    ),
    "the whole account": history_of_file(
        lambda _: base(ACCOUNT).replace("sector: industrial", "sector: bribed"),
        account("class: confidential\n", SYNTAX),
        account(),
        path=ACCOUNT,
    ),
    "a removed account": History(
        (
            {STRATEGY: open_risk},
            {ACCOUNT: account("class: confidential\n", SYNTAX)},
            dict.fromkeys(of_the_account(), removed),
        ),
        word="Acme Pumps",
    ),
    "what holds it": history_of_file(
        open_risk,
        lambda text: broken(open_risk)(text).replace("risks:\n", "# class: confidential\nrisks:\n"),
        no_risk,
    ),
    "a person": history_of_file(
        person(),
        broken(person(", class: confidential")),
        base_text(PEOPLE),
        path=PEOPLE,
        word="Bribed",
    ),
    "a statement of a role": History(
        (
            {ROLE: lambda _: base(ROLE) + "also_called: [bribed]\n"},
            {ROLE: lambda _: base(ROLE) + "class: internal\nalso_called: [bribed]\n" + SYNTAX},
            {ROLE: lambda _: base(ROLE)},
        ),
        edition=Edition.PUBLIC,
    ),
    "a file under another ending": History(
        (
            {STRATEGY: open_risk},
            {STRATEGY: removed, f"{STRATEGY[:-5]}.yml": secret_risk},
            {STRATEGY: no_risk, f"{STRATEGY[:-5]}.yml": removed},
        )
    ),
}
COMPETENCY = "content/competencies/{}.yaml"


def requiring(competency: str, more: str = "") -> Callable[[str], str]:
    return lambda _: base(ROLE).replace(
        "negotiation, level: expert", f"{competency}, level: expert, because: Some are bribed{more}"
    )


def named_bargaining(_: str) -> str:
    return base(COMPETENCY.format("negotiation")).replace(
        "id: negotiation\n", "id: bargaining\naliases: [negotiation]\n"
    )


CLASSED = {
    "an entry named by a definition that has another name since": History(
        (
            {ROLE: requiring("negotiation")},
            {
                COMPETENCY.format("negotiation"): removed,
                COMPETENCY.format("bargaining"): named_bargaining,
                ROLE: requiring("bargaining", ", class: internal"),
            },
            {ROLE: lambda _: base(ROLE).replace("negotiation", "bargaining")},
        ),
        edition=Edition.PUBLIC,
    ),
    "an id twice": history_of_file(
        open_risk, lambda text: open_risk(text).replace("risks:\n", f"risks:\n{SECRET}"), no_risk
    ),
    "a first file with the same section": History(
        (
            {STRATEGY: open_risk},
            {"accounts/acme-pumps/risks.yaml": secret_risk},
            {STRATEGY: no_risk, "accounts/acme-pumps/risks.yaml": removed},
        )
    ),
    "made secret, then deleted": history_of_file(open_risk, secret_risk, no_risk),
    "made secret, then reworded": history_of_file(open_risk, secret_risk, reworded_risk),
    "secret beside something that is broken": History(
        (
            {STRATEGY: open_risk},
            {STRATEGY: secret_risk, ACCOUNT: account(after=SYNTAX)},
            {STRATEGY: no_risk, ACCOUNT: account()},
        )
    ),
}
ONE_COMMIT = history_of_file(open_risk, secret_risk, open_risk, no_risk, last=3)
OPEN = {
    "deleted openly": history_of_file(open_risk, no_risk),
    "deleted after an error that hides nothing": history_of_file(
        open_risk, broken(open_risk), no_risk
    ),
    "deleted after an error in another file": History(
        (
            {STRATEGY: open_risk},
            {ACCOUNT: account(after=SYNTAX)},
            {STRATEGY: no_risk, ACCOUNT: account()},
        )
    ),
    "deleted after a wrong value elsewhere": history_of_file(
        open_risk,
        lambda text: (
            secret_risk(text)
            .replace("    class: confidential\n", "")
            .replace("whose: ours", "whose: nobody's")
        ),
        no_risk,
    ),
}


@dataclass
class HistoryRepository:
    """A repository with a history, and what the commands print about it."""

    root: Path
    capsys: pytest.CaptureFixture[str]
    count: int = field(default=0)

    def commit(self, edits: Edits) -> None:
        self.edit(edits)
        git(self.root, "add", "--all", "--force")
        git(self.root, "commit", "--quiet", "--allow-empty", "--message", f"{self.count}")
        git(self.root, "tag", f"s{self.count}")
        self.count += 1

    def edit(self, edits: Edits) -> None:
        for path, become in edits.items():
            file = self.root / path
            text = become(file.read_text("utf-8", "replace") if file.is_file() else "")
            if text is None:
                file.unlink(missing_ok=True)
            else:
                if file.is_dir():
                    shutil.rmtree(file)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def run(self, *arguments: str) -> str:
        code = run([*arguments[:1], "--root", str(self.root), *DAY, *arguments[1:]])
        printed = self.capsys.readouterr()
        assert code in (0, 1), printed.err
        return printed.out + printed.err

    def diff_outputs(self, edition: Edition, *styles: str) -> Iterator[str]:
        """The comparison of the first state with every other one, and back."""
        for style in styles:
            more = ("--edition", edition.value, "--format", style)
            for number in range(1, self.count):
                yield self.run("diff", *more, "s0", f"s{number}")
                yield self.run("diff", *more, f"s{number}", "s0")
            yield self.run("diff", *more, "s0")

    def other_outputs(self, edition: Edition) -> Iterator[str]:
        """All other outputs on the first state: checks against it, its site, histories."""
        for style in ("github", "gitlab", "sarif", "json"):
            yield self.run("check", "--edition", edition.value, "--base", "s0", "--format", style)
        try:
            today = sound_definitions(self.root, edition)
        except Exception:
            return
        at = earlier(self.root, "s0", today)
        with laid_out(self.root, at.commit, None) as folder:
            log = read_log(self.root, at.commit)
            made = assemble(folder, edition, at.day, gate=at.gate, log=log)
        yield from (page.markdown for page in made.pages)
        yield from (artifact.text for artifact in made.artifacts)
        now = assemble(self.root, edition, at.day, log=read_log(self.root))
        yield from (page.markdown for page in now.pages)


@pytest.fixture
def repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> HistoryRepository:
    return HistoryRepository(committed(copy_of(BASE, tmp_path / "plan")), capsys)


def commit_history(repository: HistoryRepository, history: History) -> None:
    for edits in history.commits:
        repository.commit(edits)


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=() if path.endswith("/.strategy.yaml") else pytest.mark.slow)
        for path in (*ELSEWHERE.values(), *WHOLE.values())
    ],
)
def test_a_folder_counts_before_it_is_committed(path: str, repository: HistoryRepository) -> None:
    repository.commit({STRATEGY: open_risk})
    repository.edit({path: whole if path in WHOLE.values() else secret_risk, STRATEGY: no_risk})
    output = repository.run("diff", "--edition", "team", "--exit-code", "s0")
    assert WORD not in output
    assert not [each for each in repository.other_outputs(Edition.TEAM) if WORD in each]


SWAP = b"b0VIM 9.0\0\0\xff buyer class"


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("accounts/acme-pumps/.notes.yaml.swp", ("Span", "Ada Blum")),
        ("accounts/acme-pumps/notes/._why.md", ("Span", "Ada Blum")),
        ("accounts/.DS_Store", ("Span", "bribed", "Ada Blum")),
        ("content/pages/plan.yaml.png", ("Span", "bribed", "Ada Blum")),
        ("content/roles/.kam.yaml.swp", ("bribed", "Ada Blum")),
        ("content/.people.yaml.swp", ("Span", "bribed")),
    ],
)
def test_a_stray_file_hides_no_more_than_what_lies_there(
    path: str, shown: tuple[str, ...], repository: HistoryRepository
) -> None:
    repository.commit({STRATEGY: open_risk})
    repository.commit({path: lambda _: SWAP})
    repository.commit(
        {
            STRATEGY: no_risk,
            ROLE: lambda text: text.replace("accounts: 1-2", "accounts: 1-3"),
            PEOPLE: lambda text: text.replace("name: Ada Blum", "name: Ada Bloom"),
        }
    )
    output = repository.run("diff", "s0", "s2", "--edition", "team")
    every = {"Span", "bribed", "Ada Blum"}
    assert {each for each in every if each in output} == {*shown}


HIDDEN = {**WITHHELD, **CLASSED}
hidden = pytest.mark.parametrize("history", spread(HIDDEN.values(), 5), ids=HIDDEN)


@pytest.mark.few(1)
@hidden
def test_what_may_have_become_secret_is_shown_to_leadership_only(
    history: History, repository: HistoryRepository
) -> None:
    commit_history(repository, history)
    assert not [
        each for each in repository.diff_outputs(history.edition, "json") if history.word in each
    ]
    options = ("--format", "json", "--edition")
    assert history.word in repository.run("diff", "s0", f"s{history.last}", *options, "leadership")
    output = repository.run("diff", "s0", f"s{history.last}", *options, history.edition.value)
    assert ('"withheld": ' in output) is (history in WITHHELD.values())


@pytest.mark.slow
def test_a_commit_that_no_branch_leads_to_counts_where_it_is_checked_out(
    repository: HistoryRepository,
) -> None:
    repository.commit({STRATEGY: open_risk})
    git(repository.root, "checkout", "--quiet", "--detach")
    for step in (secret_risk, no_risk):
        repository.edit({STRATEGY: step})
        git(repository.root, "commit", "--quiet", "--all", "--message", "Of no branch")
    assert WORD not in repository.run("diff", "s0")
    assert not [each for each in repository.other_outputs(Edition.TEAM) if WORD in each]


COPIES: Mapping[str, Callable[[str], str]] = {
    "strategy.yaml.bak": lambda text: f"\ufeff{secret_risk(text)}",
    ".strategy.yaml": lambda _: SECRET,
    "strategy.yaml.old": lambda text: secret_risk(text).replace("schema", "Schema"),
    "strategy.json": lambda _: '{\n"schema": "account/1", "class": "confidential"}',
    "strategy.yaml.asc": lambda _: "-----BEGIN PGP MESSAGE-----\nhQEMA\n",
}


@pytest.mark.few(2)
@pytest.mark.parametrize("name", COPIES)
def test_a_copy_counts_however_it_is_written(name: str, repository: HistoryRepository) -> None:
    path = f"accounts/acme-pumps/{name}"
    repository.commit({STRATEGY: open_risk})
    repository.commit({path: COPIES[name]})
    repository.commit({STRATEGY: no_risk, path: removed})
    assert WORD not in repository.run("diff", "s0", "s2")


def with_a_class(text: str) -> str:
    return text.replace("post: kam}", "post: kam, class: confidential}")


def test_what_now_leads_to_something_new_is_withheld_and_not_called_new(
    repository: HistoryRepository,
) -> None:
    organisation = "content/organisation.yaml"
    repository.commit({})
    repository.commit({PEOPLE: broken(with_a_class)})
    post = "posts:\n  - {id: sales-lead, name: Sales lead}\n"
    repository.commit(
        {
            organisation: lambda text: text.replace("posts:\n", post),
            PEOPLE: lambda _: base(PEOPLE).replace("post: kam", "post: sales-lead"),
        }
    )
    for pair in (("s0", "s2"), ("s2", "s0"), ("s0",)):
        output = repository.run("diff", *pair)
        assert "Sales lead" in output
        assert "withheld" in output
        assert "Acme" not in output
        assert "Our people" not in output
    assert "Sales lead" in repository.run("diff", "s0", "s2", "--edition", "leadership")


def test_an_account_with_a_new_owner_is_withheld(repository: HistoryRepository) -> None:
    dee = "people:\n  - {id: dee, name: Dee Moor, function: sales}\n"
    repository.commit({})
    repository.commit({ACCOUNT: account("class: internal\n", SYNTAX)})
    repository.commit(
        {
            ACCOUNT: lambda _: base(ACCOUNT).replace("owner: ada", "owner: dee"),
            PEOPLE: lambda text: text.replace("people:\n", dee),
        }
    )
    for pair in (("s0", "s2"), ("s2", "s0"), ("s0",)):
        output = repository.run("diff", *pair)
        assert "Acme" not in output
        assert "withheld" in output


ZETA = "accounts/zeta/account.yaml"


def zeta(more: str = "", tier: str = "key") -> Callable[[str], str]:
    def text(_: str) -> str:
        own = base(ACCOUNT).replace("id: acme-pumps", "id: zeta").replace("Acme Pumps", "Zeta")
        own = re.sub(r"sections: .*\n", "", own).replace("tier: key", f"tier: {tier}")
        return own.replace("schema: account/1\n", f"schema: account/1\n{more}")

    return text


def test_what_has_errors_is_not_named_where_it_became_secret_since(
    repository: HistoryRepository,
) -> None:
    repository.commit({ZETA: zeta(tier="first")})
    repository.commit({ZETA: zeta()})
    assert "zeta" in repository.run("diff", "s0", "s1")
    repository.commit({ZETA: zeta("class: confidential\n")})
    for pair in (("s0", "s1"), ("s1", "s0"), ("s0",)):
        output = repository.run("diff", *pair, "--format", "json")
        assert "zeta" not in output
        assert '"subject": "account"' in output
    assert "zeta" in repository.run("diff", "s0", "s1", "--edition", "leadership")


def test_one_that_was_secret_in_between_and_has_another_id_is_the_same(
    repository: HistoryRepository,
) -> None:
    repository.commit({ZETA: zeta()})
    repository.commit({ZETA: zeta("class: confidential\n")})
    renamed = ZETA.replace("zeta", "yota")
    with_alias = "id: yota\naliases: [zeta]"
    repository.commit(
        {ZETA: removed, renamed: lambda _: zeta()("").replace("id: zeta", with_alias)}
    )
    output = repository.run("diff", "s0", "s2")
    assert "id zeta -> yota" in output
    assert "becomes free" not in output


def test_so_is_a_role_that_became_internal(repository: HistoryRepository) -> None:
    repository.commit({ROLE: broken(base_text(ROLE))})
    repository.commit({ROLE: base_text(ROLE)})
    assert "kam" in repository.run("diff", "s0", "s1", "--edition", "public", "--format", "json")
    repository.commit({ROLE: lambda text: text.replace("role/2\n", "role/2\nclass: internal\n")})
    assert "kam" not in repository.run(
        "diff", "s0", "s1", "--edition", "public", "--format", "json"
    )
    assert "kam" in repository.run("diff", "s0", "s1", "--format", "json")


def test_nor_is_the_file_of_a_note_that_has_errors(repository: HistoryRepository) -> None:
    repository.commit({NOTE: note("unknown: x\n")})
    repository.commit({NOTE: note()})
    assert NOTE in repository.run("diff", "s0", "s1")
    repository.commit({NOTE: note("class: confidential\n")})
    for pair in (("s0", "s1"), ("s1", "s0"), ("s0",)):
        output = repository.run("diff", *pair)
        assert NOTE not in output
        assert "account acme-pumps" in output
    assert NOTE in repository.run("diff", "s0", "s1", "--edition", "leadership")


def test_what_is_broken_in_both_and_holds_a_backslash_is_named(
    repository: HistoryRepository,
) -> None:
    repository.commit({STRATEGY: broken(open_risk, f'y: "C:\\\\temp"\n{SYNTAX}')})
    repository.commit({STRATEGY: broken(open_risk, f'y: "C:\\\\tmp"\n{SYNTAX}')})
    assert f"{STRATEGY}, line" in repository.run("diff", "s0", "s1")
    repository.commit({STRATEGY: broken(open_risk, f'y: {{"cl\\x61ss": x}}\n{SYNTAX}')})
    assert STRATEGY not in repository.run("diff", "s0", "s2")


def test_what_lies_in_an_archive_is_reported_as_removed(repository: HistoryRepository) -> None:
    """A known limit, see ADR 0013."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("strategy.yaml", secret_risk(""))
    path = "accounts/acme-pumps/strategy.zip"
    repository.commit({STRATEGY: open_risk})
    repository.commit({path: lambda _: packed.getvalue()})
    repository.commit({STRATEGY: no_risk, path: removed})
    assert f"{WORD}” removed" in repository.run("diff", "s0", "s2")


def test_what_became_secret_while_all_lay_in_another_folder_is_reported_as_removed(
    repository: HistoryRepository,
) -> None:
    """A known limit, see ADR 0013."""
    repository.commit({STRATEGY: open_risk})
    repository.commit({STRATEGY: removed, f"handbook/{STRATEGY}": secret_risk})
    repository.commit({STRATEGY: no_risk, f"handbook/{STRATEGY}": removed})
    assert f"{WORD}” removed" in repository.run("diff", "s0", "s2")


def test_a_title_that_moves_to_another_note_as_the_first_becomes_secret_is_shown(
    repository: HistoryRepository,
) -> None:
    """A known limit, see ADR 0013."""
    other = NOTE.replace("gift", "another")
    repository.commit({NOTE: titled("he did it")})
    secret = titled("they did it", "class: confidential\n")
    repository.commit(
        {NOTE: secret, other: lambda _: titled("he did it")("").replace("bribed", "ill")}
    )
    assert "bribed" in repository.run("diff", "s0", "s1", "--format", "json")


CLOSED_NOTE = titled("she did it", "class: confidential\n")


@pytest.mark.parametrize("own", spread(["", "class: internal\n", "class: public\n"], 1))
def test_next_to_a_secret_note_changes_of_an_open_one_are_reported(
    own: str, repository: HistoryRepository
) -> None:
    other = NOTE.replace("gift", "another")
    repository.commit({NOTE: titled("he did it", own), other: CLOSED_NOTE})
    repository.commit({NOTE: lambda _: titled("he did it", own)("").replace("bribed", "praised")})
    output = repository.run("diff", "s0", "s1", "--format", "json")
    assert "praised" in output
    assert "withheld" not in output
    (at,) = [
        each
        for each in repository.other_outputs(Edition.TEAM)
        if "# Plan" in each and "bribed" in each
    ]
    assert "Why he did it" in at


def test_a_method_with_another_id_adds_no_rating_next_to_a_secret_one(
    repository: HistoryRepository,
) -> None:
    secret = score(OPEN_SCORE.replace("growth: {", "growth: {class: confidential, "))
    repository.commit({STRATEGY: secret})
    repository.commit({MATRIX: removed, GRID: grid, STRATEGY: lambda text: text.replace(*TO_GRID)})
    output = repository.run("diff", "s0", "s1", "--format", "json")
    assert "15 Sep 2026" not in output
    assert "withheld" not in output


def test_what_was_secret_in_between_under_another_id_of_its_method_is_not_new(
    repository: HistoryRepository,
) -> None:
    repository.commit({STRATEGY: base_text(STRATEGY)})
    repository.commit(
        {
            STRATEGY: lambda text: text.replace(
                "on: 2026-09-15\n    raters", "on: 2026-09-15\n    class: confidential\n    raters"
            )
        }
    )
    repository.commit(
        {MATRIX: removed, GRID: grid, STRATEGY: lambda _: base(STRATEGY).replace(*TO_GRID)}
    )
    assert "15 Sep 2026 added" not in repository.run("diff", "s0", "s2", "--format", "json")


def test_a_rating_of_another_day_next_to_a_secret_one_is_reported_as_added(
    repository: HistoryRepository,
) -> None:
    """A known limit, see ADR 0013."""
    repository.commit({STRATEGY: score(OPEN_SCORE)})
    repository.commit({STRATEGY: score(SECRET_SCORE, ANOTHER_DAY)})
    assert "16 Sep 2026" in repository.run("diff", "s0", "s1", "--format", "json")


def test_of_two_notes_of_one_title_the_open_one_is_not_called_removed(
    repository: HistoryRepository,
) -> None:
    other = NOTE.replace("gift", "why-he-did")
    repository.commit({NOTE: titled("he did it"), other: titled("he did it")})
    repository.commit({other: titled("he did it", "class: confidential\n")})
    repository.commit({other: removed})
    assert "Why he did it" not in repository.run("diff", "s0", "s2")
    assert "Nothing that this edition shows has changed" in repository.run("diff", "s0", "s2")
    assert other in repository.run("diff", "s0", "s2", "--edition", "leadership")


def test_what_is_open_again_is_shown_from_then_on(repository: HistoryRepository) -> None:
    commit_history(repository, ONE_COMMIT)
    assert WORD not in repository.run("diff", "s0", "s3")
    assert WORD not in repository.run("diff", "s0", "s2")
    assert WORD in repository.run("diff", "s2", "s3")


@pytest.mark.slow
@hidden
def test_no_other_output_discloses_it(history: History, repository: HistoryRepository) -> None:
    commit_history(repository, history)
    assert not [
        each
        for each in repository.diff_outputs(history.edition, "text", "markdown")
        if history.word in each
    ]
    assert not [each for each in repository.other_outputs(history.edition) if history.word in each]


@pytest.mark.slow
@pytest.mark.parametrize("history", spread(INSIDE_ENTRIES.values(), 1), ids=INSIDE_ENTRIES)
def test_what_is_inside_an_entry_that_words_name_is_in_no_output(
    history: History, repository: HistoryRepository
) -> None:
    commit_history(repository, history)
    assert not [
        each for each in repository.diff_outputs(history.edition, "json") if history.word in each
    ]
    assert not [each for each in repository.other_outputs(history.edition) if history.word in each]
    output = list(repository.other_outputs(Edition.LEADERSHIP))
    assert [each for each in output if history.word in each]


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "name",
    ["a syntax error", "the whole account", "a statement of a role", "a note of another title"],
)
def test_no_other_output_discloses_a_selection(name: str, repository: HistoryRepository) -> None:
    commit_history(repository, HIDDEN[name])
    assert not [
        each for each in repository.other_outputs(HIDDEN[name].edition) if HIDDEN[name].word in each
    ]


@pytest.mark.slow
def test_what_was_redacted_once_is_in_no_output(repository: HistoryRepository) -> None:
    redactions = "redactions: [{id: buyer, on: 2026-11-01, because: Asked}]\n"
    path = "content/redactions.yaml"
    for edits in (
        {STRATEGY: open_risk},
        {path: lambda _: f"schema: redactions/1\n{redactions}"},
        {path: removed},
        {STRATEGY: no_risk},
    ):
        repository.commit(edits)
    assert not [
        each for each in repository.diff_outputs(Edition.LEADERSHIP, "json") if WORD in each
    ]
    assert not [each for each in repository.other_outputs(Edition.LEADERSHIP) if WORD in each]


REDACTIONS = "schema: redactions/1\nredactions:\n  - {{id: {}, on: 2026-11-01, because: Asked}}\n"
REDACTED = {
    "an encrypted value": ("content/redactions.yaml", REDACTIONS.format("ENC[AES256_GCM,data:x]")),
    "an encrypted file": ("content/redactions.yaml", "$ANSIBLE_VAULT;1.1;AES256\n6162\n"),
    "armour": ("content/redactions.yaml", "-----BEGIN PGP MESSAGE-----\nhQEMA\n"),
    "a hidden file": ("content/.redactions.yaml", REDACTIONS.format("buyer")),
    "one letter less": ("content/redaction.yaml", REDACTIONS.format("buyer")),
    "a misspelt ending": ("content/redactions.ymal", REDACTIONS.format("buyer")),
    "another folder": ("accounts/redactions.yaml", REDACTIONS.format("buyer")),
    "capital letters": ("content/redactions.yaml", REDACTIONS.format("BUYER")),
    "look-alikes": ("content/redactions.yaml", REDACTIONS.format("buy\u0435r")),
    "a letter of another alphabet": ("content/redactions.yaml", REDACTIONS.format("bu\u0443er")),
    "two lines": ("content/redactions.yaml", REDACTIONS.format("bu\n    yer")),
}


@pytest.mark.parametrize(("path", "text"), REDACTED.values(), ids=REDACTED)
def test_redactions_that_cannot_be_read_redact(path: str, text: str) -> None:
    contents = {"s": b"id: buyer\n", "r": text.encode()}
    first: list[tuple[str | None, dict[str, str | None]]] = [(None, {STRATEGY: "s"})]
    second: list[tuple[str | None, dict[str, str | None]]] = [("a", {path: "r"})]
    graph = graph_of([("a", first), ("b", second)], contents)
    assert "buyer" in redacted(graph, graph.all, Definitions(), ["buyer", "other"])


def test_the_words_of_an_id_may_be_written_in_any_way() -> None:
    for written in ("Local-Units-Resist", "local_units_resist", "local\u2010units\n  resist"):
        text = f"x: [\n- id: {written}\n"
        commits = [("a", [(None, {"content/redactions.yaml": "r"})])]
        graph = graph_of(commits, {"r": text.encode()})
        ids = ["local-units-resist", "units-res"]
        assert redacted(graph, graph.all, Definitions(), ids) >= {ids[0]}


@pytest.mark.parametrize("style", ["text", "markdown"])
def test_the_number_of_withheld_lines_is_reported(
    style: str, repository: HistoryRepository
) -> None:
    commit_history(repository, WITHHELD["a syntax error"])
    output = repository.run("diff", "s0", "s2", "--format", style)
    assert "1 line is withheld, as later states do not say who may see what was there." in output
    assert "Nothing that this edition shows has changed" not in output


@pytest.mark.parametrize("history", OPEN.values(), ids=OPEN)
def test_what_nothing_made_secret_is_reported(
    history: History, repository: HistoryRepository
) -> None:
    commit_history(repository, history)
    output = repository.run("diff", "s0", f"s{repository.count - 1}")
    assert "“Their buyer is bribed” removed" in output
    assert "withheld" not in output


@pytest.mark.parametrize("kind", sorted(kind.name for kind in KINDS.values() if kind.place))
def test_a_class_at_what_can_have_none_may_be_that_of_the_whole(kind: str) -> None:
    kept = {}
    for key in names_by_key(KINDS[kind].model):
        text = f"schema: {kind}/{KINDS[kind].version}\n{key}: {{x: y, class: confidential}}\n"
        kept[key] = load_part(kind, [SourceFile(KINDS[kind].main_file("some"), text.encode())])
    assert not {"class", "id", "aliases", "sections", "version"} & {
        key for key, part in kept.items() if part.fields
    }
    assert all(part.closed for part in kept.values())
