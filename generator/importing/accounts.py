"""Plans rows that are accounts: found or new, whose part they are, and what they begin with."""

from collections.abc import Iterable, Mapping, Sequence

from generator.importing.cells import TableError
from generator.importing.columns import plain
from generator.importing.matching import Claims, Known, NotMatched, account_id
from generator.importing.plan import Given, Outcome, Plan, compared, elsewhere, link_values
from generator.importing.records import Incoming
from generator.model.account import Account
from generator.text.yaml_scalars import scalar

MOST_NEW = 5000
"""Accounts that one import may begin; a handbook of more is none."""

_BEGINS = {"tier": "standard", "status": "draft", "sector": "to be written", "structure": "single"}


def plan_accounts(given: Given, plan: Plan, records: Iterable[Incoming]) -> None:
    """Plan the rows of a table of accounts. Raises :class:`TableError` for all of them together."""
    index = Known[Account](given.columns.system, "account", _names)
    index.add(given.accounts.values())
    found = _matched(index, plan, given, records)
    found = _with_parents(index, given, plan, found)
    new = sum(account is None for _, account in found.values())
    if new > MOST_NEW:
        raise TableError(
            f"{new:,} accounts would be new; at most {MOST_NEW:,} are begun at once. "
            "Say under `only` of a mapping which rows are key accounts"
        )
    for key, (record, account) in found.items():
        if account is not None:
            plan.outcomes.append(
                compared(given, plan, record, account, account=account.id, inside=())
            )
        else:
            plan.outcomes.append(_begun(given, plan, record, key))


def _names(account: Account) -> tuple[str, ...]:
    return account.id, *account.names


AccountsFound = dict[str, tuple[Incoming, Account | None]]
"""Records by the id of their account, and the account if it is there."""


def _matched(
    index: Known[Account], plan: Plan, given: Given, records: Iterable[Incoming]
) -> AccountsFound:
    claims, found = Claims(), AccountsFound()
    for record in records:
        try:
            if record.external_id:
                claims.claim(record.row, "the record", record.external_id, "external_id")
                _check_not_lost(plan, record)
            account = index.find(record, "name")
            key = account.id if account else account_id(record)
            if account is None:
                _check_complete(given, record)
                if given.memory.knows(given.key(record, key)) and not given.theirs:
                    plan.gone.append(record.row)
                    continue
                _check_free(index, key)
            claims.claim(record.row, "the name", plain(record.values["name"]), "name")
            claims.claim(record.row, "the account", key, "id" if "id" in record.values else "name")
        except NotMatched as problem:
            plan.refuse(record, problem)
            continue
        found[key] = record, account
    return found


def _check_not_lost(plan: Plan, record: Incoming) -> None:
    """Raises NotMatched if another row of the same record is refused: which of the two is meant?"""
    first = plan.lost.get(record.external_id)
    if first is not None:
        raise NotMatched("external_id", f"is the record of row {first}, which is refused")


def _check_complete(given: Given, record: Incoming) -> None:
    """Raises NotMatched if nothing says what a new account cannot be without."""
    values = _beginning(given, record)
    if not values.get("owner"):
        raise NotMatched(
            "owner",
            "nothing says its owner: fill the cell, map a column as `owner`, or name one under "
            "`defaults` of a mapping",
        )
    if not values.get("currency"):
        raise NotMatched(
            "currency",
            "nothing says its currency: map a column as `currency`, "
            "or name one under `defaults` of a mapping",
        )


def _beginning(given: Given, record: Incoming) -> dict[str, str]:
    """The values that a new account begins with."""
    known = {"currency": given.currency} if given.currency else {}
    return {**_BEGINS, **known, **given.columns.defaults, **record.values}


def _check_free(index: Known[Account], key: str) -> None:
    taken = index.by_name.get(key)
    if taken:
        other = next(iter(taken))
        raise NotMatched(
            "name",
            f"would get the id `{key}`, which is one of `{other}`; give it an `id` of its own",
        )


def _with_parents(
    index: Known[Account], given: Given, plan: Plan, found: AccountsFound
) -> AccountsFound:
    """Records with the ids of their parents; those refused without whom nothing is whole."""
    by_external = {record.external_id: key for key, (record, _) in found.items()}
    by_name = {plain(record.values["name"]): key for key, (record, _) in found.items()}
    above: dict[str, str] = {}
    for key, (record, account) in list(found.items()):
        try:
            parent = _parent(index, by_external, by_name, plan, record)
        except NotMatched as problem:
            plan.refuse(record, problem)
            del found[key]
            continue
        values = {name: text for name, text in record.values.items() if name != "parent"}
        if parent:
            values["parent"] = above[key] = parent
        elif account is not None and account.parent:
            above[key] = str(account.parent)
        cells = dict(record.cells)
        if "parent" not in record.values and "parent_name" in cells:
            cells["parent"] = cells["parent_name"]
        found[key] = _with(record, values, cells), account
    for each in given.accounts.values():
        if each.parent and each.id not in found:
            above[each.id] = str(each.parent)
    for key in _in_circles(above):
        if key in found and "parent" in found[key][0].values:
            names = " -> ".join([*_way(key, above), key])
            plan.refuse(
                found.pop(key)[0],
                NotMatched("parent", f"accounts would be part of each other: {names}"),
            )
    return _without_orphans(given, plan, found)


def _with(record: Incoming, values: Mapping[str, str], cells: Mapping[str, str]) -> Incoming:
    return Incoming(
        record.row, record.external_id, values, record.links, cells, record.currency, record.person
    )


def _parent(
    index: Known[Account],
    by_external: Mapping[str, str],
    by_name: Mapping[str, str],
    plan: Plan,
    record: Incoming,
) -> str:
    """The id of the account that a record is part of, empty if it is of none. Raises NotMatched."""
    if external := record.values.get("parent"):
        if external == record.external_id:
            raise NotMatched("parent", "names the account itself")
        if key := by_external.get(external):
            return key
        if there := index.by_external.get(external):
            return there.id
        if plain(external) in plan.passed_over:
            return ""
        if external in plan.lost:
            raise NotMatched(
                "parent", f"the row of its parent is refused: row {plan.lost[external]}"
            )
        raise NotMatched(
            "parent",
            f"`{external}` is no account here and none that this table brings; "
            "export it too, or name the column under `ignored` of a mapping",
        )
    if name := record.values.get("parent_name"):
        candidates = {*index.by_name.get(plain(name), {})}
        if key := by_name.get(plain(name)):
            candidates.add(key)
        if len(candidates) == 1:
            return candidates.pop()
        if not candidates and plain(name) in plan.passed_over:
            return ""
        several = "several accounts" if candidates else "no account"
        raise NotMatched(
            "parent_name",
            f"`{name}` is the name of {several} here and in this table; export the ids of parents, "
            "or name the column under `ignored` of a mapping",
        )
    return ""


def _in_circles(above: Mapping[str, str]) -> list[str]:
    """The ids that lead back to themselves; each is walked through once."""
    state: dict[str, int] = {}
    circles: list[str] = []
    for start in above:
        way: list[str] = []
        key = start
        while key in above and key not in state:
            state[key] = 1
            way.append(key)
            key = above[key]
        if state.get(key) == 1 and key in way:
            circles += way[way.index(key) :]
        for each in way:
            state[each] = 2
    return circles


def _way(key: str, above: Mapping[str, str], most: int = 6) -> list[str]:
    way = [key]
    while above[way[-1]] != key and len(way) < most:
        way.append(above[way[-1]])
    return way


def _without_orphans(given: Given, plan: Plan, found: AccountsFound) -> AccountsFound:
    """Without the records whose parent is refused, and those below them."""
    while True:
        lost = [
            key
            for key, (record, _) in found.items()
            if (parent := record.values.get("parent"))
            and parent not in found
            and parent not in given.accounts
        ]
        if not lost:
            return found
        for key in lost:
            record, _ = found.pop(key)
            parent = record.values["parent"]
            plan.refuse(
                record, NotMatched("parent", f"the row of `{parent}`, its parent, is refused")
            )


def _begun(given: Given, plan: Plan, record: Incoming, key: str) -> Outcome:
    """A new account."""
    values = _beginning(given, record)
    work = plan.work(key)
    work.rows.append(record.row)
    work.text = _text(given, key, values, elsewhere(given, record))
    brought = {
        name: text for name, text in record.values.items() if name not in ("id", "parent_name")
    }
    plan.remember(key, given.key(record, key), {**brought, **link_values(record)})
    return Outcome(record.row, key, "", record.values["name"], "new")


def _text(given: Given, key: str, values: Mapping[str, str], more: Mapping[str, str]) -> str:
    day = given.today.isoformat()
    lines = [
        "# yaml-language-server: $schema=../../schema/account-1.json",
        "schema: account/1",
        f"id: {scalar(key)}",
        f"name: {scalar(values['name'])}",
        "version: 1",
        f"status: {values['status']}",
        f"owner: {scalar(values['owner'])}",
        f"review: {{last: {day}, every: 6 months}}",
    ]
    shown: Sequence[str] = ("tier", "sector", "structure", "currency", "parent", "summary")
    lines += [f"{name}: {scalar(values[name])}" for name in shown if values.get(name)]
    lines += [f"{name}: {text}" for name, text in more.items()]
    lines += ["", "changes:", "  - version: 1", f"    on: {day}", "    what:"]
    lines.append(f"      - {scalar(f'Imported from {given.columns.system}.')}")
    return "\n".join(lines) + "\n"
