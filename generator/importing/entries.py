"""Plans rows that are posts or opportunities of accounts: found, or new with what is needed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from generator.importing.cells import TableError
from generator.importing.columns import plain
from generator.importing.edits import Append, YamlEntry
from generator.importing.matching import Claims, Known, NotMatched, id_of
from generator.importing.plan import Given, Outcome, Plan, compared, elsewhere, link_values, literal
from generator.importing.records import Incoming
from generator.model.account import Account
from generator.model.ids import free_id
from generator.model.stakeholders import Stakeholder
from generator.model.strategy import Opportunity

_UNSAID = "to be written"

_NAMED_DOLLARS = ("USD", "AUD", "CAD", "NZD", "HKD", "SGD")


@dataclass(frozen=True, slots=True)
class _Section:
    """A list of an account: the field with the name, the keys of a new entry in their order."""

    name: str
    title: str
    called: str
    keys: tuple[str, ...]
    begins: Callable[[Given, Account], Mapping[str, str]]


def _post(given: Given, _: Account) -> Mapping[str, str]:
    return {
        "area": "not said",
        "power": "medium",
        "interest": "medium",
        "known": "assumed",
        "on": given.today.isoformat(),
    }


def _opportunity(_: Given, account: Account) -> Mapping[str, str]:
    return {
        "need": _UNSAID,
        "stage": "identified",
        "next_step": _UNSAID,
        "owner": str(account.owner),
    }


_SECTIONS = {
    "post": _Section(
        "stakeholders",
        "function",
        "post",
        ("id", "function", "area", "power", "interest", "known", "on", "reports_to"),
        _post,
    ),
    "opportunity": _Section(
        "opportunities",
        "what",
        "opportunity",
        ("id", "what", "need", "stage", "amount", "probability", "closes", "next_step", "owner"),
        _opportunity,
    ),
}


def plan_entries(given: Given, plan: Plan, records: Iterable[Incoming]) -> None:
    """Plan the rows of a table of contacts or opportunities. Raises :class:`TableError`."""
    section = _SECTIONS[given.columns.kind]
    accounts = Known[Account](given.columns.system, "account", lambda each: (each.id, *each.names))
    accounts.add(given.accounts.values())
    if not given.accounts:
        raise TableError("there is no account yet; import the accounts first")
    if not accounts.by_external and "account_name" not in given.columns.at:
        systems = {system for each in given.accounts.values() for system in each.external_id}
        others = f" Accounts have ids of {', '.join(sorted(systems))}." if systems else ""
        raise TableError(
            f"no account has an id of {given.columns.system} yet, so no row finds its own; import "
            f"the accounts first, or correct `system` of the mapping.{others}"
        )
    claims = Claims()
    elsewhere_held = _held_elsewhere(given, section)
    held: dict[str, list[Incoming]] = {}
    for record in records:
        try:
            account = _account(accounts, record)
            if account is None:
                plan.elsewhere.append(record.row)
                continue
            if record.external_id:
                claims.claim(record.row, "the record", record.external_id, "external_id")
                _check_place(record, elsewhere_held.get(record.external_id), account, section)
        except NotMatched as problem:
            plan.refuse(record, problem)
            continue
        held.setdefault(account.id, []).append(record)
    for key, found in held.items():
        _Account(given, plan, section, given.accounts[key]).plan_all(found)


def _check_place(
    record: Incoming, held_by: str | None, account: Account, section: _Section
) -> None:
    """Raises NotMatched if what a row is about belongs to another account here."""
    if held_by not in (None, account.id):
        raise NotMatched(
            "account" if "account" in record.values else "account_name",
            f"this {section.called} is at `{held_by}`; move it there by hand first",
        )


def _held_elsewhere(given: Given, section: _Section) -> dict[str, str]:
    return {
        external: account.id
        for account in given.accounts.values()
        for each in getattr(account, section.name)
        if (external := each.external_id.get(given.columns.system))
    }


def _account(accounts: Known[Account], record: Incoming) -> Account | None:
    """The account of a row, ``None`` if it is not in this handbook. Raises NotMatched."""
    external, name = record.values.get("account", ""), record.values.get("account_name", "")
    by_id, by_name = accounts.by_external, accounts.by_name
    found = [by_id[each] for each in _several(external) if each in by_id]
    if found:
        return _the_one(found, "account", external)
    parts = [name] if plain(name) in by_name else _several(name)
    found = [each for part in parts for each in by_name.get(plain(part), {}).values()]
    if found:
        held = _the_one(found, "account_name", name)
        return held if not external or not held.external_id.get(accounts.system) else None
    if not external and not name:
        raise NotMatched("account", "says no account")
    return None


def _several(cell: str) -> list[str]:
    """What a cell names: HubSpot writes all companies of a contact or deal into one."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def _the_one(found: Iterable[Account], field_: str, cell: str) -> Account:
    """The account that was found. Raises NotMatched if it is more than one."""
    by_id = {each.id: each for each in found}
    if len(by_id) > 1:
        raise NotMatched(
            field_, f"`{cell}` is several accounts: {', '.join(by_id)}; leave one in the cell"
        )
    return next(iter(by_id.values()))


class _Account:
    """Plans the rows of one account."""

    def __init__(self, given: Given, plan: Plan, section: _Section, account: Account) -> None:
        self.given, self.plan, self.section, self.account = given, plan, section, account
        self.index = Known[Stakeholder | Opportunity](  # type: ignore[type-var]
            given.columns.system,
            section.called,
            lambda each: (each.id, getattr(each, section.title)),
        )
        self.there = getattr(account, section.name)
        self.index.add(self.there)
        self.at = {each.id: number for number, each in enumerate(self.there)}
        self.taken = set(self.at)

    def plan_all(self, records: list[Incoming]) -> None:
        """Plan all rows: first who they are, as one may refer to another."""
        found: list[tuple[Incoming, str, bool]] = []
        adopted: set[str] = set()
        for record in records:
            item = self._there(record, adopted)
            if item is not None:
                adopted.add(item)
                found.append((record, item, False))
                continue
            made = self._new_id(record)
            key = self.given.key(record, f"{self.account.id}/{made}")
            if self.given.memory.knows(key) and not self.given.theirs:
                self.plan.gone.append(record.row)
                continue
            self.taken.add(made)
            found.append((record, made, True))
        ids = {record.external_id: made for record, made, _ in found if record.external_id}
        new: list[YamlEntry] = []
        for record, made, is_new in found:
            try:
                sound = self._sound(record, made, ids)
            except NotMatched as problem:
                self.plan.refuse(record, problem)
                continue
            if self.given.columns.kind == "post" and sound.person:
                self.plan.people[f"{self.account.id}/{made}"] = sound.person
            if is_new:
                new.append(self._begun(sound, made))
            else:
                path = (self.section.name, self.at[made])
                item, key = self.there[self.at[made]], self.account.id
                self.plan.outcomes.append(
                    compared(self.given, self.plan, sound, item, account=key, inside=path)
                )
        if new:
            self.plan.work(self.account.id).edits.append(Append(self.section.name, tuple(new)))

    def _there(self, record: Incoming, adopted: set[str]) -> str | None:
        """The id of the entry that a row is about, ``None`` if it is new."""
        external = record.external_id
        found = self.index.by_external.get(external) if external else None
        if found is not None:
            return found.id
        name = record.values[self.section.title]
        by_name = self.index.by_name
        alike = by_name.get(plain(name), {}) or by_name.get(id_of(name) or "", {})
        for each in alike.values():
            other = each.external_id.get(self.given.columns.system)
            if each.id not in adopted and not (external and other):
                return each.id
        return None

    def _new_id(self, record: Incoming) -> str:
        name, called = record.values[self.section.title], self.section.called
        made = id_of(name)
        if not made or not made[0].isalpha():
            made = id_of(f"{called} {name}") or called
        return free_id(made, self.taken)

    def _sound(self, record: Incoming, made: str, ids: Mapping[str, str]) -> Incoming:
        """The record with references of ours. Raises NotMatched."""
        values = {
            key: text
            for key, text in record.values.items()
            if key not in ("account", "account_name", "reports_to", "id")
        }
        if boss := record.values.get("reports_to"):
            known = self.index.by_external.get(boss)
            above = ids.get(boss) or (known.id if known else None)
            if above == made:
                raise NotMatched("reports_to", "names the contact itself")
            if above is not None:  # a post that is not recorded is no post above it
                values["reports_to"] = above
        if values.get("stage") in ("won", "lost"):
            values.pop("probability", None)
        if "amount" in values:
            self._check_currency(record)
        return replace(record, values=values)

    def _check_currency(self, record: Incoming) -> None:
        currency, ours = record.currency, str(self.account.currency)
        if currency in ("", ours) or (currency == "$" and ours in _NAMED_DOLLARS):
            return
        if currency == "¥" and ours in ("JPY", "CNY"):
            return
        raise NotMatched(
            "currency" if "currency" in record.cells else "amount",
            f"is in {currency}, and amounts of `{self.account.id}` are in {ours}; "
            "convert it, or leave the column out with `ignored` of a mapping",
        )

    def _begun(self, record: Incoming, made: str) -> YamlEntry:
        given = self.given
        values = {
            **self.section.begins(given, self.account),
            **{key: text for key, text in given.columns.defaults.items() if key != "currency"},
            **record.values,
            "id": made,
        }
        work = self.plan.work(self.account.id)
        work.rows.append(record.row)
        key = given.key(record, f"{self.account.id}/{made}")
        self.plan.remember(self.account.id, key, {**record.values, **link_values(record)})
        title = record.values[self.section.title]
        self.plan.outcomes.append(Outcome(record.row, self.account.id, made, title, "new"))
        entry = {
            name: text if name == "on" else literal(name, text)
            for name in self.section.keys
            if (text := values.get(name))
        }
        return {**entry, **elsewhere(given, record)}
