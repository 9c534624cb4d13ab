"""Effects that contradict the rest of the plan: a broader network, a target the charter denies."""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.changes.effects.effect import EffectTexts, Pair, compares, some
from generator.changes.effects.evidence import moved_by_rating
from generator.changes.text import cut
from generator.model.method import Factor
from generator.model.rating import Rating
from generator.model.severities import Severity
from generator.model.strategy import Charter, Objective
from generator.text.formats import figure, stop

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
    """A network that is scored higher while one person carries a region, or key posts are not met.

    Only by the newest rating of a method, as the network is that of today.
    """
    for rated, method, moved in moved_by_rating(pair, before, after):
        same_method = [each for each in after if each.method == rated.now.method]
        if rated.now.on < max(each.on for each in same_method):
            continue
        for each in moved:
            against = _against(pair, each.factor) if each.step > 0 else ""
            if against:
                step = f"{each.factor.name} {each.then.score} -> {each.now.score}"
                about = f"{method.id}/{each.axis.id}/{each.factor.id}"
                text = f"Scored higher, {step}, while {against}."
                yield Severity.MAJOR, text, each.now.where, about


def _against(pair: Pair, factor: Factor) -> str:
    """What in the network speaks against a higher score, as a clause."""
    network, by = pair.after.coverage, factor.counted.by if factor.counted else ""
    if by == "functions-reached" and network.single_threads:
        threads = [
            f"{each.region.name} depends on one person, {pair.person(each.person)}"
            for each in network.single_threads
        ]
        return some(threads)
    if by == "key-posts-reached" and network.uncovered_key_posts:
        return f"nobody covers {some([each.function for each in network.uncovered_key_posts])}"
    return ""


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
            text = f"“{now.what}”: the target is now {figure(new)} {unit}; {whose} still says"
            yield Severity.MAJOR, stop(f"{text} “{cut(says)}”"), now.where
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
