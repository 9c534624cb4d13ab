"""Proposes a mapping for a table, explained line by line, for a reader to look at and correct."""

from collections.abc import Iterator, Mapping

from generator.importing.cells import column_letters
from generator.importing.columns import SCHEMA, UNSAID, fits, plain
from generator.importing.known import FIELDS, KNOWN, NEEDED, OTHER_LABELS, Layout
from generator.importing.records import CHOICES
from generator.importing.table import SourceTable
from generator.model.import_mapping import ImportedKind
from generator.text.suggestions import nearest
from generator.text.yaml_scalars import quoted

_MOST_WORDS = 20
"""Words of one column for which ours are asked; more are no choice of a few."""

_GUESSED = "; guessed from the name, look at it"


def proposed(table: SourceTable, file_name: str) -> str:
    """A mapping for a table, explained line by line, as the text of a file."""
    places = {plain(name): name for name in reversed(table.header) if name}
    layout = next((each for each in KNOWN if fits(each, places)), None)
    kind = layout.kind if layout else _likely_kind(places)
    guessed = dict(_guessed(kind, layout, places))
    lines = [
        f"# How {quoted(file_name)} is read. Look at each line and correct it;",
        "# then give this file to the same command with --mapping.",
        f"schema: {SCHEMA}",
        f"system: {layout.system if layout else 'crm'}  # a short name of the system it comes from",
        f"kind: {kind}  # what a row is: account, post or opportunity",
        "",
        "columns:  # our field: their column",
    ]
    for field, means in FIELDS[kind].items():
        column, why = guessed.get(field, ("", ""))
        if column:
            why += _why_twice(table, column)
            lines.append(f"  {field}: {quoted(column)}  # {means}{why}")
        elif field == NEEDED[kind]:
            lines.append(f'  {field}: "{UNSAID}"  # to be said; {means}')
        else:
            lines.append(f"  # {field}: no column looks like it; {means}")
    links = dict(_links(kind, layout, places))
    if links:
        lines += ["", "links:  # a label on our page: their column with the address"]
        lines += [f"  {label}: {quoted(column)}" for label, column in links.items()]
    taken = {plain(column) for column in (*(each for each, _ in guessed.values()), *links.values())}
    rest = [name for name in table.header if name and plain(name) not in taken]
    if rest:
        lines += ["", "ignored:  # these become nothing; move one up to take it"]
        lines += [f"  - {quoted(name)}" for name in dict.fromkeys(rest)]
    lines += [
        "",
        *_values(table, layout, {field: column for field, (column, _) in guessed.items()}),
        *_DEFAULTS[kind],
        "# only: {Type: [Key account]}  # of a long table, the rows that are wanted",
        '# numbers: "1.234,56"  # where amounts could be read in two ways',
        "# dates: DD/MM/YYYY  # where days could be read in two ways",
    ]
    return "\n".join(lines) + "\n"


def _why_twice(table: SourceTable, column: str) -> str:
    """A remark on a column whose name another one has too; empty if none has."""
    found = [at for name, at in table.twice if plain(name) == plain(column)]
    if not found:
        return ""
    letters = " and ".join(column_letters(each) for each in found[0])
    return f"; columns {letters} have this name: rename all but one in the file first"


_DEFAULTS: Mapping[ImportedKind, tuple[str, ...]] = {
    "account": ("# defaults: {owner: id-of-our-person, tier: standard, currency: EUR}",),
    "post": ("# defaults: {area: Purchasing, power: medium, interest: medium}",),
    "opportunity": ("# defaults: {owner: id-of-our-person}",),
}


def _likely_kind(places: Mapping[str, str]) -> ImportedKind:
    def known(kind: ImportedKind) -> int:
        return sum(1 for _ in _guessed(kind, None, places))

    kinds: tuple[ImportedKind, ...] = ("account", "post", "opportunity")
    return max(kinds, key=lambda kind: (bool(_needed_in(kind, places)), known(kind)))


def _needed_in(kind: ImportedKind, places: Mapping[str, str]) -> bool:
    return any(field == NEEDED[kind] for field, _ in _guessed(kind, None, places))


def _guessed(
    kind: ImportedKind, layout: Layout | None, places: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Our field, its column, and a remark where the two are only alike."""
    left = dict(places)
    layouts = [layout] if layout else [each for each in KNOWN if each.kind == kind]
    names = {
        field: [
            *dict.fromkeys(name for each in layouts for name in each.columns.get(field, ())),
            field.replace("_", " "),
            *OTHER_LABELS[kind].get(field, ()),
        ]
        for field in FIELDS[kind]
    }
    open_fields = []
    for field, known in names.items():
        found = next((plain(name) for name in known if plain(name) in left), None)
        if found is None:
            open_fields.append(field)
        else:
            other = found in map(plain, OTHER_LABELS[kind].get(field, ()))
            yield field, (left.pop(found), _GUESSED if other else "")
    for field in open_fields:
        alike = next((near for name in names[field] if (near := nearest(name, left))), None)
        if alike is not None:
            yield field, (left.pop(alike), _GUESSED)


def _links(
    kind: ImportedKind, layout: Layout | None, places: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The label of a link, and the column with its address."""
    for each in [layout] if layout else [each for each in KNOWN if each.kind == kind]:
        for label, names in each.links.items():
            found = next((places[plain(name)] for name in names if plain(name) in places), None)
            if found is not None:
                yield label, found


def _values(table: SourceTable, layout: Layout | None, columns: Mapping[str, str]) -> Iterator[str]:
    """Lines that ask for our word where a column of few words has some that are not ours."""
    asked = {
        field: words
        for field, allowed in CHOICES.items()
        if field in columns
        and (words := _words_of(table, columns[field], {*allowed, *_known(layout, field)}))
    }
    what = "where a cell says it in other words: our field, their word, ours"
    yield f"{'' if asked else '# '}values:  # {what}"
    yield "#   owner: {Their Name: id-of-our-person}"
    for field, words in asked.items():
        yield f"  {field}:  # {', '.join(CHOICES[field])}"
        yield from (f'    {quoted(word)}: "{UNSAID}"' for word in words)


def _known(layout: Layout | None, field: str) -> Mapping[str, str]:
    return layout.values.get(field, {}) if layout else {}


def _words_of(table: SourceTable, column: str, known: set[str]) -> list[str]:
    """The words of a column that are not known, in their order; none where they are many."""
    at = table.header.index(column)
    found: dict[str, str] = {}
    for row in table.rows():
        cell = row.cells[at]
        if isinstance(cell, str) and plain(cell) and plain(cell) not in known:
            found.setdefault(plain(cell), " ".join(cell.split()))
        if len(found) > _MOST_WORDS:
            return []
    return list(found.values())
