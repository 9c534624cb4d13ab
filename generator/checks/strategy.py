"""What a reviewer asks of a strategy: is it decided, and on what evidence?"""

from collections.abc import Callable, Iterator

from generator.analysis import Insight
from generator.checks.registry import Check, active, warning
from generator.editions import Catalog
from generator.findings.classification import Secrecy
from generator.findings.finding import Finding, Rule
from generator.model.grammars import Interval
from generator.model.kinds import Account

AREA = "strategy"
_STALE = Interval(12, "month")
_LIGHT = ("standard",)

NOT_RATED = warning(
    "not-rated",
    "An active account has no rating.",
    "Without a cell there is no reason for one strategy rather than another.",
    "Score it with a method of `content/methods/`.",
    AREA,
)
GREY_BAND = warning(
    "grey-band-without-reason",
    "An axis lies close to the cut and no reason is written down.",
    "One point of one score would change the strategy; somebody must have decided.",
    "Write `grey_band_reason` in the newest rating.",
    AREA,
)
NO_EVIDENCE = warning(
    "score-without-evidence",
    "Scores of the newest rating lack evidence or confidence.",
    "A score without evidence is a gut feeling with a number.",
    "Write what was seen and how sure you are.",
    AREA,
)
ONE_RATER = warning(
    "one-rater",
    "Only one function scored.",
    "Each function sees its own part of the customer; one alone is easily wrong.",
    "Let at least two functions score together.",
    AREA,
)
NOT_VERIFIED = warning(
    "position-not-verified",
    "The customer's view was scored, but nobody at the customer confirmed it.",
    "The position axis is how the customer sees us; suppliers flatter themselves.",
    "Ask somebody on the customer's side and write `verified`.",
    AREA,
)
RATING_OLD = warning(
    "rating-old",
    "The newest rating is more than a year old.",
    "The strategy rests on a picture that may be gone.",
    "Rate the account again at its next review.",
    AREA,
)
NO_CHARTER = warning(
    "no-charter",
    "The account has no charter.",
    "Nobody can say in a minute what the account is for.",
    "Write `charter`: where we play, what they gain, what we gain.",
    AREA,
)
NO_DIRECTION = warning(
    "no-direction",
    "Advocate or representative is not decided.",
    "It is the most important decision about the post (article 004).",
    "Write `direction` with its reason.",
    AREA,
)
NO_OBJECTIVE = warning(
    "no-open-objective",
    "No objective is open.",
    "A plan that only describes decides nothing.",
    "Write at least one objective with a metric, or retire the account.",
    AREA,
)
NO_METRIC = warning(
    "objective-without-metric",
    "An objective has no metric.",
    "Nobody will be able to say whether it was reached.",
    "Write `metric` with unit, baseline, target and actual.",
    AREA,
)
NO_BASELINE = warning(
    "metric-without-baseline",
    "A metric has no baseline, or no dated actual.",
    "Without them the way covered is anybody's guess.",
    "Write `baseline`, `actual` and `on`, or name a `measure` that is worked out.",
    AREA,
)
NO_RISK = warning(
    "no-risk",
    "A global, national or key account names no risk.",
    "There is always one; unnamed it has no owner.",
    "Write the first risk that comes to mind, with its trigger and owner.",
    AREA,
)


def _grey(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        placement = known.placement
        if placement and placement.grey and not placement.rating.grey_band_reason:
            axes = " and ".join(f"{each.axis.name} {each.value}" for each in placement.grey)
            message = f"{axes}: within the grey band, and no reason is given."
            near = " ".join(each.axis.id for each in placement.grey)
            place = placement.rating.where
            yield GREY_BAND.at(place, message, account=known.account.id, about=near)


def _evidence(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        placement = known.placement
        if placement is None:
            continue
        bare = [
            result.factor.name
            for axis in placement.axes
            for result in axis.factors
            if not result.score.evidence or not result.score.confidence
        ]
        if bare:
            message = f"no evidence or no confidence for: {', '.join(bare)}."
            yield NO_EVIDENCE.at(placement.rating.at("scores"), message, account=known.account.id)


def _one_rater(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        placement = known.placement
        if placement and len(set(placement.rating.raters)) < 2:
            place = placement.rating.at("raters")
            yield ONE_RATER.at(place, "one function alone scored.", account=known.account.id)


def _verified(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        placement = known.placement
        if placement is None or placement.rating.verified is not None:
            continue
        theirs = [each.axis.name for each in placement.axes if each.axis.customers_view == "yes"]
        if theirs and known.account.tier not in _LIGHT:
            message = f"nobody at the customer confirmed {', '.join(theirs)}."
            yield NOT_VERIFIED.at(placement.rating.where, message, account=known.account.id)


def _old(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        placement = known.placement
        if placement and _STALE.after(placement.rating.on) < insight.as_of:
            message = f"the newest rating is of {placement.rating.on.isoformat()}."
            yield RATING_OLD.at(placement.rating.at("on"), message, account=known.account.id)


def _lacking(rule: Rule, lacks: Callable[[Account], bool], what: str) -> Check:
    """A check that an active account has something; ``what`` completes "Acme has no ..."."""

    def find(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
        for known in active(insight):
            if lacks(known.account):
                message = f"{known.account.name} has no {what}."
                yield rule.at(known.account.where, message, account=known.account.id)

    return Check(rule, find)


def _metrics(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        for objective in known.account.objectives:
            if objective.status == "open" and objective.metric is None:
                message = f"`{objective.id}` has no metric."
                yield NO_METRIC.at(objective.where, message, account=known.account.id)


def _baselines(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        for objective in known.account.objectives:
            metric = objective.metric
            if metric is None or metric.measure is not None:
                continue
            lacks = [key for key in ("baseline", "actual", "on") if getattr(metric, key) is None]
            if lacks:
                message = f"the metric of `{objective.id}` lacks {', '.join(lacks)}."
                yield NO_BASELINE.at(metric.where, message, account=known.account.id)


CHECKS = (
    _lacking(NOT_RATED, lambda account: not account.ratings, "rating"),
    Check(GREY_BAND, _grey),
    Check(NO_EVIDENCE, _evidence),
    Check(ONE_RATER, _one_rater),
    Check(NOT_VERIFIED, _verified),
    Check(RATING_OLD, _old),
    _lacking(NO_CHARTER, lambda account: account.charter is None, "charter"),
    _lacking(NO_DIRECTION, lambda account: account.direction is None, "direction"),
    _lacking(
        NO_OBJECTIVE,
        lambda account: all(each.status != "open" for each in account.objectives),
        "open objective",
    ),
    # A metric of contribution is confidential: below that, it only seems to be missing.
    Check(NO_METRIC, _metrics, needs=Secrecy.CONFIDENTIAL),
    Check(NO_BASELINE, _baselines),
    _lacking(
        NO_RISK,
        lambda account: not account.risks and account.tier not in _LIGHT,
        "risk written down",
    ),
)
