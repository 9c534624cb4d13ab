"""Definitions that cannot be compared because of errors in either state, and these errors."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Literal

from generator.analysis.record import figure, record
from generator.checks import check_definitions
from generator.findings.classification import Classification, Edition, Subject, may_see
from generator.findings.finding import Finding, FindingLevel
from generator.model.definitions import Definitions, Key, by_key, has_file_in, older_key
from generator.model.grammars import Reference
from generator.model.ids import IdsByKind, global_names, own_ids
from generator.model.item import Item
from generator.model.kinds import KINDS, folder_of, kind_of
from generator.model.walk import REMOVED, Inside, rewrite
from generator.reading.classing import may_class
from generator.reading.files import SourceFile
from generator.reading.mentions import Index, may_mention_any

Side = Literal["base", "head"]

MayNamePlace = Callable[[Key, tuple[str, ...]], bool]
"""Whether a definition, or a place in it, may be named; see ``editions.past``."""

_NOTES = ("notes",)


def _if_any(line: int) -> int | None:
    return line or None


@record
class ErrorPlace:
    """The place of an error that prevents comparison."""

    side: Side = figure("the state that has it")
    path: str = figure("file it is in, relative to the definitions")
    line: int = figure("line it is in, from 1; absent for the file as a whole", form=_if_any)
    rule: str = figure("id of the rule")


@record
class NotCompared:
    """A definition with errors in one of the two states, or in both.

    ``in_part``: only the parts with errors are not compared. Where the edition may not know the id,
    there are no ``errors`` either.
    """

    subject: str = figure("kind of definition; `file` for a file that belongs to none")
    id: str | None = figure("its id, where it has one and the edition may know it")
    state: Literal["base", "head", "both"] = figure("where it has them")
    errors: tuple[ErrorPlace, ...] = figure("where they are, if the edition may know it")
    in_part: bool = False

    @property
    def sort_key(self) -> tuple[object, ...]:
        """By kind, id and state."""
        return self.subject, self.id or "", self.state, *map(astuple, self.errors)


@dataclass(frozen=True, slots=True)
class RevisionState:
    """The readable part of one state; definitions with errors are ``broken`` in ``definitions``.

    ``errors``: all errors; ``skipped``: errors that affect only their own part; ``classing``:
    by file, whether it may contain classifications; ``is_valid``: whether definitions with
    structural errors count as broken already. ``unread``: the content of each definition with
    errors, and ``former``: its former ids, where they can be read.
    """

    definitions: Definitions
    errors: tuple[Finding, ...] = ()
    skipped: tuple[Finding, ...] = ()
    classing: Mapping[str, bool] = field(default_factory=dict)
    is_valid: bool = False
    unread: Mapping[Key, tuple[bytes, ...]] = field(default_factory=dict, repr=False)
    former: Mapping[Key, frozenset[str]] = field(default_factory=dict)


def without_invalid(state: RevisionState) -> RevisionState:
    """``state`` with structurally invalid definitions marked as broken."""
    definitions, errors, former = state.definitions, dict.fromkeys(state.errors), {**state.former}
    while not state.is_valid:
        found = tuple(check_definitions(definitions))
        errors |= dict.fromkeys(found)
        paths = {finding.where.path for finding in found}
        wrong = {key: item for key, item in by_key(definitions).items() if has_file_in(item, paths)}
        if not wrong:
            found_errors = tuple(errors)
            return replace(
                state, definitions=definitions, errors=found_errors, is_valid=True, former=former
            )
        former |= {key: frozenset(getattr(item, "aliases", ())) for key, item in wrong.items()}
        definitions = definitions.without_broken(wrong)
    return state


def without_broken_in(definitions: Definitions, other: Definitions) -> Definitions:
    """A state without what has errors in the other one: it would appear as added or removed."""
    return definitions.without_broken(parts(other.broken))


def completed_from(definitions: Definitions, other: Definitions) -> Definitions:
    """A state with what has errors in it as it is in the other: it would appear as unchanged.

    The rest may refer to what the other state does not have, a new area or person. Such references
    are removed, and the whole is checked as any state: results rest on what checks ensure.
    """
    items = by_key(other) if definitions.broken else {}
    found = {key: items[key] for key in parts(definitions.broken) if key in items}
    if not found:
        return definitions
    broken = definitions.broken - {"/".join(key) for key in found}
    whole = Definitions(definitions.with_items(found).by_kind, broken)
    while (rest := _without_unknown_references(whole)) is not whole:
        whole = rest
    return without_invalid(RevisionState(whole)).definitions


def _without_unknown_references(definitions: Definitions) -> Definitions:
    """``definitions`` without references to what is not there, with errors or without."""
    shared = global_names(definitions)
    changed: dict[Key, Item | None] = {}
    for key, root in by_key(definitions).items():
        declared = {**shared, **own_ids(root)}
        left = rewrite(root, partial(_without_undeclared, definitions, declared))
        if left is not root:
            changed[key] = None if left is REMOVED else left
    return definitions.with_items(changed) if changed else definitions


def _without_undeclared(definitions: Definitions, names: IdsByKind, part: Any, *_: Any) -> Any:
    """A reference to one of ``names`` or to what may have errors; REMOVED for any other."""
    if not isinstance(part, Reference) or any(
        part in names.get(kind, ()) or definitions.may_declare(kind, part) for kind in part.kinds
    ):
        return Inside()
    return REMOVED


def with_possible_renames(
    before: RevisionState, after: RevisionState
) -> tuple[RevisionState, RevisionState]:
    """Two states in which also counts as broken what may have another id where it has errors.

    What one state alone has would else be called added or removed, when the other one has it under
    an id that cannot be read, or with former ids that cannot.
    """
    if not before.definitions.broken | after.definitions.broken:
        return before, after
    older, newer = by_key(before.definitions), by_key(after.definitions)
    ids = {key: older_key(key, item, older) for key, item in newer.items()}
    removed = {key: older[key] for key in older.keys() - set(ids.values())}
    added = {key: item for key, item in newer.items() if ids[key] not in older}
    return _with_renamed(before, added, after), _with_renamed(after, removed, before)


def _with_renamed(
    state: RevisionState, others: Mapping[Key, Item], other: RevisionState
) -> RevisionState:
    """``state`` in which those of ``others`` are broken that one with errors in it may be.

    ``others``: definitions of ``other``, the state it is compared with, that it lacks.
    """
    in_both = {*by_key(other.definitions), *parts(other.definitions.broken)}
    found: set[Key] = set()
    for kind, name in set(parts(state.definitions.broken)) - in_both:
        named = {own: item for (its, own), item in others.items() if its == kind}
        files = state.unread.get((kind, name), ())
        index = Index(named)
        if any(map(may_mention_any, files)):
            mentioned = index.all
        else:
            mentioned = frozenset().union(*map(index.mentioned_in, files))
        naming_it = {own for own, item in named.items() if name in getattr(item, "aliases", ())}
        ids = mentioned | naming_it | state.former.get((kind, name), frozenset()) & index.all
        found |= {(kind, own) for own in ids}
    if not found:
        return state
    return replace(state, definitions=state.definitions.without_broken(found))


def state_of(
    definitions: Definitions,
    findings: Iterable[Finding],
    files: Iterable[SourceFile],
    others: Iterable[Definitions] = (),
    skipped: Iterable[Finding] = (),
) -> RevisionState:
    """A state as read; incompletely read definitions count as broken.

    ``others``: states it is compared with; keys in none of them are no definitions.
    ``skipped``: findings about skipped content.
    """
    errors = tuple(each for each in findings if each.level is FindingLevel.ERROR)
    keys = {key for each in (definitions, *others) for key in by_key(each)}
    wrong = {key for each in errors for key in _definitions_at(each.where.path, keys)}
    files = tuple(files)
    classing = {file.path: may_class(file.data) for file in files}
    valid = definitions.without_broken(wrong) if wrong else definitions
    files_of: dict[Key, list[bytes]] = {key: [] for key in parts(valid.broken)}
    for file in files:
        for key in _definitions_at(file.path, files_of):
            files_of[key].append(file.data)
    unread = {key: tuple(data) for key, data in files_of.items()}
    return RevisionState(valid, errors, tuple(skipped), classing, unread=unread)


def _definitions_at(path: str, keys: Collection[Key]) -> Iterator[Key]:
    """The definitions that a file or folder is a part of."""
    if any(kind.of_many and kind.above == path for kind in KINDS.values()):
        yield from (key for key in keys if KINDS[key[0]].above == path)
    elif folder := folder_of(f"{path}/"):
        kind, name = folder
        own = {(kind, name), (kind, PurePosixPath(name).stem)}
        yield from (key for key in own if key in keys)
    elif "/" in path and (file_kind := kind_of(str(PurePosixPath(path).with_suffix(".yaml")))):
        own = {(file_kind, PurePosixPath(path).stem), (file_kind, file_kind)}
        yield from (key for key in own if key in keys)


# What an edition may see ------------------------------------------------------------------------
def unread(
    before: RevisionState,
    after: RevisionState,
    visible: Collection[Key],
    edition: Edition,
    *,
    hidden: frozenset[str] = frozenset(),
    may_name: MayNamePlace,
) -> tuple[NotCompared, ...]:
    """Definitions with errors in either state; accounts only for editions that see accounts.

    ``visible``: definitions that the edition sees in one of the two; ``hidden``: ids that must not
    be mentioned; ``may_name``: what no later state hides from the edition.
    """
    sides: Mapping[Side, RevisionState] = {"base": before, "head": after}
    broken = {side: set(parts(state.definitions.broken)) for side, state in sides.items()}
    broken_keys = broken["base"] | broken["head"]
    accounts = may_see(edition, Subject.ACCOUNT, Classification.INTERNAL)
    sees_all = edition is Edition.LEADERSHIP
    found: set[NotCompared] = set()
    skipped_keys = {
        side: {
            key
            for each in state.skipped
            for key in _definitions_at(each.where.path, by_key(state.definitions))
        }
        for side, state in sides.items()
    }
    for key in broken_keys | skipped_keys["base"] | skipped_keys["head"]:
        if key[1] in hidden or (key[0] == "account" and not accounts):
            continue
        in_part = key not in broken_keys
        errors = {
            side: _errors(key, side, state.skipped if in_part else state.errors)
            for side, state in sides.items()
        }
        named = (
            sees_all
            or key in visible
            or (
                may_name(key, ())
                and all(_is_unclassified(key, sides[side], errors[side]) for side in sides)
            )
        )
        if not sees_all:
            errors = {
                side: tuple(each for each in errors[side] if _may_show(key, each, state, may_name))
                for side, state in sides.items()
            }
        where = [each for each in sides if key in (skipped_keys if in_part else broken)[each]]
        found.add(
            NotCompared(
                key[0],
                key[1] if named and key[0] != key[1] else None,
                where[0] if len(where) == 1 else "both",
                tuple(each for side in where for each in errors[side]) if named else (),
                in_part,
            )
        )
    for side, state in sides.items():
        found |= set(_outside_definitions(side, state, edition, may_name, accounts=accounts))
    return tuple(sorted(found, key=lambda each: each.sort_key))


def _may_show(key: Key, error: ErrorPlace, state: RevisionState, may_name: MayNamePlace) -> bool:
    """Whether the file of an error may be named: a note has a class and a telling name.

    So has a note that does not lie where notes do.
    """
    unclassified = not state.classing.get(error.path, True) and may_name(key, _NOTES)
    return unclassified or not error.path.lower().endswith(".md")


def _outside_definitions(
    side: Side, state: RevisionState, edition: Edition, may_name: MayNamePlace, *, accounts: bool
) -> Iterator[NotCompared]:
    """Files with errors that belong to no definition."""
    keys = {*by_key(state.definitions), *parts(state.definitions.broken)}
    for each in state.errors:
        path = each.where.path
        if any(_definitions_at(path, keys)) or (not accounts and path.startswith("accounts")):
            continue
        named = edition is Edition.LEADERSHIP or (
            not _may_class(path, state) and all(may_name(key, ()) for key in _named_in(path))
        )
        errors = (ErrorPlace(side, path, each.where.line, each.rule.id),) if named else ()
        yield NotCompared("file", None, side, errors)


def _named_in(path: str) -> Iterator[Key]:
    """The definitions that the name of a file or folder may be the id of."""
    for kind in KINDS.values():
        if kind.of_many and path.startswith(f"{kind.above}/"):
            yield kind.name, path.removeprefix(f"{kind.above}/").partition("/")[0].partition(".")[0]


def parts(broken: Iterable[str]) -> list[Key]:
    """Kind and id of each; unknown kinds are skipped."""
    split = (each.partition("/") for each in sorted(broken))
    return [(kind, name) for kind, _, name in split if kind in KINDS]


def _is_unclassified(key: Key, state: RevisionState, errors: Iterable[ErrorPlace]) -> bool:
    """Whether no file of a definition may contain classifications."""
    own = {path for path in state.classing if key in set(_definitions_at(path, (key,)))}
    own |= {each.path for each in errors}
    return not any(_may_class(path, state) for path in own)


def _may_class(path: str, state: RevisionState) -> bool:
    """Whether a file, or one in a folder, may contain classifications; true if it is not there."""
    inside = [each for each in state.classing if each == path or each.startswith(f"{path}/")]
    return not inside or any(state.classing[each] for each in inside)


def _errors(key: Key, side: Side, findings: Iterable[Finding]) -> tuple[ErrorPlace, ...]:
    found = (each for each in findings if key in set(_definitions_at(each.where.path, (key,))))
    places = ((each.where.path, each.where.line, each.rule.id) for each in found)
    return tuple(ErrorPlace(side, *place) for place in sorted(set(places)))
