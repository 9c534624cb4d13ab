"""Effects that contradict the rest of the plan: a broader network, a target the charter denies."""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.changes.effects.effect import EffectTexts, Pair, compares, some
from generator.changes.effects.evidence import moved_by_rating
from generator.changes.text import cut
from generator.model.rating import Rating
from generator.model.severities import Severity
from generator.model.strategy import Charter, Objective
from generator.text.formats import figure, stop
from generator.text.units import unit_for

_Ratings = tuple[Rating, ...]

_WORDS = {
    **{word: Decimal(number) for number, word in enumerate(("one", "two", "three", "four"), 1)},
    **{word: Decimal(number) for number, word in enumerate(("five", "six", "seven", "eight"), 5)},
    **{word: Decimal(number) for number, word in enumerate(("nine", "ten", "eleven", "twelve"), 9)},
}
_SHARES = {"a quarter": Decimal(25), "half": Decimal(50), "three quarters": Decimal(75)}

_NUMBER = re.compile(
    rf"(?<![\w.,-])(\d+(?:,\d{{3}})*(?:\.\d+)?|{'|'.join(_WORDS)})(?![\w]|[.,]\d)", re.I
)
_SHARE = re.compile(r"\b(three quarters|(?<!three )a quarter|half)\b", re.I)
_PERCENT = re.compile(r"\s*(?:%|per ?cent\b)", re.I)

_NEAR = 3
"""Number of words after a figure in which its unit has to stand."""


@compares("position", "account.ratings")
def broader(pair: Pair, before: _Ratings, after: _Ratings) -> EffectTexts:
    """A network that is scored broader while one person carries a region."""
    threads = [
        f"{each.region.name} depends on one person, {pair.person(each.person)}"
        for each in pair.after.coverage.single_threads
    ]
    yield from _against(pair, (before, after), "functions-reached", some(threads))


@compares("position", "account.ratings")
def better_access(pair: Pair, before: _Ratings, after: _Ratings) -> EffectTexts:
    """Access that is scored better while nobody covers a post that can decide, pay or say no."""
    posts = some([each.function for each in pair.after.coverage.uncovered_key_posts])
    but = f"nobody covers {posts}" if posts else ""
    yield from _against(pair, (before, after), "key-posts-reached", but)


def _against(pair: Pair, ratings: tuple[_Ratings, _Ratings], by: str, but: str) -> EffectTexts:
    """Higher scores of factors that are counted ``by`` a figure, and what speaks against them.

    Only in the newest rating of a method, as the network is that of today.
    """
    for rated, method, moved in moved_by_rating(pair, *ratings) if but else ():
        of_method = (each.on for each in ratings[1] if each.method == rated.now.method)
        for each in moved if rated.now.on == max(of_method) else ():
            counted = each.factor.counted
            if counted is not None and counted.by == by and each.step > 0:
                step = f"{each.factor.name} {each.then.score} -> {each.now.score}"
                about = f"{method.id}/{each.axis.id}/{each.factor.id}"
                yield Severity.MAJOR, f"Scored higher, {step}, while {but}.", each.now.where, about


@compares("plan", "account.objectives", "metric.target", by="id")
def target_in_charter(pair: Pair, then: Objective, now: Objective) -> EffectTexts:
    """A target that changed while the charter, or the objective, still names the old one."""
    if then.metric is None or now.metric is None:
        return
    charter = pair.after.account.charter
    old, new, unit = then.metric.target, now.metric.target, now.metric.unit
    if old == new or then.metric.unit != unit:
        return
    for whose, says in _says(charter, now):
        named = {*_figures(says, unit)}
        if old in named and new not in named:
            target = f"the target is now {figure(new)} {unit_for(new, unit)}"
            text = f"“{now.what}”: {target}; {whose} still says “{cut(says)}”"
            yield Severity.MAJOR, stop(text), now.where
            return


def _says(charter: Charter | None, objective: Objective) -> Iterator[tuple[str, str]]:
    """The sentences of the plan that may name a target, and where they are."""
    for each in (charter.we_gain, charter.they_gain, charter.field) if charter else ():
        yield "the charter", " ".join(each.split())
    yield "the objective", objective.what


def _figures(text: str, unit: str) -> Iterator[Decimal]:
    """The figures in a text that have a unit."""
    in_percent = unit.startswith("%")
    named = [each.casefold() for each in re.findall(r"[^\W\d]{3,}", unit)]
    for found in _NUMBER.finditer(text):
        rest = text[found.end() :]
        after = [each.casefold() for each in re.findall(r"[^\W\d]+", rest)[:_NEAR]]
        if _PERCENT.match(rest) if in_percent else any(each in named for each in after):
            yield _WORDS.get(found[1].casefold()) or Decimal(found[1].replace(",", ""))
    if in_percent:
        yield from (_SHARES[each[1].casefold()] for each in _SHARE.finditer(text))
