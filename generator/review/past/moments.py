"""The files of one definition over time, through renames, deletions and returns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.definitions.tree import SourceFile
from generator.review.store.log import Commit, Log
from generator.review.store.revision import place_of

_FILES = {
    "role": "content/roles/{}.yaml",
    "competency": "content/competencies/{}.yaml",
    "method": "content/methods/{}.yaml",
    "onboarding": "content/onboarding/{}.yaml",
    "people": "content/people.yaml",
    "organisation": "content/organisation.yaml",
    "glossary": "content/glossary.yaml",
    "sources": "content/sources.yaml",
    "framework": "content/competencies/framework.yaml",
    "fit": "content/competencies/fit.yaml",
    "redactions": "content/redactions.yaml",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """What a definition's files were from one commit on; none where there was no definition.

    ``id``: the one it had then.
    """

    commit: Commit
    id: str
    files: tuple[SourceFile, ...]


def moments(log: Log, kind: str, ids: Sequence[str]) -> Iterator[Moment]:
    """Each moment at which a definition's files changed, the oldest first.

    ``ids``: its id, then its former ones. Where several are there at once, the first holds.
    """
    places = {place_of_kind(kind, each): each for each in dict.fromkeys(ids)}
    touched = sorted({number for place in places for number in log.places.get(place, ())})
    held: dict[str, dict[str, str]] = {place: {} for place in places}
    last: tuple[str, tuple[tuple[str, str], ...]] = ("", ())
    for number in touched:
        commit = log.commits[number]
        for path, blob in commit.changed.items():
            if (files := held.get(place_of(path))) is not None:
                if blob is None:
                    files.pop(path, None)
                else:
                    files[path] = blob
        place = next((each for each in places if _is_there(kind, each, held[each])), "")
        now = place, tuple(sorted(held[place].items())) if place else ()
        if now != last:
            last = now
            files_now = tuple(log.file(path, blob) for path, blob in now[1])
            yield Moment(commit, places.get(place, ids[0]), files_now)


def place_of_kind(kind: str, name: str) -> str:
    """Where the files of a definition lie, see :func:`~generator.review.store.log.place_of`."""
    return f"accounts/{name}" if kind == "account" else _FILES[kind].format(name)


def _is_there(kind: str, place: str, files: dict[str, str]) -> bool:
    return f"{place}/account.yaml" in files if kind == "account" else place in files
