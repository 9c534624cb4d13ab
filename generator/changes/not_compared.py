"""Definitions that cannot be compared because of errors in either state, and these errors."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Literal

from generator.checks import check_definitions
from generator.findings.classification import Classification, Edition, Subject, may_see
from generator.findings.finding import Finding, FindingLevel
from generator.model.definitions import Definitions, Key, by_key, has_file_in
from generator.model.kinds import KINDS, folder_of, kind_of
from generator.reading.classing import may_class
from generator.reading.tree import SourceFile

Side = Literal["base", "head"]

MayName = Callable[[Key, tuple[str, ...]], bool]
"""Whether a definition, or a place in it, may be named; see ``editions.past``."""

_NOTES = ("notes",)


@dataclass(frozen=True, slots=True, order=True)
class Error:
    """An error that prevents comparison, and the state it is in.

    ``line``: 0 for the file as a whole.
    """

    side: Side
    path: str
    line: int
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A definition that is not compared; ``subject``: its kind, ``file`` for other files.

    ``id``: empty for a single definition, or if the edition may not know it, in which case there
    are no ``errors`` either. ``state``: which of the two has the errors. ``in_part``: only the
    parts with errors are not compared.
    """

    subject: str
    id: str
    state: Literal["base", "head", "both"]
    errors: tuple[Error, ...] = ()
    in_part: bool = False


@dataclass(frozen=True, slots=True)
class RevisionState:
    """The readable part of one state; definitions with errors are ``broken`` in ``definitions``.

    ``errors``: all errors; ``skipped``: errors that affect only their own part; ``classing``:
    by file, whether it may contain classifications; ``is_valid``: whether definitions with
    structural errors count as broken already.
    """

    definitions: Definitions
    errors: tuple[Finding, ...] = ()
    skipped: tuple[Finding, ...] = ()
    classing: Mapping[str, bool] = field(default_factory=dict)
    is_valid: bool = False


def without_invalid(state: RevisionState) -> RevisionState:
    """``state`` with structurally invalid definitions marked as broken."""
    definitions, errors = state.definitions, dict.fromkeys(state.errors)
    while not state.is_valid:
        found = tuple(check_definitions(definitions))
        errors |= dict.fromkeys(found)
        paths = {finding.where.path for finding in found}
        wrong = {key for key, item in by_key(definitions).items() if has_file_in(item, paths)}
        if not wrong:
            return replace(state, definitions=definitions, errors=tuple(errors), is_valid=True)
        definitions = definitions.without_broken(wrong)
    return state


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
    classing = {file.path: may_class(file.data) for file in files}
    valid = definitions.without_broken(wrong) if wrong else definitions
    return RevisionState(valid, errors, tuple(skipped), classing)


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
    may_name: MayName,
) -> tuple[Unread, ...]:
    """Definitions with errors in either state; accounts only for editions that see accounts.

    ``visible``: definitions that the edition sees in one of the two; ``hidden``: ids that must not
    be mentioned; ``may_name``: what no later state hides from the edition.
    """
    sides: Mapping[Side, RevisionState] = {"base": before, "head": after}
    broken = {side: set(parts(state.definitions.broken)) for side, state in sides.items()}
    broken_keys = broken["base"] | broken["head"]
    accounts = may_see(edition, Subject.ACCOUNT, Classification.INTERNAL)
    sees_all = edition is Edition.LEADERSHIP
    found: set[Unread] = set()
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
            Unread(
                key[0],
                key[1] if named and key[0] != key[1] else "",
                where[0] if len(where) == 1 else "both",
                tuple(each for side in where for each in errors[side]) if named else (),
                in_part,
            )
        )
    for side, state in sides.items():
        found |= set(_outside_definitions(side, state, edition, may_name, accounts=accounts))
    return tuple(sorted(found))


def _may_show(key: Key, error: Error, state: RevisionState, may_name: MayName) -> bool:
    """Whether the file of an error may be named: a note has a class and a telling name.

    So has a note that does not lie where notes do.
    """
    unclassified = not state.classing.get(error.path, True) and may_name(key, _NOTES)
    return unclassified or not error.path.lower().endswith(".md")


def _outside_definitions(
    side: Side, state: RevisionState, edition: Edition, may_name: MayName, *, accounts: bool
) -> Iterator[Unread]:
    """Files with errors that belong to no definition."""
    keys = {*by_key(state.definitions), *parts(state.definitions.broken)}
    for each in state.errors:
        path = each.where.path
        if any(_definitions_at(path, keys)) or (not accounts and path.startswith("accounts")):
            continue
        named = edition is Edition.LEADERSHIP or (
            not _may_class(path, state) and all(may_name(key, ()) for key in _named_in(path))
        )
        errors = (Error(side, path, each.where.line, each.rule.id),) if named else ()
        yield Unread("file", "", side, errors)


def _named_in(path: str) -> Iterator[Key]:
    """The definitions that the name of a file or folder may be the id of."""
    for kind in KINDS.values():
        if kind.of_many and path.startswith(f"{kind.above}/"):
            yield kind.name, path.removeprefix(f"{kind.above}/").partition("/")[0].partition(".")[0]


def parts(broken: Iterable[str]) -> list[Key]:
    """Kind and id of each; unknown kinds are skipped."""
    split = (each.partition("/") for each in sorted(broken))
    return [(kind, name) for kind, _, name in split if kind in KINDS]


def _is_unclassified(key: Key, state: RevisionState, errors: Iterable[Error]) -> bool:
    """Whether no file of a definition may contain classifications."""
    own = {path for path in state.classing if key in set(_definitions_at(path, (key,)))}
    own |= {each.path for each in errors}
    return not any(_may_class(path, state) for path in own)


def _may_class(path: str, state: RevisionState) -> bool:
    """Whether a file, or one in a folder, may contain classifications; true if it is not there."""
    inside = [each for each in state.classing if each == path or each.startswith(f"{path}/")]
    return not inside or any(state.classing[each] for each in inside)


def _errors(key: Key, side: Side, findings: Iterable[Finding]) -> tuple[Error, ...]:
    found = (each for each in findings if key in set(_definitions_at(each.where.path, (key,))))
    places = ((each.where.path, each.where.line, each.rule.id) for each in found)
    return tuple(Error(side, *place) for place in sorted(set(places)))
