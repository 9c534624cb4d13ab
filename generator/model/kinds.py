"""The registry of kinds: what people write, one frozen model each, and where it is kept.

Everybody else works out from here which kinds there are: the reader, the checks, editions,
comparisons, histories, schemas and data files.
"""

from dataclasses import dataclass

from generator.model.account import Account, Note
from generator.model.company import Organisation, People
from generator.model.competency import Competency, Framework
from generator.model.fit import Fit
from generator.model.item import Item
from generator.model.learning import Glossary, Onboarding, Sources
from generator.model.method import Method
from generator.model.redactions import Redactions
from generator.model.role import Role
from generator.model.severities import (
    ACCOUNT,
    COMPETENCY,
    FIT,
    FRAMEWORK,
    GLOSSARY,
    METHOD,
    PEOPLE,
    ROLE,
    Entry,
)

Lists = tuple[tuple[tuple[str, ...], str], ...]
"""Lists of entries with an id, by the fields that lead to them; with what such an entry is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of definition.

    ``name``: as in ``schema: role/1``; ``version``: the schema version in use.

    ``place``: the file of a definition, with ``{}`` for its id where there are many; without
    ``.yaml`` at its end a folder, whose files together are one definition. Empty for what stands in
    the files of another kind.

    ``plural``: what several are called, in addresses and in texts; ``noun``: what one is called, if
    not as the kind; ``title``: what the one definition is called that has no name itself.

    ``entries``: what of it anything may refer to; ``own_entries``: to what only it refers itself.

    ``severities``: what its changes weigh, where that is not as in any definition.

    ``data``: whether ``/data/<plural>.json`` holds these definitions as their files say them.
    """

    name: str
    model: type[Item]
    version: int
    place: str = ""
    plural: str = ""
    noun: str = ""
    title: str = ""
    entries: Lists = ()
    own_entries: Lists = ()
    severities: tuple[Entry, ...] = ()
    data: bool = False

    @property
    def called(self) -> str:
        """What one is called."""
        return self.noun or self.name

    @property
    def of_many(self) -> bool:
        """Whether there are several, each with an id that is the name of its place."""
        return "{}" in self.place

    @property
    def in_folders(self) -> bool:
        """Whether a definition is a folder of files."""
        return bool(self.place) and not self.place.endswith(".yaml")

    @property
    def above(self) -> str:
        """The folder in which the definitions lie."""
        return self.place.rpartition("/")[0]

    def place_of(self, name: str) -> str:
        """The file or folder of a definition with an id; of what there is only one, its own."""
        return self.place.format(name)

    def main_file(self, name: str) -> str:
        """The file that a definition cannot do without."""
        place = self.place_of(name)
        return f"{place}/{self.name}.yaml" if self.in_folders else place


_ALL = (
    Kind(
        "account",
        Account,
        1,
        "accounts/{}",
        plural="accounts",
        own_entries=(
            (("stakeholders",), "stakeholder"),
            (("regions",), "region"),
            (("units",), "unit"),
            (("objectives",), "objective"),
            (("economics", "drivers"), "driver"),
            (("economics", "periods"), "period"),
        ),
        severities=ACCOUNT,
    ),
    Kind("role", Role, 1, "content/roles/{}.yaml", plural="roles", severities=ROLE),
    Kind(
        "competency",
        Competency,
        1,
        "content/competencies/{}.yaml",
        plural="competencies",
        severities=COMPETENCY,
    ),
    Kind(
        "framework",
        Framework,
        1,
        "content/competencies/framework.yaml",
        entries=((("scale",), "level"), (("areas",), "area")),
        severities=FRAMEWORK,
    ),
    Kind(
        "fit",
        Fit,
        1,
        "content/competencies/fit.yaml",
        noun="set of rules",
        plural="sets of rules",
        severities=FIT,
    ),
    Kind("method", Method, 1, "content/methods/{}.yaml", plural="methods", severities=METHOD),
    Kind("onboarding", Onboarding, 1, "content/onboarding/{}.yaml", plural="onboarding"),
    Kind(
        "people",
        People,
        1,
        "content/people.yaml",
        title="Our people",
        entries=((("people",), "person"),),
        severities=PEOPLE,
    ),
    Kind(
        "organisation",
        Organisation,
        1,
        "content/organisation.yaml",
        entries=((("functions",), "function"), (("posts",), "post"), (("offer",), "product")),
    ),
    Kind(
        "glossary",
        Glossary,
        1,
        "content/glossary.yaml",
        title="The glossary",
        entries=((("terms",), "term"),),
        severities=GLOSSARY,
    ),
    Kind(
        "sources",
        Sources,
        1,
        "content/sources.yaml",
        title="The sources",
        entries=((("sources",), "source"),),
    ),
    Kind(
        "redactions",
        Redactions,
        1,
        "content/redactions.yaml",
        title="What is left out of histories",
    ),
    Kind("note", Note, 1),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
"""Every kind by its name, in the order in which they are listed and compared."""


def kinds_with_files() -> tuple[Kind, ...]:
    """The kinds that have files of their own: of several definitions first, then of only one."""
    found = [kind for kind in KINDS.values() if kind.place]
    return tuple(sorted(found, key=lambda kind: not kind.of_many))


def kind_of(path: str) -> str | None:
    """The kind of definition that a YAML file holds by its place; ``None`` where none is read.

    ``path``: from the root of the repository, with forward slashes.
    """
    if not path.endswith(".yaml"):
        return None
    above, found = path.rpartition("/")[0], None
    for kind in KINDS.values():
        if kind.place == path:
            return kind.name
        folder = above.rpartition("/")[0] if kind.in_folders else above
        if kind.of_many and kind.above == folder:
            found = kind.name
    return found


def folder_of(path: str) -> tuple[str, str] | None:
    """Kind and id of the definition in whose folder a path lies; ``None`` where it lies in none."""
    for kind in KINDS.values():
        if kind.in_folders and path.startswith(f"{kind.above}/"):
            name, below, _ = path.removeprefix(f"{kind.above}/").partition("/")
            return (kind.name, name) if below else None
    return None


def top_folders() -> tuple[str, ...]:
    """The folders at the root of the repository in which definitions lie."""
    return tuple(dict.fromkeys(kind.place.partition("/")[0] for kind in kinds_with_files()))


def kind_of_item(item: Item) -> Kind:
    """The kind of a definition. ValueError for what is none."""
    for kind in KINDS.values():
        if isinstance(item, kind.model):
            return kind
    raise ValueError(f"{type(item).__name__} is no kind of definition")


__all__ = [
    "KINDS",
    "Account",
    "Competency",
    "Fit",
    "Framework",
    "Glossary",
    "Kind",
    "Method",
    "Note",
    "Onboarding",
    "Organisation",
    "People",
    "Redactions",
    "Role",
    "Sources",
    "folder_of",
    "kind_of",
    "kind_of_item",
    "kinds_with_files",
    "top_folders",
]
