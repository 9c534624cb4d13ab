"""Who may see what: classifications, subjects and editions.

Defines the rule only; :mod:`generator.editions.view` applies it before anything is computed or
rendered.
"""

from enum import StrEnum


class Classification(StrEnum):
    """The class of a field or an item, from open to closed (declared in that order)."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONNEL = "personnel"  # pay, and what applicants are asked: not for colleagues
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"

    @property
    def rank(self) -> int:
        """0 for public to 4 for restricted."""
        return _RANKS[self]


_RANKS = {secrecy: rank for rank, secrecy in enumerate(Classification)}


class Subject(StrEnum):
    """What a definition is about; together with its class this determines who sees it."""

    HANDBOOK = "handbook"  # roles, competencies, methods, onboarding, glossary, sources
    ORGANISATION = "organisation"  # our functions, posts, offer
    PEOPLE = "people"  # our own staff
    ACCOUNT = "account"  # customers and everything about them


class Edition(StrEnum):
    """The audience of a build."""

    PUBLIC = "public"
    HR = "hr"
    TEAM = "team"
    LEADERSHIP = "leadership"

    @property
    def in_words(self) -> str:
        """The name of the edition in text, with abbreviations in capitals."""
        return "HR" if self is Edition.HR else self.value


_CLEARANCE = {
    Edition.PUBLIC: Classification.PUBLIC,
    Edition.HR: Classification.PUBLIC,
    Edition.TEAM: Classification.INTERNAL,
    Edition.LEADERSHIP: Classification.CONFIDENTIAL,
}


def may_see(edition: Edition, subject: Subject, secrecy: Classification) -> bool:
    """Whether ``edition`` shows something of class ``secrecy`` about ``subject``.

    ``hr`` reads the handbook up to personnel and everything else up to public; ``team`` reads
    everything up to internal, so nothing of class personnel. Accounts and people have no public
    class (a floor of internal), so ``public`` and ``hr`` hold none of them.
    """
    if secrecy is Classification.RESTRICTED:
        return False
    secrecy = at_least(subject, secrecy)
    clearance = _CLEARANCE[edition]
    if edition is Edition.HR and subject is Subject.HANDBOOK:
        clearance = Classification.PERSONNEL
    return secrecy.rank <= clearance.rank


def at_least(subject: Subject, secrecy: Classification) -> Classification:
    """The effective class: at least internal for accounts and people, which are never public."""
    internal = subject in (Subject.ACCOUNT, Subject.PEOPLE)
    return stricter(secrecy, Classification.INTERNAL) if internal else secrecy


def stricter(one: Classification, other: Classification) -> Classification:
    """The more restrictive of two classes."""
    return one if one.rank >= other.rank else other
