"""The first lines of a comment: what is gravest of each account, and nothing grave below them."""

import re
from functools import cache

import pytest

from generator.changes.comparison import Comparison
from generator.changes.effects import COMPARED, NOT_COMPARED
from generator.changes.gravity import GRAVITY, TOLD
from generator.changes.rules import RULE_IDS, TOLD_BY_EFFECTS, TOLD_FIRST
from generator.changes.sections import sections
from generator.changes.verdict import GONE, RULES_BEHIND, verdicts
from generator.exports.comparison import review_document
from generator.findings.classification import Edition
from generator.history.diff_metadata import NO_METADATA, DiffMetadata
from generator.model.severities import Severity
from generator.reporters.comparison_markdown import as_markdown
from generator.text.in_brief import in_brief
from tests.examples import spread
from tests.review.rich import ACCOUNT, BROOK, STRATEGY, replaced
from tests.review.scenario_table import (
    Case,
    Files,
    as_text,
    broken_in,
    cases,
    edited,
    reviewed,
    small,
)

WIDTH = 120
"""Characters in a line of a comment, as a wide window shows it."""

SCREEN = 15
LINKED = DiffMetadata(files="https://git.example/blob/1", preview="https://preview.example/9")


def shown_lines(markdown: str) -> int:
    """How many lines a reader sees of it, without the targets of links."""
    text = re.sub(r"\]\([^)]*\)", "]", markdown).replace("&gt;", ">").replace("`", "")
    return sum(1 + len(line) // WIDTH for line in text.splitlines() if line.strip())


def until_fold(comment: str) -> str:
    return re.split(r"\n(?=####|<details>)", comment, maxsplit=1)[0]


@pytest.mark.parametrize("case", spread(cases(), 12), ids=lambda case: f"{case.area}: {case.name}")
def test_the_first_screen_is_short_and_the_whole_fits_into_a_comment(case: Case) -> None:
    review = reviewed(case.before, case.after, case.edition, case.authors)
    comment = as_markdown(review, "main", "HEAD", LINKED)
    assert len(comment) < 65_000
    assert shown_lines(until_fold(comment)) < SCREEN, until_fold(comment)


def test_what_a_verdict_knows_is_an_effect_and_a_rule() -> None:
    keys = [each.key for each in COMPARED]
    assert len(set(keys)) == len(keys), "the key of an effect is the name of its function"
    graded = {key for _, those in GRAVITY for key in those}
    known = {*keys, *NOT_COMPARED, "any effect", "a change", "a finding"}
    told = {key for _, those in TOLD for key in those}
    assert {*graded, *told, *GONE, *RULES_BEHIND} <= known
    assert {
        *TOLD_FIRST,
        *TOLD_BY_EFFECTS.values(),
        *(rule for rules in RULES_BEHIND.values() for rule in rules),
    } <= RULE_IDS


@cache
def many(number: int) -> tuple[Files, Files]:
    """Copies of an account, of which a score crosses the cut in each."""
    before = dict(small())
    for each in range(number):
        before[f"accounts/brook-{each}/account.yaml"] = (
            small()[BROOK]
            .replace("id: brook-dairies", f"id: brook-{each}")
            .replace("name: Brook Dairies", f"name: Brook Dairies {each}")
        )
    after = {
        path: text.replace("growth: {score: 4,", "growth: {score: 9,")
        if path.startswith("accounts/brook-")
        else text
        for path, text in before.items()
    }
    return before, after


def test_of_many_accounts_five_are_open_and_the_others_folded_with_their_count() -> None:
    comment = as_markdown(reviewed(*many(11)), "main", "HEAD", LINKED)
    opened = until_fold(comment)
    assert opened.count("\n- **Brook Dairies") == 5
    assert "<summary>7 more accounts</summary>" in comment
    assert shown_lines(opened) < SCREEN, opened
    assert len(comment) < 65_000


def drafts(number: int) -> Files:
    after = dict(small())
    for each in range(number):
        after[f"accounts/new-{each}/account.yaml"] = (
            small()[BROOK]
            .replace("id: brook-dairies", f"id: new-{each}")
            .replace("name: Brook Dairies", f"name: New Dairies {each}")
            .replace("status: active", "status: draft")
        )
    return after


def test_many_new_drafts_are_one_line_and_a_table() -> None:
    comment = as_markdown(reviewed(small(), drafts(40)), "main", "HEAD")
    assert "- **40 new drafts**: New Dairies 0, New Dairies 1, New Dairies 10 and 37 others." in (
        comment
    )
    assert shown_lines(until_fold(comment)) < SCREEN
    opened = re.sub(r"(?s)<details>.*?</details>", "", comment)
    assert "| New Dairies 17 | standard |" in comment
    assert "New Dairies 17" not in opened
    assert opened.count("New Dairies") < 15


def test_a_few_new_drafts_are_told_one_by_one() -> None:
    comment = as_markdown(reviewed(small(), drafts(2)), "main", "HEAD")
    assert comment.count("**New Dairies") == 2
    assert "new drafts" not in comment
    assert "- Account New Dairies" not in comment


def rewritten() -> Comparison:
    text = small()[STRATEGY]
    start = text.index("objectives:\n")
    end = text.index("promotion:")
    after = {**small(), STRATEGY: text[:start] + text[end:]}
    after[STRATEGY] = after[STRATEGY].replace("service: {score: 5,", "service: {score: 8,")
    return reviewed(small(), after)


def test_a_plan_rewritten_as_a_whole_opens_with_what_is_gone() -> None:
    comment = as_markdown(rewritten(), "main", "HEAD")
    gone = "1 open objective, 1 decision, 1 risk, 2 promises and 1 assumption."
    assert f"- **Acme Pumps** (still version 1): Gone from the plan: {gone}" in comment
    assert "crosses the cut" in until_fold(comment)


def test_a_decision_that_is_missing_is_named_by_its_rule_with_file_and_page() -> None:
    after = edited(small(), [replaced(STRATEGY, "service: {score: 5,", "service: {score: 8,")])
    comment = as_markdown(reviewed(small(), after), "main", "HEAD", LINKED)
    row = next(each for each in comment.splitlines() if each.startswith("- **Acme"))
    assert "`cell-changed-without-decision`" in row
    assert re.search(r"\(https://git.example/blob/1/accounts/acme-pumps/strategy.yaml#L\d+\)", row)
    assert "[page](https://preview.example/9/accounts/acme-pumps/)" in row
    without = as_markdown(reviewed(small(), after), "main", "HEAD", NO_METADATA)
    assert "https" not in without


def test_a_line_is_named_only_where_the_edition_sees_all_of_the_account() -> None:
    """Else the number would tell how much hidden text precedes it."""
    risk = "    what: A rival offers a cheaper seal\n"
    before = edited(small(), [replaced(STRATEGY, risk, f"{risk}    class: confidential\n")])
    after = edited(before, [replaced(STRATEGY, "service: {score: 5,", "service: {score: 8,")])
    rows = {
        edition: as_markdown(reviewed(before, after, edition), "main", "HEAD", LINKED)
        for edition in (Edition.LEADERSHIP, Edition.TEAM)
    }
    assert "strategy.yaml#L" in rows[Edition.LEADERSHIP]
    assert "strategy.yaml)" in rows[Edition.TEAM]
    assert "#L" not in rows[Edition.TEAM]


def test_what_a_verdict_says_is_said_once() -> None:
    review = rewritten()
    comment = as_markdown(review, "main", "HEAD")
    for verdict in verdicts(review, sections(review)):
        for sentence in verdict.sentences:
            assert comment.count(sentence.replace("->", "-&gt;")) == 1


def test_a_long_sentence_is_shown_whole_with_shorter_quotations() -> None:
    meaning = "They buy from us what they need for every line that we know of, and say so"
    risk = "A rival offers a cheaper seal"
    named = edited(small(), [replaced(STRATEGY, risk, f"{risk} {meaning * 3}")])
    after = edited(named, [replaced(STRATEGY, "    impact: high", "    impact: low")])
    review = reviewed(named, after)
    (said,) = [each.sentences[0] for each in verdicts(review, sections(review))]
    assert said.startswith("A risk is judged lower: “A rival offers")
    assert said.endswith("…” (impact high -> low).")
    assert len(said) < 230


@pytest.mark.parametrize("case", spread(cases(), 10), ids=lambda case: f"{case.area}: {case.name}")
def test_a_sentence_of_a_row_ends_and_nothing_graver_is_left_out(case: Case) -> None:
    review = reviewed(case.before, case.after, case.edition, case.authors)
    for verdict in verdicts(review, sections(review)):
        for sentence in verdict.sentences:
            assert sentence[-1] in ".!?”", sentence
        effects = verdict.section.effects
        if any(each.severity is Severity.MAJOR for each in effects):
            minor = {each.text for each in effects if each.severity is not Severity.MAJOR}
            gone = {each.text for each in effects if each.key in GONE}
            assert verdict.sentences[0] not in minor - gone


def test_where_nothing_follows_the_gravest_change_is_quoted_itself() -> None:
    after = edited(
        small(),
        [replaced(STRATEGY, "because: They open up to those who help.", "because: They pay best.")],
    )
    review = reviewed(small(), after)
    found = next(iter(verdicts(review, sections(review))))
    assert found.sentences == (sections(review)[0].changes[0].text,)
    assert not found.more


def test_a_heading_over_changes_is_as_grave_as_they_are() -> None:
    after = edited(small(), [replaced(STRATEGY, "    impact: high", "    impact: low")])
    comment = as_markdown(reviewed(small(), after), "main", "HEAD")
    assert "1 major effect" in comment
    heading = "Account Acme Pumps (still version 1): 1 change, minor, with major effects"
    assert f"<summary>{heading}</summary>" in comment


def test_a_row_has_the_same_mark_whatever_the_addresses_are() -> None:
    after = {
        path.replace("brook-dairies", "brook-foods"): text.replace(
            "id: brook-dairies", "id: brook-foods"
        )
        for path, text in small().items()
    }
    review = reviewed(small(), after)
    elsewhere = DiffMetadata(
        files="https://git.example/blob/2", preview="https://preview.example/10"
    )
    first, second = (
        re.findall(r"<!-- [0-9a-f.]+ -->", as_markdown(review, "main", "HEAD", each, previous=""))
        for each in (LINKED, elsewhere)
    )
    assert first == second


def test_an_account_that_went_has_no_link() -> None:
    after = {path: text for path, text in small().items() if path != BROOK}
    comment = as_markdown(reviewed(small(), after), "main", "HEAD", LINKED)
    row = next(each for each in comment.splitlines() if each.startswith("- **Brook"))
    assert "(removed)" in row
    assert "https" not in row


def test_other_tier_and_status_are_above_the_fold() -> None:
    after = edited(small(), [replaced(ACCOUNT, "tier: key", "tier: standard")])
    assert "The tier: key -> standard." in until_fold(
        as_markdown(reviewed(small(), after), "main", "HEAD")
    ).replace("&gt;", ">")


@pytest.mark.parametrize("hidden", [0, 3, 30])
def test_what_was_removed_has_no_line(hidden: int) -> None:
    """It would be one of the older state, count what was hidden there, and lead astray."""
    lines = "      Some words.\n" * hidden
    unseen = "risks:\n  - id: unseen\n    class: confidential\n    what: They leave\n"
    unseen += "    trigger: Some.\n    likelihood: high\n    impact: high\n    owner: ada\n"
    unseen += f"    response: >-\n{lines}stakeholders:\n"
    after = dict(small())
    if hidden:
        after[BROOK] = after[BROOK].replace("stakeholders:\n", unseen, 1)
    wants = "    wants: [Fewer calls at night]\n    on: 2026-09-01\n"
    before = {**after, BROOK: after[BROOK].replace("    on: 2026-09-01\n", wants, 1)}
    comment = as_markdown(reviewed(before, small(), Edition.TEAM), "main", "HEAD", LINKED)
    row = next(each for each in comment.splitlines() if each.startswith("- **Brook"))
    assert "Fewer calls at night" in row
    assert f"({LINKED.files}/{BROOK})" in row


def test_what_was_removed_with_its_file_has_no_link() -> None:
    path = BROOK.replace("account.yaml", "places.yaml")
    before = dict(small())
    before[path] = "schema: account/1\nunits:\n  - {id: north, name: North}\n"
    before[BROOK] += "sections: [places.yaml]\n"
    assert not broken_in(before)
    comment = as_markdown(reviewed(before, small()), "main", "HEAD", LINKED)
    row = next(each for each in comment.splitlines() if each.startswith("- **Brook"))
    assert "no longer a unit" in row
    assert "places.yaml" not in row


@pytest.mark.parametrize("case", spread(cases(), 6), ids=lambda case: f"{case.area}: {case.name}")
def test_a_link_leads_to_what_the_newer_state_has(case: Case) -> None:
    for edition in (Edition.TEAM, Edition.LEADERSHIP):
        review = reviewed(case.before, case.after, edition, case.authors)
        for each in verdicts(review, sections(review)):
            path, line = each.where.path, each.where.line
            assert not path or path in case.after
            assert not line or line <= len(case.after[path].splitlines())
            assert not line or ("account", each.section.id) in review.whole


def row_of(after: Files, before: Files | None = None) -> str:
    comment = as_markdown(reviewed(before or small(), after), "main", "HEAD")
    row = next(each for each in comment.splitlines() if each.startswith("- **Acme"))
    return row.replace("&gt;", ">")


def test_a_grave_change_is_said_beside_a_small_effect() -> None:
    """That nothing follows from: the effect of another change must not hide it."""
    field = replaced(
        STRATEGY, "because: They open up to those who help.", "because: They pay best."
    )
    lower = replaced(STRATEGY, "    impact: high", "    impact: medium")
    row = row_of(edited(small(), [field, lower]))
    said = "Direction, because: “They open up to those who help.” -> “They pay best.”"
    assert f"{said} A risk is judged lower" not in row
    assert (
        "Direction, because: “They open up to those who help.” -> “They pay best.” 1 more below."
        in row
    )


def test_a_day_to_come_is_said_beside_a_small_effect() -> None:
    contact = "strength: working\n    since: 2026-01-15\n    last_contact: 2026-10-20"
    later = contact.replace("2026-10-20", "2026-12-20")
    edits = [
        replaced("accounts/acme-pumps/stakeholders.yaml", contact, later),
        replaced(STRATEGY, "    impact: high", "    impact: medium"),
    ]
    row = row_of(edited(small(), edits))
    assert "last_contact is 20 Dec 2026, after the day of this check" in row


def test_a_record_of_versions_that_is_rewritten_is_said_once() -> None:
    edits = [
        replaced(ACCOUNT, "what: [First plan.]", "what: [A plan., Another.]"),
        replaced(STRATEGY, "because: They open up to those who help.", "because: They pay best."),
    ]
    assert row_of(edited(small(), edits)).count("record of a version is rewritten") == 1


def test_quotations_that_differ_late_are_shortened_to_where_they_differ() -> None:
    same = "They offered overhauls at a price that nobody else would have taken for a year, "
    text = f"The reason “{same}and we kept ours.” -> “{same}and we gave way.”."
    one, other = re.findall("“([^”]*)”", in_brief(text, 60))
    assert (one, other) == ("… we kept ours.", "… we gave way.")
    assert in_brief(text, 400) == text


CUT = "cut: 5\n    grey_band: 1\n    customers"


def test_what_changed_of_the_handbook_stands_in_its_row() -> None:
    after = edited(
        small(),
        [
            replaced(
                "content/methods/matrix.yaml",
                "cut: 5.5\n    grey_band: 1\n    customers",
                CUT,
            )
        ],
    )
    comment = as_markdown(reviewed(small(), after), "main", "HEAD")
    row = next(each for each in comment.splitlines() if each.startswith("- **The handbook"))
    assert "Axis “Position”, cut: 5.5 -&gt; 5." in row


def test_all_three_formats_say_the_same_first() -> None:
    after = edited(small(), [replaced(STRATEGY, "service: {score: 5,", "service: {score: 8,")])
    review = reviewed(small(), after)
    (said,) = review_document(review, "main", "HEAD").first_lines
    assert said.sentences
    for text in (as_text(review), as_markdown(review, "main", "HEAD").replace("&gt;", ">")):
        line = next(each for each in text.splitlines() if "Acme Pumps" in each)
        assert " ".join(said.sentences) in line


def test_an_account_copied_with_other_revenue_is_called_a_copy() -> None:
    copied = {
        path.replace("acme-pumps", "acme-copy"): text.replace("id: acme-pumps", "id: acme-copy")
        for path, text in small().items()
        if path.startswith("accounts/acme-pumps/")
    }
    money = "accounts/acme-copy/economics.yaml"
    assert "revenue: 1000 k" in copied[money]
    copied[money] = copied[money].replace("revenue: 1000 k", "revenue: 1100 k")
    review = reviewed(small(), {**small(), **copied})
    said = review_document(review, "main", "HEAD").first_lines[0].sentences
    assert said[0].startswith("It looks like a copy: ")
    assert said[1].startswith("Most figures of its newest period are those of Acme Pumps")


def test_beside_many_accounts_the_handbook_tells_its_gravest_change() -> None:
    before, after = many(4)
    changes = [
        replaced("content/methods/matrix.yaml", "cut: 5.5\n    grey_band: 1\n    customers", CUT),
        replaced("content/organisation.yaml", "key_accounts: 1", "key_accounts: 2"),
    ]
    comment = as_markdown(reviewed(before, edited(after, changes)), "main", "HEAD")
    row = next(each for each in comment.splitlines() if each.startswith("- **The handbook"))
    assert "cut: 5.5 -&gt; 5" in row
    assert "key accounts" not in row
