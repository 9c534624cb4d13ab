"""Several processes make what one makes: the same bytes, the same messages, the same errors."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor
from itertools import islice
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from generator.findings.classification import Edition
from generator.pages.kit.checklists import Checklist, ChecklistEntry
from generator.pages.kit.page import Page
from generator.pipeline import jobs as processes
from generator.pipeline.jobs import spread
from generator.site import plugin, search_index
from generator.site.conversion import ConvertedPage
from generator.site.errors import SiteError
from generator.site.frames import Frames
from generator.site.generated_page import GeneratedPage
from generator.site.publish import build_site
from tests.conftest import PORTFOLIO
from tests.site import samples
from tests.site.conftest import Assemble, make_repository, tree, use

HERE = os.getpid()

pytestmark = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin",
    reason="without forks all work is done in one process",
)


# Any work --------------------------------------------------------------------------------------
def squared(number: int) -> int:
    return number**2


@pytest.mark.few(3)
@pytest.mark.parametrize("jobs", [1, 2, 3, 50])
@pytest.mark.parametrize("count", [0, 1, 2, 7, 40])
def test_results_come_in_order(jobs: int, count: int) -> None:
    assert list(spread(squared, range(count), jobs)) == [squared(each) for each in range(count)]


def test_work_is_done_in_as_many_processes_as_are_worth_it() -> None:
    def where(_: int) -> int:
        if os.getpid() != HERE:
            time.sleep(0.1)  # so that no process does all of it
        return os.getpid()

    found = set(spread(where, range(20), 3, fewest=10))
    assert len(found) == 2
    assert HERE not in found
    assert set(spread(where, range(19), 3, fewest=10)) == {HERE}
    assert set(spread(where, range(4), 1)) == {HERE}


def test_few_results_wait_for_whoever_takes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[slice] = []
    submitted = processes._submitted

    def noted(executor: Executor, part: slice) -> object:
        parts.append(part)
        return submitted(executor, part)

    monkeypatch.setattr(processes, "_submitted", noted)
    for taken, number in enumerate(spread(squared, range(1000), 2)):
        assert number == squared(taken)
        assert sum(part.stop - part.start for part in parts) < taken + 400
    assert len(parts) > 1000 / 64


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_comes_after_what_went_well(jobs: int) -> None:
    def work(number: int) -> float:
        return 1 / (number - 30)

    found: list[float] = []
    with pytest.raises(ZeroDivisionError) as raised:
        found.extend(spread(work, range(40), jobs))
    assert raised.traceback[-1].name == "work"
    results = spread(work, range(40), jobs)
    assert list(islice(results, 25)) == [work(each) for each in range(25)]
    del results  # what is raised holds on to it, and it to its processes


def test_what_a_killed_process_leaves_is_done_here() -> None:
    def work(number: int) -> int:
        if number == 13 and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(spread(work, range(40), 2)) == list(range(40))


def test_what_cannot_be_sent_back_is_made_here() -> None:
    def work(number: int) -> Callable[[], int]:
        return lambda: number

    made = list(spread(work, range(8), 2))
    assert [each() for each in made] == list(range(8))


def test_no_process_is_left() -> None:
    assert next(spread(squared, range(40), 2)) == 0
    list(spread(squared, range(40), 2))
    results = spread(squared, range(40), 2)
    assert len([next(results) for _ in range(40)]) == 40  # and nobody asks for another
    assert not multiprocessing.active_children()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    program = (
        "import os, sys, time\nfrom pathlib import Path\n"
        "from generator.pipeline.jobs import spread\n"
        "def work(_):\n"
        "    Path(sys.argv[1], str(os.getpid())).touch()\n    time.sleep(60)\n"
        "list(spread(work, range(2), 2))\n"
    )
    started = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)])
    _until(lambda: len(list(tmp_path.iterdir())) == 2)
    started.kill()
    started.wait()
    processes = [Path("/proc", path.name, "stat") for path in tmp_path.iterdir()]
    _until(lambda: not any(map(_runs, processes)))


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError


def _runs(stat: Path) -> bool:
    try:
        return ") Z " not in stat.read_text(encoding="utf-8")
    except OSError:
        return False


# Sites -----------------------------------------------------------------------------------------
@pytest.fixture
def converted_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages converted in this process; a stand-in for Pagefind, which is tried elsewhere."""
    found: list[str] = []
    convert = GeneratedPage.convert

    def counted(page: GeneratedPage, config: MkDocsConfig, files: Files) -> ConvertedPage:
        found.append(page.url)
        return convert(page, config, files)

    monkeypatch.setattr(GeneratedPage, "convert", counted)
    monkeypatch.setattr(
        search_index, "_indexed", lambda records: {"index/1": repr(records).encode()}
    )
    return found


def many(*more: Page) -> Assemble:
    """So many pages that two processes are worth it."""
    made = tuple(
        Page(f"accounts/a{n}/index.md", f"A {n}", f"# A {n}\n\nWords.\n", section="accounts")
        for n in range(80)
    )
    return lambda *_, **__: samples.assembled((*samples.pages(), *made, *more))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use(monkeypatch, many())
    return make_repository(tmp_path / "repository")


@pytest.mark.slow
def test_two_jobs_make_the_same_site(converted_here: list[str], tmp_path: Path) -> None:
    sites = []
    for jobs in (1, 2):
        converted_here.clear()
        build_site(PORTFOLIO, tmp_path / "site", Edition.LEADERSHIP, samples.AS_OF, jobs=jobs)
        sites.append(tree(tmp_path / "site"))
        assert bool(converted_here) == (jobs == 1)
    assert sites[1] == sites[0]


def test_an_edit_starts_no_process(
    converted_here: list[str], repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    build_site(repository, repository / "site", Edition.TEAM, samples.AS_OF, jobs=8)
    assert len(converted_here) == len(samples.pages())


@pytest.mark.usefixtures("converted_here")
def test_warnings_come_in_the_same_order_and_words(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "content/pages/broken.md").write_text("# Broken\n\n[x](nowhere.md)\n")
    links = "[a](../../absent.md), [b](#nothing), [c](../norvane/index.md#no), [d](/top), [e](x/)\n"
    broken = (
        Page(f"accounts/b{n}/index.md", f"B {n}", f"# B {n}\n\n{links}", section="accounts")
        for n in range(5)
    )
    use(monkeypatch, many(*broken))
    messages = []
    for jobs in (1, 2, 3):
        with pytest.raises(SiteError) as raised:
            build_site(repository, repository / "site", Edition.TEAM, samples.AS_OF, jobs=jobs)
        messages.append(raised.value.messages)
    assert len(messages[0]) == 1 + 5 * 5
    assert "broken.md" in messages[0][0]
    assert "'accounts/b0/index.md' contains a link '../../absent.md'" in messages[0][1]
    assert messages[1] == messages[0] == messages[2]


@pytest.mark.usefixtures("converted_here")
def test_an_exception_is_that_of_the_page(
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = ChecklistEntry("x", "absent", "X", "Tasks", "1", "f")
    checklist = Checklist("role", "x", "X", "1", (entry,), ())
    use(
        monkeypatch,
        many(Page("roles/x.md", "X", "# X\n", section="roles", checklist=checklist)),
    )
    said = []
    for jobs in (1, 2):
        with pytest.raises(ValueError, match="the checklist speaks of `absent`") as raised:
            build_site(repository, repository / "site", Edition.TEAM, samples.AS_OF, jobs=jobs)
        said.append((str(raised.value), raised.traceback[-1].name))
    assert said[0] == said[1]
    assert not multiprocessing.active_children()


def test_a_killed_process_costs_time_only(
    converted_here: list[str],
    repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build_site(repository, tmp_path / "one", Edition.TEAM, samples.AS_OF)
    convert = GeneratedPage.convert

    def killed(page: GeneratedPage, config: MkDocsConfig, files: Files) -> ConvertedPage:
        if os.getpid() != HERE and page.url == "accounts/a40/":
            os.kill(os.getpid(), signal.SIGKILL)
        return convert(page, config, files)

    monkeypatch.setattr(GeneratedPage, "convert", killed)
    converted_here.clear()
    build_site(repository, tmp_path / "two", Edition.TEAM, samples.AS_OF, jobs=2)
    assert "accounts/a40/" in converted_here
    assert tree(tmp_path / "two") == tree(tmp_path / "one")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_search_that_cannot_be_made_ends_the_build(
    jobs: int, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> search_index.IndexFiles:
        raise search_index.SearchError("the search cannot be made: it is tried here")

    monkeypatch.setattr(search_index, "_indexed", fails)
    with pytest.raises(SiteError, match="the search cannot be made"):
        build_site(repository, repository / "site", Edition.TEAM, samples.AS_OF, jobs=jobs)
    assert not (repository / "site").exists()


def test_a_build_that_fails_leaves_nothing_at_work(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> str:
        raise PluginError("a page cannot be made")

    monkeypatch.setattr(plugin, "_FEWEST", 1)
    monkeypatch.setattr(Frames, "filled", fails)
    with pytest.raises(SiteError, match="a page cannot be made"):
        build_site(repository, repository / "site", Edition.TEAM, samples.AS_OF, jobs=2)
    assert not multiprocessing.active_children()
    assert sorted(path.name for path in repository.iterdir()) == ["content", "mkdocs.yml"]
