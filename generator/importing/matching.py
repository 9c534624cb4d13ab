"""Which account, post or opportunity a record is about: by its id there, by ours, then by name."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from generator.importing.columns import plain
from generator.importing.records import Incoming
from generator.importing.values import external_id
from generator.model.account import Account
from generator.model.grammars import ID_PATTERN
from generator.model.ids import LONGEST_ID, id_from
from generator.model.stakeholders import Stakeholder
from generator.model.strategy import Opportunity
from generator.reading.identity import reserved

Held = TypeVar("Held", Account, Stakeholder, Opportunity)


class NotMatched(Exception):  # noqa: N818 - no fault: what is said of a row
    """A row that nothing can be found for; ``field`` is the cell that says so."""

    def __init__(self, field_: str, what: str) -> None:
        super().__init__(what)
        self.field = field_


def id_of(name: str) -> str | None:
    """An id made of a name, with room for a word before or a number behind it."""
    return id_from(name, LONGEST_ID - 8)


def account_id(record: Incoming) -> str:
    """The id of a new account. Raises NotMatched if none can be made."""
    given, name = record.values.get("id"), record.values["name"]
    if given is not None:
        fits = re.fullmatch(ID_PATTERN, given) and len(given) <= LONGEST_ID
        if not fits or given in reserved("account"):
            raise NotMatched(
                "id", f"`{given[:60]}` cannot be an id: small letters, digits and hyphens"
            )
        return given
    made = id_of(name)
    if made and made[0].isalpha() and made not in reserved("account"):
        return made
    longer = id_from(f"account {name}")
    if longer is None or longer == "account":
        raise NotMatched(
            "name", "no id can be made of this name; give the table a column with ids, as `id`"
        )
    return longer


@dataclass(slots=True)
class Known(Generic[Held]):
    """What is there already, by its id in a system and by name.

    ``names``: gives the names of one of them, its id among them; ``called``: what it is, in a
    sentence.
    """

    system: str
    called: str
    names: Callable[[Held], Iterable[str]]
    by_id: dict[str, Held] = field(default_factory=dict)
    by_external: dict[str, Held] = field(default_factory=dict)
    by_name: dict[str, dict[str, Held]] = field(default_factory=dict)

    def add(self, held: Iterable[Held]) -> None:
        """Put what is there into the index."""
        for each in held:
            self.by_id[each.id] = each
            if external := each.external_id.get(self.system):
                self.by_external.setdefault(external, each)
            for name in self.names(each):
                self.by_name.setdefault(plain(name), {})[each.id] = each

    def find(self, record: Incoming, name_field: str) -> Held | None:
        """What a record is about; ``None`` if it is new. Raises NotMatched."""
        name, external = record.values[name_field], record.external_id
        found = self.by_external.get(external) if external else None
        if found is not None:
            other = self.called_alike(name, found)
            if other is not None:
                raise NotMatched(
                    name_field,
                    f"another {self.called} is called that already: `{other.id}`; rename one of "
                    "them",
                )
            return found
        given = record.values.get("id")
        candidates = self.by_name.get(plain(given if given else name), {})
        if not given:
            candidates = {**candidates, **self.by_name.get(id_of(name) or "", {})}
        if len(candidates) > 1:
            raise NotMatched(
                name_field,
                f"several of this name are there: {', '.join(sorted(candidates))}; "
                "write its id into `external_id` of the right one",
            )
        for each in candidates.values():
            known = each.external_id.get(self.system)
            if external and known and known != external:
                raise NotMatched(
                    name_field,
                    f"`{each.id}` has this name, and another id in {self.system} (`{known}`): a "
                    "duplicate there, or two that need different names",
                )
            self._check_system(each, external)
            return each
        return None

    def _check_system(self, held: Held, external: str) -> None:
        """Raises NotMatched for an id that is known here as one of another system."""
        for system, known in held.external_id.items():
            if system != self.system and external and external_id(external, system) == known:
                raise NotMatched(
                    "external_id",
                    f"`{held.id}` has this id in `{system}` already: write `system: {system}` in "
                    f"the mapping, and not `{self.system}`",
                )

    def called_alike(self, name: str, besides: Held) -> Held | None:
        """Another one that has this name already, or ``None``."""
        found: Mapping[str, Held] = self.by_name.get(plain(name), {})
        return next((each for key, each in found.items() if key != besides.id), None)


class Claims:
    """Which row has spoken for what; the second one that does is refused."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], int] = {}

    def claim(self, row: int, what: str, name: str, field_: str) -> None:
        """Raises NotMatched if another row has claimed it: ``what`` in a sentence."""
        first = self._rows.setdefault((what, name), row)
        if first != row:
            raise NotMatched(field_, f"is {what} of row {first} again; keep one of the two rows")
