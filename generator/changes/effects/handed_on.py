"""Effects of names that change while days and signatures stay: contacts and confirmations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.analysis import AccountInsight
from generator.analysis.coverage import Covered
from generator.changes.effects.effect import EffectTexts, Pair, compares, matched
from generator.changes.effects.network import part
from generator.findings.finding import Location
from generator.model.severities import Severity
from generator.model.stakeholders import Relationship
from generator.text.formats import counted, day_text, listed

_Relationships = tuple[Relationship, ...]


@compares("relationships", "account.relationships")
def passed_on(pair: Pair, before: _Relationships, after: _Relationships) -> EffectTexts:
    """Relationships of one of our people that another has now, with the days of the first."""
    older, newer = ({(e.person, e.stakeholder): e for e in those} for those in (before, after))
    found: dict[tuple[str, str, str], list[Relationship]] = defaultdict(list)
    for now in (each for key, each in newer.items() if key not in older):
        for then in (each for key, each in older.items() if key not in newer):
            if then.stakeholder == now.stakeholder and (days := _same_days(then, now)):
                found[then.person, now.person, days].append(now)
    for (giver, taker, days), links in found.items():
        names = [pair.person(giver), pair.person(taker)]
        pass_on = "passes" if len(links) == 1 else "pass"
        text = f"{counted(len(links), 'relationship')} {pass_on} from {names[0]} to {names[1]}"
        yield Severity.MAJOR, f"{text}; {days} of {names[0]}.", links[0].where


def _same_days(then: Relationship, now: Relationship) -> str:
    """Which days of a relationship are those of another one, as a clause; empty for none."""
    began, spoke = then.since == now.since, then.last_contact == now.last_contact
    if began and spoke:
        return "the days of contact stay those"
    one = "the day it began" if began else "the day of the last conversation" if spoke else ""
    return f"{one} stays that" if one else ""


@compares("relationships", "account.relationships")
def rhythm(pair: Pair, before: _Relationships, after: _Relationships) -> EffectTexts:
    """Key posts with which one of our people is to speak less often."""
    posts = {each.stakeholder.id: each for each in pair.after.coverage.posts if each.key}
    older = {(each.person, each.stakeholder): each for each in before}
    for now in after:
        then, post = older.get((now.person, now.stakeholder)), posts.get(now.stakeholder)
        if then is None or post is None or then.every is None or then.every == now.every:
            continue
        if now.every and now.every.after(pair.as_of) <= then.every.after(pair.as_of):
            continue
        who = f"{pair.person(now.person)} and {post.stakeholder.function}, {part(post)},"
        text = f"{who} are to speak less often: {then.every} -> {now.every or 'no rhythm'}."
        yield Severity.MINOR, text, now.where, f"{now.person}/{now.stakeholder}"


@dataclass(frozen=True, slots=True)
class _Confirmed:
    """What somebody at the customer confirmed; ``about``: its name among all of the account."""

    about: str
    kind: str
    what: str
    by: str
    on: date | None
    where: Location


@compares("position", "", "account.ratings account.delivered account.stakeholders.id")
def confirmation(pair: Pair, before: AccountInsight, after: AccountInsight) -> EffectTexts:
    """Confirmations that name another post than before, or one that nobody covers."""
    replaced: dict[tuple[str, str], list[_Confirmed]] = defaultdict(list)
    posts = _posts(before) | _posts(after)
    for then, now in matched(_confirmed(pair, before), _confirmed(pair, after), "about"):
        if then and now and then.by != now.by and then.on == now.on:
            replaced[then.by, now.by].append(now)
        elif now and (then is None or then.on != now.on) and not posts[now.by].people:
            function = posts[now.by].stakeholder.function
            text = f"{function}, whom none of our people covers, confirmed {now.what}."
            yield Severity.MINOR, text, now.where, now.about
    for (old, new), those in replaced.items():
        what = those[0].what if len(those) == 1 else _counted(those)
        was, function = (posts[each].stakeholder.function for each in (old, new))
        met = "" if posts[new].people else ", whom none of our people covers,"
        gone = "" if old in _posts(after) else ", which is no longer in the plan"
        text = f"{function}{met} is now named as having confirmed {what}; it was {was}{gone}."
        yield Severity.MAJOR, text, those[0].where, f"{old}/{new}"


def _posts(found: AccountInsight) -> dict[str, Covered]:
    return {each.stakeholder.id: each for each in found.coverage.posts}


def _confirmed(pair: Pair, found: AccountInsight) -> Iterator[_Confirmed]:
    """All confirmations of an account whose posts are in view."""
    posts = _posts(found)
    for each in found.account.ratings:
        method = pair.catalog.methods.get(each.method)
        if each.verified and each.verified.by in posts:
            what = f"the rating by {method.name if method else each.method}, {day_text(each.on)}"
            about = f"{each.method}/{each.on}"
            yield _Confirmed(about, "rating", what, each.verified.by, each.verified.on, each.where)
    for gain in found.account.delivered:
        if gain.confirmed_by and gain.confirmed_by in posts:
            what = f"the gain “{gain.what}”"
            yield _Confirmed(gain.id, "gain", what, gain.confirmed_by, None, gain.where)


def _counted(those: Iterable[_Confirmed]) -> str:
    """``2 ratings and 1 gain``."""
    kinds = Counter(each.kind for each in those)
    return listed([counted(number, kind) for kind, number in kinds.items()])
