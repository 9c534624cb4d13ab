"""The strategy: whether it is decided, and on what evidence."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from generator.analysis import AccountInsight, Insight
from generator.analysis.freshness import GOOD_FOR
from generator.analysis.movement import newest_by_method
from generator.checks.check import Absent, Basis, CheckArea, Same, objective_closed, only_the_day
from generator.editions import Catalog
from generator.findings.classification import Classification
from generator.findings.finding import Finding, Location
from generator.model.kinds import Account
from generator.model.money import Period
from generator.model.strategy import Metric

AREA = CheckArea("strategy")


def _lower_tier(absent: Absent) -> str:
    then, now = absent.account or (None, None)
    if then and now and then.account.is_key and not now.account.is_key:
        return f"Its tier is now {now.account.tier}, for which this is not required."
    return ""


@AREA.warning(
    "not-rated",
    "An active account has no rating.",
    "Without a cell there is no reason for one strategy rather than another.",
    "Score it with one of our methods (`content/methods/`).",
)
def not_rated(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    if not insight.account.ratings:
        yield not_rated.at(insight.account.where, f"{insight.account.name} has no rating.")


# A newer rating that lacks the same fixes nothing.
@AREA.warning(
    "grey-band-without-reason",
    "The rating is close to a line, and no reason is given.",
    "One point of one score would change the strategy, so the choice needs a reason.",
    "Write down why you place the account there (`grey_band_reason` of the newest rating).",
    rests_on=(Basis.METHOD,),
    follows=Same.DEFINITION,
)
def grey_band(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for placement in newest_by_method(insight.placements):
        if placement.grey and not placement.rating.grey_band_reason:
            axes = " and ".join(f"{each.axis.name} {each.value}" for each in placement.grey)
            message = f"{axes}: within the grey band, and no reason is given."
            near = " ".join(each.axis.id for each in placement.grey)
            yield grey_band.at(placement.rating.where, message, about=near)


@AREA.warning(
    "reason-outside-grey-band",
    "The reason for a place near a line is still there, but the account is not near it.",
    "It explains a position that the account no longer has.",
    "Remove `grey_band_reason`; or correct the scores.",
    rests_on=(Basis.METHOD,),
    follows=Same.DEFINITION,
)
def reason_outside(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for placement in newest_by_method(insight.placements):
        if placement.rating.grey_band_reason and not placement.grey:
            axes = " and ".join(f"{each.axis.name} {each.value}" for each in placement.axes)
            message = f"{axes}: outside the grey band, and a reason for it is given."
            yield reason_outside.at(placement.rating.at("grey_band_reason"), message)


@AREA.warning(
    "score-without-evidence",
    "Scores of the newest rating lack evidence or confidence.",
    "A score without evidence is a gut feeling with a number.",
    "Write down the evidence and how sure you are.",
    rests_on=(Basis.METHOD,),
    follows=Same.DEFINITION,
)
def no_evidence(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    placement = insight.placement
    if placement is None:
        return
    bare = [
        result.factor.name
        for axis in placement.axes
        for result in axis.factors
        if not result.score.evidence or not result.score.confidence
    ]
    if bare:
        message = f"no evidence or no confidence for: {', '.join(bare)}."
        yield no_evidence.at(placement.rating.at("scores"), message)


@AREA.warning(
    "one-rater",
    "Only one function scored.",
    "Each function sees its own part of the customer; one alone is easily wrong.",
    "Let at least two functions score together.",
    rests_on=(Basis.METHOD,),
    follows=Same.DEFINITION,
)
def one_rater(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    placement = insight.placement
    if placement and len(set(placement.rating.raters)) < 2:
        yield one_rater.at(placement.rating.at("raters"), "only one function scored.")


@AREA.warning(
    "position-not-verified",
    "The customer's view was scored, but nobody at the customer confirmed it.",
    "Our position is how the customer sees us; suppliers flatter themselves.",
    "Ask someone at the customer, and write down who confirmed it (`verified`).",
    rests_on=(Basis.METHOD,),
    follows=Same.DEFINITION,
    not_fixed=_lower_tier,
)
def not_verified(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    placement = insight.placement
    if placement is None or placement.rating.verified is not None:
        return
    theirs = [each.axis.name for each in placement.axes if each.axis.customers_view == "yes"]
    if theirs and insight.account.is_key:
        message = f"nobody at the customer confirmed {', '.join(theirs)}."
        yield not_verified.at(placement.rating.where, message)


@AREA.warning(
    "rating-old",
    "The newest rating is more than a year old.",
    "The strategy is based on an assessment that may be out of date.",
    "Rate the account again at its next review.",
    rests_on=(Basis.METHOD,),
    follows=Same.DEFINITION,
    not_fixed=only_the_day,
)
def rating_old(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    placement = insight.placement
    if placement and GOOD_FOR.after(placement.rating.on) < whole.as_of:
        on = placement.rating.on
        yield rating_old.at(placement.rating.at("on"), "the newest rating is of ", on, ".")


@AREA.warning(
    "no-charter",
    "The account has no charter.",
    "Nobody can say in a minute what the account is for.",
    "Write down where we play, what they gain and what we gain (`charter`).",
)
def no_charter(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    if insight.account.charter is None:
        yield no_charter.at(insight.account.where, f"{insight.account.name} has no charter.")


@AREA.warning(
    "no-direction",
    "The direction, advocate or representative, is not decided.",
    "It is the most important decision about the role (article 004).",
    "Propose it in the plan, with the reason and the limits (`direction`).",
)
def no_direction(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    if insight.account.direction is None:
        yield no_direction.at(insight.account.where, f"{insight.account.name} has no direction.")


@AREA.warning(
    "no-open-objective",
    "No objective is open.",
    "A plan that only describes decides nothing.",
    "Set at least one objective with a figure to measure it by, or retire the account.",
)
def no_objective(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    account = insight.account
    if all(each.status != "open" for each in account.objectives):
        yield no_objective.at(account.where, f"{account.name} has no open objective.")


# A metric of contribution is confidential: to other editions it only seems to be missing.
@AREA.warning(
    "objective-without-metric",
    "An objective has no metric.",
    "Nobody will be able to say whether it was reached.",
    "Say how it is measured: unit, baseline, target and actual (`metric`).",
    needs=Classification.CONFIDENTIAL,
    not_fixed=objective_closed("metric"),
)
def no_metric(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for objective in insight.account.objectives:
        if objective.status == "open" and objective.metric is None:
            yield no_metric.at(objective.where, f"`{objective.id}` has no metric.")


# Of a `measure` only the actual is worked out, of contribution the baseline too.
@AREA.warning(
    "metric-without-baseline",
    "A metric has no baseline, or no dated actual.",
    "Without them nobody can tell the progress.",
    "Write down where it started and where it is, with the day (`baseline`, `actual`, `on`); only "
    "where it started if the rest is worked out (`measure`).",
)
def no_baseline(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for found in insight.progress:
        objective, metric = found.objective, found.objective.metric
        if metric is None:
            continue
        if metric.measure is None:
            lacks = [key for key in ("baseline", "actual", "on") if getattr(metric, key) is None]
        else:
            lacks = [] if found.baseline is not None else ["baseline"]
        if lacks:
            message = f"the metric of `{objective.id}` lacks {', '.join(lacks)}."
            yield no_baseline.at(metric.where, message)


# Their post can be above what an edition sees: there it only seems to be missing.
@AREA.warning(
    "joint-objective-one-sided",
    "A joint objective has no owner on the customer's side.",
    "Where only one side answers for it, the other side's part is done by nobody.",
    "Name who answers for the customer's part (`their_owner`); until someone does, call the "
    "objective our own (`whose: ours`).",
    needs=Classification.CONFIDENTIAL,
    not_fixed=objective_closed("their_owner"),
)
def one_sided(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for each in insight.account.objectives:
        if each.status == "open" and each.whose == "joint" and each.their_owner is None:
            message = f"`{each.id}` is joint, and nobody at the customer answers for it."
            yield one_sided.at(each.at("whose"), message)


def _not_to_compare(absent: Absent) -> str:
    _, now = absent.account or (None, None)
    if now is None:
        return ""
    if all(each.period.id != absent.finding.about for each in now.contributions):
        return f"The period `{absent.finding.about}` is no longer written down."
    if absent.inside(Metric) and not now.account.is_approved:
        return "The plan is no longer approved."
    return ""


@AREA.warning(
    "known-before-period-end",
    "A score or a baseline rests on the result of a period that was not over.",
    "Nobody can have known that result: the day is wrong, or the figure is.",
    "Correct the day of the score or its source (`date`, `source`); or start from a period that "
    "was over when the plan was approved (`baseline_period`).",
    needs=Classification.CONFIDENTIAL,
    not_fixed=_not_to_compare,
)
def known_early(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    periods = [each.period for each in insight.contributions]
    for place, what, day, period in (
        *_early_scores(insight.account, periods),
        *_early_baselines(insight.account, periods),
    ):
        message = what, day, f"; `{period.id}` ends on ", period.ends, "."
        secrecy = Classification.CONFIDENTIAL
        yield known_early.at(place, *message, secrecy=secrecy, about=period.id)


_Early = tuple[Location, str, date, Period]


def _early_scores(account: Account, periods: Collection[Period]) -> Iterator[_Early]:
    """Scores of the newest ratings whose source names a period that ended after their day."""
    newest = {each.method: each for each in sorted(account.ratings, key=lambda each: each.on)}
    for rating in newest.values():
        for factor, score in (pair for axis in rating.scores.values() for pair in axis.items()):
            day = score.date or rating.on
            for period in periods:
                named = re.search(rf"\b{re.escape(period.id)}\b", score.source or "", re.IGNORECASE)
                if named and period.ends > day:
                    yield score.at("source"), f"the score of `{factor}` is of ", day, period


def _early_baselines(account: Account, periods: Collection[Period]) -> Iterator[_Early]:
    """Baselines of a period that ended after the plan was approved."""
    approved = account.approved
    if approved is None or not account.is_approved:
        return
    for objective in account.objectives:
        metric = objective.metric
        for period in periods:
            if metric and metric.baseline_period == period.id and period.ends > approved.on:
                what = f"the plan with the baseline of `{objective.id}` was approved on "
                yield metric.at("baseline_period"), what, approved.on, period


@AREA.warning(
    "no-risk",
    "A global, national or key account names no risk.",
    "There is always one; a risk that is not named has no owner.",
    "Write the first risk that comes to mind, with its trigger and owner.",
    not_fixed=_lower_tier,
)
def no_risk(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    account = insight.account
    if not account.risks and account.is_key:
        yield no_risk.at(account.where, f"{account.name} names no risk.")
