"""Upcoming due dates and recent changes in an edition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.analysis.agenda import Due
from generator.editions import Catalog
from generator.model.common import VersionChange
from generator.model.kinds import Account
from generator.pages.account.layout import post
from generator.pages.kit.context import Context
from generator.pages.kit.links import Link, account_path, entry_path, link_to, versions_link

DAYS = 30
"""How far the lists look ahead and back."""

_MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Dated:
    """A due entry of an account or a handbook definition.

    ``label``: its type, may be empty; ``what``: with a link to its place, if any; ``side``: to or
    from whom a promise is, else empty; ``owner``: empty if hidden; ``passed``: label if overdue.
    """

    on: date
    label: str
    what: Link
    side: str
    about: Link
    owner: str
    passed: str


@dataclass(frozen=True, slots=True)
class News:
    """A change in words; ``about``: everything changed with the same text that day.

    ``more``: number of others, if there are too many to list.
    """

    on: date
    about: tuple[Link, ...]
    more: int
    version: str
    what: str


# Due --------------------------------------------------------------------------------------------
def due(context: Context) -> tuple[tuple[Dated, ...], tuple[Dated, ...]]:
    """What is overdue, and what is due within :data:`DAYS`, including today; sorted."""
    until = context.insight.as_of + timedelta(days=DAYS)
    found = [each for each in (*_accounts(context), *_reviews(context)) if each.on <= until]
    found.sort(key=lambda each: (each.on, each.about.text, each.what.text))
    return (
        tuple(each for each in found if each.passed),
        tuple(each for each in found if not each.passed),
    )


def _accounts(context: Context) -> Iterator[Dated]:
    for insight in context.insight.accounts.values():
        account = insight.account
        if account.status == "retired":
            continue
        for each in insight.agenda:
            strategy = entry_path(account.id, each.kind.part) if each.place else ""
            yield Dated(
                on=each.on,
                label=each.kind.label,
                what=Link(each.what, strategy, each.place),
                side=_side(account, each),
                about=Link(account.name, account_path(account.id)),
                owner=context.names.owner(each.owner) or "nobody",
                passed=each.kind.late if each.overdue else "",
            )


def _side(account: Account, due: Due) -> str:
    return f"{due.kind.toward}: {post(account, due.stakeholder)}" if due.stakeholder else ""


def _reviews(context: Context) -> Iterator[Dated]:
    for item in context.catalog.definitions.handbook():
        link = link_to(context.catalog, item)
        if link is None or item.status == "deprecated":
            continue
        on = item.review.due
        passed = "overdue" if on < context.insight.as_of else ""
        owner = context.names.owner(item.owner) or ""
        yield Dated(on, "", Link("Review"), "", link, owner, passed)


# Changed ----------------------------------------------------------------------------------------
def changed(context: Context) -> tuple[tuple[News, ...], News | None, bool]:
    """Versions of the last :data:`DAYS`, including today, newest first; and the newest of all.

    Changes with the same text on the same day are merged. Finally, whether a definition has a
    version later than today, as where examples are shown as of their own day.
    """
    as_of = context.insight.as_of
    since = as_of - timedelta(days=DAYS)
    news = _news(context)
    newer = any(change.on > as_of for *_, change in _changes(context.catalog))
    recent = tuple(each for each in news if each.on > since)
    return recent, next(iter(news), None), newer


def _news(context: Context) -> list[News]:
    grouped: dict[tuple[date, str, str], list[Link]] = {}
    for link, version, change in _changes(context.catalog):
        if change.on <= context.insight.as_of:
            key = (change.on, version, " ".join(change.what))
            grouped.setdefault(key, []).append(link)
    news = [
        News(on, tuple(links[:_MOST_NAMES]), max(0, len(links) - _MOST_NAMES), version, what)
        for (on, version, what), links in grouped.items()
    ]
    return sorted(news, key=lambda each: (-each.on.toordinal(), each.about[0].text, each.version))


def _changes(catalog: Catalog) -> Iterator[tuple[Link, str, VersionChange]]:
    for account in catalog.accounts.values():
        history = Link(account.name, account_path(account.id, "history.md"))
        yield from ((history, str(change.version), change) for change in account.changes)
    for item in catalog.definitions.handbook():
        link = versions_link(catalog, item)
        if link is None:
            continue
        yield from ((link, str(change.version), change) for change in item.changes)
