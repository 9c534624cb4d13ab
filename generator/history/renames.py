"""Former ids that a commit may declare in files that cannot be read.

Whoever renames a definition and classes it in one commit, with a typo beside it, has made secret
what had the former id. So what seems to declare a former id does, and any word that is the id of
something that is gone may be one where the ids cannot be read.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.git.graph import UNREADABLE, Graph, PlaceFiles
from generator.model.kinds import KINDS, kind_of
from generator.reading.classing import may_class
from generator.reading.mentions import Index, may_mention_any


@dataclass(frozen=True, slots=True)
class Renames:
    """What may be the same under another id, for the definitions of a kind by id.

    ``absent``: the commits after which it existed and in which it does not, as a bit set;
    ``possible``: states of others that it may have become, with a class, each by their id, its
    commit and where it is in force (see :meth:`Graph.in_force`).
    """

    absent: Mapping[str, int]
    possible: Mapping[str, tuple[tuple[str, int, int], ...]]


def renames_of(graph: Graph, kind: str, may_lack_ids: Callable[[str, PlaceFiles], bool]) -> Renames:
    """The possible renames of a kind.

    ``may_lack_ids``: whether some files, of a kind, may declare ids where they cannot be read.
    """
    places = dict(_places(graph, kind)) if KINDS[kind].of_many else {}
    absent = {
        name: found
        for name, place in places.items()
        if (found := _absent(graph, kind, name, place))
    }
    gone = Index(absent)
    possible: dict[str, list[tuple[str, int, int]]] = {}
    for own, place in places.items() if absent else ():
        for number, files, active_in in graph.in_force(place):
            contents = [graph.contents[blob] for _, blob in files]
            if not any(map(may_class, contents)):
                continue
            if any(map(may_mention_any, contents)):
                mentioned = gone.all
            else:
                mentioned = frozenset().union(*map(gone.mentioned_in, contents))
            former = [each for each in mentioned - {own} if absent[each] & active_in]
            if former and may_lack_ids(kind, files):
                for each in former:
                    possible.setdefault(each, []).append((own, number, active_in))
    return Renames(absent, {name: tuple(found) for name, found in possible.items()})


def _absent(graph: Graph, kind: str, name: str, place: str) -> int:
    present = since = 0
    for number, files, active_in in graph.in_force(place):
        if any(path == KINDS[kind].main_file(name) for path, _ in files):
            present |= active_in
            since |= graph.later[number]
    return since & ~present


def declared_names(graph: Graph, kind: str) -> Iterator[tuple[str, str]]:
    """Each id with a former one that its files seem to declare, whether they can be read or not."""
    places = dict(_places(graph, kind)) if KINDS[kind].of_many else {}
    index = Index(places)
    for own, place in places.items():
        blobs = {blob for _, files in graph.states[place] for _, blob in files}
        for blob in blobs - {UNREADABLE}:
            for former in index.declared_in(graph.contents[blob]) - {own}:
                yield own, former


def _places(graph: Graph, kind: str) -> Iterator[tuple[str, str]]:
    """The ids that definitions of a kind ever had, and where each is."""
    start, end = KINDS[kind].place.split("{}")
    for place, states in graph.states.items():
        if place.startswith(start) and place.endswith(end):
            name = place[len(start) : len(place) - len(end)]
            paths = {path for _, files in states for path, blob in files if blob != UNREADABLE}
            is_file = KINDS[kind].in_folders and place in paths
            if kind_of(KINDS[kind].main_file(name)) == kind and not is_file and name[:1] != ".":
                yield name, place
