"""A check, declared once: its rule, what it looks at, and what a comparison has to know of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import cast

from generator.analysis import AccountInsight, Insight
from generator.checks.absent import NotFixed, fixed
from generator.editions import Catalog
from generator.findings.classification import Classification, Subject, may_see
from generator.findings.finding import Finding, FindingLevel, Location, Rule
from generator.model.kinds import Account

FindInAccount = Callable[[AccountInsight, Catalog, Insight], Iterator[Finding]]
"""Finds where one account breaks a rule; the insight is that of the whole view."""

FindInAll = Callable[[Catalog, Insight], Iterator[Finding]]
"""Finds where anything in a view breaks a rule."""


def _nowhere(*_: object) -> Iterator[Finding]:
    return iter(())


class Scope(Enum):
    """What a check is called with, one after another."""

    ACTIVE_ACCOUNTS = "accounts somebody works on; drafts, candidates and retired ones are not"
    ACCOUNTS = "accounts of any status"
    WHOLE = "the whole view at once"


class Basis(Enum):
    """What a finding can rest on besides the definition it stands in, and whether that can fix it.

    What somebody is only held against (``METHOD``) fixes nothing when it asks for less.
    """

    METHOD = "its method"
    ACCOUNTS = "other accounts"
    ORGANISATION = "the organisation"
    HANDBOOK = "roles, competencies and other definitions that refer to it"

    @property
    def may_fix(self) -> bool:
        """Whether a remedy can be written there."""
        return self is not Basis.METHOD


class Same(Enum):
    """What makes findings of one check in two states the same one."""

    ABOUT = "they stand at one place and are about the same"
    PLACE = "they stand at one place, whatever they are about"
    DEFINITION = "they stand in one definition, wherever in it"
    SUBJECT = "they are about the same, wherever they stand"


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """A rule, and as a decorator the function that finds where it is broken.

    ``find``: for one account after another or for the whole view, as ``scope`` says. ``needs``: the
    class an edition must see for the question to make sense; below it the check is silent, because
    what it would miss is only hidden.

    The rest is for comparing two states. ``rests_on``: what findings rest on besides the definition
    they stand in; where neither that nor what can fix it elsewhere changed, a finding that is no
    longer there was not fixed. ``same``: by what a finding is known in another state; ``follows``:
    by what an older one is found to go on, where less is enough; ``graver``: the check that says
    the same of something worse. ``removal_fixes``: what an author may take out to fix a finding on
    it; ``not_fixed``: says why a finding is no longer there though nobody fixed it.
    ``while_overdue``: who changes the file of a finding is reminded of it, though it is not new.
    """

    rule: Rule
    scope: Scope = Scope.ACTIVE_ACCOUNTS
    needs: Classification = Classification.INTERNAL
    rests_on: tuple[Basis, ...] = ()
    same: Same = Same.ABOUT
    follows: Same | None = None
    graver: "Check | None" = None
    removal_fixes: tuple[type, ...] = ()
    not_fixed: NotFixed = fixed
    while_overdue: bool = False
    find: FindInAccount | FindInAll = _nowhere

    def __call__(self, find: FindInAccount | FindInAll) -> "Check":
        """The check with the function below it."""
        return replace(self, find=find)

    def at(
        self,
        where: Location,
        *message: str | date,
        account: str | None = None,
        secrecy: Classification = Classification.INTERNAL,
        about: str = "",
    ) -> Finding:
        """A finding at a place, see :meth:`Rule.at`; a check of accounts need not name its own."""
        return self.rule.at(where, *message, account=account, secrecy=secrecy, about=about)

    def findings(self, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
        """Where the rule is broken in one edition's view; each with its account."""
        if not may_see(catalog.edition, Subject.ACCOUNT, self.needs):
            return
        if self.scope is Scope.WHOLE:
            yield from cast(FindInAll, self.find)(catalog, whole)
            return
        find = cast(FindInAccount, self.find)
        for insight in whole.accounts.values():
            if self.scope is Scope.ACCOUNTS or is_active(insight.account):
                for found in find(insight, catalog, whole):
                    yield replace(found, account=insight.account.id)

    @property
    def fixed_elsewhere(self) -> bool:
        """Whether a finding can be fixed without touching the definition it stands in."""
        return any(each.may_fix for each in self.rests_on)


def error(rule_id: str, title: str, why: str, remedy: str, *, area: str) -> Rule:
    """A rule whose breach stops a build; it belongs to no check on a view."""
    return Rule(rule_id, FindingLevel.ERROR, title, why, remedy, area)


def warning(rule_id: str, title: str, why: str, remedy: str, *, area: str, topic: str = "") -> Rule:
    """A rule whose breach wants a decision."""
    return Rule(rule_id, FindingLevel.WARNING, title, why, remedy, area, topic)


def info(rule_id: str, title: str, why: str, remedy: str, *, area: str, topic: str = "") -> Rule:
    """A rule whose breach wants a glance."""
    return Rule(rule_id, FindingLevel.INFO, title, why, remedy, area, topic)


def is_active(account: Account) -> bool:
    """Whether somebody works on an account; drafts, candidates and retired ones are left alone."""
    return account.status == "active"


def active_accounts(whole: Insight) -> Iterator[Account]:
    """Accounts of a view that somebody works on."""
    return (each.account for each in whole.accounts.values() if is_active(each.account))
