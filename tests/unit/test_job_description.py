"""A role as a job description: structured data, and what print leaves out."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.findings.classification import Edition
from generator.pages import Page
from generator.pages.role.role import OFF_PAPER
from generator.pipeline.assemble import Assembled

Editions = Callable[[Edition], Assembled]

OURS = json.loads(
    (Path(__file__).parents[1] / "data" / "our-occupation.schema.json").read_text("utf-8")
)
ROLES = ("account-manager", "gkam", "kam", "national-account-manager")


def page(assembled: Editions, edition: Edition, role: str) -> Page:
    return next(each for each in assembled(edition).pages if each.path == f"roles/{role}/index.md")


def structured_data(assembled: Editions, edition: Edition, role: str) -> Mapping[str, Any]:
    found = page(assembled, edition, role).structured
    assert found is not None
    return found


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("role", ROLES)
def test_the_structured_data_fits_our_own_schema(
    assembled: Editions, edition: Edition, role: str
) -> None:
    faults = list(Draft202012Validator(OURS).iter_errors(structured_data(assembled, edition, role)))
    assert not faults


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "JobPosting"},
        {"skills": [{"@type": "DefinedTerm", "name": "Negotiation"}]},
        {"occupationLocation": "Spain"},
        {"name": ""},
    ],
)
def test_our_schema_refuses_what_we_do_not_say(
    assembled: Editions, wrong: Mapping[str, Any]
) -> None:
    invalid = {**structured_data(assembled, Edition.HR, "kam"), **wrong}
    assert not Draft202012Validator(OURS).is_valid(invalid)


def test_a_role_is_exported_as_defined(assembled: Editions) -> None:
    kam = assembled(Edition.HR).catalog.roles["kam"]
    occupation = structured_data(assembled, Edition.HR, "kam")
    assert occupation["name"] == "Key Account Manager"
    assert occupation["alternateName"][0] == "KAM"
    assert occupation["description"] == kam.purpose
    assert occupation["responsibilities"][0] == kam.responsibilities[0].says
    assert {skill["termCode"] for skill in occupation["skills"]} == {
        need.competency for need in kam.requires
    }
    negotiation = next(each for each in occupation["skills"] if each["termCode"] == "negotiation")
    assert negotiation["description"].startswith("Level: Practitioner. Negotiates a difficult")
    assert occupation["educationRequirements"][1] == "An MBA, or a master in commerce or marketing."


def test_pay_is_exported_with_country_and_year_where_the_edition_has_it(
    assembled: Editions,
) -> None:
    [pay] = structured_data(assembled, Edition.HR, "kam")["estimatedSalary"]
    assert pay["currency"] == "EUR"
    assert pay["value"]["minValue"] == 45_000
    assert pay["value"]["maxValue"] == 60_000
    assert "Spain (inferred), about 2019." in pay["description"]
    assert "Doubtful: " in pay["description"]
    assert "estimatedSalary" not in structured_data(assembled, Edition.PUBLIC, "kam")
    assert "45" not in json.dumps(structured_data(assembled, Edition.PUBLIC, "kam"))


def test_disputed_statements_are_not_exported(assembled: Editions) -> None:
    disputed = [
        each.says
        for each in assembled(Edition.HR).catalog.roles["kam"].tasks
        if each.doubt is not None
    ]
    assert disputed
    assert not set(disputed) & set(
        structured_data(assembled, Edition.HR, "kam")["responsibilities"]
    )


def test_what_is_empty_is_left_out(assembled: Editions) -> None:
    occupation = structured_data(assembled, Edition.LEADERSHIP, "national-account-manager")
    assert "educationRequirements" not in occupation
    assert "estimatedSalary" not in occupation


def test_paper_leaves_out_what_is_no_part_of_a_job_description(assembled: Editions) -> None:
    kam = page(assembled, Edition.LEADERSHIP, "kam")
    assert kam.off_paper == OFF_PAPER == ("background",)
    on_paper, _, screen_only = kam.markdown.partition('## <a id="background"></a>')
    for anchor in ("pay", "tensions", "faq", "position-notes", "accounts", "versions"):
        assert f'<a id="{anchor}"></a>' not in on_paper, anchor
        assert f'<a id="{anchor}"></a>' in screen_only, anchor
    assert "\n## " not in screen_only
    for words in ("45,000", "Farmer, not hunter", "Others say", "Hallmere Food Retail"):
        assert words not in kam.markdown


def test_paper_holds_the_level_of_every_competency_and_the_profile(assembled: Editions) -> None:
    kam = page(assembled, Edition.HR, "kam").markdown.partition('<a id="background">')[0]
    catalog = assembled(Edition.HR).catalog
    for need in catalog.roles["kam"].requires:
        name, level = (
            catalog.competencies[need.competency].name,
            catalog.name("level", need.level),
        )
        assert re.search(rf"\*\*{level}:\*\* [^<|]*\[{name}\]\(", kam), name
    profile = kam.partition('<a id="profile">')[2]
    assert "An MBA, or a master in commerce or marketing." in profile
    assert "Very high English" in profile
