"""Names the columns of a table: by a known export or by a mapping, which is read here."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from generator.importing.cells import TableError, column_letters
from generator.importing.known import FIELDS, FIRST_OF_SEVERAL, KNOWN, NEEDED, Layout
from generator.importing.table import SourceTable
from generator.model.import_mapping import ImportedKind, ImportMapping, NumberForm
from generator.reading.bind import bind
from generator.reading.parse import read
from generator.text.suggestions import did_you_mean, nearest

SCHEMA = "import/1"

UNSAID = "?"
"""A column that a proposed mapping leaves to its reader."""

_PROPOSE = "Run the command again with --propose-mapping: it prints a mapping to look at"


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are.

    ``at``: our field -> the number of its column; ``links``: label -> column; ``only``: columns
    with the values of wanted rows; ``unused``: names of columns that become nothing; ``values``:
    our field -> what may stand in a cell, in small letters -> ours.
    """

    title: str
    system: str
    kind: ImportedKind
    at: Mapping[str, int]
    links: Mapping[str, int]
    only: tuple[tuple[int, frozenset[str]], ...]
    unused: tuple[str, ...]
    values: Mapping[str, Mapping[str, str]]
    defaults: Mapping[str, str]
    numbers: NumberForm | None = None
    dates: str | None = None


def plain(name: str) -> str:
    """A name of a column or a value, without case and repeated white space."""
    return " ".join(name.split()).casefold()


def columns_of(table: SourceTable, mapping: ImportMapping | None) -> Columns:
    """What the columns are. Raises :class:`TableError` where that is unknown or ambiguous."""
    places = {plain(name): at for at, name in reversed(list(enumerate(table.header))) if name}
    twice = {plain(name): at for name, at in table.twice}
    layout = _layout(table, places, mapping)
    at = _at(table, places, layout, mapping)
    links = _links(places, layout, mapping)
    only = tuple(
        (_place(places, column, "only"), frozenset(map(plain, wanted)))
        for column, wanted in (mapping.only.items() if mapping else ())
    )
    used = {*at.values(), *links.values(), *(column for column, _ in only)}
    for column in used:
        if found := twice.get(plain(table.header[column])):
            letters = " and ".join(column_letters(each) for each in found)
            raise TableError(
                f"columns {letters} are both called `{table.header[column]}`: "
                "rename one of them in the file, so that it is clear which one is meant"
            )
    kind = mapping.kind if mapping else layout.kind if layout else "account"
    if NEEDED[kind] not in at:
        raise TableError(
            f"no column holds `{NEEDED[kind]}` ({FIELDS[kind][NEEDED[kind]]}). {_PROPOSE}"
        )
    if kind != "account" and not {"account", "account_name"} & set(at):
        raise TableError(f"no column says which account a row belongs to. {_PROPOSE}")
    return Columns(
        layout.title if layout else "the mapping",
        mapping.system if mapping else layout.system if layout else "",
        kind,
        at,
        links,
        only,
        tuple(
            name
            for number, name in enumerate(table.header)
            if name and number not in used and not _is_ignored(name, mapping)
        ),
        _values(layout, mapping),
        dict(mapping.defaults) if mapping else {},
        mapping.numbers if mapping else None,
        mapping.dates if mapping else None,
    )


def _is_ignored(name: str, mapping: ImportMapping | None) -> bool:
    return mapping is not None and plain(name) in map(plain, mapping.ignored)


def _place(places: Mapping[str, int], column: str, under: str) -> int:
    found = places.get(plain(column))
    if found is None:
        raise TableError(
            f"the table has no column `{column}`, which the mapping names under `{under}`."
            f"{did_you_mean(column, places)}"
        )
    return found


def _layout(
    table: SourceTable, places: Mapping[str, int], mapping: ImportMapping | None
) -> Layout | None:
    fitting = [each for each in KNOWN if fits(each, places)]
    if mapping is not None:
        own = [each for each in KNOWN if (each.system, each.kind) == (mapping.system, mapping.kind)]
        return next(iter(own), None)
    if not fitting:
        near = _nearly(table, places)
        raise TableError(
            f"its columns are those of no export that is known by name. {near}{_PROPOSE}. Known "
            f"are: {', '.join(each.title for each in KNOWN)}"
        )
    systems = {each.system for each in fitting}
    if len(systems) > 1:
        raise TableError(
            f"its columns are those of {' and of '.join(each.title for each in fitting)}. "
            f"{_PROPOSE}"
        )
    return fitting[0]


def _nearly(table: SourceTable, places: Mapping[str, int]) -> str:
    """Which export it would be but for one column, as a sentence; empty if that is none."""
    best: dict[int, str] = {}
    for layout in KNOWN:
        missing = [
            group for group in layout.marks if not any(plain(name) in places for name in group)
        ]
        if len(missing) != 1:
            continue
        (group,) = missing
        like = next((near for name in group if (near := _alike(name, places))), None)
        wanted = f"a column `{group[0]}` is missing"
        if like:
            wanted = (
                f"its column `{table.header[places[like]]}` would have to be called `{group[0]}`"
            )
        rank = 2 * len(layout.marks) + bool(like)
        best.setdefault(rank, f"It is nearly {layout.title}: {wanted}. ")
    return best[max(best)] if best else ""


def _alike(name: str, places: Mapping[str, int]) -> str | None:
    """A column that is called as one should be, but for a slip or a word; in small letters."""
    words = set(plain(name).split())
    one_off = (each for each in places if len(words ^ set(each.split())) == 1)
    return nearest(name, places) or next(one_off, None)


def fits(layout: Layout, places: Container[str]) -> bool:
    """Whether a table has the columns by which an export is known; ``places``: their names."""
    return all(any(plain(name) in places for name in group) for group in layout.marks)


def _at(
    table: SourceTable,
    places: Mapping[str, int],
    layout: Layout | None,
    mapping: ImportMapping | None,
) -> dict[str, int]:
    kind = mapping.kind if mapping else layout.kind if layout else "account"
    at: dict[str, int] = {}
    for field, column in (mapping.columns if mapping else {}).items():
        if field not in FIELDS[kind]:
            raise TableError(
                f"the mapping names `{field}` under `columns`, which {kind}s do not have."
                f"{did_you_mean(field, FIELDS[kind])} Fields: {', '.join(FIELDS[kind])}"
            )
        if column == UNSAID and UNSAID not in places:
            raise TableError(
                f"the mapping does not say yet which column is `{field}` ({FIELDS[kind][field]}): "
                f"write its name in place of `{UNSAID}`"
            )
        at[field] = _place(places, column, "columns")
    taken = set(at.values())
    for field, names in (layout.columns if layout else {}).items():
        known = [places[plain(name)] for name in names if plain(name) in places]
        found = [
            each
            for each in dict.fromkeys(known)
            if each not in taken and not _is_ignored(table.header[each], mapping)
        ]
        if field in at or not found:
            continue
        if len(found) > 1 and field not in FIRST_OF_SEVERAL:
            named = " and ".join(f"`{table.header[each]}`" for each in found)
            raise TableError(
                f"{named} can both be `{field}`: name one under `columns` of a mapping. {_PROPOSE}"
            )
        at[field] = found[0]
        taken.add(found[0])
    return at


def _links(
    places: Mapping[str, int], layout: Layout | None, mapping: ImportMapping | None
) -> dict[str, int]:
    links = {
        label: _place(places, column, "links")
        for label, column in (mapping.links if mapping else {}).items()
    }
    for label, names in (layout.links if layout else {}).items():
        found = [places[plain(name)] for name in names if plain(name) in places]
        if label not in links and found and not _ignores(names, mapping):
            links[label] = found[0]
    return links


def _ignores(names: Iterable[str], mapping: ImportMapping | None) -> bool:
    return any(_is_ignored(name, mapping) for name in names)


def _values(layout: Layout | None, mapping: ImportMapping | None) -> dict[str, dict[str, str]]:
    found = {field: dict(known) for field, known in (layout.values if layout else {}).items()}
    for field, own in (mapping.values if mapping else {}).items():
        found.setdefault(field, {}).update({plain(theirs): ours for theirs, ours in own.items()})
    return found


def read_mapping(name: str, data: bytes) -> ImportMapping:
    """The mapping in a file, read as any definition; ``name``: for messages. Raises TableError."""
    nodes, problems = read(name, data)
    found = None
    if nodes is not None:
        found, problems = bind(ImportMapping, nodes)
    if found is None or problems:
        told = "; ".join(
            f"{each.where}: {each.message.rstrip('.')}. {each.remedy}" for each in problems
        )
        raise TableError(f"the mapping cannot be read: {told}")
    if found.schema_ != SCHEMA:
        wanted = f"`schema: {SCHEMA}`"
        raise TableError(f"{name} has to begin with {wanted}, not `{found.schema_[:60]}`")
    return found
