"""A scenario: the small repository `_base` without findings, a change to it, its findings."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.cli.app import run

HERE = Path(__file__).resolve().parent
BASE = HERE / "_base"
AS_OF = date(2026, 11, 2)
EXPECTED, SILENT = "expected.txt", "silent.txt"
DELETE, EDITS, DAY = "delete.txt", "edits.yaml", "as_of.txt"


@dataclass(frozen=True)
class Scenario:
    """One folder `<area>/<nn-name>`; its files lie over those of the base."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.relative_to(HERE).as_posix()

    @property
    def expected(self) -> list[str]:
        return self._text(EXPECTED).splitlines()

    @property
    def silent(self) -> set[str]:
        """Rules that seem to be broken but must stay silent."""
        return set(self._text(SILENT).splitlines())

    @property
    def as_of(self) -> date:
        given = self._text(DAY).strip()
        return date.fromisoformat(given) if given else AS_OF

    @property
    def rules(self) -> set[str]:
        """Rules it expects a finding of."""
        return rules_of(self.expected)

    @property
    def own(self) -> set[str]:
        """The rules it is about; it ignores others."""
        return self.rules | self.silent

    def findings_of_its_own(self, lines: list[str]) -> list[str]:
        return [line for line in lines if rules_of([line]) <= self.own]

    def expect(self, lines: list[str]) -> None:
        """Write what its rules find; with none named yet, everything, for its author to choose."""
        lines = self.findings_of_its_own(lines) if self.own else lines
        text = "".join(f"{line}\n" for line in lines if not rules_of([line]) <= self.silent)
        file = self.folder / EXPECTED
        if text or file.exists():
            file.write_text(text, encoding="utf-8", newline="\n")

    def lay_out(self, target: Path) -> Path:
        """The repository of this scenario, below `target`."""
        copy_of(BASE, target)
        for path in self._text(DELETE).splitlines():
            removed = target / path
            shutil.rmtree(removed) if removed.is_dir() else removed.unlink()
        for file in sorted(self.folder.rglob("*")):
            if file.is_file() and file.name not in (EXPECTED, SILENT, DELETE, EDITS, DAY):
                place = target / file.relative_to(self.folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, place)
        for edit in yaml.load(self._text(EDITS), yaml.CSafeLoader) or ():
            replace(target / edit["file"], edit["find"], edit["replace"])
        return target

    def _text(self, name: str) -> str:
        file = self.folder / name
        return file.read_text(encoding="utf-8") if file.exists() else ""


def copy_of(repository: Path, target: Path) -> Path:
    """The definitions of a repository, below `target`."""
    for folder in ("accounts", "content"):
        shutil.copytree(repository / folder, target / folder)
    return target


def output_folder(target: Path, kind: str) -> Path:
    """A folder that looks as if the generator had written it before: `site` or `markdown`."""
    target.mkdir(parents=True)
    (target / "index.md").write_text("the old page\n", encoding="utf-8")
    stamp = {"generator": "account-playbook", "kind": kind}
    (target / ".playbook-site.json").write_text(json.dumps(stamp), encoding="utf-8")
    return target


def replace(file: Path, find: str, new: str) -> None:
    """Replace `find`, which stands in the file exactly once, with `new`."""
    text = file.read_bytes().decode("utf-8")
    assert text.count(find) == 1, f"{find!r} stands {text.count(find)} times in {file}"
    file.write_bytes(text.replace(find, new).encode("utf-8"))


def all_scenarios() -> list[Scenario]:
    files = (file for name in (EXPECTED, SILENT) for file in HERE.glob(f"*/*/{name}"))
    return [Scenario(folder) for folder in sorted({file.parent for file in files})]


def rules_of(lines: Iterable[str]) -> set[str]:
    return {line.split(" ", 2)[1] for line in lines}


def found_in(
    root: Path, capsys: pytest.CaptureFixture[str], day: date = AS_OF, *options: str
) -> tuple[int, list[str]]:
    """Exit code of `playbook check`, and each finding as `path:line:column rule message`."""
    arguments = ["check", "--root", str(root), "--as-of", day.isoformat(), "--format", "json"]
    code = run([*arguments, "--edition", "leadership", *options])
    printed = capsys.readouterr()
    assert not printed.err
    return code, [_line(row) for row in json.loads(printed.out)["findings"]]


def _line(row: dict[str, object]) -> str:
    where = str(row["path"])
    if row["line"]:
        where += f":{row['line']}:{row['column']}"
    return f"{where} {row['rule']} {row['message']}"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
