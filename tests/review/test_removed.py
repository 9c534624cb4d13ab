"""Definitions removed since the base: renamed, deprecated first, or just deleted."""

import pytest

from generator.changes.requirements.versions import review
from generator.changes.rules import DELETED_WHILE_ACTIVE, RULES
from generator.findings.finding import FindingLevel
from tests.review.handbook import HANDBOOK, edited, loaded

LISTENING, MATRIX = "content/competencies/listening.yaml", "content/methods/matrix.yaml"
PATH, ROLE = "content/onboarding/kam.yaml", "content/roles/kam.yaml"
FIT = "content/competencies/fit.yaml"


def without(path: str, files: dict[str, str] = HANDBOOK) -> dict[str, str]:
    return {name: text for name, text in files.items() if name != path}


def moved(path: str, new: str, *edits: tuple[str, str]) -> dict[str, str]:
    """The handbook with one definition under another id, and edited."""
    old = path.rsplit("/", 1)[-1].removesuffix(".yaml")
    files = edited(path, (f"id: {old}\n", f"id: {new}\n"), *edits)
    return {**without(path, files), path.replace(f"{old}.yaml", f"{new}.yaml"): files[path]}


def found(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [
        f"{each.where} {each.rule.id}: {each.message} {each.remedy}"
        for each in review(loaded(before), loaded(after))
    ]


@pytest.mark.parametrize("path", [LISTENING, MATRIX, PATH, ROLE, FIT])
def test_an_active_definition_is_not_deleted_without_deprecation(path: str) -> None:
    (finding,) = found(HANDBOOK, without(path))
    own = path.rsplit("/", 1)[-1].removesuffix(".yaml")
    message = f"`{own}` was active at the base, in version 2.1.0, and was removed"
    assert finding.startswith(f"{path} deleted-while-active: {message}")
    assert "`status: deprecated`" in finding
    assert "`aliases`" in finding


def test_a_deletion_is_a_warning_that_needs_a_decision() -> None:
    assert DELETED_WHILE_ACTIVE in RULES
    assert DELETED_WHILE_ACTIVE.level is FindingLevel.WARNING


@pytest.mark.parametrize("status", ["draft", "deprecated"])
def test_drafts_and_deprecated_definitions_may_be_deleted(status: str) -> None:
    before = edited(LISTENING, ("status: active", f"status: {status}"))
    assert found(before, without(LISTENING)) == []


def test_what_its_successor_names_as_an_alias_needs_no_deprecation() -> None:
    after = edited(MATRIX, ("name: Matrix\n", "name: Matrix\naliases: [stages]\n"))
    after = {**without("content/methods/stages.yaml", after)}
    assert not [finding for finding in found(HANDBOOK, after) if "deleted-while-active" in finding]


def test_a_new_name_and_a_new_id_are_still_the_same_definition() -> None:
    (finding,) = found(
        HANDBOOK, moved(LISTENING, "hearing-out", ("name: Listening", "name: Hearing"))
    )
    assert finding == (
        "content/competencies/hearing-out.yaml:2:5 renamed-without-alias: "
        "`hearing-out` has mostly the same texts as `listening` of the base, which was removed "
        "Write `aliases: [listening]`, unless it is something new."
    )


def test_half_of_the_texts_has_to_be_the_same() -> None:
    texts = (
        ("Hears what is meant by what is said.", "Weighs a price."),
        ("It saves both sides a second meeting.", "It earns the margin."),
        ("Lets others finish what they say.", "Knows the list price."),
    )
    name = ("name: Listening", "name: Pricing")
    assert "mostly the same" in found(HANDBOOK, moved(LISTENING, "pricing", name, *texts))[0]
    more = (
        ("Asks what is meant before answering.", "Sets a price alone."),
        ("Teaches others to hear what is not said.", "Teaches others to price."),
    )
    (finding,) = found(HANDBOOK, moved(LISTENING, "pricing", name, *texts, *more))
    assert finding.startswith(f"{LISTENING} deleted-while-active: ")


def test_one_definition_becomes_one_other_and_its_name_says_which() -> None:
    """Of two new definitions with its texts, the one with its name is the renamed one."""
    copy = {
        "content/competencies/copied.yaml": HANDBOOK[LISTENING]
        .replace("id: listening", "id: copied")
        .replace("name: Listening", "name: Copied")
    }
    (finding,) = found(HANDBOOK, {**moved(LISTENING, "understanding"), **copy})
    assert "`understanding` has the name of `listening`" in finding


def test_kinds_are_not_mixed_up() -> None:
    """A method with the name of a removed role is not a renamed role."""
    after = edited(MATRIX, ("name: Matrix\n", "name: Key Account Manager\n"), ("2.1.0", "3.0.0"))
    findings = found(HANDBOOK, without(ROLE, after))
    assert [each.split(" ")[1] for each in findings] == ["deleted-while-active:"]


def test_texts_shared_by_many_identify_none() -> None:
    """Sixty definitions that differ only in name were removed, and one with their texts added."""
    many = {
        f"content/competencies/c-{n}.yaml": HANDBOOK[LISTENING]
        .replace("id: listening", f"id: c-{n}")
        .replace("name: Listening", f"name: Name {n}")
        for n in range(60)
    }
    before = {**HANDBOOK, **many}
    after = moved(LISTENING, "pricing", ("name: Listening", "name: Pricing"))
    assert not [finding for finding in found(before, after) if "renamed" in finding]
