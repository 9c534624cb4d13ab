"""What is new since the last review of each account, for the first sentence of a report."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from generator.analysis import AccountInsight
from generator.text import markdown as md
from generator.text.formats import number_of

Days = Callable[[AccountInsight], Iterable[date | None]]
"""The days on which something of one kind happened on an account; ``None`` counts as never."""

_MOST = 3
"""Accounts that are named, those with the most news first."""


def since_review(
    running: Sequence[AccountInsight], as_of: date, kinds: Mapping[tuple[str, str], Days]
) -> tuple[str, ...]:
    """A sentence on what is new since the last review of each account; none where nothing is known.

    ``kinds``: what is counted, as one and as several, and its days; those up to ``as_of`` count.
    """
    found: list[tuple[int, str]] = []
    for each in running:
        last = each.account.review.last
        counts = {
            called: sum(day is not None and last < day <= as_of for day in days(each))
            for called, days in kinds.items()
        }
        told = [number_of(number, *called) for called, number in counts.items() if number]
        if told:
            text = f"{each.account.name} since {md.day_text(last)}: {md.listed(told)}"
            found.append((sum(counts.values()), text))
    if not found:
        return ()
    found.sort(key=lambda pair: -pair[0])
    texts = [text for _, text in found[:_MOST]]
    if rest := len(found) - len(texts):
        texts.append(f"{number_of(rest, 'more account')} with news")
    return (f"New since the last review: {'; '.join(texts)}.",)
