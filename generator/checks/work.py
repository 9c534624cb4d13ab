"""Promises and plans: what is overdue, due too late, or still in the words to be changed."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.analysis import AccountInsight, Insight
from generator.analysis.agenda import notice_day, overdue
from generator.analysis.urgency import ASSUMPTION, BROKEN_PROMISE, LATE_ACTION, NOTICE
from generator.checks.check import (
    Absent,
    Basis,
    Check,
    CheckArea,
    NotFixed,
    objective_closed,
    put_off,
)
from generator.editions import Catalog
from generator.findings.classification import Classification
from generator.findings.finding import Finding
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.profile import Selection
from generator.model.records import RECORDS, Record, placeholders
from generator.model.strategy import (
    OUT_OF_REACH,
    Action,
    Assumption,
    Decision,
    DeliveredValue,
    Objective,
    Opportunity,
    Promise,
)
from generator.text.formats import day_text

AREA = CheckArea("work")
_NOTICE_AHEAD = timedelta(days=60)
_DUE = "It is now due on {}."


def _not_kept_by(sentence: str) -> NotFixed:
    """Not fixed if the promise counts for the other side now, however that kept it."""
    put_off_instead = put_off("kept", due=_DUE)
    return lambda absent: sentence if "by" in absent.changed else put_off_instead(absent)


@AREA.warning(
    "promise-overdue",
    "One of our promises is overdue.",
    "Customers expect negotiated terms to be fulfilled exactly (article 001).",
    "Do what was promised and enter the day (`kept`), or agree a new date with the customer and "
    "enter it as a new promise.",
    not_fixed=_not_kept_by("It is now the customer's promise."),
    urgency=BROKEN_PROMISE,
)
def promise_overdue(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    yield from _not_kept(insight, "us", promise_overdue)


@AREA.warning(
    "customer-promise-overdue",
    "A promise of the customer is overdue.",
    "What we do not ask for seems not to be needed.",
    "Ask the customer for it, or decide to let it go; then write down how it ended (`kept`).",
    not_fixed=_not_kept_by("It is now our promise."),
)
def their_promise_overdue(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    yield from _not_kept(insight, "customer", their_promise_overdue)


def _not_kept(insight: AccountInsight, by: str, check: Check) -> Iterator[Finding]:
    for each in overdue(insight.agenda, Promise):
        if each.by == by:
            yield check.at(each.at("due"), f"{each.what}: due on ", each.due, ", not kept.")


def _due_later(absent: Absent) -> str:
    promise = absent.inside(Promise)
    if promise and not absent.changed and promise[1].due > promise[0].due:
        return _DUE.format(day_text(promise[1].due))
    return ""


@AREA.warning(
    "kept-late-as-exact",
    "A promise that was kept after its day is marked as kept exactly.",
    "The day is part of what was promised; the other side saw less kept exactly than we count.",
    "Write `exactly: no` and what differed (`note`); or correct the day it was fulfilled (`on`).",
    not_fixed=_due_later,
)
def kept_late(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for each in insight.account.promises:
        kept = each.kept_by(whole.as_of)
        if kept and kept.exactly and kept.on > each.due:
            message = f"{each.what}: due on ", each.due, ", fulfilled on ", kept.on, "."
            yield kept_late.at(kept.at("exactly"), *message)


def _not_for_the_customer(absent: Absent) -> str:
    gain = absent.inside(DeliveredValue)
    if gain and not gain[1].confirmed_by and not gain[1].customer_safe:
        return "The customer is no longer shown it; nobody confirmed it."
    return ""


# Who confirmed it can be above what an edition sees: there it only seems to be missing.
@AREA.warning(
    "shown-unconfirmed",
    "A gain that the customer may be shown is confirmed by nobody there.",
    "A figure that the customer reads for the first time in our review is doubted in front of all.",
    "Ask someone at the customer to confirm it (`confirmed_by`), or take out `customer_safe`.",
    needs=Classification.CONFIDENTIAL,
    removal_fixes=(DeliveredValue,),
    not_fixed=_not_for_the_customer,
)
def shown_unconfirmed(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for each in insight.account.delivered:
        if each.customer_safe and each.confirmed_by is None:
            message = f"“{each.what}” may be shown, and nobody at the customer confirmed it."
            yield shown_unconfirmed.at(each.at("customer_safe"), message)


@AREA.warning(
    "action-overdue",
    "An action is overdue.",
    "Plans die quietly, one action at a time.",
    "Do it and write down when (`done`); or agree a new day (`due`) and say why (`changes`).",
    not_fixed=objective_closed("done", put_off("done", due=_DUE)),
    urgency=LATE_ACTION,
)
def action_overdue(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for each in overdue(insight.agenda, Action):
        message = f"{each.what}: due on ", each.due, ", not done."
        yield action_overdue.at(each.at("due"), *message)


@AREA.warning(
    "objective-overdue",
    "An open objective is past its day.",
    "It was neither reached nor given up: nobody decided.",
    "Close it as reached or dropped (`status`); or decide on a new day (`due`).",
    not_fixed=put_off("status", due=_DUE),
)
def objective_overdue(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for each in overdue(insight.agenda, Objective):
        message = f"{each.what}: due on ", each.due, ", still open."
        yield objective_overdue.at(each.at("due"), *message)


def _extended_without_evidence(absent: Absent) -> str:
    if "expires" in absent.changed and "evidence" not in absent.another:
        day = day_text(absent.entry[1].expires)
        how = "only reworded" if "evidence" in absent.reworded else "unchanged"
        return f"It now expires on {day}; its evidence is {how}."
    return ""


@AREA.warning(
    "assumption-expired",
    "An assumption is past the day it expires.",
    "The plan still depends on something nobody has checked again.",
    "Check it: it holds until a new day (`expires`), or it goes and you say what follows.",
    removal_fixes=(object,),
    not_fixed=_extended_without_evidence,
    urgency=ASSUMPTION,
)
def assumption_expired(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for each in overdue(insight.agenda, Assumption):
        message = f"{each.what}: expired on ", each.expires, "."
        yield assumption_expired.at(each.at("expires"), *message)


@AREA.warning(
    "decision-revisit-overdue",
    "A decision was due to be revisited and was not.",
    "The reason to reopen it may have come and gone.",
    "Look at it again: write a new day (`revisit_on`) or a new decision.",
    not_fixed=put_off("because", revisit_on="It is now to be looked at again on {}."),
)
def decision_revisit(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for each in overdue(insight.agenda, Decision):
        if on := each.revisit_on:
            message = f"{each.what}: to be revisited by ", on, "."
            yield decision_revisit.at(each.at("revisit_on"), *message)


def _still_undecided(absent: Absent) -> str:
    opportunity = absent.inside(Opportunity)
    if opportunity and "closes" in absent.changed and not opportunity[1].decided:
        day = opportunity[1].closes
        return f"The customer is now to decide on {day_text(day)}." if day else ""
    return ""


@AREA.warning(
    "opportunity-past-close",
    "The day on which the customer was to decide on an opportunity has passed.",
    "A pipeline that nobody closes promises business that may be gone.",
    "Ask the customer, then enter how it ended (`stage`: won or lost), or the new day (`closes`).",
    not_fixed=_still_undecided,
)
def opportunity_past_close(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for each in overdue(insight.agenda, Opportunity):
        if closes := each.closes:
            message = f"{each.what}: to be decided by ", closes, ", neither won nor lost."
            yield opportunity_past_close.at(each.at("closes"), *message)


def _another_sale(absent: Absent) -> str:
    """Not fixed where the number went and not the entry: the sale is still there twice."""
    if "external_id" in absent.changed:
        return "It names no record any more." if not absent.entry[1].external_id else ""
    return ""


@AREA.warning(
    "sale-twice",
    "Two opportunities are one record in another system.",
    "One sale counts twice in the pipeline, or a split hides that it became smaller.",
    "Keep one opportunity for the record; or give the other one its own record (`external_id`).",
    rests_on=(Basis.ACCOUNTS,),
    removal_fixes=(Opportunity,),
    not_fixed=_another_sale,
)
def sale_twice(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    first: dict[tuple[str, str], Opportunity] = {}
    for other in whole.accounts.values():
        for each in other.account.opportunities:
            for system, number in each.external_id.items():
                same = first.setdefault((str(system), str(number)), each)
                if same is not each and other is insight:
                    message = f"“{each.what}” has the {system} number of “{same.what}”, {number}."
                    yield sale_twice.at(each.at("external_id"), message, about=each.id)


def _holds_longer(absent: Absent) -> str:
    _, selection = absent.entry
    _, now = absent.account or (None, None)
    if now and now.account.selected == selection and "until" in absent.changed:
        return f"It now holds until {day_text(selection.until)}; it was not decided again."
    return ""


@AREA.warning(
    "selection-ran-out",
    "The account was selected for a time; the time is over and nothing new was decided.",
    "It stays what it is because nobody decided, and takes people from accounts that were chosen.",
    "Decide again and record the decision (`selection`), with its last day if it holds for a time "
    "only (`until`).",
    not_fixed=_holds_longer,
)
def selection_ran_out(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for each in overdue(insight.agenda, Selection):
        if until := each.until:
            message = f"{each.stage} until ", until, ", and not decided again."
            yield selection_ran_out.at(each.at("until"), *message)


def _another_notice(absent: Absent) -> str:
    return f"Its last day to give notice is now {day_text(notice_day(absent.entry[1]))}."


@AREA.info(
    "notice-near",
    "A contract's last day to give notice is near.",
    "After that day the contract goes on or ends by itself.",
    "Settle by then what should change.",
    not_fixed=_another_notice,
    urgency=NOTICE,
)
def notice_near(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for each in insight.account.contracts:
        last = notice_day(each)
        if whole.as_of <= last <= whole.as_of + _NOTICE_AHEAD:
            message = f"{each.what}: last day to give notice is ", last, "."
            yield notice_near.at(each.at("notice"), *message)


def _without_charter(absent: Absent) -> str:
    then, now = absent.account or (None, None)
    if absent.changed or then is None or now is None:
        return ""
    ends = now.account.charter and now.account.charter.by
    return "" if ends else "The charter names no day any more."


@AREA.warning(
    "due-out-of-reach",
    "Something open is due after the charter's end, or in more than ten years.",
    "The year is often a slip; and what is due so late is never overdue, so nobody looks at it.",
    "Correct the day; or move the end of the charter (`by`). What is given up is closed or "
    "dropped, with the reason in a decision.",
    not_fixed=_without_charter,
)
def due_out_of_reach(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    account, far = insight.account, OUT_OF_REACH.after(whole.as_of)
    ends = account.charter.by if account.charter else None
    for each in _open(account):
        late: tuple[str | date, ...] = ()
        if ends and each.due > ends:
            late = ", after the charter's end on ", ends, "."
        elif each.due > far:
            late = (", in more than ten years.",)
        if late:
            yield due_out_of_reach.at(each.at("due"), f"{each.what}: due on ", each.due, *late)


def _open(account: Account) -> Iterator[Objective | Action | Promise]:
    for objective in account.objectives:
        if objective.status == "open":
            yield objective
            yield from (each for each in objective.actions if each.done is None)
    yield from (each for each in account.promises if each.kept is None)


@AREA.warning(
    "placeholder-left",
    "An entry still holds the words that were there to be changed.",
    "It looks like a promise or a decision, and nobody can tell which one was meant.",
    "Write what it is behind the key; `id` takes a short name that nothing else in the list has.",
)
def placeholder_left(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for kind, record in RECORDS.items():
        for entry in _entries(insight.account, record):
            for key, text in placeholders(kind).items():
                if getattr(entry, key) == text:
                    message = f"`{key}` of {record.called} is still `{text}`."
                    yield placeholder_left.at(entry.at(key), message)


def _entries(account: Account, record: Record) -> Iterator[Item]:
    for each in getattr(account, record.section):
        yield from getattr(each, record.inside) if record.inside else (each,)
