"""What a page offered to copy, and nobody has changed."""

from collections.abc import Iterator

from generator.analysis import AccountInsight, Insight
from generator.checks.check import CheckArea
from generator.editions import Catalog
from generator.findings.finding import Finding
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.records import RECORDS, Record, placeholders

AREA = CheckArea("work")


@AREA.warning(
    "placeholder-left",
    "An entry still holds the words that were there to be changed.",
    "It looks like a promise or a decision, and nobody can tell which one was meant.",
    "Write what it is behind the key; `id` takes a short name that nothing else in the list has.",
)
def placeholder_left(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for kind, record in RECORDS.items():
        for entry in _entries(insight.account, record):
            for key, text in placeholders(kind).items():
                if getattr(entry, key) == text:
                    message = f"`{key}` of {record.called} is still `{text}`."
                    yield placeholder_left.at(entry.at(key), message)


def _entries(account: Account, record: Record) -> Iterator[Item]:
    for each in getattr(account, record.section):
        yield from getattr(each, record.inside) if record.inside else (each,)
