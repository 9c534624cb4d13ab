"""A review of a change as data: ``playbook diff --format json``."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from generator.changes.comparison import Review
from generator.changes.finding_diff import NotEvaluated
from generator.changes.sections import Section, sections
from generator.exports.record import DocumentModel, says
from generator.findings.classification import Edition
from generator.findings.finding import Finding


class ReviewFinding(DocumentModel):
    """A finding that belongs to the change."""

    rule: str = says("id of the rule")
    level: Literal["error", "warning", "info"] = says("how bad it is")
    account: str | None = says("id of the account it is about, if any", None)
    message: str = says("what is found")
    remedy: str = says("how to mend it")
    path: str = says("file it is found in")


class UncheckedFinding(DocumentModel):
    """A finding that is no longer there, and that nobody fixed."""

    rule: str = says("id of the rule")
    level: Literal["error", "warning", "info"] = says("how bad it was")
    account: str | None = says("id of the account it was about, if any", None)
    message: str = says("what was found")
    because: str = says("why it is gone, as a sentence")
    path: str = says("file it was found in")


class ErrorPlace(DocumentModel):
    """Where an error stands."""

    side: Literal["base", "head"] = says("the state that has it")
    path: str = says("file it stands in, relative to the definitions")
    line: int | None = says("line it stands in, from 1; absent for the file as a whole", None)
    rule: str = says("id of the rule")


class NotCompared(DocumentModel):
    """A definition with errors in one of the two states, or in both."""

    subject: str = says("kind of definition; `file` for a file that belongs to none")
    id: str | None = says("its id, where it has one and the edition may know it", None)
    state: Literal["base", "head", "both"] = says("where it has them")
    errors: tuple[ErrorPlace, ...] = says("where they stand, if the edition may know it", ())


class ReviewDocument(DocumentModel):
    """What a change is and what it means, for one edition and one day."""

    schema_: Literal["diff/1"] = says("kind and version of this document", alias="schema")
    edition: Edition = says("for whom it was worked out")
    as_of: date = says("the day both states were worked out for")
    base: str = says("how the older state is called")
    head: str = says("how the newer state is called")
    definitions: tuple[Section, ...] = says("by definition, heaviest first", ())
    lacking: tuple[ReviewFinding, ...] = says("what the change itself still needs", ())
    added: tuple[ReviewFinding, ...] = says("findings it brings", ())
    mended: tuple[ReviewFinding, ...] = says("findings it fixes", ())
    no_longer_checked: tuple[UncheckedFinding, ...] = says(
        "findings it takes away and does not fix: what they were about is gone, or was moved", ()
    )
    standing: tuple[ReviewFinding, ...] = says("reviews overdue of what it touches", ())
    not_compared: tuple[NotCompared, ...] = says("what has errors in one of the two states", ())
    compared_in_part: tuple[NotCompared, ...] = says(
        "what is compared, but for what has errors in the newer state", ()
    )
    withheld: int | None = says(
        "changes that are not told, as later states do not say who may see them; absent for none",
        None,
    )


def review_document(review: Review, base: str, head: str) -> ReviewDocument:
    """The review as a document; ``base`` and ``head``: how the states are called."""
    return ReviewDocument(
        schema_="diff/1",
        edition=review.after.catalog.edition,
        as_of=review.after.insight.as_of,
        base=base,
        head=head,
        definitions=sections(review),
        lacking=_findings(review.required),
        added=_findings(review.added),
        mended=_findings(review.fixed),
        no_longer_checked=tuple(map(_unchecked, review.not_evaluated)),
        standing=_findings(review.standing),
        not_compared=_not_compared(review, in_part=False),
        compared_in_part=_not_compared(review, in_part=True),
        withheld=review.withheld or None,
    )


def _not_compared(review: Review, *, in_part: bool) -> tuple[NotCompared, ...]:
    return tuple(
        NotCompared(
            subject=each.subject,
            id=each.id or None,
            state=each.state,
            errors=tuple(
                ErrorPlace(side=e.side, path=e.path, line=e.line or None, rule=e.rule)
                for e in each.errors
            ),
        )
        for each in review.unread
        if each.in_part is in_part
    )


def _findings(found: Iterable[Finding]) -> tuple[ReviewFinding, ...]:
    return tuple(
        ReviewFinding(
            rule=each.rule.id,
            level=each.level.value,
            account=each.account,
            message=each.message,
            remedy=each.remedy,
            path=each.where.path,
        )
        for each in found
    )


def _unchecked(gone: NotEvaluated) -> UncheckedFinding:
    finding = gone.finding
    return UncheckedFinding(
        rule=finding.rule.id,
        level=finding.level.value,
        account=finding.account,
        message=finding.message,
        because=gone.because,
        path=finding.where.path,
    )
