"""A comparison as data: ``playbook diff --format json``."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from generator.changes.comparison import Comparison
from generator.changes.finding_diff import NotEvaluated
from generator.changes.headlines import headlines
from generator.changes.not_compared import NotCompared
from generator.changes.sections import Section, sections
from generator.changes.verdict import Verdict
from generator.exports.record import DocumentModel, field, fields_of_finding
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.history.behind import Behind


class ReviewFinding(DocumentModel):
    """A finding that belongs to the change."""

    rule: str = field("id of the rule")
    level: Literal["error", "warning", "info"] = field("severity of the finding")
    account: str | None = field("id of the account it is about, if any", None)
    message: str = field("what is found")
    remedy: str = field("how to fix it")
    path: str = field("file it is found in")


class UncheckedFinding(DocumentModel):
    """A finding that is absent without having been fixed."""

    rule: str = field("id of the rule")
    level: Literal["error", "warning", "info"] = field("severity of the finding")
    account: str | None = field("id of the account it was about, if any", None)
    message: str = field("what was found")
    because: str = field("why it is absent, as a sentence")
    path: str = field("file it was found in")


class ReviewDocument(DocumentModel):
    """What a change is and what it means, for one edition and one day."""

    schema_: Literal["diff/1"] = field("kind and version of this document", alias="schema")
    edition: Edition = field("the edition it was made for")
    as_of: date = field("the day both states were evaluated for")
    base: str = field("how the older state is called")
    head: str = field("how the newer state is called")
    behind: Behind | None = field(
        "what the newer state lacks of the older one, which reads as undone; absent for nothing",
        None,
    )
    first_lines: tuple[Verdict, ...] = field(
        "what is gravest of each account, and what changed of the handbook", ()
    )
    definitions: tuple[Section, ...] = field("by definition, most severe first", ())
    required: tuple[ReviewFinding, ...] = field(
        "what the change itself still needs", (), alias="lacking"
    )
    added: tuple[ReviewFinding, ...] = field("findings it brings", ())
    fixed: tuple[ReviewFinding, ...] = field("findings it fixes", (), alias="mended")
    no_longer_checked: tuple[UncheckedFinding, ...] = field(
        "absent findings that were not fixed: what they were about was removed or moved",
        (),
    )
    still_overdue: tuple[ReviewFinding, ...] = field(
        "overdue reviews of affected definitions", (), alias="standing"
    )
    not_compared: tuple[NotCompared, ...] = field("what has errors in one of the two states", ())
    compared_in_part: tuple[NotCompared, ...] = field(
        "what is compared, but for what has errors in one of the states", ()
    )
    withheld: int | None = field(
        "number of changes not shown, as later states do not classify them; absent for none",
        None,
    )
    withheld_results: int | None = field(
        "number of findings, effects and entries not shown, as they rest on what the edition may "
        "not see; absent for none",
        None,
    )


def review_document(
    review: Comparison, base: str, head: str, behind: Behind | None = None
) -> ReviewDocument:
    """The comparison as a document; ``base`` and ``head``: the names of the states.

    ``behind``: what the newer state lacks of the older one.
    """
    found = sections(review)
    return ReviewDocument(
        schema_="diff/1",
        edition=review.after.catalog.edition,
        as_of=review.after.insight.as_of,
        base=base,
        head=head,
        behind=behind,
        first_lines=headlines(review, found).every,
        definitions=found,
        required=_findings(review.required),
        added=_findings(review.added),
        fixed=_findings(review.fixed),
        no_longer_checked=tuple(map(_unchecked, review.not_evaluated)),
        still_overdue=_findings(review.still_overdue),
        not_compared=tuple(each for each in review.unread if not each.in_part),
        compared_in_part=tuple(each for each in review.unread if each.in_part),
        withheld=review.withheld or None,
        withheld_results=review.withheld_results or None,
    )


def _findings(found: Iterable[Finding]) -> tuple[ReviewFinding, ...]:
    return tuple(
        ReviewFinding(**fields_of_finding(each), account=each.account, remedy=each.remedy)
        for each in found
    )


def _unchecked(not_evaluated: NotEvaluated) -> UncheckedFinding:
    finding = not_evaluated.finding
    return UncheckedFinding(
        **fields_of_finding(finding), account=finding.account, because=not_evaluated.because
    )
