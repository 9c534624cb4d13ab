"""Data for programs: contents, format, and that its description matches."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.analysis import AccountInsight
from generator.analysis.record import figures_of
from generator.exports.accounts import Results
from generator.exports.record import DocumentModel, as_json, field, plain
from generator.exports.reference import document_file, document_schema_text, documents, fields_text
from generator.findings.classification import Edition
from generator.model.grammars import Interval
from generator.pipeline.assemble import Assembled, assemble
from tests.scenarios.scenario import AS_OF, BASE, copy_of, replace

Assemble = Callable[[Edition], Assembled]
WITH_ACCOUNTS = (Edition.TEAM, Edition.LEADERSHIP)
NORVANE, HALLMERE, TESSALY = (
    "norvane-industrial-group",
    "hallmere-food-retail",
    "tessaly-packaging",
)


def data(made: Assembled) -> Any:
    return json.loads({each.path: each.text for each in made.artifacts}["data/accounts.json"])


def account(made: Assembled, key: str) -> Any:
    return next(each for each in data(made)["accounts"] if each["id"] == key)


def inside(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value with the keys that lead to it."""
    yield path, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from inside(each, f"{path}.{key}")
    elif isinstance(value, list):
        for each in value:
            yield from inside(each, path)


@cache
def schema(kind: str) -> Any:
    return json.loads(document_schema_text(kind))


# What is in it -------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", WITH_ACCOUNTS)
def test_the_document_says_what_it_is(edition: Edition, assembled: Assemble) -> None:
    document = data(assembled(edition))
    assert list(document) == ["schema", "edition", "as_of", "accounts"]
    assert (document["schema"], document["edition"]) == ("accounts/1", edition.value)
    assert document["as_of"] == AS_OF.isoformat()
    assert [each["id"] for each in document["accounts"]] == [HALLMERE, NORVANE, TESSALY]


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.HR])
def test_an_edition_without_accounts_has_no_file(edition: Edition, assembled: Assemble) -> None:
    assert "data/accounts.json" not in {each.path for each in assembled(edition).artifacts}


@pytest.mark.parametrize(
    ("key", "values", "cell", "grey"),
    [
        (NORVANE, ["7.90", "4.85"], "star", [False, True]),
        (HALLMERE, ["4.30", "4.10"], "streamline", [False, False]),
        (TESSALY, ["4.50", "6.05"], "status", [True, False]),
    ],
)
def test_where_accounts_stand(
    key: str, values: list[str], cell: str, grey: list[bool], assembled: Assemble
) -> None:
    position = account(assembled(Edition.TEAM), key)["results"]["positions"][0]
    assert [axis["value"] for axis in position["axes"]] == values
    assert [axis["grey_band"] for axis in position["axes"]] == grey
    assert (position["computed_cell"], position["cell"], position["overridden"]) == (
        cell,
        cell,
        False,
    )
    for axis in position["axes"]:
        total = sum(Decimal(each["contribution"]) for each in axis["factors"])
        assert total == Decimal(axis["value"])


def test_inputs_are_those_of_the_files(assembled: Assemble) -> None:
    inputs = account(assembled(Edition.TEAM), NORVANE)["inputs"]
    rating = inputs["ratings"][0]
    score = next(iter(next(iter(rating["scores"].values())).values()))
    assert {"score", "evidence", "confidence"} <= set(score)
    assert isinstance(score["score"], int)
    assert inputs["review"] == {"last": "2026-10-02", "every": "6 months"}
    assert inputs["regions"][0]["hours"] == "09:00-17:00"
    assert inputs["schema"] == "account/1"
    assert "notes" not in inputs
    assert {"stages", "objectives", "promises", "stakeholders"} <= set(inputs)


def test_amounts_are_for_leadership_and_shares_for_the_team(assembled: Assemble) -> None:
    team, leadership = (account(assembled(each), HALLMERE) for each in WITH_ACCOUNTS)
    newest = leadership["results"]["money"]["contributions"][-1]
    assert (newest["amount"], newest["share"]) == ("600000", "3.3")
    assert leadership["inputs"]["wallet"]["total"]
    assert not {"total", "ours"} & set(team["inputs"]["wallet"])
    assert team["results"]["money"] == {
        "currency": leadership["inputs"]["currency"],
        "share_of_wallet": leadership["results"]["money"]["share_of_wallet"],
    }
    norvane = account(assembled(Edition.TEAM), NORVANE)["results"]
    assert norvane["money"]["share_of_wallet"] == "15"
    assert "white_space" not in norvane


def test_promises_and_findings(assembled: Assemble) -> None:
    results = account(assembled(Edition.TEAM), HALLMERE)["results"]
    ours = results["promises"]["ours"]
    assert (len(ours["kept_exactly"]), len(ours["due"]), ours["share"]) == (10, 11, "91")
    assert ours["overdue"] == ["summer-returns-credited"]
    late = [each for each in results["findings"] if each["rule"] == "promise-overdue"]
    assert late
    assert late[0]["path"].startswith(f"accounts/{HALLMERE}/")
    assert not [each for each in results["findings"] if re.search(r":\d", each["path"])]


def test_a_changed_score_changes_the_data(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path)
    before = account(assemble(root, Edition.TEAM, AS_OF), "acme-pumps")["results"]["positions"][0]
    replace(root / "accounts/acme-pumps/strategy.yaml", "volume: {score: 8", "volume: {score: 1")
    after = account(assemble(root, Edition.TEAM, AS_OF), "acme-pumps")["results"]["positions"][0]
    assert [axis["value"] for axis in before["axes"]] == ["8.00", "5.00"]
    assert [axis["value"] for axis in after["axes"]] == ["3.80", "5.00"]
    assert (before["cell"], after["cell"]) == ("star", "streamline")


def test_every_figure_of_an_account_is_exported() -> None:
    """A new field of the insight is a figure, or has a reason to be left out."""
    elsewhere = {
        "account": "the inputs",
        "holder": "named by who holds it",
        "role": "named by who holds it",
        "ours": "promises",
        "theirs": "promises",
        "contributions": "money",
        "released": "money",
        "hours": "shared_hours",
    }
    field_names = {each.name for each in fields(AccountInsight)}
    exported = {each.name for each in figures_of(Results)}
    assert field_names - exported == set(elsewhere)
    assert set(elsewhere.values()) - {"the inputs", "named by who holds it"} <= exported


def classed(value: Any, field: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every field of a document with its class, as the schema says it."""
    field = {**field, **schema("data-accounts")["$defs"].get(field.get("$ref", "")[8:], {})}
    if isinstance(value, list):
        for each in value:
            yield from classed(each, field["items"], path)
    elif isinstance(value, dict):
        for key, each in value.items():
            inner = field.get("properties", {}).get(key) or field["additionalProperties"]
            yield f"{path}.{key}", inner.get("x-class", "public")
            yield from classed(each, inner, f"{path}.{key}")


def test_no_field_is_above_its_edition(assembled: Assemble) -> None:
    found = {
        edition: dict(classed(data(assembled(edition)), schema("data-accounts")))
        for edition in WITH_ACCOUNTS
    }
    assert set(found[Edition.TEAM].values()) == {"public", "internal"}
    assert set(found[Edition.LEADERSHIP].values()) == {"public", "internal", "confidential"}


# How it is written ---------------------------------------------------------------------------


class Sample(DocumentModel):
    """What a record can hold."""

    amount: Decimal | None = field("an amount", None)
    day: date | None = field("a day", None)
    every: Interval | None = field("a rhythm", None)
    texts: tuple[str, ...] = field("texts", ())
    flag: bool = field("yes or no", False)
    count: int = field("a count", 0)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("6.3E+6"), "6300000"),
        (Decimal("0E-7"), "0.0000000"),
        (Decimal("-0.10"), "-0.10"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("123456789012345678901234.5"), "123456789012345678901234.5"),
    ],
)
def test_decimals_are_plain_text(amount: Decimal, text: str) -> None:
    assert plain(Sample(amount=amount))["amount"] == text


def test_what_is_empty_is_absent_and_what_is_zero_is_not() -> None:
    assert plain(Sample()) == {"flag": False, "count": 0}
    assert plain(Sample(every=Interval(6, "month"), day=AS_OF)) == {
        "day": "2026-11-02",
        "every": "6 months",
        "flag": False,
        "count": 0,
    }


def test_an_unknown_kind_of_value_is_refused() -> None:
    with pytest.raises(TypeError, match="no form for float"):
        plain({"share": 0.1})


@pytest.mark.parametrize("for_people", [True, False])
def test_no_text_can_begin_a_tag(for_people: bool) -> None:
    hostile = '</script><script>alert("1")</script> & ÄÖÜ \u2028 \\u003c'
    text = as_json(Sample(texts=(hostile,)), for_people=for_people)
    assert not set("<>&\u2028") & set(text)
    assert "ÄÖÜ" in text
    assert json.loads(text)["texts"] == [hostile]
    assert text.endswith("}\n")


@pytest.mark.parametrize("edition", WITH_ACCOUNTS)
def test_no_null_no_fraction_and_nothing_empty(edition: Edition, assembled: Assemble) -> None:
    for path, value in inside(data(assembled(edition))["accounts"]):
        assert value is not None, path
        assert not isinstance(value, float), path
        assert value not in ({}, []), path


# What is said about it -----------------------------------------------------------------------


@pytest.mark.parametrize("edition", WITH_ACCOUNTS)
def test_the_output_is_as_its_schema_says(edition: Edition, assembled: Assemble) -> None:
    validator = Draft202012Validator(schema("data-accounts"))
    document = data(assembled(edition))
    assert not [error.json_path for error in validator.iter_errors(document)]
    document["accounts"][0]["results"]["surprise"] = 1
    del document["accounts"][1]["inputs"]["owner"]
    document["accounts"][2]["results"]["positions"][0]["axes"][0]["value"] = 7.9
    assert len(list(validator.iter_errors(document))) == 3


def test_the_smallest_account_is_as_the_schema_says(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path)
    (root / "accounts/small").mkdir()
    (root / "accounts/small/account.yaml").write_text(
        "schema: account/1\nid: small\nname: Small\nversion: 1\nstatus: draft\nowner: ada\n"
        "review: {last: 2026-10-01, every: 6 months}\ntier: key\nsector: other\n"
        "structure: single\ncurrency: EUR\n",
        encoding="utf-8",
    )
    made = assemble(root, Edition.TEAM, AS_OF)
    assert not list(Draft202012Validator(schema("data-accounts")).iter_errors(data(made)))
    assert not {"positions", "promises", "white_space"} & set(account(made, "small")["results"])


@pytest.mark.parametrize("kind", documents())
def test_a_published_schema_is_fresh_and_valid(kind: str, real_root: Path) -> None:
    Draft202012Validator.check_schema(schema(kind))
    published = (real_root / "schema" / document_file(kind)).read_text(encoding="utf-8")
    assert published == document_schema_text(kind), "run `make schema`"


def test_the_list_of_fields_is_fresh(real_root: Path) -> None:
    published = (real_root / "docs/data-fields.md").read_text(encoding="utf-8")
    assert published == fields_text(), "run `make schema`"


def test_every_field_of_the_output_is_explained(real_root: Path, assembled: Assemble) -> None:
    text = (real_root / "docs/data-fields.md").read_text(encoding="utf-8")
    descriptions = dict(re.findall(r"^\| `(\w+)` \| .+ \| (.+) \|$", text, re.MULTILINE))
    document = data(assembled(Edition.LEADERSHIP))
    by_id = re.compile(r"\.scores\.[\w-]+$|\.scores\.[\w-]+\.[\w-]+$")  # keys that are ids
    found = {
        path.rpartition(".")[2] for path, _ in inside(document) if path and not by_id.search(path)
    }
    assert len(found) > 150
    assert found <= set(descriptions)
    assert all(len(words) >= 3 for words in descriptions.values())


def test_every_group_that_is_linked_has_its_heading(real_root: Path) -> None:
    text = (real_root / "docs/data-fields.md").read_text(encoding="utf-8")
    headings = re.findall(r"^### (\w+)$", text, re.MULTILINE)
    assert set(re.findall(r"\]\(#(\w+)\)", text)) <= {each.lower() for each in headings}
    assert len(headings) == len(set(headings))


def test_the_example_in_the_documentation_is_true(real_root: Path, assembled: Assemble) -> None:
    text = (real_root / "docs/data.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.+?)```", text, re.DOTALL)
    shown = json.loads(example)
    document = data(assembled(Edition.TEAM))
    document["accounts"] = [account(assembled(Edition.TEAM), shown["accounts"][0]["id"])]
    assert_within(shown, document)


def assert_within(part: object, whole: object) -> None:
    """Whether everything of ``part`` stands in ``whole``; of lists, the beginning."""
    if isinstance(part, dict):
        assert isinstance(whole, dict)
        for key, value in part.items():
            assert_within(value, whole[key])
    elif isinstance(part, list):
        assert isinstance(whole, list)
        for one, other in zip(part, whole, strict=False):
            assert_within(one, other)
    else:
        assert part == whole
