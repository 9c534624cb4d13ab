"""What an import would do: outcomes by row, and edits by account; nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.importing.columns import Columns
from generator.importing.edits import Edit, Put, braces, brackets
from generator.importing.matching import NotMatched
from generator.importing.records import Incoming, Refused, link_field
from generator.importing.remembered import Remembered, digest, record_key
from generator.importing.values import money
from generator.model.account import Account
from generator.model.grammars import Percentage
from generator.model.ids import name_of
from generator.model.nodes import KeyPath
from generator.model.stakeholders import Stakeholder
from generator.model.strategy import Opportunity
from generator.text.yaml_scalars import scalar

State = Literal["new", "changed", "as it is"]

ImportedItem = Account | Stakeholder | Opportunity

_AS_WRITTEN = ("amount", "probability", "closes")
"""Fields whose values need no quotes, whatever they look like."""

NOT_REPLACED = ("currency",)
"""Of an account that is there: it would give every amount another meaning."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs; ``place``: the cell."""

    field: str
    ours: str
    theirs: str
    place: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row.

    ``account``: its id; ``entry``: the id of the post or opportunity in it, else empty; ``title``:
    what readers call it. ``changes``: what is taken; ``kept``: what stays because it was edited
    here.
    """

    row: int
    account: str
    entry: str
    title: str
    state: State
    changes: tuple[FieldChange, ...] = ()
    kept: tuple[FieldChange, ...] = ()


@dataclass(slots=True)
class Work:
    """What is to be done to one account: edits, or a text if it is new."""

    account: str
    rows: list[int] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    text: str = ""


@dataclass(slots=True)
class Plan:
    """An import, planned. ``gone``: rows of what was imported before and is not here any more.

    ``elsewhere``: rows of accounts that are not in this handbook. ``lost``: rows that are refused,
    by their ids in the other system; ``passed_over``: ids and names of rows that are not wanted.
    ``people``: by post, who it is.
    """

    columns: Columns
    outcomes: list[Outcome] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[Refused] = field(default_factory=list)
    works: dict[str, Work] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)
    elsewhere: list[int] = field(default_factory=list)
    unwanted: int = 0
    lost: dict[str, int] = field(default_factory=dict)
    passed_over: set[str] = field(default_factory=set)
    people: dict[str, str] = field(default_factory=dict)
    brought: dict[str, dict[str, str]] = field(default_factory=dict)
    by_account: dict[str, list[str]] = field(default_factory=dict)

    def work(self, account: str) -> Work:
        """The work on an account, empty at first."""
        return self.works.setdefault(account, Work(account))

    def refuse(self, record: Incoming, problem: NotMatched) -> None:
        """Refuse a row because of one of its cells."""
        self.refused.append(record.refused(problem.field, str(problem)))
        if record.external_id:
            self.lost.setdefault(record.external_id, record.row)

    def remember(self, account: str, record: str, values: Mapping[str, str]) -> None:
        """That values were brought, once the account is written."""
        found = self.brought.setdefault(record, {})
        found.update({name: digest(record, name, value) for name, value in values.items()})
        self.by_account.setdefault(account, []).append(record)


@dataclass(frozen=True, slots=True)
class Given:
    """What a plan is made from. ``theirs``: whether values that were edited here are replaced."""

    columns: Columns
    accounts: Mapping[str, Account]
    memory: Remembered
    today: date
    theirs: bool = False
    currency: str = ""

    def key(self, record: Incoming, place: str) -> str:
        """The name of a record among those that are remembered."""
        return record_key(self.columns.kind, self.columns.system, record.external_id or f"@{place}")


def literal(name: str, value: str) -> str:
    """A value as it stands behind its key."""
    return value if name in _AS_WRITTEN else scalar(value)


def current(item: ImportedItem, name: str) -> str:
    """A value of ours in the form of an imported one, empty if there is none."""
    value = getattr(item, name)
    if value is None:
        return ""
    if isinstance(value, Percentage):
        return f"{format(value.normalize(), 'f')} %"
    if isinstance(value, Decimal):
        return money(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def compared(
    given: Given, plan: Plan, record: Incoming, item: ImportedItem, *, account: str, inside: KeyPath
) -> Outcome:
    """Compare a record with what is there, and note the edits that it needs.

    ``account``: the id of the account; ``inside``: the path to the entry in its files.
    """
    key = given.key(record, account if isinstance(item, Account) else f"{account}/{item.id}")
    made = _Comparison(given, key, isinstance(item, Account))
    for name, theirs in record.values.items():
        if name in ("id", "account", "account_name", "parent_name"):
            continue
        found = FieldChange(name, current(item, name), theirs, record.cells.get(name, ""))
        made.add(found, Put((*inside, name), literal(name, theirs)))
    _compare_id(made, record, item, inside)
    _compare_links(made, record, item, inside)
    if made.edits:
        work = plan.work(account)
        work.rows.append(record.row)
        work.edits += made.edits
    plan.remember(account, key, made.brought)
    return Outcome(
        record.row,
        account,
        "" if isinstance(item, Account) else item.id,
        name_of(item) or account,
        "changed" if made.changes else "as it is",
        tuple(made.changes),
        tuple(made.kept),
    )


@dataclass(slots=True)
class _Comparison:
    """Fields of one record, each taken or left as it is here."""

    given: Given
    key: str
    of_account: bool
    changes: list[FieldChange] = field(default_factory=list)
    kept: list[FieldChange] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    brought: dict[str, str] = field(default_factory=dict)

    def add(self, found: FieldChange, edit: Edit) -> None:
        """Take a field by ``edit`` if it differs and may be replaced."""
        if found.ours == found.theirs:
            self.brought[found.field] = found.theirs
        elif self._may_replace(found):
            self.changes.append(found)
            self.brought[found.field] = found.theirs
            self.edits.append(edit)
        else:
            self.kept.append(found)

    def _may_replace(self, found: FieldChange) -> bool:
        if self.of_account and found.field in NOT_REPLACED and found.ours:
            return False
        memory = self.given.memory
        if self.given.theirs or memory.brought(self.key, found.field, found.ours):
            return True
        # What is empty here may be filled, unless it was brought before and taken out by hand.
        return not found.ours and found.field not in memory.records.get(self.key, {})


def _compare_links(
    made: _Comparison, record: Incoming, item: ImportedItem, inside: KeyPath
) -> None:
    at = {each.label: number for number, each in enumerate(item.links)}
    count = len(item.links)
    for label, url in record.links.items():
        name, number = link_field(label), at.get(label)
        if number is not None:
            ours = item.links[number].url
            edit = Put((*inside, "links", number, "url"), scalar(url))
        elif count:
            ours, edit = "", Put((*inside, "links", count), braces({"label": label, "url": url}))
        else:
            ours, edit = "", Put((*inside, "links"), brackets([{"label": label, "url": url}]))
        made.add(FieldChange(name, ours, url, record.cells.get(name, "")), edit)


def _compare_id(made: _Comparison, record: Incoming, item: ImportedItem, inside: KeyPath) -> None:
    """The id in the other system, by which the record is found from now on."""
    system, external = made.given.columns.system, record.external_id
    ours = item.external_id.get(system, "")
    if external and ours != external:
        made.changes.append(FieldChange("external_id", ours, external, ""))
        whole = Put((*inside, "external_id"), braces({system: external}))
        part = Put((*inside, "external_id", system), scalar(external))
        made.edits.append(part if item.external_id else whole)


def link_values(record: Incoming) -> dict[str, str]:
    """The links of a record as fields, to be remembered."""
    return {link_field(label): url for label, url in record.links.items()}


def elsewhere(given: Given, record: Incoming) -> dict[str, str]:
    """`external_id` and `links` of something new, as they stand behind their keys."""
    found = {}
    if record.external_id:
        found["external_id"] = braces({given.columns.system: record.external_id})
    if record.links:
        entries = [{"label": label, "url": url} for label, url in record.links.items()]
        found["links"] = brackets(entries)
    return found


def rows_of(outcomes: Iterable[Outcome], state: State) -> list[Outcome]:
    """The outcomes of one state."""
    return [each for each in outcomes if each.state == state]
