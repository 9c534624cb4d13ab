"""The pack for a review: which slides there are, what stands on them, and what does not fit."""

import re
from dataclasses import replace

from generator.findings.classification import Edition
from generator.pages import Page, inputs
from generator.pages.account import review
from generator.pages.kit.context import Context
from generator.pages.kit.links import Link
from tests.conftest import AS_OF, FIXTURE, assembled_on

ALDANE, BREVIK = "accounts/aldane-group/review.md", "accounts/brevik-coatings/review.md"
SLIDES = [
    *("Agenda", "Position", "Promises", "Objectives", "Value delivered", "Opportunities"),
    *("Issues", "Risks", "Decisions asked", "Next 90 days"),
]


def pack(path: str, edition: Edition = Edition.TEAM) -> Page:
    pages = assembled_on(AS_OF, edition, root=FIXTURE).pages
    return next(each for each in pages if each.path == path)


def headings(page: Page) -> list[str]:
    return re.findall(r"^## (?:<a .+?</a>)?(.+)$", page.markdown, re.M)


def slide(page: Page, title: str) -> str:
    parts = page.markdown.split("\n## ")
    return next(each for each in parts if each.partition("\n")[0].endswith(title))


def test_a_full_account_has_every_slide_and_the_agenda_names_them() -> None:
    page = pack(ALDANE)
    assert headings(page) == SLIDES
    linked = re.findall(r"^\d+\. \[(.+?)\]\(#(.+?)\)", slide(page, "Agenda"), re.M)
    assert linked == [
        (title, anchor)
        for anchor, title in re.findall(r'^## <a id="(.+?)"></a>(.+)$', page.markdown, re.M)
    ]
    assert [title for title, _ in linked] == SLIDES[1:]


def test_what_has_nothing_to_say_is_left_out() -> None:
    page = pack(BREVIK)
    assert headings(page) == [each for each in SLIDES if each in headings(page)]
    assert set(headings(page)) < set(SLIDES)
    for each in headings(page)[1:]:
        assert "| --- |" in slide(page, each) or each == "Position"


def test_every_slide_says_that_it_is_not_for_the_customer() -> None:
    page = pack(ALDANE)
    parts = page.markdown.split("\n## ")
    assert len(parts) == len(SLIDES) + 1
    assert all(part.count("For us alone, not for the customer.") == 1 for part in parts)


def test_amounts_are_for_leadership_alone() -> None:
    assert "EUR" in pack(ALDANE, Edition.LEADERSHIP).markdown
    assert "EUR" not in pack(ALDANE).markdown


def test_promises_kept_before_the_last_review_are_not_told_again() -> None:
    text = slide(pack(ALDANE), "Promises")
    assert "List of causes of all stops" in text
    assert "Monthly service report" not in text


def test_issues_are_what_is_late_or_can_stop_us() -> None:
    text = slide(pack(ALDANE), "Issues")
    assert re.findall(r"^\| \[(.+?)\]", text, re.M) == [
        "Get to know: Head of group procurement",
        "First draft of the APAC annex",
        "Speak with: Head of operations APAC, about: Service contract of the region",
        "Add a second of our people to at least one relationship there.",
        "Manage the relationship differently; or correct the scores or the style.",
    ]
    owners = re.findall(r"^\| .*\| (.*) \|$", text, re.M)[2:]
    assert [re.sub(r"^\[(.+)\].*", r"\1", each) for each in owners] == [
        *("Ana Ruiz", "Serene Tan", "Serene Tan", "Ana Ruiz", "Ana Ruiz")
    ]


def test_a_warning_about_a_post_without_a_veto_is_an_issue_too() -> None:
    made = assembled_on(AS_OF, Edition.TEAM, root=FIXTURE)
    context = Context(made.catalog, made.insight, made.findings)
    given = next(
        found
        for each in inputs.accounts(context)
        if (found := each.make()).insight.account.id == "aldane-group"
    )
    said = "Head of group procurement (veto holder, gatekeeper) is covered by nobody."
    assert said not in [each.why for each in review.warnings(given)]
    posts = [
        each.model_copy(update={"buying": ("decision-maker",)})
        for each in given.insight.coverage.uncovered_key_posts
    ]
    coverage = replace(given.insight.coverage, uncovered_key_posts=tuple(posts))
    changed = replace(given, insight=replace(given.insight, coverage=coverage))
    assert said in [each.why for each in review.warnings(changed)]


def test_what_does_not_fit_is_counted_and_led_to() -> None:
    rows = [f"Risk {number}" for number in range(40)]
    shown = review.slide("Risks", Link("Market"), rows, str, "risk")
    assert 1 < len(shown.rows) < len(rows)
    assert (len(shown.rows) + shown.more, shown.about) == (len(rows), "40 risks")
    longer = review.slide(
        "Risks", Link("Market"), [f"{each} {'x' * 200}" for each in rows], str, ""
    )
    assert 1 <= len(longer.rows) < len(shown.rows)
    one = review.slide("Risks", Link("Market"), ["long " * 900], str, "risk")
    assert (len(one.rows), one.more) == (1, 0)
    assert not review.slide("Risks", Link("Market"), [], str, "risk").about
