"""Effects of names that change while days and signatures stay: contacts and confirmations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.analysis import AccountInsight
from generator.analysis.coverage import Covered
from generator.changes.effects.effect import EffectTexts, Pair, compares, matched, some
from generator.changes.effects.network import part
from generator.changes.effects.posts import called_before, called_now, carried_on, has_days_of
from generator.findings.finding import Location
from generator.model.severities import Severity
from generator.model.stakeholders import Relationship
from generator.text.formats import are, counted, day_text, listed, words

_Relationships = tuple[Relationship, ...]


@compares("relationships", "account.relationships")
def passed_on(pair: Pair, before: _Relationships, after: _Relationships) -> EffectTexts:
    """Relationships of one of our people that another has now, with the days of the first."""
    older, newer = (
        {(str(e.person), str(e.stakeholder)): e for e in those} for those in (before, after)
    )
    gone = [each for key, each in older.items() if key not in newer]
    found: dict[tuple[str, str, str], list[Relationship]] = defaultdict(list)
    for key, now in newer.items():
        own = older.get(key)
        for then in gone:
            if then.stakeholder != now.stakeholder:
                continue
            # Days of an own relationship may be those of another by chance, one of them at least.
            is_taken = own is None or (not has_days_of(own, now) and has_days_of(then, now))
            if is_taken and (days := _same_days(then, now)):
                found[then.person, now.person, days].append(now)
    for (giver, taker, days), links in found.items():
        names = [pair.person(giver), pair.person(taker)]
        pass_on = "passes" if len(links) == 1 else "pass"
        text = f"{counted(len(links), 'relationship')} {pass_on} from {names[0]} to {names[1]}"
        own_ones = [
            (older[taker, str(e.stakeholder)], e)
            for e in links
            if (taker, str(e.stakeholder)) in older
        ]
        also = (
            f"; they replace those {names[1]} had with {_own(pair, own_ones)}" if own_ones else ""
        )
        yield Severity.MAJOR, f"{text}; {days} of {names[0]}{also}.", links[0].where


def _own(pair: Pair, links: Iterable[tuple[Relationship, Relationship]]) -> str:
    """``Buyer (first contact -> trusted)``: posts whose contacts were replaced by others."""
    posts = {each.id: each.function for each in pair.after.account.stakeholders}
    return some(
        [
            f"{posts.get(str(now.stakeholder), words(now.stakeholder))} "
            f"({words(own.strength)} -> {words(now.strength)})"
            if own.strength != now.strength
            else posts.get(str(now.stakeholder), words(now.stakeholder))
            for own, now in links
        ]
    )


@compares("relationships", "account.relationships")
def carried_over(pair: Pair, _before: _Relationships, _after: _Relationships) -> EffectTexts:
    """Relationships with one post that are now with another, with the days of the first."""
    found: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
    for then, now in carried_on(pair):
        found[then.stakeholder, now.stakeholder].append(now)
    older, newer = (
        {each.id: each for each in state.account.stakeholders}
        for state in (pair.before, pair.after)
    )
    for (old, new), links in found.items():
        if old in older and new in newer:
            names = called_before(pair, older[old]), called_now(pair, newer[new])
            what = f"{counted(len(links), 'relationship')} with {names[0]}"
            text = (
                f"{what} {are(len(links))} now with {names[1]}; the days of contact are the same."
            )
            yield Severity.MAJOR, text, links[0].where, f"{old}/{new}"


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


@compares("relationships", "account.relationships")
def aims(pair: Pair, before: _Relationships, after: _Relationships) -> EffectTexts:
    """Relationships of which less is wanted than before, or whose state is only assumed now."""
    posts = {each.stakeholder.id: each for each in pair.after.coverage.posts}
    older = {(each.person, each.stakeholder): each for each in before}
    for now in after:
        then, post = older.get((now.person, now.stakeholder)), posts.get(now.stakeholder)
        if then is None or post is None:
            continue
        clauses = []
        if then.target and then.target != now.target:
            wanted = f"to become {words(now.target)}" if now.target else "to stay as it is"
            clauses.append(f"is {wanted} instead of {words(then.target)}")
        if then.known == "confirmed" != now.known:
            clauses.append("is not confirmed any more")
        if clauses:
            who = f"The relationship of {pair.person(now.person)} and {post.stakeholder.function}"
            about = f"{now.person}/{now.stakeholder}"
            yield Severity.MINOR, f"{who} {listed(clauses)}.", now.where, about


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
        was = called_before(pair, (_posts(before).get(old) or posts[old]).stakeholder)
        function = called_now(pair, posts[new].stakeholder)
        met = "" if posts[new].people else ", whom none of our people covers,"
        is_told = old in _posts(after) or was != posts[old].stakeholder.function
        gone = "" if is_told else ", which is no longer in the plan"
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
