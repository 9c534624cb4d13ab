"""``/accounts/<id>/history/``: versions, approvals, and the results of earlier plans."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise

from generator.analysis import AccountInsight
from generator.analysis.matrix import place
from generator.analysis.progress import Progress
from generator.changes.compare import compare
from generator.changes.names import names_among
from generator.changes.sections import ChangeText
from generator.changes.text import sentence_of
from generator.findings.classification import Edition
from generator.history.timeline import DatedState, Timeline
from generator.model.ids import own_ids
from generator.model.kinds import Account, Method
from generator.model.profile import Selection
from generator.model.rating import Rating
from generator.model.strategy import Assumption, Objective
from generator.pages.account.layout import AccountInput, account_page, approval_in_words, post
from generator.pages.account.plan import NO_FIGURES, figures, share_in_words
from generator.pages.account.position import picture
from generator.pages.account.strategy import held_rows
from generator.pages.account.track import tracks
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.pages.kit.versions import after_approval, version_rows
from generator.text.formats import capital, day_text, figure, listed, stop

NOT_ON_RECORD = "not on record"
NO_RATING = "not rated"


def page(given: AccountInput) -> Page:
    """The history page of one account."""
    insight, names = given.insight, given.names
    account, timeline = insight.account, given.record.timeline
    states = last_of_each_version(timeline.states, account)
    several = states if len(states) > 1 else {}
    assumptions = assumption_rows(names, insight, timeline.states)
    drawn = picture(insight)
    values = {
        "versions": version_rows(names, account, given.record, partial(still_required, insight)),
        "approval": approval_in_words(names, account),
        "later": _changed_later(account, timeline),
        "approvals": approval_rows(names, account, states),
        "picture": drawn,
        "as_of": names.as_of,
        "tracks": tracks(names, insight),
        "assumptions": assumptions[:MOST],
        "more_assumptions": max(0, len(assumptions) - MOST),
        "places": place_rows(given.methods, given.leading_method, several),
        "promises": aim_rows(insight, several),
        "selection": selection(account),
        "held": held_rows(names, account),
        "unseen": given.record.unseen,
    }
    return account_page(
        given,
        "history.md",
        f"History: {account.name}",
        values,
        description=f"What changed in the plan for {account.name}, version by version.",
        pictures=(drawn,),
        layout="wide",
    )


def still_required(insight: AccountInsight, change: ChangeText) -> str:
    """Of a competency that the account no longer adds: who requires it now."""
    if change.kind != "removed" or len(change.path) != 2 or change.path[0] != "adds":
        return ""
    need = next((each for each in insight.needs if each.competency.id == change.path[1]), None)
    if need is None:
        return "It is no longer required here."
    rules = [f"the rule “{each.rule.name}”" for each in need.raised_by if each.rule]
    by = listed(rules) if need.raised else "the role"
    return f"It is still required, at {need.level.name}, by {by or 'this account'}."


def _changed_later(account: Account, timeline: Timeline) -> str:
    """That this version was changed after its approval had been entered; empty if it was not."""
    later = [each for each in after_approval(timeline) if each.version == str(account.version)]
    days = [each.mark.day for each in later if each.mark.day]
    if not later or not account.is_approved:
        return ""
    last = f", last on {day_text(days[-1])}" if days else ""
    return (
        f"It was changed after the approval was entered{last}; the changes marked below "
        "have no approval of their own."
    )


def selection(account: Account) -> list[Selection]:
    """Selection decisions about the account, newest first."""
    return sorted(account.selection, key=lambda each: each.on, reverse=True)


# Ratings and approvals --------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One version: its rating and its approval, in words."""

    version: str
    rated: str
    approved: str


def last_of_each_version(states: Sequence[DatedState], today: Account) -> dict[int, Account]:
    """The last state of each version, including today's, newest version first."""
    found: dict[int, Account] = {int(each.item.version): each.item for each in states}
    found[int(today.version)] = today
    return {version: found[version] for version in sorted(found, reverse=True)}


def approval_rows(names: Names, account: Account, states: dict[int, Account]) -> list[ApprovalRow]:
    """All versions, newest first.

    For versions missing in Git, the rating is derived from its day; their approval is not on
    record.
    """
    days = {int(change.version): change.on for change in account.changes}
    return [
        _row(names, account, version, states.get(version), days.get(version))
        for version in sorted({*states, *days}, reverse=True)
    ]


def _row(
    names: Names, today: Account, version: int, then: Account | None, day: date | None
) -> ApprovalRow:
    ratings = then.ratings if then else [each for each in today.ratings if day and each.on <= day]
    newest = max(ratings, key=lambda each: each.on, default=None)
    rated = _rated(names, then or today, newest) if newest else NO_RATING
    if then is None:
        return ApprovalRow(str(version), rated, NOT_ON_RECORD)
    approved = "not approved"
    if then.approved is not None:
        approved = f"{names.person(then.approved.by)}, {day_text(then.approved.on)}"
        if not then.is_approved:
            approved = f"not approved; an earlier version by {approved}"
    return ApprovalRow(str(version), rated, approved)


def _rated(names: Names, account: Account, rating: Rating) -> str:
    raters = listed([names.name("function", each) or each for each in rating.raters])
    text = f"{raters}, {day_text(rating.on)}"
    if rating.verified:
        confirmed = f"{post(account, rating.verified.by)} on {day_text(rating.verified.on)}"
        text += f"; confirmed by {confirmed}"
    return text


# Results: what earlier versions stated and promised, compared with today ------------------------
@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The position in one version: the cell with its values, and the stage."""

    version: str
    cell: str
    values: str
    stage: str


@dataclass(frozen=True, slots=True)
class AimRow:
    """One objective: what each version promised, if different, and the result."""

    what: str
    promised: tuple[str, ...]
    result: str


def place_rows(
    methods: Mapping[str, Method], leading: str | None, states: Mapping[int, Account]
) -> list[PlaceRow]:
    """The position in each version, by today's methods; newest first."""
    return [
        PlaceRow(str(version), *_placed(methods, leading, account), _stage(methods, account))
        for version, account in states.items()
    ]


def _placed(
    methods: Mapping[str, Method], leading: str | None, account: Account
) -> tuple[str, str]:
    newest = sorted(account.ratings, key=lambda each: each.on, reverse=True)
    placements = [
        found
        for rating in newest
        if (method := methods.get(rating.method)) and (found := place(method, rating))
    ]
    placements.sort(key=lambda each: each.method.id != leading)
    if not placements:
        return NO_RATING, ""
    return placements[0].cell.name, listed(
        [f"{each.axis.name} {figure(each.value, 2)}" for each in placements[0].axes]
    )


def _stage(methods: Mapping[str, Method], account: Account) -> str:
    stages = []
    for stage in account.stages:
        method = methods.get(stage.method)
        names = {step.id: step.name for step in method.steps} if method else {}
        now = names.get(stage.now, stage.now)
        aim = f", aimed at {names.get(stage.target, stage.target)}" if stage.target else ""
        by = f" by {day_text(stage.by)}" if stage.target and stage.by else ""
        stages.append(f"{now}{aim}{by}")
    return "; ".join(stages) or "none"


def aim_rows(insight: AccountInsight, states: Mapping[int, Account]) -> list[AimRow]:
    """All objectives of any version, in the order in which they were introduced."""
    oldest_first = sorted(states.items())
    order = dict.fromkeys(each.id for _, account in oldest_first for each in account.objectives)
    results = {each.objective.id: each for each in insight.progress}
    return [_aim(each, oldest_first, results.get(each)) for each in order]


def _aim(objective_id: str, states: list[tuple[int, Account]], result: Progress | None) -> AimRow:
    found_in = [
        (version, objective)
        for version, account in states
        for objective in account.objectives
        if objective.id == objective_id
    ]
    newest = found_in[-1]
    return AimRow(
        what=newest[1].what,
        promised=tuple(_promised(found_in)),
        result=_result(result) if result else f"No longer an objective after version {newest[0]}.",
    )


def _promised(found_in: list[tuple[int, Objective]]) -> Iterator[str]:
    last = ""
    for version, objective in found_in:
        due = day_text(objective.due)
        metric = objective.metric
        target = f"{figure(metric.target)} {metric.unit}".rstrip() if metric else ""
        text = f"{target} by {due}".lstrip()
        if text != last:
            yield f"Version {version}: {text}"
        last = text


def _result(found: Progress) -> str:
    text = figures(found)
    way = share_in_words(found)
    share = f"; {way}" if way else ""
    status = {"open": "Open", "reached": "Reached", "dropped": "Dropped"}[found.objective.status]
    late = ", overdue" if found.overdue else ""
    if text == NO_FIGURES:
        return f"{status}{late}."
    return f"{status}{late}. {capital(text)}{share}."


# Assumptions: their origin and outcome ----------------------------------------------------------
MOST = 8
"""Number of assumptions listed; current ones are on the strategy page as well."""


@dataclass(frozen=True, slots=True)
class AssumptionChange:
    """A change of an assumption: the change, its version and its reason, as sentences."""

    on: date | None
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """An assumption with its history; ``in_plan``: whether it is in the current plan.

    ``first`` and ``newest``: as it was written then and last; ``plan``: the version that introduced
    it, empty if older than Git's history; ``by``: the role of the person who checks it, for
    leadership with the name.
    """

    first: Assumption
    newest: Assumption
    plan: str
    by: str
    in_plan: bool
    changes: tuple[AssumptionChange, ...]


def assumption_rows(
    names: Names, insight: AccountInsight, states: Sequence[DatedState]
) -> list[AssumptionRow]:
    """All assumptions, current ones first, then newest first."""
    account = insight.account
    order: dict[str, None] = dict.fromkeys(each.id for each in account.assumptions)
    for state in reversed(states):
        order |= dict.fromkeys(each.id for each in state.item.assumptions)
    return [_assumption_row(names, account, states, each) for each in order]


def _of(account: Account, assumption_id: str) -> Assumption | None:
    return next((each for each in account.assumptions if each.id == assumption_id), None)


def _assumption_row(
    names: Names, account: Account, states: Sequence[DatedState], assumption_id: str
) -> AssumptionRow:
    found_in = [(state, found) for state in states if (found := _of(state.item, assumption_id))]
    now = _of(account, assumption_id)
    first, last = (found_in[0][1], found_in[-1][1]) if found_in else (now, now)
    newest = now or last
    if newest is None or first is None:
        raise ValueError(f"{assumption_id} stands in no state")
    return AssumptionRow(
        first=first,
        newest=newest,
        plan=_origin(states, found_in),
        by=_role(names, account, newest.owner),
        in_plan=now is not None,
        changes=tuple(_changes(account, states, assumption_id)),
    )


def _origin(states: Sequence[DatedState], found_in: Sequence[tuple[DatedState, Assumption]]) -> str:
    if not found_in or found_in[0][0] is states[0]:
        return ""
    return f"with version {found_in[0][0].item.version}"


def _role(names: Names, account: Account, person_id: str) -> str:
    """A person's role on the account; with the name for leadership."""
    member = next((each for each in account.team if each.person == person_id), None)
    role = names.name("role", member.role) if member else None
    text = role or names.post_and_function(person_id) or (member.does if member else "")
    if names.edition is Edition.LEADERSHIP:
        return f"{names.person(person_id)}, {text}" if text else names.person(person_id)
    return text or "one of our people"


def _changes(
    account: Account, states: Sequence[DatedState], assumption_id: str
) -> Iterator[AssumptionChange]:
    """The changes after the first state with the assumption."""
    course = [*((each.mark.day, each.item) for each in states), (None, account)]
    in_plan = False
    for (_, before), (on, after) in pairwise(course):
        older, newer = _of(before, assumption_id), _of(after, assumption_id)
        in_plan = in_plan or older is not None
        if in_plan and (text := _changed(older, newer, after)):
            yield AssumptionChange(on, text, _why(account, before, after))


def _changed(older: Assumption | None, newer: Assumption | None, account: Account) -> str:
    if older is None:
        return "Believed again." if newer else ""
    if newer is None:
        return "No longer believed, or settled."
    called = names_among([own_ids(account)])
    changes = compare(older, newer)
    texts = (sentence_of(older, newer, each, called) for each in changes if each.path != ("owner",))
    return " ".join(texts).replace(" -> ", " → ")


def _why(today: Account, before: Account, after: Account) -> str:
    """The recorded reason: decisions of the same step, and the note of the version."""
    earlier = {each.id for each in before.decisions}
    decided = [f"“{each.what}”" for each in after.decisions if each.id not in earlier]
    text = f"Decided: {listed(decided)}. " if decided else ""
    if before.version == after.version:
        return text.rstrip()
    change = next((each for each in today.changes if each.version == after.version), None)
    because = f": {stop(change.because)}" if change and change.because else "."
    return f"{text}With version {after.version}{because}"
