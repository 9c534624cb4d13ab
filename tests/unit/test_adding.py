"""What pages give to copy is sound in the place that they name."""

import re
from pathlib import Path

import pytest
import yaml

from generator.checks import check_definitions
from generator.editions.view import view
from generator.findings.classification import Edition
from generator.model.records import RECORDS
from generator.pages.account.adding import EntryToAdd, addition
from generator.pages.kit.names import Names
from generator.reading.load import load
from generator.reading.tree import SourceFile, read_tree
from tests.conftest import AS_OF, FIXTURE
from tests.scenarios.scenario import BASE

FORGE = "https://git.example/ours/edit/main/{path}#L{line}"


def offered(root: Path, account: str, kind: str) -> tuple[EntryToAdd, list[SourceFile]]:
    """What a page offers, and the files with it pasted where the page says."""
    files, _ = read_tree(root)
    definitions, _ = load(files)
    catalog = view(definitions, Edition.TEAM)
    new = addition(FORGE, Names(Edition.TEAM, AS_OF, {}, {}), catalog.accounts[account], kind)
    return new, [pasted(each, new) if each.path == new.file.text else each for each in files]


def pasted(file: SourceFile, new: EntryToAdd) -> SourceFile:
    text = file.data.decode()
    if new.below:
        text, count = re.subn(rf"(?m)^( *{new.below}:\n)", rf"\1{new.lines}\n", text, count=1)
        assert count == 1
    else:
        text += f"{new.lines}\n"
    return SourceFile(file.path, text.encode())


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize(
    ("root", "account"),
    [(FIXTURE, "aldane-group"), (FIXTURE, "brevik-coatings"), (BASE, "acme-pumps")],
    ids=["large", "small", "base"],
)
def test_lines_to_copy_are_sound_below_the_key_they_are_for(
    root: Path, account: str, kind: str
) -> None:
    new, files = offered(root, account, kind)
    definitions, problems = load(files)
    assert not [*problems, *check_definitions(definitions)]
    assert new.file.path.endswith(f"/edit/main/{new.file.text}")
    (entry,) = yaml.safe_load(f"x:\n{new.lines}" if new.below else new.lines).popitem()[1]
    for key, values in new.choices:
        assert entry[key] in values
    assert entry.get("owner", entry.get("person")) in {None, *(id for _, id in new.people)}
    assert entry.get("stakeholder") in {None, *(id for _, id in new.posts)}
