"""Loads definitions from files: a pure function that collects all problems."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import Any, get_args

from pydantic.fields import FieldInfo

from generator.cache.disk import NO_CACHE, Cache, digest
from generator.findings.finding import Finding, FindingLevel, Location, in_order
from generator.model.definitions import Definitions
from generator.model.item import Item
from generator.model.kinds import KINDS, Kind, folder_of, kind_of
from generator.model.nodes import List, Map, Node, Text, copied
from generator.reading import kept
from generator.reading.areas import DEFINITIONS
from generator.reading.bind import (
    bind,
    bind_parts,
    bind_with_unknown_keys,
    problems_in_part,
    unknown_key,
)
from generator.reading.classing import may_class, node_may_class
from generator.reading.files import SourceFile, missing_account_file, stray_file
from generator.reading.identity import id_problems, schema_version
from generator.reading.migrations.formats import newest
from generator.reading.migrations.on_nodes import migrated
from generator.reading.notes import is_note, read_note
from generator.reading.parse import read, read_in_part
from generator.text.suggestions import did_you_mean

MISSING_SECTION_FILE = DEFINITIONS.error(
    "missing-section-file",
    "A file named in `sections` does not exist.",
    "A part of the plan was lost or never written.",
    "Add the file, or take its name out of `sections`.",
)

SECTION_TWICE = DEFINITIONS.error(
    "section-twice",
    "A section is in two files of an account.",
    "Two versions of one truth: nobody knows which counts.",
    "Keep it in one file.",
)

Binder = Callable[[type[Any], Map], tuple[Any, tuple[Finding, ...]]]
"""Creates a model from nodes, or findings."""

Parse = Callable[[str, bytes], tuple[Map | None, tuple[Finding, ...]]]
"""As :func:`~generator.reading.parse.read`."""


def load(
    files: Iterable[SourceFile],
    *,
    of_the_past: bool = False,
    passed_over: list[Finding] | None = None,
    keep: bool = True,
    store: Cache | None = None,
) -> tuple[Definitions, tuple[Finding, ...]]:
    """Definitions and findings; definitions with errors are left out.

    This includes a definition whose id differs from its place: both ids are broken unless another
    file defines them. ``of_the_past``: keys unknown to today's models are skipped, because they
    have no class; ``passed_over`` receives a finding for each. ``keep``: whether definitions are
    kept for the next time; not by callers that keep what they make of them. ``store``: has those
    of earlier runs, and gets those of this one, which is the only one of its process.
    """
    findings: list[Finding] = []
    broken: set[str] = set()
    folders: dict[tuple[str, str], list[SourceFile]] = {}
    found: dict[str, dict[str, Item]] = {kind: {} for kind in KINDS}
    places: list[tuple[str, str, tuple[SourceFile, ...]]] = []
    for file in sorted(files, key=lambda each: each.path):
        if folder := folder_of(file.path):
            folders.setdefault(folder, []).append(file)
            continue
        kind = kind_of(file.path)
        if kind is None:
            findings.append(stray_file(Location(file.path), _stray(file.path)))
            continue
        name = PurePosixPath(file.path).stem if KINDS[kind].of_many else kind
        places.append((kind, name, (file,)))
    places += [(kind, name, tuple(held)) for (kind, name), held in sorted(folders.items())]
    for kind, name, held in places:
        if store is not None:
            loaded = _stored(store, kind, name, held, of_the_past)
        else:
            loaded = (_kept if keep else _loaded)(kind, name, held, of_the_past)
        findings += loaded.findings
        if passed_over is not None:
            passed_over += loaded.passed_over
        broken |= _placed(loaded.item, name, kind, found[kind])
    broken -= {f"{kind}/{name}" for kind, items in found.items() for name in items}
    by_id = {kind: dict(sorted(items.items())) for kind, items in found.items()}
    return Definitions(by_id, frozenset(broken)), in_order(findings)


def _placed(item: Item | None, name: str, kind: str, items: dict[str, Item]) -> set[str]:
    """Add an item to ``items`` if its id matches its place; else return the broken ids."""
    called = name if item is None else str(getattr(item, "id", name))
    if item is not None and called == name:
        items[name] = item
        return set()
    return {f"{kind}/{name}", f"{kind}/{called}"} if KINDS[kind].of_many else {f"{kind}/{name}"}


def _stray(path: str) -> str:
    if path.endswith(".yml"):
        return "definitions end in `.yaml`, this file in `.yml`"
    return "no definition is read from this place"


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A definition, ``None`` if it has errors, and the findings of :func:`load`."""

    item: Item | None
    findings: tuple[Finding, ...]
    passed_over: tuple[Finding, ...]


# A definition changes in one of its files at a time.
_parsed = lru_cache(maxsize=256)(read)


def _loaded(
    kind: str,
    name: str,
    files: tuple[SourceFile, ...],
    of_the_past: bool,
    parse: Parse | None = None,
) -> _Loaded:
    findings: list[Finding] = []
    passed_over: list[Finding] = []
    binder = partial(bind_with_unknown_keys, passed_over) if of_the_past else bind
    if folder_of(files[0].path):
        item = _in_folder(KINDS[kind], name, files, findings, binder=binder, parse=parse or _parsed)
    else:
        item = _single(files[0], kind, findings, binder, parse or _parsed)
    return _Loaded(item, tuple(findings), tuple(passed_over))


def _stored(
    store: Cache, kind: str, name: str, files: tuple[SourceFile, ...], of_the_past: bool
) -> _Loaded:
    """As :func:`_loaded`; what has no problem is taken from ``store``, and else kept there."""
    parts = (part for file in files for part in (file.path, file.data))
    key = digest(kind, name, *parts)
    item = kept.found(store, key)
    if item is not None:
        return _Loaded(item, (), ())
    loaded = _loaded(kind, name, files, of_the_past, read)
    has_problems = loaded.findings or loaded.passed_over
    if loaded.item is None or has_problems or store is NO_CACHE:
        return loaded
    return replace(loaded, item=kept.keep(store, key, loaded.item))


# Two revisions, and two builds of `serve`, have most of their definitions in common.
_kept = lru_cache(maxsize=2048)(_loaded)


def _single(
    file: SourceFile, kind: str, findings: list[Finding], binder: Binder, parse: Parse
) -> Item | None:
    """A definition in a single file."""
    data = _read(file, kind, findings, parse)
    if data is None:
        findings += _in_part(file, kind, (file,)) if binder is bind else ()
        return None
    model = KINDS[kind].model
    item: Item | None
    item, problems = binder(model, data)
    findings += problems
    if "id" in model.model_fields:
        findings += id_problems(data, kind, PurePosixPath(file.path).stem, Location(file.path))
    return item


def _in_folder(
    kind: Kind,
    name: str,
    files: Sequence[SourceFile],
    findings: list[Finding],
    *,
    binder: Binder,
    parse: Parse,
) -> Item | None:
    """A definition from all files of its folder."""
    here, main_file = kind.place_of(name), kind.main_file(name)
    sections = [file for file in files if kind_of(file.path) == kind.name]
    merged: Map | None = None
    broken = False
    for file in sorted(sections, key=lambda each: each.path != main_file):
        data = _read(file, kind.name, findings, parse)
        if data is None:
            broken = True
            findings += _in_part(file, kind.name, files) if binder is bind else ()
        elif merged is None:
            merged = data
        else:
            findings += _merge(merged, data)
    notes = [read_note(file.path, file.data) for file in files if is_note(file.path)]
    for _, problems in notes:
        findings += problems
    for file in files:
        if kind_of(file.path) != kind.name and not is_note(file.path):
            findings.append(stray_file(Location(file.path), _stray(file.path)))
    if main_file not in {file.path for file in sections}:
        message = f"this folder has no `{kind.name}.yaml`"
        findings.append(missing_account_file(Location(here), message))
        return None
    if merged is None or broken:
        if merged is not None and binder is bind:
            closed = any(may_class(file.data) for file in files)
            findings += problems_in_part(kind.model, merged, lambda _: True, may_class=closed)
        return None
    findings += id_problems(merged, kind.name, name, Location(here))
    findings += _missing_sections(merged, here, {file.path for file in sections})
    if "notes" in merged:
        message = "`notes` is not a key: notes are Markdown files in the folder `notes/`"
        findings.append(unknown_key(merged.keys_at["notes"], message))
        del merged["notes"]
    item: Item | None
    item, problems = binder(kind.model, merged)
    findings += problems
    if item is None:
        return None
    return item.model_copy(update={"notes": tuple(note for note, _ in notes if note)})


def _in_part(file: SourceFile, kind: str, files: Iterable[SourceFile]) -> tuple[Finding, ...]:
    """Problems of the fields of a file with errors in its syntax, as far as it can be read.

    ``files``: of the definition, any of which may class it.
    """
    data, is_sound = read_in_part(file.path, file.data)
    version = newest(kind)
    if data is None or schema_version(data, kind) != version:
        return ()
    closed = any(may_class(each.data) for each in files)
    return problems_in_part(KINDS[kind].model, data, is_sound, may_class=closed)


@dataclass(frozen=True, slots=True)
class ReadablePart:
    """The readable part of a definition with errors.

    ``item``: its valid fields, ``None`` if nothing can be read; ``fields``: those that are
    complete; ``closed``: whether the unreadable rest may contain a classification; ``whole``:
    whether there is no such rest.
    """

    item: Item | None
    fields: frozenset[str]
    closed: bool
    whole: bool = False


_NO_OTHER = re.compile(rb"\A(?!.*schema)|schema\W{1,9}note\b", re.DOTALL)
"""Matches a file that is meant as a note, or has no schema."""


def load_part(kind: str, files: Sequence[SourceFile]) -> ReadablePart:
    """The readable part of a definition, from all its files."""
    model = KINDS[kind].model
    merged: Map | None = None
    notes: list[Item] = []
    unread: dict[str, Node] = {}
    problems: list[Finding] = []
    closed: set[str] = set()  # keys, and files that may have contained any
    for file in files:
        data = None
        if is_note(file.path):
            note, _ = read_note(file.path, file.data)
            notes += [note] if note is not None else []
            if note is None and may_class(file.data):
                closed.add("notes" if _NO_OTHER.search(file.data) else file.path)
            continue
        if kind_of(file.path) == kind:
            data = _read(file, kind, problems, _parsed)
        if data is None:
            if may_class(file.data):
                closed.add(file.path)
        elif merged is None:
            merged = data
        else:
            unread |= {key: data[key] for key in data if key in merged and key != "schema"}
            _merge(merged, data)
    if merged is None:
        return ReadablePart(None, frozenset(), closed=bool(closed))
    item, failed = bind_parts(model, merged)
    if notes:
        item = item.model_copy(update={"notes": tuple(notes)})
    unread |= failed
    closed |= {key for key, node in unread.items() if node_may_class({key: node})}
    names = {info.alias or name: name for name, info in model.model_fields.items()}
    fields = frozenset(names[key] for key in names.keys() - unread.keys() - closed)
    with_items = {key for key, name in names.items() if _holds_items(model.model_fields[name])}
    anywhere = not closed <= with_items  # a class at something else can only be that of the whole
    has_errors = any(each.level is FindingLevel.ERROR for each in problems)
    whole = not (unread or closed or has_errors)
    return ReadablePart(item, frozenset() if anywhere else fields, bool(closed), whole)


def _holds_items(field: FieldInfo) -> bool:
    """Whether a field holds items, which may have classes of their own."""

    def inside(annotation: Any) -> bool:
        is_item = isinstance(annotation, type) and issubclass(annotation, Item)
        return is_item or any(map(inside, get_args(annotation)))

    return inside(field.annotation)


def _merge(merged: Map, data: Map) -> list[Finding]:
    findings = []
    for key, node in data.items():
        if key == "schema":
            continue
        if key in merged:
            first = merged.keys_at[key].path
            message = f"`{key}` is in `{first}` already"
            findings.append(SECTION_TWICE.at(data.keys_at[key], message))
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
            findings.append(MISSING_SECTION_FILE.at(name.where, message))
    return findings


def _read(file: SourceFile, kind: str, findings: list[Finding], parse: Parse) -> Map | None:
    """The file's nodes in the current format, if its header matches its place."""
    parsed, problems = parse(file.path, file.data)
    findings += problems
    if parsed is None:
        return None
    version = schema_version(parsed, kind)
    if isinstance(version, Finding):
        findings.append(version)
        return None
    # What is read for one time may be changed.
    data, notes = migrated(copied(parsed) if parse is _parsed else parsed, kind, version)
    findings += notes
    return data
