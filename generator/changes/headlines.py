"""The first lines of a comparison: a verdict on each account, the new drafts, the handbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.changes.comparison import Comparison
from generator.changes.effects.effect import some
from generator.changes.sections import Section
from generator.changes.verdict import FEW, Verdict, verdicts
from generator.findings.finding import Location
from generator.model.kinds import KINDS
from generator.model.severities import Severity
from generator.text.formats import capital, counted
from generator.text.in_brief import in_brief

OPEN = 5
"""Number of verdicts that are not folded."""

DRAFTS = 4
"""Number of new drafts from which they are one line."""

_HANDBOOK = 200
"""Number of characters in which changes of the handbook are told."""

_LEAST = 1
"""The same where there is room for the gravest alone."""


@dataclass(frozen=True, slots=True)
class Headlines:
    """What a comparison says first.

    ``accounts``: the gravest first; ``drafts``: where new ones are many, all of them; ``handbook``:
    what changed of it; ``new_drafts``: the sections of these drafts.
    """

    accounts: tuple[Verdict, ...]
    drafts: Verdict | None
    handbook: Verdict | None
    new_drafts: tuple[Section, ...]

    @property
    def every(self) -> tuple[Verdict, ...]:
        """All of them, in their order."""
        return (*self.accounts, *(each for each in (self.drafts, self.handbook) if each))


def headlines(review: Comparison, sections: Sequence[Section]) -> Headlines:
    """The first lines of a comparison with these sections."""
    drafts = [each for each in sections if each.subject == "account" and each.draft]
    drafts = drafts if len(drafts) >= DRAFTS else []
    others = [each for each in sections if each not in drafts]
    judged = verdicts(review, others)
    return Headlines(
        judged,
        _new_drafts(drafts),
        _handbook(review, others, short=len(judged) > FEW),
        tuple(drafts),
    )


def _new_drafts(drafts: Sequence[Section]) -> Verdict | None:
    if not drafts:
        return None
    said = (f"{some([each.name for each in drafts])}.",)
    return _together(counted(len(drafts), "new draft"), "drafts", said, drafts)


def _handbook(review: Comparison, sections: Iterable[Section], *, short: bool) -> Verdict | None:
    """What changed of the handbook, and what is still needed there, if anything did.

    ``short``: of the changes only the gravest, as several rows have to fit.
    """
    changed = [each for each in sections if each.subject not in ("account", "")]
    if not changed:
        return None
    room = 0 if short or len(changed) > FEW else _HANDBOOK // len(changed)
    rules = tuple(dict.fromkeys(each.rule.id for each in review.required if each.account is None))
    if room:
        said = tuple(f"{capital(_called(each))}{_told(each, room)}." for each in changed)
    else:
        gravest = max(changed, key=lambda each: each.severity)
        others = [_called(each) for each in changed if each is not gravest]
        told = _told(gravest, _LEAST) if gravest.severity is Severity.MAJOR else ""
        first = f"{capital(_called(gravest))}{told}"
        said = (
            (f"{first}.", f"{some(others)}.")
            if told and others
            else (f"{some([first, *others])}.",)
        )
    return _together("The handbook", "handbook", said, changed, rules)


def _together(
    name: str,
    subject: str,
    sentences: tuple[str, ...],
    sections: Sequence[Section],
    rules: tuple[str, ...] = (),
) -> Verdict:
    """One verdict on several definitions."""
    severity = max(each.severity for each in sections)
    whole = tuple(each.content for each in sections)
    section = Section(subject, "", name, None, "", severity, (), (), whole=whole)
    return Verdict(section, (), sentences, 0, rules, Location(""))


def _told(section: Section, room: int) -> str:
    """The gravest changes of a definition in at most ``room`` characters, the first in any case."""
    texts = [
        in_brief(each.text, _HANDBOOK).rstrip(".")
        for each in section.changes
        if each.severity > Severity.PATCH and each.path[0] != "changes"
    ]
    fit = [each for at, each in enumerate(texts) if len("; ".join(texts[: at + 1])) <= room]
    said = fit or texts[:1]
    more = f" and {len(texts) - len(said)} more" if len(texts) > len(said) else ""
    return f": {'; '.join(said)}{more}" if said else ""


def _called(section: Section) -> str:
    kind = f"{section.subject} " if KINDS[section.subject].of_many else ""
    return f"{kind}{section.name}{f' ({section.happened})' if section.happened else ''}"
