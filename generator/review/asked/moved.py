"""Rules whose finding can go because a limit, a day or a part was moved, and how to tell.

Each function gets a finding that is gone and says in a sentence what was moved; an empty text means
that it was mended.
"""

from collections.abc import Mapping
from datetime import date

from generator.checks import coherence, reviews, strategy, work
from generator.checks.relationships import CONTACT_LAPSED, SINGLE_THREAD, UNCOVERED_KEY_POST
from generator.definitions.models.strategy import Objective
from generator.diagnostics import Rule
from generator.formats import day_text
from generator.insight.agenda import notice_day
from generator.insight.coverage import KEY_ROLES
from generator.review.asked.moved_limits import LIGHT, LIMITS
from generator.review.asked.vanished import Gone, Why, mended
from generator.review.weighed.weights import same_but_day

_DUE = "It is due on {} now."


def _set_anew(mends: str, moved: Mapping[str, str]) -> Why:
    """``mends``: the field that mends it; ``moved``: fields that move it, with a sentence each."""

    def why(gone: Gone) -> str:
        before, after = gone.entry
        if getattr(before, mends, None) != getattr(after, mends, None):
            return ""
        for field, says in moved.items():
            value = getattr(after, field, None)
            if value != getattr(before, field, None):
                return says.format(day_text(value) if isinstance(value, date) else value)
        return ""

    return why


def _of_open(inner: Why, mends: str) -> Why:
    """Where only what belongs to an open objective is looked at, ``mends``: as above."""

    def why(gone: Gone) -> str:
        objective = gone.inside(Objective)
        open_still = getattr(gone.entry[1], mends, None) is None
        if objective and objective[1].status != "open" and open_still:
            return f"Its objective is {objective[1].status} now."
        return inner(gone)

    return why


def _post(gone: Gone) -> str:
    _, post = gone.entry
    _, now = gone.account or (None, None)
    if now is None or any(link.stakeholder == post.id for link in now.account.relationships):
        return ""
    return "" if any(each in KEY_ROLES for each in post.buying) else _OTHER_PART


_OTHER_PART = "The post has another part in decisions now; nobody covers it still."


def _region(gone: Gone) -> str:
    _, region = gone.entry
    _, now = gone.account or (None, None)
    if now is None:
        return ""
    if len(now.account.regions) < 2:
        return "The account has one region now, which is not looked at on its own."
    posts = [each for each in now.coverage.posts if each.stakeholder.region == region.id]
    people = {link.person for each in posts for link in each.relationships}
    return "" if people else "Nobody of ours knows anybody there any more."


def _rhythm(gone: Gone) -> str:
    before, after = gone.entry
    if before.last_contact != after.last_contact or before.every == after.every:
        return ""
    return f"They should speak every {after.every} now." if after.every else _NO_RHYTHM


_NO_RHYTHM = "No rhythm is agreed any more."


def _notice(gone: Gone) -> str:
    contract = gone.entry[1]
    return f"Its last day to give notice is {day_text(notice_day(contract))} now."


def _assumption(gone: Gone) -> str:
    before, after = gone.entry
    if before.model_copy(update={"expires": after.expires, "since": after.since}) == after:
        return f"It expires on {day_text(after.expires)} now; its evidence is as before."
    return ""


def _day_alone(gone: Gone) -> str:
    """A judgement that only has another day."""
    before, after = gone.entry
    if before.on != after.on and same_but_day(before, after):
        return f"Only its day is another one, {day_text(after.on)}; what was judged is as before."
    return ""


def _of_grave_tiers(inner: Why) -> Why:
    def why(gone: Gone) -> str:
        then, now = gone.account or (None, None)
        if then and now and then.account.tier != now.account.tier == LIGHT:
            return f"Its tier is {LIGHT} now, of which it is not asked."
        return inner(gone)

    return why


_RULES: tuple[tuple[Rule, Why], ...] = (
    (UNCOVERED_KEY_POST, _post),
    (SINGLE_THREAD, _region),
    (CONTACT_LAPSED, _rhythm),
    (reviews.REVIEW_OVERDUE, _set_anew("last", {"every": "It is reviewed every {} now."})),
    (reviews.HANDBOOK_REVIEW_OVERDUE, _set_anew("last", {"every": "It is reviewed every {} now."})),
    (
        work.PROMISE_OVERDUE,
        _set_anew("kept", {"by": "It is the customer's promise now.", "due": _DUE}),
    ),
    (
        work.THEIR_PROMISE_OVERDUE,
        _set_anew("kept", {"by": "It is our promise now.", "due": _DUE}),
    ),
    (
        work.ACTION_OVERDUE,
        _of_open(_set_anew("done", {"due": _DUE}), "done"),
    ),
    (work.OBJECTIVE_OVERDUE, _set_anew("status", {"due": _DUE})),
    (work.ASSUMPTION_EXPIRED, _assumption),
    (work.NOTICE_NEAR, _notice),
    (strategy.NO_METRIC, _of_open(mended, "metric")),
    (strategy.NO_RISK, _of_grave_tiers(mended)),
    (strategy.NOT_VERIFIED, _of_grave_tiers(mended)),
    (strategy.RATING_OLD, _day_alone),
    (coherence.BEFORE_METHOD, _day_alone),
    (coherence.BEFORE_VERSION, _day_alone),
)


def moved(gone: Gone) -> str:
    """What was moved, as a sentence; empty where the finding was mended."""
    known = {rule.id: why for rule, why in (*_RULES, *LIMITS)}
    return known.get(gone.finding.rule.id, mended)(gone)
