"""Files into definitions: a pure function that collects every problem."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from generator.findings.finding import Finding, Location, in_order
from generator.model.definitions import Definitions
from generator.model.item import Item
from generator.model.kinds import KINDS, Kind, folder_of, kind_of
from generator.model.nodes import List, Map, Node, Text
from generator.reading import rules
from generator.reading.bind import bind, bind_known, bind_parts
from generator.reading.classing import may_class, node_may_class
from generator.reading.identity import id_problems, schema_version
from generator.reading.migrations.on_nodes import migrated
from generator.reading.notes import is_note, read_note
from generator.reading.parse import read
from generator.reading.tree import SourceFile
from generator.text.suggestions import did_you_mean

Binder = Callable[[type[Any], Map], tuple[Any, tuple[Finding, ...]]]
"""Makes a model of nodes, or says what is wrong with them."""

Reader = Callable[[str, bytes], tuple[Map | None, tuple[Finding, ...]]]
"""Makes nodes of a file's path and bytes, which are the caller's to change."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a file becomes a definition."""

    reader: Reader
    binder: Binder


def load(
    files: Iterable[SourceFile],
    *,
    of_the_past: bool = False,
    passed_over: list[Finding] | None = None,
    reader: Reader = read,
) -> tuple[Definitions, tuple[Finding, ...]]:
    """Definitions and findings; what has an error is missing from the definitions.

    So is what has another id than its place: nobody can tell which of the two it is, and unless
    one is sound elsewhere, both are broken. ``of_the_past``: keys that today's models do not know
    are passed over, as nothing says who may see them; ``passed_over`` gets a finding for each.
    ``reader``: for whoever reads the same file again and again.
    """
    lenient = partial(bind_known, passed_over if passed_over is not None else [])
    manner = _Manner(reader, lenient if of_the_past else bind)
    findings: list[Finding] = []
    broken: set[str] = set()
    folders: dict[tuple[str, str], list[SourceFile]] = {}
    found: dict[str, dict[str, Item]] = {kind: {} for kind in KINDS}
    for file in sorted(files, key=lambda each: each.path):
        if folder := folder_of(file.path):
            folders.setdefault(folder, []).append(file)
            continue
        kind = kind_of(file.path)
        if kind is None:
            findings.append(rules.STRAY_FILE.at(Location(file.path), _stray(file.path)))
            continue
        item = _single(file, kind, findings, manner)
        name = PurePosixPath(file.path).stem if KINDS[kind].of_many else kind
        broken |= _placed(item, name, kind, found[kind])
    for (kind, name), held in sorted(folders.items()):
        item = _in_folder(KINDS[kind], name, held, findings, manner)
        broken |= _placed(item, name, kind, found[kind])
    broken -= {f"{kind}/{name}" for kind, items in found.items() for name in items}
    by_id = {kind: dict(sorted(items.items())) for kind, items in found.items()}
    return Definitions(by_id, frozenset(broken)), in_order(findings)


def _placed(item: Item | None, name: str, kind: str, items: dict[str, Item]) -> set[str]:
    """Put an item among ``items`` when its id is the ``name`` of its place; else what is broken."""
    called = name if item is None else str(getattr(item, "id", name))
    if item is not None and called == name:
        items[name] = item
        return set()
    return {f"{kind}/{name}", f"{kind}/{called}"} if KINDS[kind].of_many else {f"{kind}/{name}"}


def _stray(path: str) -> str:
    if path.endswith(".yml"):
        return "definitions end in `.yaml`, this file in `.yml`"
    return "no definition is read from this place"


def _single(file: SourceFile, kind: str, findings: list[Finding], manner: _Manner) -> Item | None:
    """A definition that is one file."""
    data = _read(file, kind, findings, manner.reader)
    if data is None:
        return None
    model = KINDS[kind].model
    item: Item | None
    item, problems = manner.binder(model, data)
    findings += problems
    if "id" in model.model_fields:
        findings += id_problems(data, kind, PurePosixPath(file.path).stem, Location(file.path))
    return item


def _in_folder(
    kind: Kind, name: str, files: list[SourceFile], findings: list[Finding], manner: _Manner
) -> Item | None:
    """A definition from all files of its folder."""
    here, main_file = kind.place_of(name), kind.main_file(name)
    sections = [file for file in files if kind_of(file.path) == kind.name]
    merged: Map | None = None
    broken = False
    for file in sorted(sections, key=lambda each: each.path != main_file):
        data = _read(file, kind.name, findings, manner.reader)
        if data is None:
            broken = True
        elif merged is None:
            merged = data
        else:
            findings += _merge(merged, data)
    notes = [read_note(file.path, file.data) for file in files if is_note(file.path)]
    for _, problems in notes:
        findings += problems
    for file in files:
        if kind_of(file.path) != kind.name and not is_note(file.path):
            findings.append(rules.STRAY_FILE.at(Location(file.path), _stray(file.path)))
    if main_file not in {file.path for file in sections}:
        message = f"this folder has no `{kind.name}.yaml`"
        findings.append(rules.MISSING_ACCOUNT_FILE.at(Location(here), message))
        return None
    if merged is None or broken:
        return None
    findings += id_problems(merged, kind.name, name, Location(here))
    findings += _missing_sections(merged, here, {file.path for file in sections})
    if "notes" in merged:
        message = "`notes` is no key: notes are Markdown files in the folder `notes/`"
        findings.append(rules.UNKNOWN_KEY.at(merged.keys_at["notes"], message))
        del merged["notes"]
    item: Item | None
    item, problems = manner.binder(kind.model, merged)
    findings += problems
    if item is None:
        return None
    return item.model_copy(update={"notes": tuple(note for note, _ in notes if note)})


@dataclass(frozen=True, slots=True)
class Part:
    """What can be read of a definition that has errors.

    ``item``: its fields without an error, ``None`` where nothing can be read; ``fields``: those of
    them that are read as a whole; ``closed``: whether what is not read may say who may see
    something.
    """

    item: Item | None
    fields: frozenset[str]
    closed: bool


_NO_OTHER = re.compile(rb"\A(?!.*schema)|schema\W{1,9}note\b", re.DOTALL)
"""A file that is meant as a note, or does not say as what."""


def load_part(kind: str, files: Sequence[SourceFile], *, reader: Reader = read) -> Part:
    """What can be read of the files of one definition of a kind."""
    model = KINDS[kind].model
    merged: Map | None = None
    notes: list[Item] = []
    unread: dict[str, Node] = {}
    closed: set[str] = set()  # keys, and files that may have held any
    for file in files:
        data = None
        if is_note(file.path):
            note, _ = read_note(file.path, file.data)
            notes += [note] if note is not None else []
            if note is None and may_class(file.data):
                closed.add("notes" if _NO_OTHER.search(file.data) else file.path)
            continue
        if kind_of(file.path) == kind:
            data = _read(file, kind, [], reader)
        if data is None:
            if may_class(file.data):
                closed.add(file.path)
        elif merged is None:
            merged = data
        else:
            unread |= {key: data[key] for key in data if key in merged and key != "schema"}
            _merge(merged, data)
    if merged is None:
        return Part(None, frozenset(), closed=bool(closed))
    item, failed = bind_parts(model, merged)
    if notes:
        item = item.model_copy(update={"notes": tuple(notes)})
    unread |= failed
    closed |= {key for key, node in unread.items() if node_may_class({key: node})}
    names = {info.alias or name: name for name, info in model.model_fields.items()}
    fields = frozenset(names[key] for key in names.keys() - unread.keys() - closed)
    anywhere = "class" in closed or not closed <= names.keys()
    return Part(item, frozenset() if anywhere else fields, bool(closed))


def _merge(merged: Map, data: Map) -> list[Finding]:
    findings = []
    for key, node in data.items():
        if key == "schema":
            continue
        if key in merged:
            first = merged.keys_at[key].path
            message = f"`{key}` stands in `{first}` already"
            findings.append(rules.SECTION_TWICE.at(data.keys_at[key], message))
            continue
        merged[key] = node
        merged.keys_at[key] = data.keys_at[key]
    return findings


def _missing_sections(data: Map, here: str, present: set[str]) -> list[Finding]:
    wanted = data.get("sections")
    findings = []
    for name in wanted if isinstance(wanted, List) else []:
        if isinstance(name, Text) and f"{here}/{name}" not in present:
            hint = did_you_mean(name, {path.rsplit("/", 1)[1] for path in present})
            message = f"`{name[:60]}` does not exist in this folder.{hint}"
            findings.append(rules.MISSING_SECTION_FILE.at(name.where, message))
    return findings


def _read(file: SourceFile, kind: str, findings: list[Finding], reader: Reader) -> Map | None:
    """The file's nodes, in the format in use, when its header fits its place."""
    data, problems = reader(file.path, file.data)
    findings += problems
    if data is None:
        return None
    version = schema_version(data, kind)
    if isinstance(version, Finding):
        findings.append(version)
        return None
    data, notes = migrated(data, kind, version)
    findings += notes
    return data
