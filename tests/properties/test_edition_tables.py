"""Which edition sees what, case by case, from files to the fields of pages."""

import re
from collections.abc import Callable
from dataclasses import astuple
from functools import cache
from pathlib import Path

import pytest
from pydantic import Field

from generator.editions import view
from generator.findings.classification import Classification, Edition, Subject, may_see
from generator.model.item import Item, field_secrecy, internal
from generator.model.kinds import KINDS
from generator.model.walk import items_in
from generator.pipeline import read_definitions
from generator.pipeline.assemble import Assembled, assemble
from tests.scenarios.scenario import AS_OF, BASE, copy_of, replace

ALL = tuple(Edition)
WITHOUT_ACCOUNTS = (Edition.PUBLIC, Edition.HR)
URL = "https://example.org/{path}#{line}"
NORVANE = "accounts/norvane-industrial-group"
HALLMERE = "accounts/hallmere-food-retail"
TESSALY = "accounts/tessaly-packaging"

Assemble = Callable[[Edition], Assembled]


@cache
def as_it_is(root: Path, edition: Edition) -> tuple[object, ...]:
    """What the real repository publishes; its path makes no difference."""
    return published(root, edition)


def published(root: Path, edition: Edition) -> tuple[object, ...]:
    """Every field of every page, the findings, the data and the counts."""
    made = assemble(root, edition, AS_OF, source_url=URL)
    return (*map(astuple, made.pages), made.findings, made.artifacts, made.definitions)


def words(made: Assembled) -> str:
    """All text that an edition publishes."""
    pages = "\n".join(str(part) for page in made.pages for part in astuple(page))
    return f"{pages}\n{made.findings}\n{made.artifacts}"


@pytest.mark.parametrize(
    ("subject", "secrecy", "seen_by"),
    [
        (Subject.HANDBOOK, Classification.PUBLIC, ALL),
        (Subject.HANDBOOK, Classification.INTERNAL, (Edition.HR, Edition.TEAM, Edition.LEADERSHIP)),
        (Subject.HANDBOOK, Classification.PERSONNEL, (Edition.HR, Edition.LEADERSHIP)),
        (Subject.HANDBOOK, Classification.CONFIDENTIAL, (Edition.LEADERSHIP,)),
        (Subject.ORGANISATION, Classification.PUBLIC, ALL),
        (Subject.ORGANISATION, Classification.INTERNAL, (Edition.TEAM, Edition.LEADERSHIP)),
        (Subject.PEOPLE, Classification.PUBLIC, (Edition.TEAM, Edition.LEADERSHIP)),
        (Subject.ORGANISATION, Classification.PERSONNEL, (Edition.LEADERSHIP,)),
        (Subject.PEOPLE, Classification.PERSONNEL, (Edition.LEADERSHIP,)),
        (Subject.PEOPLE, Classification.CONFIDENTIAL, (Edition.LEADERSHIP,)),
        (Subject.ACCOUNT, Classification.PUBLIC, (Edition.TEAM, Edition.LEADERSHIP)),
        (Subject.ACCOUNT, Classification.INTERNAL, (Edition.TEAM, Edition.LEADERSHIP)),
        (Subject.ACCOUNT, Classification.PERSONNEL, (Edition.LEADERSHIP,)),
        (Subject.ACCOUNT, Classification.CONFIDENTIAL, (Edition.LEADERSHIP,)),
        *((subject, Classification.RESTRICTED, ()) for subject in Subject),
    ],
)
def test_who_sees_a_class(
    subject: Subject, secrecy: Classification, seen_by: tuple[Edition, ...]
) -> None:
    assert tuple(each for each in Edition if may_see(each, subject, secrecy)) == seen_by


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("subject", Subject)
def test_whoever_may_see_a_class_may_see_the_more_open_ones(
    edition: Edition, subject: Subject
) -> None:
    seen = [may_see(edition, subject, each) for each in Classification]
    assert seen == sorted(seen, reverse=True)


def test_a_field_without_a_class_is_restricted() -> None:
    class Draft(Item):
        named: str = internal("a field with its class")
        plain: str = Field("", description="a field without one")
        other: str = Field("", json_schema_extra={"examples": ["x"]})

    assert field_secrecy(Draft, "named") is Classification.INTERNAL
    assert field_secrecy(Draft, "plain") is Classification.RESTRICTED
    assert field_secrecy(Draft, "other") is Classification.RESTRICTED


def test_every_field_of_every_kind_declares_its_class() -> None:
    models: set[type[Item]] = set()
    waiting = list(Item.__subclasses__())
    while waiting:
        model = waiting.pop()
        models.add(model)
        waiting += model.__subclasses__()
    ours = {model for model in models if model.__module__.startswith("generator.model.")}
    assert {kind.model for kind in KINDS.values()} <= ours
    undeclared = [
        f"{model.__name__}.{name}"
        for model in ours
        for name, info in model.model_fields.items()
        if not isinstance(info.json_schema_extra, dict) or "x-class" not in info.json_schema_extra
    ]
    assert not undeclared


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("edition", "edits"),
    [
        pytest.param(
            Edition.TEAM,
            [
                (
                    f"{NORVANE}/economics.yaml",
                    "total: 42 m\n  ours: 6.3 m",
                    "total: 84 m\n  ours: 12.6 m",
                ),
                (f"{NORVANE}/economics.yaml", "margin_floor: 18 %", "margin_floor: 71 %"),
                (f"{HALLMERE}/economics.yaml", "revenue: 18.0 m", "revenue: 81.0 m"),
                (
                    f"{TESSALY}/economics.yaml",
                    "potential: 0.5 m\n    current: 0.4 m",
                    "potential: 7 m",
                ),
                ("content/people.yaml", "accounts: 13", "accounts: 31"),
            ],
            id="team: amounts and figures about people",
        ),
        pytest.param(
            Edition.TEAM,
            [
                ("content/roles/kam.yaml", "- from: 45 k", "- from: 44 k"),
                (
                    "content/competencies/forecasting.yaml",
                    "interview:\n",
                    "interview:\n  - Why you?\n",
                ),
            ],
            id="team: pay and interview questions",
        ),
        pytest.param(
            Edition.TEAM,
            [
                (
                    f"{HALLMERE}/promises.yaml",
                    "promises:\n",
                    "promises:\n  - id: quiet\n    class: confidential\n    by: us\n"
                    "    what: Tell nobody\n    made: 2026-01-01\n    due: 2026-01-02\n"
                    "    owner: d-walsh\n",
                ),
                (
                    f"{NORVANE}/stakeholders.yaml",
                    "stakeholders:\n",
                    "stakeholders:\n  - id: quiet\n    class: confidential\n"
                    "    function: Quiet post\n    area: Quiet\n    power: high\n"
                    "    interest: high\n    buying: [veto-holder]\n    known: assumed\n"
                    "    on: 2026-01-01\n",
                ),
                (
                    f"{NORVANE}/account.yaml",
                    "regions:\n",
                    "# A remark that nobody else reads.\nregions:\n",
                ),
            ],
            id="team: confidential items above findings",
        ),
        pytest.param(
            Edition.LEADERSHIP,
            [
                (
                    f"{NORVANE}/strategy.yaml",
                    "risks:\n",
                    "risks:\n  - id: quiet\n    class: restricted\n    what: Tell nobody\n"
                    "    trigger: None\n    likelihood: high\n    impact: high\n"
                    "    response: None\n    owner: ana-ruiz\n",
                ),
            ],
            id="leadership: a restricted item",
        ),
        pytest.param(
            Edition.HR,
            [
                (f"{NORVANE}/account.yaml", "name: Norvane Industrial Group", "name: Other Group"),
                (f"{NORVANE}/account.yaml", "role: gkam", "role: kam"),
                (
                    f"{TESSALY}/account.yaml",
                    "competency: value-proposition",
                    "competency: coaching",
                ),
                ("content/people.yaml", "name: Ida Sorensen", "name: Somebody Else"),
                ("content/people.yaml", "post: hr-partner", "post: ceo"),
                ("content/organisation.yaml", "key_accounts: 15-35", "key_accounts: 1-2"),
            ],
            id="hr: accounts, people and the programme",
        ),
        pytest.param(
            Edition.PUBLIC,
            [
                ("content/roles/kam.yaml", "- from: 45 k", "- from: 44 k"),
                (
                    "content/competencies/forecasting.yaml",
                    "interview:\n",
                    "interview:\n  - Why you?\n",
                ),
                ("content/competencies/forecasting.yaml", "owner: human-resources", "owner: sales"),
                (
                    "content/organisation.yaml",
                    "A light plan per account on one page, reviewed twice a year.",
                    "No plan.",
                ),
            ],
            id="public: pay, interview questions, owners and what we expect",
        ),
    ],
)
def test_what_is_hidden_can_change_in_the_files(
    edition: Edition, edits: list[tuple[str, str, str]], tmp_path: Path, portfolio_root: Path
) -> None:
    root = copy_of(portfolio_root, tmp_path)
    for file, find, new in edits:
        replace(root / file, find, new)
    assert published(root, edition) == as_it_is(portfolio_root, edition)


@pytest.mark.parametrize("edition", WITHOUT_ACCOUNTS)
def test_accounts_come_and_go_unseen(
    edition: Edition, tmp_path: Path, portfolio_root: Path
) -> None:
    root = copy_of(portfolio_root, tmp_path / "more")
    new = root / "accounts/quiet-customer"
    new.mkdir()
    text = (root / TESSALY / "account.yaml").read_text(encoding="utf-8")
    text = text.replace("id: tessaly-packaging", "id: quiet-customer").replace("Tessaly", "Quiet")
    text = text[: text.index("sections:")] + text[text.index("regions:") :]
    text = text[: text.index("handover:")] + text[text.index("changes:") :]
    text = text[: text.index("promotion:")] + text[text.index("changes:") :]
    (new / "account.yaml").write_text(text, encoding="utf-8")
    assert published(root, edition) == as_it_is(portfolio_root, edition)
    for folder in (root / "accounts").iterdir():
        for file in folder.rglob("*"):
            file.unlink() if file.is_file() else None
    assert not [file for file in (root / "accounts").rglob("*") if file.is_file()]
    assert published(root, edition) == as_it_is(portfolio_root, edition)


@pytest.mark.parametrize("edition", WITHOUT_ACCOUNTS)
def test_no_account_and_no_person_leaves_a_trace(edition: Edition, assembled: Assemble) -> None:
    full = assembled(Edition.LEADERSHIP).catalog
    names = {
        name
        for account in full.accounts.values()
        for name in (account.id, account.name, *account.also_called)
    }
    people = {name for person in full.ids["person"].values() for name in (person.id, person.name)}
    text = words(assembled(edition)).lower()
    near = {name for name in names | people if name.lower() in text}  # quicker than the pattern
    assert not {name for name in near if re.search(rf"\b{re.escape(name.lower())}\b", text)}
    assert assembled(edition).catalog.accounts == {}
    assert "data/accounts.json" not in {each.path for each in assembled(edition).artifacts}
    assert not [page for page in assembled(edition).pages if page.path.startswith("accounts/")]


def test_pay_and_interview_questions_are_for_hr_and_leadership(assembled: Assemble) -> None:
    full = assembled(Edition.LEADERSHIP).catalog
    questions = [q for each in full.competencies.values() for q in each.interview]
    pay = [each for role in full.roles.values() if role.profile for each in role.profile.pay]
    assert questions
    assert pay
    text = {edition: words(assembled(edition)) for edition in Edition}
    for edition in (Edition.HR, Edition.LEADERSHIP):
        assert all(question in text[edition] for question in questions)
        assert all(each.country in text[edition] for each in pay)
    for edition in (Edition.PUBLIC, Edition.TEAM):
        assert not [question for question in questions if question in text[edition]]
        roles = assembled(edition).catalog.roles.values()
        assert not [role for role in roles if role.profile and role.profile.pay]
    public = text[Edition.PUBLIC]
    assert not [each for each in pay if each.country in public]
    assert [kpi.name for role in full.roles.values() for kpi in role.kpis if kpi.name in public]


def test_amounts_are_for_leadership_and_shares_for_the_team(assembled: Assemble) -> None:
    wallet = assembled(Edition.LEADERSHIP).catalog.accounts["norvane-industrial-group"].wallet
    assert wallet is not None
    assert wallet.total is not None
    seen = assembled(Edition.TEAM).catalog.accounts["norvane-industrial-group"]
    assert seen.wallet is not None
    assert (seen.wallet.total, seen.wallet.ours) == (None, None)
    assert seen.economics is not None
    assert (seen.economics.periods, seen.economics.margin_floor) == ((), None)
    assert assembled(Edition.TEAM).catalog.released[seen.id].share_of_wallet == 15
    team, leadership = words(assembled(Edition.TEAM)), words(assembled(Edition.LEADERSHIP))
    for amount in ("6.3 m", "42 m", "18 m", "13.9 m", '"6300000"', '"42000000"'):
        assert amount in leadership
        assert amount not in team


@pytest.mark.parametrize(
    ("raised", "readers"),
    [("personnel", {Edition.HR, Edition.LEADERSHIP}), ("confidential", {Edition.LEADERSHIP})],
)
def test_a_raised_part_of_the_handbook(
    raised: str, readers: set[Edition], portfolio_root: Path
) -> None:
    definitions = read_definitions(portfolio_root).definitions
    role = definitions.roles["kam"]
    own = {"secrecy": Classification(raised)}
    kpis = tuple(each.model_copy(update=own) for each in role.kpis)
    changed = definitions.with_items({("role", "kam"): role.model_copy(update={"kpis": kpis})})
    seen = {edition for edition in Edition if view(changed, edition).roles["kam"].kpis}
    assert kpis
    assert seen == readers


@pytest.mark.parametrize("raised", ["confidential", "restricted"])
def test_what_refers_to_a_raised_item_goes_with_it(raised: str, tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path)
    file = root / "accounts/acme-pumps/stakeholders.yaml"
    replace(file, "- id: works-manager", f"- id: works-manager\n    class: {raised}")
    made = {edition: assemble(root, edition, AS_OF) for edition in Edition}
    leadership = made[Edition.LEADERSHIP].catalog.accounts["acme-pumps"]
    team = made[Edition.TEAM].catalog.accounts["acme-pumps"]
    accounts = {"confidential": [team], "restricted": [team, leadership]}[raised]
    for account in accounts:
        assert [each.id for each in account.stakeholders] == ["purchasing-head"]
        assert {str(each.stakeholder) for each in account.relationships} == {"purchasing-head"}
        assert account.ratings[0].verified is None
        assert account.ratings[0].scores
    if raised == "confidential":
        assert len(leadership.relationships) == 4
        assert leadership.ratings[0].verified is not None
    assert "works-manager" not in words(made[Edition.TEAM])
    assert "Works manager" not in words(made[Edition.TEAM])


def test_a_raised_wallet_releases_no_share(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path)
    before = assemble(root, Edition.TEAM, AS_OF).catalog.released["acme-pumps"]
    replace(
        root / "accounts/acme-pumps/economics.yaml", "wallet: {", "wallet: {class: confidential, "
    )
    released = {
        edition: assemble(root, edition, AS_OF).catalog.released["acme-pumps"].share_of_wallet
        for edition in (Edition.TEAM, Edition.LEADERSHIP)
    }
    assert before.share_of_wallet == 25
    assert released == {Edition.TEAM: None, Edition.LEADERSHIP: 25}


@pytest.mark.slow
def test_figures_about_people_are_off_unless_the_organisation_allows_them(
    tmp_path: Path, portfolio_root: Path
) -> None:
    root = copy_of(portfolio_root, tmp_path)
    shown = assemble(root, Edition.LEADERSHIP, AS_OF)
    assert [each for each in items_in(shown.catalog.definitions.people) if hasattr(each, "as_of")]
    assert {load.person.id: load.total for load in shown.insight.loads}["g-conti"] == 14
    replace(root / "content/people.yaml", "figures: yes", "figures: no")
    hidden = assemble(root, Edition.LEADERSHIP, AS_OF)
    assert not [
        item for item in items_in(hidden.catalog.definitions.people) if hasattr(item, "as_of")
    ]
    assert {load.total for load in hidden.insight.loads} == {None}
    before = published(root, Edition.LEADERSHIP)
    replace(root / "content/people.yaml", "accounts: 13", "accounts: 77")
    assert published(root, Edition.LEADERSHIP) == before


def test_the_view_counts_what_it_withholds_for_the_author(portfolio_root: Path) -> None:
    definitions = read_definitions(portfolio_root).definitions
    assert view(definitions, Edition.LEADERSHIP).withheld == {}
    assert view(definitions, Edition.TEAM).withheld["confidential"] > 20
    assert view(definitions, Edition.PUBLIC).withheld["internal"] > 0
