"""Upcoming due dates and recent changes in an edition."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.analysis.agenda import Due
from generator.analysis.urgency import BY_DATE, UrgencyOrder, Urgent, by_date, place
from generator.editions import Catalog
from generator.model.common import VersionChange
from generator.model.kinds import Account
from generator.pages.account.layout import post
from generator.pages.kit.context import Context
from generator.pages.kit.links import (
    Link,
    account_path,
    edit_link,
    entry_path,
    link_to,
    versions_link,
)
from generator.text.formats import were

DAYS = 30
"""How far the lists look ahead and back."""

_MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Dated:
    """Something to do on an account or a handbook definition.

    ``on``: the day, ``None`` for a post that nobody has met; ``near``: whether it falls due soon
    and is not overdue; ``label``: its type, may be empty; ``what``: with a link to its place, if
    any; ``side``: to or from whom a promise is, else empty; ``owner``: empty if hidden; ``passed``:
    label if overdue; ``why``: what else makes it urgent; ``file``: where it is edited.
    """

    on: date | None
    near: bool
    label: str
    what: Link
    side: str
    about: Link
    owner: str
    passed: str
    why: str
    file: Link


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
def due(context: Context) -> tuple[Dated, ...]:
    """What there is to do, the most urgent first: on accounts in the order of
    :data:`generator.analysis.urgency.ORDER`, and reviews of the handbook among what falls due.

    What only falls due is among it up to :data:`DAYS` ahead.
    """
    found = [*_accounts(context), *_reviews(context)]
    found.sort(key=lambda each: (each[0], each[1].about.text))
    return tuple(each for _, each in found)


def urgent_besides(rows: Iterable[Dated]) -> str:
    """``; 1 more was urgent`` for what is neither overdue nor due soon; empty for nothing."""
    number = sum(not row.passed and not row.near for row in rows)
    return f"; {number} more {were(number)} urgent" if number else ""


def _until(context: Context) -> date:
    return context.insight.as_of + timedelta(days=DAYS)


def _accounts(context: Context) -> Iterator[tuple[UrgencyOrder, Dated]]:
    until = _until(context)
    for insight in context.insight.accounts.values():
        if not insight.account.is_running:
            continue
        for each in insight.urgent:
            if each.urgency is not BY_DATE or (each.on and each.on <= until):
                yield place(each), _dated(context, insight.account, each, until)


def _dated(context: Context, account: Account, each: Urgent, until: date) -> Dated:
    found = each.due
    part, anchor = "stakeholder", f"stakeholder-{each.stakeholder}"
    if found is not None:
        part, anchor = found.kind.part, found.place
    late = found is not None and found.overdue
    return Dated(
        on=each.on,
        near=each.on is not None and not late and each.on <= until,
        label=found.kind.label if found else "Get to know",
        what=Link(each.what, entry_path(account.id, part) if anchor else "", anchor),
        side=_side(account, found) if found else "",
        about=Link(account.name, account_path(account.id)),
        owner=context.names.owner(each.owner) or "nobody",
        passed=found.kind.late if found and late else "",
        why=each.urgency.because,
        file=edit_link(context.source_url, each.item),
    )


def _side(account: Account, due: Due) -> str:
    return f"{due.kind.toward}: {post(account, due.stakeholder)}" if due.stakeholder else ""


def _reviews(context: Context) -> Iterator[tuple[UrgencyOrder, Dated]]:
    until = _until(context)
    for item in context.catalog.definitions.handbook():
        link, on = link_to(context.catalog, item), item.review.due
        if link is None or item.status == "deprecated" or on > until:
            continue
        late = on < context.insight.as_of
        yield (
            by_date(on, "Review"),
            Dated(
                on=on,
                near=not late,
                label="",
                what=Link("Review"),
                side="",
                about=link,
                owner=context.names.owner(item.owner) or "",
                passed="overdue" if late else "",
                why="",
                file=edit_link(context.source_url, item),
            ),
        )


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
    # Versions of one day stay in their order, the newest first.
    return sorted(news, key=lambda each: (-each.on.toordinal(), each.about[0].text))


def _changes(catalog: Catalog) -> Iterator[tuple[Link, str, VersionChange]]:
    for account in catalog.accounts.values():
        history = Link(account.name, account_path(account.id, "history.md"))
        yield from ((history, str(change.version), change) for change in account.changes)
    organisation = catalog.definitions.organisation
    since = organisation.handbook_since if organisation else None
    for item in catalog.definitions.handbook():
        link = versions_link(catalog, item)
        if link is None:
            continue
        for change in item.changes:
            if since is None or change.on > since:
                yield link, str(change.version), change
