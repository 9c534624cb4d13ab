"""Effects on who does what and who meets: responsibilities, leads of regions, meetings, reviews."""

from generator.changes.effects.effect import REMOVED, EffectTexts, Pair, compares
from generator.model.common import Review
from generator.model.profile import Meeting, Region, Responsibility
from generator.model.severities import Severity
from generator.text.formats import listed


@compares("people", "account.raci", by="activity", on=(REMOVED,))
def duty_removed(pair: Pair, then: Responsibility, _now: None) -> EffectTexts:
    """Something for which nobody is accountable any more."""
    who = pair.person(then.accountable)
    text = f"Nobody is accountable for “{then.activity}” any more; {who} was."
    yield Severity.MINOR, text, None


@compares("people", "account.regions", "lead", by="id")
def region_lead(pair: Pair, then: Region, now: Region) -> EffectTexts:
    """Somebody else who leads a region for us, or nobody."""
    if then.lead is None:
        return
    lead = pair.person(now.lead) if now.lead else "nobody"
    yield Severity.MINOR, f"{lead} leads {now.name} instead of {pair.person(then.lead)}."


@compares("people", "account.meetings", "every regions", by="id")
def meeting(pair: Pair, then: Meeting, now: Meeting) -> EffectTexts:
    """A meeting that is held less often, or without a region."""
    names = {e.id: e.name for each in (pair.before, pair.after) for e in each.account.regions}
    left = [names.get(each, each) for each in then.regions if each not in now.regions]
    clauses = [f"without {listed(left)}"] if left else []
    if now.every.after(pair.as_of) > then.every.after(pair.as_of):
        clauses.append(f"less often, every {then.every} -> every {now.every}")
    if clauses:
        yield Severity.MINOR, f"The meeting “{now.what}” is held {listed(clauses)}."


@compares("plan", "account.review", "every")
def review_rhythm(pair: Pair, then: Review, now: Review) -> EffectTexts:
    """A plan that is reviewed less often."""
    if now.every.after(pair.as_of) > then.every.after(pair.as_of):
        text = f"The plan is reviewed less often: every {then.every} -> every {now.every}."
        yield Severity.MINOR, text, now.where
