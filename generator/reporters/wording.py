"""Findings as an edition may read them: the only place where reports withhold values."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from generator.findings.classification import Classification, Edition, Subject, may_see
from generator.findings.finding import Finding, FindingLevel, Location, Rule

_MOST_SEVERE_FIRST = tuple(FindingLevel)


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A finding as an edition may read it.

    ``where``: a file, or if ``placed`` is false only the folder that the edition may know.
    ``about``: what it is about as keys and ids, see :class:`~generator.findings.finding.Finding`;
    ``None`` if withheld or not determined.
    """

    rule: Rule
    message: str
    remedy: str
    where: Location
    placed: bool
    account: str | None
    about: tuple[str, ...] | None = field(default=None, compare=False)


def message_for(finding: Finding, edition: Edition) -> str:
    """The message, or the rule's title if the message quotes values the edition may not see."""
    subject = Subject.ACCOUNT if _of_account(finding) else Subject.ORGANISATION
    if finding.where.path.startswith("content/people"):
        subject = Subject.PEOPLE
    return finding.message if may_see(edition, subject, finding.secrecy) else finding.rule.title


def reported(findings: Iterable[Finding], edition: Edition) -> tuple[ReportedFinding, ...]:
    """Findings as ``edition`` may read them, in the order given, without duplicates.

    An edition without accounts learns that some account breaks a rule, but not which or how many;
    the same applies to warnings and notes that quote values the edition may not see. A note on a
    change is left out there: it would say no more than that something unseen changed.
    """
    seen = (each for each in findings if not _is_unseen_change(each, edition))
    return tuple(dict.fromkeys(_reported(finding, edition) for finding in seen))


def _is_unseen_change(finding: Finding, edition: Edition) -> bool:
    is_note = finding.level is FindingLevel.INFO and finding.rule.area == "review"
    return is_note and message_for(finding, edition) != finding.message


def most_severe_first(
    findings: Iterable[ReportedFinding], folder: str = ""
) -> list[ReportedFinding]:
    """Errors, then warnings, then notes, each by place: a forge shows only a limited number.

    ``folder``: of the definitions in the repository, as ``our/playbook``; it is prepended to paths.
    """
    placed = [_below(folder, each) for each in findings]
    return sorted(placed, key=lambda each: _MOST_SEVERE_FIRST.index(each.rule.level))


def _reported(finding: Finding, edition: Edition) -> ReportedFinding:
    message, where = message_for(finding, edition), finding.where
    withheld = message != finding.message
    hidden = not may_see(edition, Subject.ACCOUNT, Classification.INTERNAL)
    placed = True
    if hidden and _of_account(finding):
        where, placed = Location("accounts"), False
    # If a judgement is withheld, its place would reveal whom it concerns; an error needs its place.
    if withheld and finding.level is not FindingLevel.ERROR:
        where, placed, hidden = Location(where.path.partition("/")[0]), False, True
    if withheld:  # nor the length of the value
        where = Location(where.path, where.line, where.column)
    return ReportedFinding(
        rule=finding.rule,
        message=message,
        remedy=finding.rule.remedy if withheld else finding.remedy,
        where=where,
        placed=placed,
        account=None if hidden else finding.account,
        about=None if withheld else _about(finding),
    )


def _about(finding: Finding) -> tuple[str, ...] | None:
    if finding.subject is None and not finding.about:
        return None
    return (*(finding.subject or ()), finding.about)


def _of_account(finding: Finding) -> bool:
    return finding.where.path.startswith("accounts")


def _below(folder: str, each: ReportedFinding) -> ReportedFinding:
    if not folder:
        return each
    place = each.where
    where = Location(f"{folder}/{place.path}", place.line, place.column, place.length)
    return replace(each, where=where)


_LENGTH = 32


def fingerprints(findings: Iterable[ReportedFinding]) -> list[str]:
    """One fingerprint per finding: 32 hexadecimal digits, a colon and a count from 1.

    Computed from rule, file, account and what the finding is about, which are independent of lines,
    days and amounts; from the message only if it is not known what the finding is about. The count
    distinguishes findings that are equal in all of these. Only values that the edition may see are
    used, so none can be guessed from it.
    """
    seen: Counter[str] = Counter()
    found = []
    for each in findings:
        about = (each.message,) if each.about is None else each.about
        identity = "\0".join((each.rule.id, each.where.path, each.account or "", *about))
        digest = sha256(identity.encode("utf-8", "replace")).hexdigest()[:_LENGTH]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return found
