"""The timeline of one definition, commit by commit, as an edition may see it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from generator.cache.memory import NO_MEMORY, Memory
from generator.changes.compare import Change
from generator.changes.diff import Difference, differences
from generator.changes.names import ReferenceNames, names_among
from generator.changes.sections import ChangeText, change_texts
from generator.changes.text import cut
from generator.editions import Catalog
from generator.editions.redaction import Mentions, mentions
from generator.findings.classification import Edition
from generator.git.log import Commit, Log
from generator.history.history import (
    MayNameReference,
    PastState,
    Today,
    naming_removed,
    past_states,
    today_of,
)
from generator.history.later import PastGate
from generator.history.snapshots import snapshots
from generator.history.strays import Claim
from generator.model.common import Approval
from generator.model.definitions import Definitions
from generator.model.grammars import Reference
from generator.model.ids import own_ids
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.severities import Severity
from generator.text.characters import CONTROL, STAND_IN

Happened = Literal["first", "changed", "renamed", "removed", "back"]

_METADATA = ("version", "changes", "approved", "review")


@dataclass(frozen=True, slots=True)
class CommitMark:
    """A commit as an edition may see it.

    ``id``, ``author`` and ``subject`` depend on all of its content, secret or not: they are set
    only for leadership. ``day``: ``None`` for uncommitted changes.
    """

    day: date | None
    id: str = ""
    author: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class DatedState:
    """A definition as of a commit."""

    mark: CommitMark
    item: Any


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """A commit with changes that the edition may see.

    ``since``: the state before it; ``version``: of the definition, after it; ``former``: its
    previous id; ``changes``: significant changes, most severe first; ``upkeep``: how many records
    it only updated or reworded; ``approved``: an approval it added.
    """

    happened: Happened
    mark: CommitMark
    since: CommitMark | None
    version: str
    former: str = ""
    changes: tuple[ChangeText, ...] = ()
    upkeep: int = 0
    approved: Approval | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The states of a definition and the steps between them, oldest first.

    ``partly_read``: some states could not be read; ``unread``: their dates, for leadership only:
    they may concern files that nobody else sees. ``cut``: the oldest state is where a shallow clone
    begins.
    """

    states: tuple[DatedState, ...] = ()
    steps: tuple[TimelineStep, ...] = ()
    partly_read: bool = False
    unread: tuple[date, ...] = ()
    cut: bool = False


def timeline(log: Log, key: tuple[str, str], today: Today, may_name: MayNameReference) -> Timeline:
    """The timeline of a definition by kind and id; empty if it may not be shown."""
    seen: Any = today.visible_today.definitions.of_kind(key[0]).get(key[1])
    if seen is None:
        return Timeline()
    found = tuple(snapshots(log, key[0], (seen.id, *seen.aliases)))
    states = past_states(found, key, today, may_name)
    unread = tuple(dict.fromkeys(each.snapshot.commit.day for each in states if each.unread))
    return Timeline(
        states=tuple(
            DatedState(_mark(each.snapshot.commit, today), each.item)
            for each in states
            if each.item
        ),
        steps=tuple(_steps(key[0], states, seen, today)),
        partly_read=bool(unread),
        unread=unread if today.visible_today.edition is Edition.LEADERSHIP else (),
        cut=bool(found) and found[0].commit.id == log.cut,
    )


def _mark(commit: Commit, today: Today) -> CommitMark:
    if today.visible_today.edition is not Edition.LEADERSHIP:
        return CommitMark(commit.day)
    hidden = mentions(today.hidden)
    author, subject = (_display_text(each, hidden) for each in (commit.author, commit.subject))
    return CommitMark(commit.day, commit.id, author, subject)


def _display_text(text: str, hidden: Mentions) -> str:
    """User-written text in one line; empty if it mentions an id that must not be mentioned."""
    shown = cut(" ".join(CONTROL.sub(STAND_IN, text).split()))
    return "" if hidden(text) else shown


def _steps(
    kind: str, states: tuple[PastState, ...], seen: Item, today: Today
) -> Iterator[TimelineStep]:
    """The visible steps, with uncommitted changes at the end."""
    before: DatedState | None = None
    former, removed = "", False
    for past in states:
        mark = _mark(past.snapshot.commit, today)
        if past.removed and before is not None and not removed:
            removed = True
            yield TimelineStep("removed", mark, before.mark, str(before.item.version))
        if past.item is None:
            continue
        after = DatedState(mark, past.item)
        renamed = former if former != past.snapshot.id else ""
        yield from _step(kind, before, after, today, former=renamed, back=removed)
        before, former, removed = after, past.snapshot.id, False
    if before is not None and not removed:
        yield from _step(kind, before, DatedState(CommitMark(None), seen), today)


def _step(
    kind: str,
    before: DatedState | None,
    after: DatedState,
    today: Today,
    *,
    former: str = "",
    back: bool = False,
) -> Iterator[TimelineStep]:
    version, approved = str(after.item.version), getattr(after.item, "approved", None)
    if before is None:
        yield TimelineStep("first", after.mark, None, version, approved=approved)
        return
    difference = _difference(kind, before.item, after.item, today.definitions)
    if difference is None and not former and not back:
        return
    same_version = str(before.item.version) == version
    significant, upkeep = _texts(difference, today, same_version) if difference else ((), 0)
    if approved == getattr(before.item, "approved", None):
        approved = None
    if back or former or significant or upkeep or approved or not same_version:
        happened: Happened = "back" if back else "renamed" if former else "changed"
        marks = (after.mark, before.mark)
        yield TimelineStep(happened, *marks, version, former, significant, upkeep, approved)


def _difference(kind: str, before: Any, after: Any, today: Definitions) -> Difference | None:
    """The difference, ignoring a new id."""
    ids = {"id": after.id, "aliases": after.aliases} if before.id != after.id else {}
    older = before.model_copy(update=ids) if ids else before
    scale = Definitions().with_kind("framework", today.of_kind("framework"))
    one, other = (scale.with_items({(kind, after.id): each}) for each in (older, after))
    return next(iter(differences(one, other)), None)


def _is_content(change: Change, names: ReferenceNames) -> bool:
    """Whether a change concerns content, not only metadata or an id."""
    before, after = change.before, change.after
    references = isinstance(before, Reference) and isinstance(after, Reference)
    same = references and names(before) is not None and names(before) == names(after)
    return change.path[0] not in _METADATA and not same


def _texts(
    difference: Difference, today: Today, same_version: bool
) -> tuple[tuple[ChangeText, ...], int]:
    """Texts of significant changes, most severe first, and the number of minor ones."""
    items = [each for each in (difference.after, difference.before) if isinstance(each, Account)]
    names = names_among([today.visible_today.ids, today.renamed, *map(own_ids, items)])
    content = [each for each in difference.changes if _is_content(each.change, names)]
    upkeep_only = [each for each in content if each.severity is Severity.PATCH]
    significant = replace(
        difference, changes=tuple(each for each in content if each.severity > Severity.PATCH)
    )
    hidden = mentions(today.hidden)
    texts = [each for each in change_texts(significant, names) if not hidden(each.text)]
    metadata = {each.change.path[0] for each in difference.changes} & {"changes", "review"}
    upkeep = len(upkeep_only) + (len(metadata) if same_version else 0)
    return tuple(sorted(texts, key=lambda each: -each.severity)), upkeep


@dataclass(frozen=True, slots=True)
class History:
    """The history of one view's definitions.

    ``timeline``: computes the timeline of a definition by kind and id when it is called;
    ``parts``: what that depends on. ``unseen``: what could not be read of the repository, as a
    sentence; empty if complete.
    """

    timeline: Callable[[str, str], Timeline]
    parts: Callable[[str, str], tuple[Any, ...]]
    unseen: str = ""


def history(
    log: Log,
    definitions: Definitions,
    catalog: Catalog,
    files: Mapping[str, bytes],
    *,
    gate: PastGate | None = None,
    strays: tuple[Claim, ...] = (),
    memory: Memory = NO_MEMORY,
) -> History:
    """The history up to ``definitions``, as the edition of ``catalog`` may see it.

    ``files``: the source files of the definitions, by path. ``gate``: if ``definitions`` are
    earlier ones, what limits what may be shown of them. ``strays``: other files of today that may
    contain classifications. ``memory``: of the last run, if that was one of today as well.
    """
    today = today_of(log, definitions, catalog, files, gate=gate, strays=strays, memory=memory)
    may_name = naming_removed(log, today)
    visible = today.visible_today.definitions
    around = memory.recall(
        _Around,
        log,
        catalog.edition,
        tuple(_surroundings(definitions)),
        tuple(_surroundings(visible)),
        memory.one(today.hidden),
        memory.one(strays),
    )

    def parts(kind: str, item_id: str) -> tuple[Any, ...]:
        own, seen = (each.of_kind(kind).get(item_id) for each in (definitions, visible))
        return (kind, item_id, own, seen, today.states.namesakes(kind, own), around)

    def of(kind: str, item_id: str) -> Timeline:
        return memory.keep(
            timeline,
            parts(kind, item_id),
            lambda: timeline(log, (kind, item_id), today, may_name),
        )

    return History(of, parts, log.unseen)


class _Around:
    """What a timeline depends on beside its own definition: the same object while that is so."""

    def __init__(self, *_: object) -> None:
        pass


def _surroundings(definitions: Definitions) -> Iterator[object]:
    """What the timeline of one account depends on in other definitions: all but other plans.

    Those of accounts that share a former id with it count as well, see :meth:`States.namesakes`.
    """
    for item in definitions.roots():
        if not isinstance(item, Account):
            yield item
    for account in definitions.accounts.values():
        yield account.id, account.name, account.aliases
