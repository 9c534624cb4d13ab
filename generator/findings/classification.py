"""Who may see what: secrecy classes, subjects and editions.

This module only answers the question; :mod:`generator.editions.view` acts on it, before anything
is computed or rendered.
"""

from enum import StrEnum


class Secrecy(StrEnum):
    """The class of a field or an item, from open to closed (declared in that order)."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"

    @property
    def rank(self) -> int:
        """0 for public up to 3 for restricted."""
        return _RANKS[self]


_RANKS = {secrecy: rank for rank, secrecy in enumerate(Secrecy)}


class Subject(StrEnum):
    """What a definition is about; together with the class it decides who sees it."""

    HANDBOOK = "handbook"  # roles, competencies, methods, onboarding, glossary, sources
    ORGANISATION = "organisation"  # our functions, posts, offer
    PEOPLE = "people"  # our own staff
    ACCOUNT = "account"  # customers and everything about them


class Edition(StrEnum):
    """One audience, one build."""

    PUBLIC = "public"
    HR = "hr"
    TEAM = "team"
    LEADERSHIP = "leadership"

    @property
    def in_words(self) -> str:
        """The edition as a reader sees it named: an abbreviation stands in capitals."""
        return "HR" if self is Edition.HR else self.value


_CLEARANCE = {
    Edition.PUBLIC: Secrecy.PUBLIC,
    Edition.HR: Secrecy.PUBLIC,
    Edition.TEAM: Secrecy.INTERNAL,
    Edition.LEADERSHIP: Secrecy.CONFIDENTIAL,
}


def may_see(edition: Edition, subject: Subject, secrecy: Secrecy) -> bool:
    """Whether ``edition`` shows something of class ``secrecy`` about ``subject``.

    ``hr`` reads the handbook up to internal and everything else up to public. Accounts and people
    have no public class (a floor of internal), so ``public`` and ``hr`` hold none of them.
    """
    if secrecy is Secrecy.RESTRICTED:
        return False
    secrecy = at_least(subject, secrecy)
    clearance = _CLEARANCE[edition]
    if edition is Edition.HR and subject is Subject.HANDBOOK:
        clearance = Secrecy.INTERNAL
    return secrecy.rank <= clearance.rank


def at_least(subject: Subject, secrecy: Secrecy) -> Secrecy:
    """The class something has at least: accounts and people have no public one."""
    closed = subject in (Subject.ACCOUNT, Subject.PEOPLE)
    return stricter(secrecy, Secrecy.INTERNAL) if closed else secrecy


def stricter(one: Secrecy, other: Secrecy) -> Secrecy:
    """The more closed of two classes."""
    return one if one.rank >= other.rank else other
