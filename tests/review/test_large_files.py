"""A file that is too large is never fetched from Git: not for a comparison, a page or a site.

Such a file is an object here whose beginning names its size, and of which nothing follows: whoever
fetches it fails.
"""

import zlib
from hashlib import sha1
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.findings.classification import Edition
from generator.findings.errors import UsageError
from generator.git.log import read_log
from generator.git.revision import read_revision
from generator.git.snapshot import files_of
from generator.pipeline.assemble import assemble
from generator.reading.files import SourceFile
from generator.reading.source import MAX_BYTES
from tests.review.history import committed, git
from tests.scenarios.scenario import AS_OF, BASE, copy_of

ACCOUNT, PICTURE = "accounts/acme-pumps/big.yaml", "content/pages/big.png"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid state; a file of 600 MiB is added; another one; a valid state again."""
    root = committed(copy_of(BASE, tmp_path_factory.mktemp("large") / "repository"))
    beginning = f"blob {600 * 1024 * 1024}\0".encode()
    name = sha1(beginning, usedforsecurity=False).hexdigest()
    file = root / ".git/objects" / name[:2] / name[2:]
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(zlib.compress(beginning + bytes(64)))
    for path, number in ((ACCOUNT, 1), (PICTURE, 2)):
        git(root, "update-index", "--add", "--cacheinfo", f"100644,{name},{path}")
        git(root, "commit", "--quiet", "--message", f"Large {number}")
    git(root, "read-tree", "HEAD~2")
    git(root, "commit", "--quiet", "--message", "Back")
    return root


def test_as_much_stands_for_it_as_shows_that_it_is_too_large(root: Path) -> None:
    (file,) = (each for each in read_revision(root, "HEAD~1") if each.path == ACCOUNT)
    assert file == SourceFile(ACCOUNT, bytes(MAX_BYTES + 1))
    assert dict(files_of(root, "HEAD~2"))[ACCOUNT] == file.data


def test_a_history_goes_on_around_it(root: Path) -> None:
    made = assemble(root, Edition.LEADERSHIP, AS_OF, log=read_log(root))
    (page,) = (each for each in made.pages if each.path == "accounts/acme-pumps/history.md")
    assert "could not be read" in page.markdown


def test_a_comparison_names_what_it_leaves_out(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", "HEAD~2", "--root", str(root)]) == 0
    assert "account acme-pumps, in the older state" in capsys.readouterr().out


def test_a_site_of_then_says_which_file_it_cannot_bring_back(root: Path) -> None:
    with pytest.raises(UsageError, match=r"content/pages/big\.png had 600 MiB"):
        dict(files_of(root, "HEAD~1", "content/pages"))
