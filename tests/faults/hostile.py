"""Files that nobody would write and Git could not store everywhere, and their findings.

Each case changes the silent repository of `tests/scenarios/_base`; the expected lines are those of
a scenario's `expected.txt`.
"""

import codecs
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.scenarios.scenario import BASE, replace

ACME = "accounts/acme-pumps"
ACCOUNT = f"{ACME}/account.yaml"
STRATEGY = f"{ACME}/strategy.yaml"
GLOSSARY = "content/glossary.yaml"
DEPTH, MEGABYTE = 1000, 1024 * 1024


@dataclass(frozen=True)
class Case:
    """A change to a repository, and the findings it leads to: none when it is to be accepted."""

    name: str
    change: Callable[[Path], None]
    expected: tuple[str, ...] = ()

    @property
    def rules(self) -> set[str]:
        return {line.split(" ", 2)[1] for line in self.expected}


def _write(path: str, data: bytes | str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)

    return change


def _recode(path: str, recode: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return lambda root: _write(path, recode((root / path).read_bytes()))(root)


def _edit(path: str, find: str, new: str) -> Callable[[Path], None]:
    return lambda root: replace(root / path, find, new)


def _outside(root: Path) -> Path:
    """A folder next to the repository whose definitions must not be read."""
    folder = root.parent / "outside"
    folder.mkdir(exist_ok=True)
    (folder / "account.yaml").write_text("schema: account/1\nid: outside\n", encoding="utf-8")
    return folder


def _file_leads_out(root: Path) -> None:
    (root / STRATEGY).unlink()
    (root / STRATEGY).symlink_to(_outside(root) / "account.yaml")


def _folder_leads_out(root: Path) -> None:
    (root / "accounts/outside").symlink_to(_outside(root), target_is_directory=True)


def _top_leads_out(root: Path) -> None:
    (root / "accounts").rename(root.parent / "real-accounts")
    (root / "accounts").symlink_to(root.parent / "real-accounts", target_is_directory=True)


def _page_leads_out(root: Path) -> None:
    (root / "content/pages/secret.md").symlink_to(_outside(root) / "account.yaml")
    (root / "content/pages/files").symlink_to(_outside(root), target_is_directory=True)


def _link_to_itself(root: Path) -> None:
    (root / ACME / "team.yaml").symlink_to("team.yaml")


def _pipe(root: Path) -> None:
    os.mkfifo(root / ACME / "team.yaml")


def _cases_differ(root: Path) -> None:
    _write(f"{ACME}/Strategy.yaml", "schema: account/1\n")(root)
    _write("content/roles/KAM.yaml", (root / "content/roles/kam.yaml").read_bytes())(root)


def _name_is_not_utf8(root: Path) -> None:
    Path(os.fsdecode(os.fsencode(root / "content/roles") + b"/caf\xe9.yaml")).write_bytes(
        (root / "content/roles/kam.yaml").read_bytes()
    )


def _block_of_depth(depth: int) -> str:
    return "".join(f"{'  ' * level}a:\n" for level in range(depth)) + "  " * depth + "b"


DRAFT = """schema: account/1
id: con
name: Con
version: 1
status: draft
owner: ben
review: {last: 2026-10-01, every: 6 months}
tier: standard
sector: paper
structure: single
currency: EUR
changes:
  - {version: 1, on: 2026-10-01, what: [First plan.]}
"""
ROLE = (BASE / "content/roles/kam.yaml").read_bytes()
DEEP = f"schema: glossary/2\nterms: {'[' * DEPTH}{']' * DEPTH}\n"
TOO_DEEP = "too-deep Lists and mappings are nested too deeply; reading stops here."
TAG = "yaml-tag `!` at the beginning of a value is read as a tag."
DIGITS = "9" * 5000
SHOWN = "9" * 37 + "..."
NO_SURROGATE = "control-character No character has this code."

CASES = (
    Case("byte order mark", _recode(ACCOUNT, lambda data: codecs.BOM_UTF8 + data)),
    Case("carriage returns", _recode(STRATEGY, lambda data: data.replace(b"\n", b"\r\n"))),
    Case(
        "Latin-1",
        _recode(ACCOUNT, lambda data: data.replace(b"Acme Pumps", "Acme Pümps".encode("latin-1"))),
        (f"{ACCOUNT}:3:13 not-utf8 The byte FC (hexadecimal) is not UTF-8 text.",),
    ),
    Case(
        "UTF-16",
        _recode(ACCOUNT, lambda data: data.decode().encode("utf-16")),
        (f"{ACCOUNT} not-utf8 The file is saved as UTF-16; definitions are read as UTF-8.",),
    ),
    Case(
        "a lone surrogate in bytes",
        _recode(ACCOUNT, lambda data: data.replace(b"Acme Pumps", b"Acme \xed\xa0\x80")),
        (f"{ACCOUNT}:3:12 not-utf8 The byte ED (hexadecimal) is not UTF-8 text.",),
    ),
    Case(
        "a lone surrogate as a code",
        _edit(ACCOUNT, "name: Acme Pumps", 'name: "Acme \\ud800"'),
        (f"{ACCOUNT}:3:13 {NO_SURROGATE}",),
    ),
    Case(
        "control characters",
        _edit(ACCOUNT, "name: Acme Pumps", "name: Acme\0 \x1b[31mPumps\u202e"),
        (
            f"{ACCOUNT}:3:11 control-character There is an invisible character here (U+0000, "
            "control character).",
            f"{ACCOUNT}:3:13 control-character There is an invisible character here (U+001B, "
            "control character).",
            f"{ACCOUNT}:3:23 control-character There is an invisible character here (U+202E, "
            "right-to-left override).",
        ),
    ),
    Case(
        "10 MB",
        _write(GLOSSARY, b"schema: glossary/2\n" + b"# a comment\n" * (10 * MEGABYTE // 12)),
        (f"{GLOSSARY} file-too-large The file has more than 1,024 KiB; no more are read.",),
    ),
    Case(
        "10 MB in a note",
        _write(f"{ACME}/notes/why.md", b"---\nschema: note/1\ntitle: T\n---\n" + b"x" * 10**7),
        (
            f"{ACME}/notes/why.md:5:1 text-too-long This text has 1,048,545 characters; 20,000 are "
            "allowed.",
        ),
    ),
    Case(
        "1,000 deep in brackets",
        _write(GLOSSARY, DEEP),
        (f"{GLOSSARY}:2:27 {TOO_DEEP}",),
    ),
    Case(
        "1,000 deep by indentation",
        _write(GLOSSARY, _block_of_depth(DEPTH)),
        (f"{GLOSSARY}:21:41 {TOO_DEEP}",),
    ),
    Case(
        "more entries than anybody writes",
        _write(GLOSSARY, f"schema: glossary/2\nterms: [{'a, ' * 100_000}]\n"),
        (
            f"{GLOSSARY}:2:299994 too-many-nodes The file holds more entries than a definition "
            "file may hold; reading stops here.",
        ),
    ),
    Case(
        "more problems than one report holds",
        _write(GLOSSARY, "schema: glossary/2\nterms:\n" + "- !term a\n" * 150),
        (
            *(f"{GLOSSARY}:{line}:3 {TAG}" for line in range(3, 103)),
            f"{GLOSSARY}:103:3 too-many-problems The file has more problems than one report "
            "holds; reading stops here.",
        ),
    ),
    Case(
        "one endless text",
        _edit(ACCOUNT, "sector: industrial", f"sector: {'x' * 20_001}"),
        (f"{ACCOUNT}:10:9 text-too-long This text has 20,001 characters; 20,000 are allowed.",),
    ),
    Case(
        "5,000 digits",
        _edit(ACCOUNT, "version: 1\nstatus", f"version: {DIGITS}\nstatus"),
        (f"{ACCOUNT}:4:10 bad-value `{SHOWN}` is not a whole number; write it like `12`",),
    ),
    Case(
        "5,000 digits in a score and an amount",
        lambda root: (
            _edit(STRATEGY, "volume: {score: 8", f"volume: {{score: {DIGITS}")(root),
            _edit(f"{ACME}/economics.yaml", "ours: 1 m", f"ours: {DIGITS}")(root),
        )[0],
        (
            f"{ACME}/economics.yaml:2:52 bad-value `{SHOWN}` is not an amount; write it like "
            "`6.3 m`. The currency is not written here: it stands once, under `currency`",
            f"{STRATEGY}:14:25 bad-value `{SHOWN}` is not a whole number; write it like `7`",
        ),
    ),
    Case(
        "digits of another script",
        _edit(STRATEGY, "volume: {score: 8", "volume: {score: ٨"),
        (f"{STRATEGY}:14:25 bad-value `٨` is not a whole number; write it like `7`",),
    ),
    Case(
        "a file that leads out",
        _file_leads_out,
        (
            f"{ACCOUNT}:13:12 missing-section-file `strategy.yaml` does not exist in this folder.",
            f"{STRATEGY} symlink this file is a link",
        ),
    ),
    Case(
        "a folder that leads out",
        _folder_leads_out,
        ("accounts/outside symlink this folder is a link",),
    ),
    Case("all accounts lead out", _top_leads_out, ("accounts symlink `accounts` is a link",)),
    Case(
        "hand-written pages that lead out",
        _page_leads_out,
        (
            "content/pages/files symlink this folder is a link",
            "content/pages/secret.md symlink this file is a link",
        ),
    ),
    Case("a link to itself", _link_to_itself, (f"{ACME}/team.yaml symlink this file is a link",)),
    Case("a pipe", _pipe, (f"{ACME}/team.yaml not-a-file this is not a regular file",)),
    Case(
        "names that differ only in case",
        _cases_differ,
        (
            f"{STRATEGY} case-collision `strategy.yaml` and `Strategy.yaml` differ only in case",
            "content/roles/KAM.yaml bad-name `KAM` cannot be an id",
            "content/roles/kam.yaml case-collision `kam.yaml` and `KAM.yaml` differ only in case",
        ),
    ),
    Case(
        "a name that is not UTF-8",
        _name_is_not_utf8,
        ("content/roles/caf?.yaml bad-name `caf?` cannot be an id",),
    ),
    Case(
        "a name with a line break",
        _write("content/roles/a\nb\x1b[31m.yaml", ROLE),
        ("content/roles/a\ufffdb\ufffd[31m.yaml bad-name `a\ufffdb\ufffd[31m` cannot be an id",),
    ),
    Case(
        "a name that is too long",
        _write(f"content/roles/{'a' * 65}.yaml", ROLE),
        (f"content/roles/{'a' * 65}.yaml bad-name `{'a' * 65}` cannot be an id",),
    ),
    Case(
        "a device of another system",
        _write("accounts/con/account.yaml", DRAFT),
        ("accounts/con reserved-id `con` is reserved",),
    ),
    Case(
        "an account written in capitals",
        _write("accounts/beta-mills/Account.YAML", "schema: account/1\n"),
        (
            "accounts/beta-mills missing-account-file this folder has no `account.yaml`",
            "accounts/beta-mills/Account.YAML stray-file no definition is read from this place",
        ),
    ),
    Case(
        "an account that is no definition",
        _write("accounts/beta-mills/plan.docx", b"PK\x03\x04"),
        ("accounts/beta-mills missing-account-file this folder has no `account.yaml`",),
    ),
)
