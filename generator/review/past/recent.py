"""What was secret between an older revision and today, and is not today: Git still knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.definitions.definitions import Definitions
from generator.definitions.item import Item
from generator.diagnostics import UsageError
from generator.review.compared.differences import by_key
from generator.review.compared.renames import Key, known_as
from generator.review.past.classes import reclassed
from generator.review.past.moments import moments, place_of_kind
from generator.review.past.newer import Newer, Told, before, step_back
from generator.review.past.past import item_of
from generator.review.store.git import GitError, git
from generator.review.store.log import Log, read_log
from generator.review.store.revision import commit_of

_CLASS = b"class"
"""Where it does not stand in a file, nothing was made secret there."""


@dataclass(frozen=True, slots=True)
class Recent:
    """The commits of the line since a revision; ``commits``: their ids; ``places``: touched."""

    log: Log
    commits: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Later:
    """What later states say of an earlier one: ``today``, and those of the commits in between."""

    today: Definitions
    recent: Recent

    def classing(self, older: Definitions) -> Definitions:
        """``older`` with each item at least as secret as it is or was in a later state."""
        known = known_since(older, self.today, self.recent, frozenset())
        return reclassed(older, self.today, since=known)


def since(root: Path, revision: str) -> Recent:
    """The commits up to the last one that ``revision`` does not hold.

    Empty where Git cannot tell. Raises UsageError when there is no such revision.
    """
    base = commit_of(root, revision)
    try:
        told = git(root, "rev-list", "--first-parent", "HEAD", f"^{base}", "--")
    except (GitError, UsageError):
        return Recent(Log(), frozenset(), frozenset())
    commits = frozenset(told.decode().split())
    log = read_log(root) if commits else Log()
    numbers = {number for number, each in enumerate(log.commits) if each.id in commits}
    touched = {place for place, at in log.places.items() if not numbers.isdisjoint(at)}
    return Recent(log, commits, frozenset(touched))


def known_since(
    older: Definitions, today: Definitions, recent: Recent, told: Told
) -> dict[Key, Newer]:
    """What is known of the states between two, for each definition that was secret in one.

    By its key in ``older``. ``told``: classes that hide nothing.
    """
    held = by_key(older)
    former = {known_as(key, item, held): (key, item) for key, item in by_key(today).items()}
    found: dict[Key, Newer] = {}
    for key in held if recent.places else ():
        now, item = former.get(key, (key, None))
        ids = tuple(dict.fromkeys((now[1], *getattr(item, "aliases", ()), key[1])))
        if newer := _known(key[0], ids, item, recent, told):
            found[key] = newer
    return found


def _known(
    kind: str, ids: tuple[str, ...], today: Item | None, recent: Recent, told: Told
) -> Newer | None:
    """What the recent states and today's held; ``None`` where nothing in them may be secret."""
    if recent.places.isdisjoint(place_of_kind(kind, each) for each in ids):
        return None
    classed = tuple(_classed(kind, ids, recent))
    known = before(today) if today is not None and classed else None
    for item in classed:
        _, known = step_back(item, known, told=told)
    return known


def _classed(kind: str, ids: tuple[str, ...], recent: Recent) -> Iterator[Item]:
    """The recent states in which something may be secret, the newest first."""
    found = [each for each in moments(recent.log, kind, ids) if each.commit.id in recent.commits]
    for moment in reversed(found):
        if any(_CLASS in file.data for file in moment.files):
            item = item_of(kind, moment.files)
            if item is not None:
                yield item
