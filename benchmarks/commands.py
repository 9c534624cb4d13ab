"""Measures what people wait for, side by side: ``python benchmarks/commands.py --help``.

Whole processes on one made-up portfolio: our commands from nothing, after an edit and after none,
and beside them Hugo and Material as it comes on the Markdown that we render, if they are there.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.measure import AS_OF
from benchmarks.portfolio import write_portfolio

ROUNDS = 3

_EVIDENCE = re.compile(r"^( +evidence: )(?=\w)", re.MULTILINE)
"""Where an edit writes: how a post of the customer is known. Two pages of the account show it."""

_PORT = 8907

_HUGO = {
    "hugo.toml": 'baseURL = "/"\ntitle = "Measured"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
    "[markup.goldmark.renderer]\nunsafe = true\n",
    "layouts/_default/baseof.html": '<!doctype html><html lang="en"><title>{{ .Title }}</title>'
    '<body><main data-pagefind-body>{{ block "main" . }}{{ end }}</main></body></html>',
    **dict.fromkeys(
        ("layouts/_default/single.html", "layouts/_default/list.html"),
        '{{ define "main" }}{{ .TableOfContents }}{{ .Content }}{{ end }}',
    ),
}

_WITHOUT_SEARCH = """\
import sys
from generator.site import search_index
search_index._indexed = lambda records: {}
from generator.cli import main
sys.exit(main())
"""
"""Our program with an index of nothing, as Hugo makes none."""

_MATERIAL = "site_name: Measured\ndocs_dir: {docs}\ntheme: material\nplugins: [search]\n"


@dataclass
class Row:
    """One line of the table: what is run, and before each time of it what is done, unmeasured.

    ``processor``, ``elapsed``: seconds of each round; ``memory``: peak of any of its processes in
    MiB.
    """

    label: str
    commands: Sequence[Sequence[str]]
    before: Callable[[], object] = lambda: None
    processor: list[float] = field(default_factory=list)
    elapsed: list[float] = field(default_factory=list)
    memory: float = 0.0

    def run(self) -> None:
        """One round. Raises RuntimeError if a command fails."""
        self.before()
        used, start = 0.0, time.perf_counter()
        for command in self.commands:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603
            said = process.stderr.read() if process.stderr else b""
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                raise RuntimeError(f"{' '.join(command)}: {said.decode(errors='replace')[-400:]}")
            used += usage.ru_utime + usage.ru_stime
            self.memory = max(self.memory, usage.ru_maxrss / 1024)
        self.processor.append(used)
        self.elapsed.append(time.perf_counter() - start)


class Repository:
    """A made-up portfolio, and what is done to it."""

    def __init__(self, folder: Path, size: int, seed: str) -> None:
        self.root = folder / "repository"
        write_portfolio(size, seed, self.root)
        files = sorted(self.root.glob("accounts/*/stakeholders.yaml"))
        texts = {file: file.read_text(encoding="utf-8") for file in files}
        self.file = next(file for file, text in texts.items() if _EVIDENCE.search(text))
        self.page = f"accounts/{self.file.parent.name}/team/"
        self._text = texts[self.file]
        self._edits = 0

    def edit(self) -> str:
        """Change what one account says of a post; returns the new word."""
        self._edits += 1
        word = f"Edit{self._edits}"
        text = _EVIDENCE.sub(rf"\g<1>{word}. ", self._text, count=1)
        self.file.write_text(text, encoding="utf-8")
        return word

    def playbook(self, *arguments: str) -> list[str]:
        """A command of ours in this repository."""
        verb, *more = arguments
        date = ("--as-of", AS_OF.isoformat())
        own = (sys.executable, "-m", "generator", verb, "--root", str(self.root), *date)
        return [*own, *more]


def rows(ours: Repository, folder: Path) -> Iterator[Row]:
    """What is measured, in the order in which each round runs it."""
    yield Row("build, no cache", [ours.playbook("build", "--no-cache")])
    program, *_, verb, at, root, on, day = ours.playbook("build")
    bare = [program, "-c", _WITHOUT_SEARCH, verb, at, root, on, day, "--no-cache"]
    yield Row("the same without the search", [bare])
    yield Row(
        "the same as the first, --jobs 1", [ours.playbook("build", "--no-cache", "--jobs", "1")]
    )
    kept = ours.playbook("build")
    yield Row("build, one account edited", [kept], ours.edit)
    yield Row("build, nothing changed", [kept])
    checked = ours.playbook("check")
    yield Row("check, no cache", [[*checked, "--no-cache"]])
    yield Row("check, nothing changed", [checked], lambda: Row("", [checked]).run())
    markdown = folder / "markdown"
    subprocess.run(ours.playbook("render", str(markdown)), check=True, capture_output=True)  # noqa: S603
    if hugo := shutil.which("hugo"):
        _for_hugo(markdown, folder / "hugo")
        build = [hugo, "--source", str(folder / "hugo"), "--cleanDestinationDir"]
        yield Row("Hugo", [build])
        index = [sys.executable, "-m", "pagefind", "--site", str(folder / "hugo/public")]
        yield Row("Hugo, and Pagefind over it", [build, index])
    settings = folder / "mkdocs.yml"
    settings.write_text(_MATERIAL.format(docs=markdown), encoding="utf-8")
    site = str(folder / "material")
    material = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings), "-d", site]
    yield Row("Material as it comes", [material])


def _for_hugo(markdown: Path, folder: Path) -> None:
    """Lay out the pages for Hugo, to which `index.md` says that a folder holds one page."""
    shutil.copytree(markdown, folder / "content")
    for page in list((folder / "content").rglob("index.md")):
        page.rename(page.with_name("_index.md"))
    for path, text in _HUGO.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def table(found: Sequence[Row]) -> str:
    """The medians, as Markdown."""
    lines = ["| | processor s | elapsed s | memory MiB |", "| --- | ---: | ---: | ---: |"]
    for row in found:
        seconds = " | ".join(f"{median(each):.2f}" for each in (row.processor, row.elapsed))
        lines.append(f"| {row.label} | {seconds} | {row.memory:.0f} |")
    return "\n".join(lines)


# While somebody writes --------------------------------------------------------------------------
def served(ours: Repository, edits: int) -> str:
    """How long ``playbook serve`` takes to start, and from an edit to the page that shows it."""
    address = f"127.0.0.1:{_PORT}"
    start = time.perf_counter()
    with _running([*ours.playbook("serve"), "--address", address]) as used:
        _wait_for("", f"http://{address}/")
        begun, after, seconds = time.perf_counter() - start, used(), []
        for _ in range(edits):
            time.sleep(2)
            saved = time.perf_counter()
            _wait_for(ours.edit(), f"http://{address}/{ours.page}")
            seconds.append(time.perf_counter() - saved)
        return (
            f"`playbook serve`: {begun:.1f} s until the first page; from saving to the page "
            f"{median(seconds):.2f} s elapsed (median of {edits}, {min(seconds):.2f} to "
            f"{max(seconds):.2f}), {(used() - after) / edits:.2f} s of processor time"
        )


@contextmanager
def _running(command: Sequence[str]) -> Iterator[Callable[[], float]]:
    """A process, ended behind; yields a function that gives its processor seconds."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603

    def used() -> float:
        times = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        user, system = times.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    try:
        yield used
    finally:
        process.terminate()
        process.wait()


def _wait_for(word: str, address: str) -> None:
    while True:
        try:
            with urlopen(address) as answer:  # noqa: S310 - our own server
                if word in answer.read().decode():
                    return
        except (URLError, ConnectionError):
            pass
        time.sleep(0.02)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure our commands, and others beside them.")
    parser.add_argument("--accounts", type=int, default=100, metavar="N")
    parser.add_argument("--seed", default="1", help="another seed gives other accounts")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="medians of these")
    parser.add_argument("--serve", action="store_true", help="measure `playbook serve` only")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="playbook-bench-") as name:
        ours = Repository(Path(name), options.accounts, options.seed)
        print(f"{options.accounts} made-up accounts, seed {options.seed}\n")
        if options.serve:
            print(served(ours, 5))
            return
        subprocess.run(ours.playbook("build"), check=True, capture_output=True)  # noqa: S603
        found = list(rows(ours, Path(name)))
        for _ in range(options.rounds):
            for row in found:
                print(row.label, "...", file=sys.stderr, flush=True)
                row.run()
        print(table(found))


if __name__ == "__main__":
    main()
