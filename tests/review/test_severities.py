"""Each kind of change with the version step it requires, as a table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.changes.compare import compare
from generator.changes.requirements.versions import change_severities, enough, least, review
from generator.changes.severity import highest_severity
from generator.model.grammars import SemanticVersion
from generator.model.severities import Severity
from tests.review.handbook import HANDBOOK, edited, loaded

ROLE, COMPETENCY = "content/roles/kam.yaml", "content/competencies/listening.yaml"
FRAMEWORK, FIT = "content/competencies/framework.yaml", "content/competencies/fit.yaml"
MATRIX, STAGES = "content/methods/matrix.yaml", "content/methods/stages.yaml"
PATH = "content/onboarding/kam.yaml"
NOTHING, PATCH, MINOR, MAJOR = None, Severity.PATCH, Severity.MINOR, Severity.MAJOR
law = settings(derandomize=True, database=None, deadline=None)
SCALE = ("basic", "able", "expert")

# file, text, what it becomes, weight, weight of the way back
TABLE = [
    # requirements
    (ROLE, "listening, level: able", "listening, level: expert", MAJOR, MINOR),
    (ROLE, "listening, level: able", "listening, level: basic", MINOR, MAJOR),
    (ROLE, "  - {competency: listening, level: able}\n", "  []\n", MAJOR, MAJOR),
    (ROLE, "level: able}", "level: able, because: It is harder here}", MINOR, MAJOR),
    # where the role stands
    (ROLE, "level: middle management", "level: senior management", MAJOR, MAJOR),
    (ROLE, "reports_to: [director]", "reports_to: [president]", MAJOR, MAJOR),
    (ROLE, "reports_to: [director]", "reports_to: [director, president]", MAJOR, MAJOR),
    (ROLE, "placed_at: headquarters", "placed_at: the customer's headquarters", MAJOR, MAJOR),
    (ROLE, "accounts: 1-2", "accounts: 1-4", MAJOR, MINOR),
    (ROLE, "accounts: 3-10", "accounts: 5-15", MINOR, MINOR),
    (ROLE, "  placed_at: headquarters\n", "", MAJOR, MAJOR),
    (
        ROLE,
        "  placed_at: headquarters\n",
        "  placed_at: headquarters\n  placed_at_basis: {reading: {of: 000, shows: a gap}}\n",
        MINOR,
        MINOR,
    ),
    # statements
    (ROLE, "departments that work for", "departments working for", PATCH, PATCH),
    (ROLE, "  - says: Answers for the result of the account.\n", "", MAJOR, MINOR),
    (ROLE, "Answers for the result of the account.", "Trains new colleagues.", MAJOR, MAJOR),
    (ROLE, "    origin: 000\n", "", MINOR, MINOR),
    (ROLE, "fulfilled exactly.", "fulfilled exactly.\n      doubt: one source", MINOR, MINOR),
    (ROLE, "Leads a few large accounts.", "Leads few large accounts.", PATCH, PATCH),
    (ROLE, "Leads a few large accounts. Answers for their result.", "Sells.", MINOR, MINOR),
    (ROLE, "question: Whose side does the manager take?", "question: Whose side?", MINOR, MINOR),
    # names
    (ROLE, "name: Key Account Manager", "name: Key Account Director", MAJOR, MAJOR),
    (ROLE, "abbreviation: KAM\n", "", MINOR, MINOR),
    (ROLE, "name: Leading", "name: Leadership", MAJOR, MAJOR),
    (ROLE, "owner: sales", "owner: finance", MINOR, MINOR),
    (ROLE, "status: active", "status: deprecated", MINOR, MINOR),
    # profile, career, figures
    (ROLE, "from: 45 k", "from: 50 k", MINOR, MINOR),
    (ROLE, "says: Negotiates well in two languages.", "says: Travels.", MAJOR, MAJOR),
    (ROLE, "  - role: director\n", "  - role: president\n", MAJOR, MAJOR),
    (
        ROLE,
        "Leads managers instead of accounts.",
        "Leads several managers instead of accounts.",
        PATCH,
        PATCH,
    ),
    (ROLE, "how: Revenue less all costs", "how: Revenue less the costs", MINOR, MINOR),
    (ROLE, "{id: contribution,", "{id: margin,", MAJOR, MAJOR),
    (ROLE, "Middle level in most companies.", "Middle level in many companies.", MINOR, MINOR),
    (ROLE, "Leads managers instead of accounts.", "Travels.", MINOR, MINOR),
    # competencies
    (COMPETENCY, ", Writes down what was agreed.", "", MAJOR, MAJOR),
    (COMPETENCY, "Asks what is meant before", "Asks what was meant before", MINOR, MINOR),
    (COMPETENCY, "Asks what is meant before", "Asks what is meant after", MINOR, MINOR),
    (COMPETENCY, "area: people", "area: money", MINOR, MINOR),
    (COMPETENCY, "also_called: [hearing]\n", "", MINOR, MINOR),
    (COMPETENCY, "developed_by: [Sitting in on talks of others.]\n", "", MINOR, MINOR),
    (COMPETENCY, "interview: [When did", "interview: [What helps you?, When did", MINOR, MINOR),
    (COMPETENCY, "origin: 001", "origin: [001, 002]", MINOR, MINOR),
    # the scale
    (
        FRAMEWORK,
        "means: Does it alone and well.",
        "means: Does it alone and very well.",
        PATCH,
        PATCH,
    ),
    (FRAMEWORK, "name: Able", "name: Practitioner", MAJOR, MAJOR),
    (FRAMEWORK, "{id: basic, name: Basic", "{id: start, name: Basic", MAJOR, MAJOR),
    (FRAMEWORK, "  - {id: money, name: Money, what: Working with figures.}\n", "", MAJOR, MINOR),
    # methods
    (MATRIX, "weight: 60", "weight: 30", MAJOR, MAJOR),
    (MATRIX, "bring us?\n    cut: 5.0", "bring us?\n    cut: 6.0", MAJOR, MAJOR),
    (
        MATRIX,
        "bring us?\n    cut: 5.0",
        "bring us?\n    bands: [{id: low}, {id: high, from: 5.0}]",
        MAJOR,
        MAJOR,
    ),
    (
        MATRIX,
        "us?\n    cut: 5.0\n    grey_band: 0.5\n    factors:\n      - id: v",
        "us?\n    cut: 5.0\n    grey_band: 1\n    factors:\n      - id: v",
        MINOR,
        MINOR,
    ),
    (
        MATRIX,
        "      - {id: growth, name: Growth, asks: How fast do they grow?, weight: 40}\n",
        "",
        MAJOR,
        MAJOR,
    ),
    (MATRIX, "{potential: low, position: high}", "{potential: low, position: low}", MAJOR, MAJOR),
    (
        MATRIX,
        "    wants: [develop]\n  - id: star",
        "    wants: [invest]\n  - id: star",
        MINOR,
        MINOR,
    ),
    (MATRIX, "id: star\n", "id: rising-star\n", MAJOR, MAJOR),
    (MATRIX, "They buy hardly anything.", "They buy hardly anything at all.", MINOR, MINOR),
    (MATRIX, "They buy hardly anything.", "Nothing.", MINOR, MINOR),
    (
        MATRIX,
        "answers: Where do we invest and where",
        "answers: Where do we invest, where",
        PATCH,
        PATCH,
    ),
    (STAGES, "  - {id: late, name: Late, means: Both plan the year together.}\n", "", MAJOR, MAJOR),
    # fit
    (FIT, "level: able", "level: expert", MAJOR, MINOR),
    (FIT, "context: [globalising]", "context: [mature-market]", MAJOR, MAJOR),
    (FIT, "hold in several countries", "hold in many countries", PATCH, PATCH),
    (
        FIT,
        "{competency: listening, level: able}",
        "{competency: talking, level: able}",
        MAJOR,
        MAJOR,
    ),
    # paths
    (PATH, "day: 1\n", "day: 2\n", MINOR, MINOR),
    (PATH, "from top to bottom.", "from the top to the bottom.", PATCH, PATCH),
    (PATH, "once from top to bottom.]", "once from top to bottom., Meet them.]", MINOR, MAJOR),
]


def weight_of(before: dict[str, str], after: dict[str, str]) -> Severity | None:
    """The most severe change between two states of the handbook."""
    pairs = zip(loaded(before).handbook(), loaded(after).handbook(), strict=True)
    return max(
        (
            w
            for one, other in pairs
            if (w := highest_severity(change_severities(one, other, SCALE)))
        ),
        default=None,
    )


@pytest.mark.parametrize(("path", "old", "new", "expected", "back"), TABLE)
def test_the_weight_of_a_change(
    path: str, old: str, new: str, expected: Severity, back: Severity
) -> None:
    after = edited(path, (old, new))
    assert weight_of(HANDBOOK, after) is expected
    assert weight_of(after, HANDBOOK) is back


_ABLE = "able: [Asks what is meant before answering.]"
_LONG = "able: [{id: asks, says: Asks what is meant before answering."
_DUTY = "  - says: Answers for the result of the account.\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected", "back"),
    [
        (COMPETENCY, _ABLE, _ABLE.replace("[A", "[{says: A").replace("]", "}]"), None, None),
        (COMPETENCY, _ABLE, f"{_LONG}}}]", PATCH, PATCH),
        (COMPETENCY, f"{_LONG}}}]", "able: [{id: asks, says: Repeats it aloud.}]", MINOR, MINOR),
        (COMPETENCY, _ABLE, "able: [Repeats it aloud.]", MAJOR, MAJOR),
        (COMPETENCY, f"{_LONG}}}]", f"{_LONG}, examples: [In a noisy room]}}]", MINOR, MINOR),
        (
            COMPETENCY,
            f"{_LONG}}}]",
            f"{_LONG}, support: [{{title: A talk, url: https://example.org/a}}]}}]",
            PATCH,
            PATCH,
        ),
        (ROLE, _DUTY, f"{_DUTY}    id: result\n", PATCH, PATCH),
        (ROLE, f"{_DUTY}    id: r-1\n", "  - {id: r-1, says: Sells.}\n", MINOR, MINOR),
        (ROLE, _DUTY, f"{_DUTY}    examples: [The yearly talk]\n", MINOR, MINOR),
    ],
)
def test_the_weight_of_what_stands_beside_a_statement(
    path: str, old: str, new: str, expected: Severity | None, back: Severity | None
) -> None:
    first = HANDBOOK if old in HANDBOOK[path] else edited(path, *_as_written(old))
    after = {**first, path: first[path].replace(old, new)}
    assert first[path] != after[path]
    assert weight_of(first, after) is expected
    assert weight_of(after, first) is back


def _as_written(text: str) -> list[tuple[str, str]]:
    """The edit that brings a text into the handbook that it does not have."""
    return [(_ABLE, text)] if text.startswith("able") else [(_DUTY, text)]


def test_a_statement_in_other_words_with_its_id_is_reworded() -> None:
    one = edited(COMPETENCY, (_ABLE, f"{_LONG}}}]"))
    other = edited(COMPETENCY, (_ABLE, "able: [{id: asks, says: Repeats it aloud.}]"))
    before, after = (loaded(each).competencies["listening"] for each in (one, other))
    (found,) = change_severities(before, after, SCALE)
    assert found.change.path == ("levels", "able", "asks", "says")
    assert found.reason == "reworded; its id says that it is the same"


@pytest.mark.parametrize(
    ("bands", "weight"),
    [
        ("[{id: low}, {id: middle, from: 4}, {id: high, from: 7.5}]", MAJOR),
        ("[{id: low}, {id: middle, from: 4}, {id: upper, from: 6}, {id: high, from: 7}]", MAJOR),
        ("[{id: low}, {id: middle, from: 4.0}, {id: high, from: 7}]", None),
    ],
    ids=["a border moved", "one band more", "the same written otherwise"],
)
def test_the_weight_of_a_change_of_bands(bands: str, weight: Severity | None) -> None:
    cut, before = (
        "bring us?\n    cut: 5.0",
        "[{id: low}, {id: middle, from: 4}, {id: high, from: 7}]",
    )
    one, other = (
        edited(MATRIX, (cut, f"bring us?\n    bands: {each}")) for each in (before, bands)
    )
    assert weight_of(one, other) is weight
    assert weight_of(other, one) is weight


def test_a_change_and_its_way_back_are_patches_only_for_wording() -> None:
    for path, old, new, forth, back in TABLE:
        if forth is PATCH or back is PATCH:
            pairs = zip(
                loaded(HANDBOOK).handbook(),
                loaded(edited(path, (old, new))).handbook(),
                strict=True,
            )
            reasons = {each.reason for a, b in pairs for each in change_severities(a, b, SCALE)}
            assert (forth, back, reasons) == (PATCH, PATCH, {"wording"})


def test_the_same_content_has_no_change() -> None:
    assert weight_of(HANDBOOK, HANDBOOK) is None


@law
@given(st.permutations([0, 1, 2]))
def test_the_order_of_entries_counts_only_where_it_carries_meaning(order: list[int]) -> None:
    role = loaded(HANDBOOK).roles["kam"]
    statements = tuple(
        role.responsibilities[0].model_copy(update={"says": f"Statement number {place} of many."})
        for place in range(3)
    )
    before = role.model_copy(update={"responsibilities": statements})
    after = role.model_copy(update={"responsibilities": tuple(statements[i] for i in order)})
    assert compare(before, after) == ()
    framework = loaded(HANDBOOK).framework
    assert framework is not None
    turned = framework.model_copy(update={"scale": tuple(framework.scale[i] for i in order)})
    severities = {each.severity for each in change_severities(framework, turned, SCALE)}
    assert severities == (set() if order == [0, 1, 2] else {MAJOR})


# What a version has to be --------------------------------------------------------------------

VERSIONS = st.builds(SemanticVersion, *[st.integers(0, 9)] * 3)


@law
@given(VERSIONS, st.sampled_from(Severity))
def test_the_least_version_is_enough_and_nothing_below_it(
    before: SemanticVersion, weight: Severity
) -> None:
    wanted = least(before, weight)
    assert enough(before, wanted, weight)
    assert wanted > before
    assert not enough(before, before, weight)
    if wanted.patch:
        assert not enough(
            before, SemanticVersion(wanted.major, wanted.minor, wanted.patch - 1), weight
        )


@pytest.mark.parametrize(
    ("before", "after", "weight", "holds"),
    [
        ("2.1.0", "3.0.0", MAJOR, True),
        ("2.1.0", "2.2.0", MAJOR, False),
        ("2.1.0", "2.2.0", MINOR, True),
        ("2.1.0", "2.1.1", MINOR, False),
        ("2.1.0", "2.1.1", PATCH, True),
        ("2.1.0", "3.0.0", PATCH, True),
        ("0.1.0", "0.2.0", MAJOR, True),
        ("0.1.0", "0.1.1", MAJOR, False),
        ("2.1.0", "2.0.9", PATCH, False),
    ],
)
def test_steps_of_versions(before: str, after: str, weight: Severity, *, holds: bool) -> None:
    one, other = (SemanticVersion(*map(int, each.split("."))) for each in (before, after))
    assert enough(one, other, weight) is holds


# Findings ------------------------------------------------------------------------------------


def found(before: dict[str, str], after: dict[str, str]) -> list[str]:
    findings = review(loaded(before), loaded(after))
    return [f"{each.where} {each.rule.id}: {each.message} {each.remedy}" for each in findings]


def test_a_raised_requirement_asks_for_a_major_version() -> None:
    after = edited(ROLE, ("listening, level: able", "listening, level: expert"))
    assert found(HANDBOOK, after) == [
        "content/roles/kam.yaml:5:10 version-too-low: "
        "The version of Key Account Manager is still 2.1.0, after a major change. "
        "Requirement Listening, level: Able -> Expert (the requirement is raised). "
        "Write `version: 3.0.0` or higher, and say under `changes` what changed."
    ]
    raised = edited(
        ROLE, ("listening, level: able", "listening, level: expert"), ("2.1.0", "3.0.0")
    )
    assert found(HANDBOOK, raised) == []


def test_many_reasons_are_counted() -> None:
    grown = "".join(f"  - says: Statement number {place} is new here.\n" for place in range(5))
    after = edited(ROLE, ("responsibilities:\n", f"responsibilities:\n{grown}"))
    assert found(HANDBOOK, after)[0].count("an addition") == 3
    assert "still 2.1.0, after minor changes. " in found(HANDBOOK, after)[0]
    assert "(an addition). And 2 more. Write" in found(HANDBOOK, after)[0]


def test_a_version_never_goes_back() -> None:
    assert (
        "version-goes-back: the version goes back from 2.1.0 to 2.0.0"
        in found(HANDBOOK, edited(ROLE, ("2.1.0", "2.0.0")))[0]
    )


def moved(new: str, extra: str = "") -> dict[str, str]:
    files = dict(HANDBOOK)
    text = files.pop(ROLE).replace("id: kam\n", f"id: {new}\n{extra}")
    return {**files, f"content/roles/{new}.yaml": text}


def test_a_new_id_keeps_the_old_one_as_an_alias() -> None:
    lost = found(HANDBOOK, moved("key-account-lead"))
    assert lost[0].startswith("content/roles/key-account-lead.yaml:2:5 renamed-without-alias: ")
    assert "`aliases: [kam]`" in lost[0]
    assert found(HANDBOOK, moved("key-account-lead", "aliases: [kam]\n"))[0].startswith(
        "content/roles/key-account-lead.yaml"
    )


def test_a_new_definition_is_no_renamed_one() -> None:
    other = (
        HANDBOOK[ROLE]
        .replace("id: kam", "id: inside-sales")
        .replace("Key Account Manager", "Inside Sales")
    )
    assert found(HANDBOOK, {**HANDBOOK, "content/roles/inside-sales.yaml": other}) == []


# What turns a statement ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "word", "instead"),
    [
        ("Negotiates a contract of several years alone.", "alone", "with help"),
        ("Always asks before answering a customer.", "Always", "Sometimes"),
        ("Agrees the order with sales before delivery.", "before", "after"),
        ("One of our people must be at each meeting.", "must", "may"),
        ("Belongs to the largest quarter of our accounts.", "quarter", "tenth"),
        ("The first of the orders pays for the rest.", "first", "third"),
        ("Every order is looked at by two people.", "Every", "Any"),
    ],
)
def test_a_word_that_turns_a_statement_is_no_wording(
    statement: str, word: str, instead: str
) -> None:
    before, after, same = (
        edited(ROLE, ("Answers for the result of the account.", text))
        for text in (statement, statement.replace(word, instead), f"{statement[:-1]}, as said.")
    )
    assert weight_of(before, after) is MINOR
    assert weight_of(after, before) is MINOR
    assert weight_of(before, same) is PATCH
