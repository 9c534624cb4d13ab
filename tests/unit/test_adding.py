"""What pages give to copy is sound in the place that they name."""

import re
from pathlib import Path

import pytest
import yaml

from generator.checks import check_definitions
from generator.editions.view import view
from generator.findings.classification import Edition
from generator.model.records import RECORDS, placeholders
from generator.pages.account.adding import EntryToAdd, addition
from generator.pages.kit.names import Names
from generator.pages.kit.templates import environment
from generator.reading.files import SourceFile
from generator.reading.load import load
from generator.reading.tree import read_tree
from tests.conftest import AS_OF, FIXTURE
from tests.scenarios.scenario import BASE, copy_of

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
    if not new.begins:
        text, count = re.subn(rf"(?m)^( *{new.below}:\n)", rf"\1{new.lines}\n", text, count=1)
        assert count == 1
    else:
        text += f"{new.lines}\n"
    return SourceFile(file.path, text.encode())


def test_who_stands_in_is_listed_and_all_of_our_people_if_they_are_few() -> None:
    definitions, _ = load(read_tree(FIXTURE)[0])
    catalog = view(definitions, Edition.TEAM)
    account = catalog.accounts["aldane-group"]
    first, *others = account.team
    team = (first.model_copy(update={"backup": "stand-in"}), *others)
    account = account.model_copy(update={"team": team})
    one, *_ = catalog.ids["person"].values()
    own = {account.owner, *(each.person for each in team), "stand-in"}
    own |= {each.backup for each in team if each.backup}
    few = {f"colleague-{number}": one for number in range(20)}
    for known, listed in (({}, set()), (few, {*few}), ({**few, "one-more": one}, set())):
        names = Names(Edition.TEAM, AS_OF, {}, known)
        found = [id for _, id in addition(FORGE, names, account, "promise").people]
        assert {*found} == own | listed
        assert len(found) == len({*found})
        assert found[0] == account.owner


def test_where_no_entry_is_in_view_it_is_not_told_whether_there_is_one(tmp_path: Path) -> None:
    """A second key of the same name would be an error: the reader is told to look for the first."""
    said: list[str] = []
    for decisions in ("", "class: confidential\n    "):
        root = copy_of(BASE, tmp_path / f"plan-{len(said)}")
        plan = root / "accounts/acme-pumps/strategy.yaml"
        text = plan.read_text("utf-8")
        if decisions:
            text = text.replace("what: One seal", f"{decisions}what: One seal")
        else:
            text = re.sub(r"(?ms)^decisions:\n.*?^(?=assumptions:)", "", text)
        plan.write_text(text, "utf-8")
        new, _ = offered(root, "acme-pumps", "decision")
        page = "{% import 'kit/_macros.md.j2' as m %}{{ m.add(new) }}"
        said.append(environment().from_string(page).render(new=new))
    assert said[0] == said[1]
    assert "If a file of this account has a line `decisions:` already" in said[0]
    assert "\ndecisions:\n" in said[0]


def test_what_is_offered_is_named_as_placeholders() -> None:
    for kind in RECORDS:
        new, _ = offered(BASE, "acme-pumps", kind)
        (entry,) = yaml.safe_load(f"x:\n{new.lines}" if not new.begins else new.lines).popitem()[1]
        assert placeholders(kind).items() <= entry.items()


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
    of = definitions.accounts[account]
    known = {each.stakeholder for each in of.relationships[1:] if each.person == of.owner}
    taken = kind == "conversation" and known == {each.id for each in of.stakeholders}
    found = {each.rule.id for each in (*problems, *check_definitions(definitions))}
    assert found == ({"duplicate-id"} if taken else set())
    assert new.file.path.endswith(f"/edit/main/{new.file.text}")
    (entry,) = yaml.safe_load(f"x:\n{new.lines}" if not new.begins else new.lines).popitem()[1]
    for key, values in new.choices:
        assert entry[key] in values
    assert entry.get("owner", entry.get("person")) in {None, *(id for _, id in new.people)}
    assert entry.get("stakeholder") in {None, *(id for _, id in new.posts)}
