"""What cannot be read, or is not there, is what is found: references to it only follow."""

from pathlib import Path

import pytest

from generator.cli.app import run
from generator.model.kinds import kinds_with_files
from generator.pipeline import read_definitions
from tests.conftest import FIXTURE
from tests.examples import spread
from tests.scenarios.scenario import BASE, copy_of

PLACES = [
    place
    for kind in kinds_with_files()
    for place in [kind.above if kind.of_many else kind.place]
    if kind.name != "account" and (FIXTURE / place).exists()
]
HIDDEN = ("a link", "spelt otherwise", "removed")


def hide(path: Path, how: str, elsewhere: Path) -> Path:
    """Where the file or folder is now."""
    if how == "spelt otherwise":
        name = path.name.upper() if path.is_dir() else f"{path.stem}.yml"
        return path.rename(path.with_name(name))
    path.rename(elsewhere)
    if how == "a link":
        path.symlink_to(elsewhere)
    return path


@pytest.mark.parametrize("case", spread([(p, h) for p in PLACES for h in HIDDEN], 6))
def test_what_is_not_there_hides_what_follows_from_it(
    case: tuple[str, str], tmp_path: Path
) -> None:
    """A kind to which a single reference leads is named there."""
    place, how = case
    root = copy_of(FIXTURE, tmp_path / "repository")
    now = hide(root / place, how, tmp_path / "elsewhere").relative_to(root).as_posix()
    found = read_definitions(root).findings
    at_place = [each for each in found if each.where.path.startswith(now)]
    assert len(found) - len(at_place) <= (how == "removed"), [each.message for each in found]
    assert at_place or how == "removed"
    if how == "a link":
        assert len(found) == 1


def test_a_linked_folder_with_all_of_the_handbook_is_one_finding(tmp_path: Path) -> None:
    root = copy_of(FIXTURE, tmp_path / "repository")
    hide(root / "content", "a link", tmp_path / "elsewhere")
    (found,) = read_definitions(root).findings
    assert (found.where.path, found.rule.id) == ("content", "symlink")


@pytest.mark.parametrize(
    "options", [("new", "account", "new-one", "--owner", "ada"), ("log", "acme-pumps", "promise")]
)
def test_a_command_names_the_file_that_it_cannot_read_and_knows_nobody_of(
    options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    (root / "content/people.yaml").write_text("schema: people/1\n\tpeople: []\n", encoding="utf-8")
    assert run([*options, "--root", str(root)]) == 2
    said = capsys.readouterr().err
    assert "content/people.yaml" in said
    assert "known" not in said
