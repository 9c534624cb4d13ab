"""The declaration of a check: its rule, its scope, and how a comparison treats its findings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, TypedDict, Unpack, cast

from generator.analysis import AccountInsight, Insight, alone
from generator.analysis.urgency import BY_DATE, Urgency
from generator.editions import Catalog, handbook_of
from generator.findings.classification import Classification, Subject, may_see
from generator.findings.finding import Finding, Location, Rule, RuleArea
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.strategy import Objective
from generator.text.formats import day_text

FindInAccount = Callable[[AccountInsight, Catalog, Insight], Iterator[Finding]]
"""Finds where one account breaks a rule.

Catalog and results are those of the handbook and of this account alone, or of the whole view if
the check rests on other accounts.
"""

FindInAll = Callable[[Catalog, Insight], Iterator[Finding]]
"""Finds where anything in a view breaks a rule."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A finding of an older state that is absent from the newer one.

    ``chain``: the values on the path to its place, before and after, from the definition inwards;
    ``changed``: keys of the innermost entry whose values differ; ``reworded``: those of them of
    which nothing but some words differs, with the same figures and negations; ``account``: results
    for its account, ``None`` if it has none; ``insights``: for the whole view.
    """

    finding: Finding
    chain: tuple[tuple[Any, Any], ...]
    changed: frozenset[str]
    reworded: frozenset[str]
    account: tuple[AccountInsight, AccountInsight] | None
    insights: tuple[Insight, Insight]

    @property
    def another(self) -> frozenset[str]:
        """Keys of the innermost entry that say something else."""
        return self.changed - self.reworded

    @property
    def entry(self) -> tuple[Any, Any]:
        """The innermost item that exists in both states, before and after."""
        return innermost(self.chain)

    def inside(self, kind: type[Item]) -> tuple[Any, Any] | None:
        """The item of this type that encloses the finding, before and after, if any."""
        return next((each for each in self.chain if isinstance(each[1], kind)), None)


def innermost(chain: tuple[tuple[Any, Any], ...]) -> tuple[Any, Any]:
    """The last pair of items in a chain that begins with a definition."""
    return [each for each in chain if isinstance(each[1], Item)][-1]


NotFixed = Callable[[Absent], str]
"""Returns why an absent finding was not fixed, as a sentence; empty if it was fixed."""


def fixed(_: Absent) -> str:
    """An absent finding of the check always counts as fixed."""
    return ""


def put_off(remedy: str, **moved: str) -> NotFixed:
    """Not fixed if the field ``remedy`` is unchanged and another field was moved instead.

    ``moved``: such fields, each with a sentence in which ``{}`` is the new value.
    """

    def because(absent: Absent) -> str:
        if remedy in absent.another:
            return ""
        for key, sentence in moved.items():
            if key in absent.changed:
                value = getattr(absent.entry[1], key)
                return sentence.format(day_text(value) if isinstance(value, date) else value)
        return ""

    return because


def objective_closed(remedy: str, inner: NotFixed = fixed) -> NotFixed:
    """Not fixed if only its objective was closed and the field ``remedy`` is still empty."""

    def because(absent: Absent) -> str:
        objective = absent.inside(Objective)
        still_open = getattr(absent.entry[1], remedy, None) is None
        if objective and objective[1].status != "open" and still_open:
            return f"Its objective is now {objective[1].status}."
        return inner(absent)

    return because


def only_the_day(absent: Absent) -> str:
    """Not fixed if an assessment has a new date and otherwise says the same."""
    if absent.another == {"on"}:
        day = day_text(absent.entry[1].on)
        also = " and some words" if absent.reworded else ""
        return f"The assessment of {day} differs in nothing but its date{also}."
    return ""


def _nowhere(*_: object) -> Iterator[Finding]:
    return iter(())


class Scope(Enum):
    """What a check is called with."""

    ACTIVE_ACCOUNTS = "active accounts, without drafts, candidates and retired ones"
    ACCOUNTS = "accounts of any status"
    WHOLE = "the whole view at once"


class Basis(Enum):
    """What a finding depends on besides its own definition, and whether a change there can fix it.

    A standard to compare with (``METHOD``) fixes nothing by requiring less: a finding counts as
    fixed if it is also absent by the method as it was.
    """

    METHOD = "its method"
    ACCOUNTS = "other accounts"
    ORGANISATION = "the organisation"
    HANDBOOK = "roles, competencies and other definitions that refer to it"

    @property
    def may_fix(self) -> bool:
        """Whether a fix can be made there."""
        return self is not Basis.METHOD


class Same(Enum):
    """What identifies a finding of one check in two states."""

    ABOUT = "they stand at one place and are about the same"
    PLACE = "they stand at one place, whatever they are about"
    DEFINITION = "they stand in one definition, wherever in it"
    SUBJECT = "they are about the same in one account, or in the whole view, wherever they stand"


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """A rule, and a decorator for the function that finds where it is broken.

    ``find``: called for each account or for the whole view, see ``scope``. ``needs``: the class an
    edition must see for the check to run; below it, missing values may only be hidden. ``urgency``:
    how soon a finding wants doing, for the order in which an account's page lists them.

    The rest is for comparing two states. ``rests_on``: what findings depend on besides their own
    definition; if neither changed, an absent finding was not fixed. ``same``: what identifies a
    finding in another state; ``follows``: weaker criteria by which an older finding continues;
    ``more_severe``: the check that reports a worse case of the same problem. ``removal_fixes``:
    types an author may remove to fix a finding; ``not_fixed``: why an absent one was not fixed.
    ``while_overdue``: existing findings are repeated for changes of the same file.
    """

    rule: Rule
    scope: Scope = Scope.ACTIVE_ACCOUNTS
    needs: Classification = Classification.INTERNAL
    rests_on: tuple[Basis, ...] = ()
    same: Same = Same.ABOUT
    follows: Same | None = None
    more_severe: "Check | None" = None
    removal_fixes: tuple[type, ...] = ()
    not_fixed: NotFixed = fixed
    while_overdue: bool = False
    urgency: Urgency = BY_DATE
    find: FindInAccount | FindInAll = _nowhere

    def __call__(self, find: FindInAccount | FindInAll) -> "Check":
        """The check with ``find`` as its function."""
        return replace(self, find=find)

    def at(
        self,
        where: Location,
        *message: str | date,
        remedy: str | None = None,
        account: str | None = None,
        secrecy: Classification = Classification.INTERNAL,
        about: str = "",
    ) -> Finding:
        """A finding at a place, see :meth:`Rule.at`; account checks need not set the account."""
        return self.rule.at(
            where, *message, remedy=remedy, account=account, secrecy=secrecy, about=about
        )

    def findings(self, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
        """Findings in one edition's view, each with its account."""
        if self.scope is Scope.WHOLE:
            if self._runs_in(catalog):
                yield from cast(FindInAll, self.find)(catalog, whole)
            return
        seen = catalog if self.looks_at_others else handbook_of(catalog)
        for insight in whole.accounts.values():
            results = whole if self.looks_at_others else alone(insight, seen, whole.as_of)
            yield from self.in_account(insight, seen, results)

    @property
    def looks_at_others(self) -> bool:
        """Whether findings in one account depend on other accounts."""
        return self.scope is Scope.WHOLE or Basis.ACCOUNTS in self.rests_on

    def in_account(
        self, insight: AccountInsight, catalog: Catalog, results: Insight
    ) -> Iterator[Finding]:
        """Findings in one account; ``catalog``, ``results``: see :data:`FindInAccount`."""
        active = self.scope is Scope.ACCOUNTS or is_active(insight.account)
        if active and self._runs_in(catalog):
            for found in cast(FindInAccount, self.find)(insight, catalog, results):
                yield replace(found, account=insight.account.id)

    def _runs_in(self, catalog: Catalog) -> bool:
        return may_see(catalog.edition, Subject.ACCOUNT, self.needs)

    @property
    def fixed_elsewhere(self) -> bool:
        """Whether a finding can be fixed without changing its own definition."""
        return any(each.may_fix for each in self.rests_on)


class CheckOptions(TypedDict, total=False):
    """What a check declares besides its rule; see :class:`Check`."""

    scope: Scope
    needs: Classification
    rests_on: tuple[Basis, ...]
    same: Same
    follows: Same
    more_severe: Check
    removal_fixes: tuple[type, ...]
    not_fixed: NotFixed
    while_overdue: bool
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class CheckArea:
    """An area of checks; its methods declare checks in it."""

    name: str

    def warning(
        self,
        rule_id: str,
        title: str,
        why: str,
        remedy: str,
        *,
        topic: str = "",
        **options: Unpack[CheckOptions],
    ) -> Check:
        """A check whose findings need a decision."""
        return Check(RuleArea(self.name).warning(rule_id, title, why, remedy, topic), **options)

    def info(
        self, rule_id: str, title: str, why: str, remedy: str, **options: Unpack[CheckOptions]
    ) -> Check:
        """A check whose findings are hints."""
        return Check(RuleArea(self.name).info(rule_id, title, why, remedy), **options)


def is_active(account: Account) -> bool:
    """Whether an account is active, not a draft, candidate or retired."""
    return account.status == "active"


def active_accounts(whole: Insight) -> Iterator[Account]:
    """The active accounts of a view."""
    return (each.account for each in whole.accounts.values() if is_active(each.account))
