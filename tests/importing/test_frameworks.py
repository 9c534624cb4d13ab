"""Public frameworks become competencies and roles: made-up texts in the shapes they are published
in."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.model.kinds import Competency, Role
from generator.pipeline import read_definitions
from tests.importing.scenario import DAY
from tests.scenarios.scenario import BASE, contents, copy_of, replace

JOBS = """\
name: Sailing
summary: |
  For people who sail.
googleSheetId: 1abc
levels:
  - id: mate
    name: Mate
  - id: captain
    name: Captain
themes:
  - id: steering
    name: Steering & Course
    summary: |
      Keeps the course, whatever
      the wind does.
competencies:
  - id: 0d6a1f6e-1111-4222-8333-444455556666
    level: mate
    theme: steering
    summary: Holds a course that somebody else has set.
    proficiency: Basic
    examples: [Reads the compass at night]
    supportingUrls:
      - label: "How a compass works: in short"
        url: https://example.org/compass
  - id: 1d6a1f6e-1111-4222-8333-444455556666
    level: captain
    theme: steering
    summary: Sets the course.
    proficiency: Master
  - {id: a2, level: captain, theme: cooking, summary: Cooks., proficiency: Basic}
  - {id: a3, level: captain, theme: steering, proficiency: Basic}
  - {id: a4, level: cook, theme: steering, summary: Asks where., proficiency: Basic}
"""
STATEMENTS = [
    {
        "id": "5d6a1f6e-1111-4222-8333-444455556666",
        "summary": "Ties a knot that holds",
        "examples": ["In the dark", ""],
        "supportingUrls": [{"label": "Knots", "url": "https://example.org/knots"}],
        "description": None,
        "level": "mate",
        "area": "rope-work",
        "domain": None,
    },
    {"id": "x", "summary": "Mends a sail", "level": "mate", "area": "rope-work", "domain": "sails"},
    {"id": "y", "summary": "Sings", "level": "mate", "area": None, "domain": None},
    "nothing",
]
SKILLS = """\
Skill Name,Skill Description,Awareness,Working,Practitioner,Expert,Roles that require Skill
Reading maps,Finding the way.,"You can:
- say where north is","You can:
- find a harbour
• name a light","",,Mate
Singing,"You can:
- sing",,,,,Captain
,A skill,x,,,,
"""
ROLES = """\
Role Family,Role,Role Description,Role Level,Role Level Description,Skill Name,\
Skill Description,Skill Level,Skill Level Description,Role Type
Deck,Mate,"A mate keeps watch.

In this role, you will:
- keep watch",Mate,Works with help.,Reading maps,Finding the way.,Working,"You can:
- find a harbour
- name a light",
Deck,Mate,A mate keeps watch.,Mate,Works with help.,Reading maps,Finding the way.,Working,"You can:
- find a harbour
- name a light",
Deck,Mate,A mate keeps watch.,First mate,,Reading maps,Finding the way.,Working,Finds any harbour.,
Deck,Captain,A captain leads.,NOT IN USE,NOT IN USE,Singing,x,NOT IN USE,NOT IN USE,Senior
"""
FT, UK = ("--framework", "financial-times"), ("--framework", "gov-uk")
PEOPLE, TWO = ("--area", "people"), ("--level", "Master=expert", "--level", "mate=basic")
FOUR = tuple(
    f"--level={theirs}={ours}" for theirs, ours in (("awareness", "basic"), ("working", "expert"))
)

Import = Callable[..., int]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_of(BASE, tmp_path / "repository")
    areas = "areas:\n"
    more = f"{areas}  - {{id: people, name: People, what: Working with others.}}\n"
    replace(root / "content/competencies/framework.yaml", areas, more)
    return root


@pytest.fixture
def bring(root: Path, tmp_path: Path) -> Import:
    def bring(text: str, *args: str) -> int:
        (tmp_path / "given").write_text(text, encoding="utf-8")
        return run(["import", str(tmp_path / "given"), *args, *DAY, "--root", str(root)])

    return bring


def competency(root: Path, key: str) -> Competency:
    return read_definitions(root).definitions.competencies[key]


def role(root: Path, key: str) -> Role:
    return read_definitions(root).definitions.roles[key]


def test_a_family_of_jobs(root: Path, bring: Import, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(root)
    assert bring(JOBS, *FT, *PEOPLE, *TWO) == 1
    said = capsys.readouterr().out
    assert contents(root) == before
    assert "Nothing is written yet: 3 files" in said
    for place, what in (
        ("line 31", "its theme `cooking` is none of the file"),
        ("line 32", "has no `summary`"),
        ("line 33", "its level `cook` is none of the file, so that no role requires it"),
    ):
        assert f"{place}: {what}." in said

    assert bring(JOBS, *FT, *PEOPLE, *TWO, "--write") == 1
    assert "keep a copy of their LICENSE" in " ".join(capsys.readouterr().out.split())
    made = competency(root, "steering-course")
    assert (made.name, made.what) == (
        "Steering & Course",
        "Keeps the course, whatever the wind does.",
    )
    first, second = made.levels["basic"]
    assert (first.id, first.examples) == (
        "0d6a1f6e-1111-4222-8333-444455556666",
        ("Reads the compass at night",),
    )
    (link,) = first.support
    assert (link.title, link.url) == (
        "How a compass works: in short",
        "https://example.org/compass",
    )
    assert second.says == "Asks where."
    assert [each.says for each in made.levels["expert"]] == ["Sets the course."]
    (work,) = made.adapted_from
    assert work.licence == "MIT, Copyright (c) 2019 Financial Times"
    requires = {(str(each.competency), str(each.level)) for each in role(root, "captain").requires}
    assert requires == {("steering-course", "expert")}
    assert run(["check", "--root", str(root), *DAY]) == 0


def test_once_more_changes_nothing(
    root: Path, bring: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(JOBS, *FT, *PEOPLE, *TWO, "--write")
    replace(
        root / "content/competencies/steering-course.yaml", "why: to be written", "why: The wind."
    )
    before = contents(root)
    capsys.readouterr()
    assert bring(JOBS.replace("Sets the course", "Chooses it"), *FT, *PEOPLE, *TWO, "--write") == 1
    assert contents(root) == before
    said = capsys.readouterr().out
    assert "no new competency, no new role, 3 here already" in said
    assert "content/roles/captain.yaml" in said


def test_a_list_of_statements(
    root: Path, bring: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(json.dumps(STATEMENTS, indent="\t"), *FT, *PEOPLE, *TWO, "--write") == 1
    said = capsys.readouterr().out
    assert "entry 3, entry 4: has no `area`." in said
    knots = competency(root, "rope-work")
    assert [each.says for each in knots.levels["basic"]] == ["Ties a knot that holds"]
    assert knots.levels["basic"][0].examples == ("In the dark",)
    assert competency(root, "rope-work-sails").name == "Rope work: Sails"


def test_skills_and_then_roles(
    root: Path, bring: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(SKILLS, *UK, *PEOPLE, *FOUR, "--write") == 1
    said = capsys.readouterr().out
    assert "A3 (Skill Name): `Singing` describes no level." in said
    assert "A4 (Skill Name): is empty." in said
    maps = competency(root, "reading-maps")
    assert [each.says for each in maps.levels["basic"]] == ["Say where north is"]
    assert [each.says for each in maps.levels["expert"]] == ["Find a harbour", "Name a light"]
    assert maps.adapted_from[0].licence == "Open Government Licence v3.0"

    assert bring(ROLES, *UK, *PEOPLE, *FOUR, "--write") == 1
    said = capsys.readouterr().out
    assert "no new competency, 2 new roles, 1 here already, 2 refused" in said
    assert "I4 (Skill Level Description): says something else of `Reading maps`" in said
    assert "H5 (Skill Level): names no level" in said
    mate = role(root, "mate")
    assert (mate.purpose, [each.says for each in mate.responsibilities]) == (
        "Works with help.",
        ["Keep watch"],
    )
    assert [(str(each.competency), str(each.level)) for each in mate.requires] == [
        ("reading-maps", "expert")
    ]
    assert run(["check", "--root", str(root), *DAY]) == 0


def test_an_id_that_is_taken_gets_a_prefix(
    root: Path, bring: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = SKILLS.replace("Reading maps", "Negotiation")
    assert bring(taken, *UK, *PEOPLE, *FOUR, "--write") == 1
    assert "which another competency has here; --prefix" in " ".join(
        capsys.readouterr().out.split()
    )
    assert bring(taken, *UK, *PEOPLE, *FOUR, "--prefix", "uk-", "--write") == 1
    assert competency(root, "uk-negotiation").name == "Negotiation"


@pytest.mark.parametrize(
    "case",
    [
        (JOBS, (*FT, *PEOPLE), "levels that your scale does not have: `Master`"),
        (JOBS, (*FT, *PEOPLE, "--level", "Master=great"), "has to be THEIRS=OURS"),
        (JOBS, (*FT, "--area", "peple"), "Did you mean `people`?"),
        (JOBS, (*FT, *PEOPLE, *TWO, "--prefix", "A "), "cannot begin an id"),
        (JOBS, (*FT, *PEOPLE, "--theirs"), "are for tables of a CRM"),
        (JOBS, PEOPLE, "belong to --framework"),
        (JOBS, (*UK, *PEOPLE), "its columns are neither"),
        (SKILLS, (*FT, *PEOPLE), "cannot be read"),
        ("name: x\n", (*FT, *PEOPLE), "no file of the framework"),
        ("[1, ", (*FT, *PEOPLE), "no JSON"),
        ("[" * 100_000, (*FT, *PEOPLE), "no JSON"),
        (f'{{"of": {"9" * 5_000}}}', (*FT, *PEOPLE), "no file of the framework"),
        ("", (*UK, *PEOPLE), "empty"),
    ],
)
def test_what_cannot_be_brought(
    root: Path,
    bring: Import,
    case: tuple[str, tuple[str, ...], str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    text, arguments, message = case
    before = contents(root)
    assert bring(text, *arguments, "--write") == 2
    assert message in " ".join(capsys.readouterr().err.split())
    assert contents(root) == before


def test_what_is_too_long_or_holds_what_no_text_may(
    root: Path, bring: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    statements = [
        {"id": "a", "summary": "x " * 1000, "level": "mate", "area": "long"},
        {"id": "b", "summary": "bell \x07", "level": "mate", "area": "loud"},
        {
            "id": "c",
            "summary": "fine: #1 {x}",
            "level": "mate",
            "area": "fine",
            "supportingUrls": [{"label": "bad", "url": "javascript:alert(1)"}],
        },
        {"id": "d", "summary": "- no: \"list\" #1 'x' {y}", "level": "mate", "area": "odd"},
    ]
    assert bring(json.dumps(statements), *FT, *PEOPLE, *TWO, "--write") == 1
    said = capsys.readouterr().out
    for entry, name in ((1, "Long"), (2, "Loud"), (3, "Fine")):
        assert f"entry {entry}: `{name}` cannot be a competency" in said
    assert competency(root, "odd").levels["basic"][0].says == "- no: \"list\" #1 'x' {y}"
