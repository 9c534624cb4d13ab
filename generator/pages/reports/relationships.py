"""``/reports/relationships/``: what to do for the relationships of all accounts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from generator.analysis import AccountInsight
from generator.analysis.relationships import KINDS, StepKind
from generator.charts import Picture
from generator.charts.bars import MOST_ROWS, ChartColumn, columns
from generator.model.kinds import Account
from generator.pages.account.relations import ToDo, to_do
from generator.pages.kit.links import Link, edit_link
from generator.pages.reports.report import Report, ReportsInput
from generator.pages.reports.since_review import Days, since_review
from generator.text import markdown as md
from generator.text.formats import are, capital, counted


def report(given: ReportsInput) -> Report:
    """What to do first for relationships, whichever account they are of."""
    running = given.running
    return Report(
        "relationships",
        "Relationships at risk",
        "Whom at our customers do we not know well enough, and who changes that?",
        _says(running),
        {"rows": _rows(given, running), "edit": partial(edit_link, given.source_url)},
        next=("where each account stands", Link("Accounts", "accounts/index.md")),
        pictures=tuple(_picture(running)),
        news=since_review(running, given.names.as_of, _NEWS),
        found_by="single point of failure single-threaded sponsor introduction stakeholder risk",
    )


_NEWS: Mapping[tuple[str, str], Days] = {
    ("relationship begun", "relationships begun"): lambda each: (
        link.since for link in each.account.relationships
    ),
    ("contact spoken to", "contacts spoken to"): lambda each: (
        post.last_contact for post in each.coverage.posts
    ),
    ("contact judged again", "contacts judged again"): lambda each: (
        post.on for post in each.account.stakeholders
    ),
}


def _rows(
    given: ReportsInput, running: Sequence[AccountInsight]
) -> list[tuple[Account, ToDo, str]]:
    """What to do by account, and the power of whom it is about; the most useful first."""
    found = [(each.account, todo) for each in running for todo in to_do(given.names, each)]
    found.sort(key=lambda row: (KINDS.index(row[1].steps[0].kind), row[0].name))
    return [
        (account, todo, md.listed(list(dict.fromkeys(s.stakeholder.power for s in todo.steps))))
        for account, todo in found
    ]


def _says(running: Sequence[AccountInsight]) -> tuple[str, ...]:
    posts = [post for each in running for post in each.coverage.posts if post.weighty]
    if not posts:
        return ("No contact with power and no gatekeeper is recorded on any account.",)
    unknown = [
        f"{post.function} ({each.account.name})"
        for each in running
        for post in each.coverage.uncovered_key_posts
    ]
    first = "Everyone who decides, pays or holds a veto is known to one of us."
    if unknown:
        who = capital(counted(len(unknown), "contact"))
        decides = "decides, pays or holds" if len(unknown) == 1 else "decide, pay or hold"
        first = f"{who} who {decides} a veto {are(len(unknown))} known to none of us: "
        first += f"{md.listed(unknown[:3])}{', and others' if len(unknown) > 3 else ''}."
    alone = sum(len(each.coverage.known_by_one) for each in running)
    second = f"Of {counted(len(posts), 'contact')} with power, gatekeepers included, "
    second += f"{alone or 'none'} {are(alone or 1)} known to one of us only."
    kinds = Counter(step.kind for each in running for step in each.steps)
    return first, second, _late_and_sponsors(kinds)


def _late_and_sponsors(kinds: Counter[StepKind]) -> str:
    late, without = kinds["speak"], kinds["sponsor"]
    text = f"{capital(counted(late, 'relationship'))} {are(late)} past the agreed rhythm, and "
    accounts = counted(without, "key account")
    return f"{text}{accounts} {'has' if without == 1 else 'have'} no sponsor at the customer."


def _picture(running: Sequence[AccountInsight]) -> list[Picture]:
    """Contacts with power and gatekeepers by account, and how many of them two of us know."""
    found = []
    for each in running:
        posts = [post for post in each.coverage.posts if post.weighty]
        if posts:
            known = sum(len({*post.people}) > 1 for post in posts)
            words = f"{known} of {len(posts)}"
            column = ChartColumn(each.account.name, Decimal(len(posts)), Decimal(known), words)
            found.append((Decimal(known) / len(posts), column))
    if not found:
        return []
    found.sort(key=lambda pair: (pair[0], pair[1].label))
    more = len(found) - MOST_ROWS
    return [
        columns(
            [column for _, column in found],
            ("With power, or gatekeeper", "Known to two of us"),
            "known-to-two.svg",
            "Contacts with power and gatekeepers by account, and how many of them two of us know",
            f"{counted(more, 'more account')} {are(more)} in the table only.",
        )
    ]
