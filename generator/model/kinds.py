"""The registry of kinds: model, version and location of each.

Reader, checks, editions, comparisons, histories, schemas and data files derive their list of kinds
from here.
"""

from dataclasses import dataclass

from generator.model.account import Account, Note
from generator.model.company import Organisation, People, Redactions
from generator.model.competency import Competency, Fit, Framework
from generator.model.item import Item
from generator.model.learning import Glossary, Onboarding, Sources
from generator.model.method import Method
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
    SeverityEntry,
)

Lists = tuple[tuple[tuple[str, ...], str], ...]
"""Lists of entries with ids: the path of field names to each, and the type of its entries."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of definition.

    ``name``: as in ``schema: role/1``; ``version``: the current schema version.

    ``place``: the file of a definition, with ``{}`` for the id if there are several; without
    ``.yaml`` a folder, whose files together are one definition. Empty for entries of another kind's
    files.

    ``plural``: the plural, in addresses and texts; ``noun``: the singular, if not the name;
    ``title``: the name of a single definition that has no name of its own.

    ``entries``: its parts that any definition may refer to; ``own_entries``: those that only it
    refers to.

    ``severities``: severities of its changes, where they differ from the general ones.

    ``data``: whether ``/data/<plural>.json`` contains these definitions as written.
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
    severities: tuple[SeverityEntry, ...] = ()
    data: bool = False

    @property
    def called(self) -> str:
        """The singular noun."""
        return self.noun or self.name

    @property
    def of_many(self) -> bool:
        """Whether there are several definitions, each with an id as its file or folder name."""
        return "{}" in self.place

    @property
    def in_folders(self) -> bool:
        """Whether a definition is a folder of files."""
        return bool(self.place) and not self.place.endswith(".yaml")

    @property
    def above(self) -> str:
        """The folder that contains the definitions."""
        return self.place.rpartition("/")[0]

    def place_of(self, name: str) -> str:
        """The file or folder of a definition, by id if there are several."""
        return self.place.format(name)

    def main_file(self, name: str) -> str:
        """The one file that is required."""
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
            (("promises",), "promise"),
            (("decisions",), "decision"),
            (("economics", "drivers"), "driver"),
            (("economics", "periods"), "period"),
        ),
        severities=ACCOUNT,
    ),
    Kind("role", Role, 2, "content/roles/{}.yaml", plural="roles", severities=ROLE),
    Kind(
        "competency",
        Competency,
        2,
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
        2,
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
        2,
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
"""All kinds by name, in the order of listings and comparisons."""


def kinds_with_files() -> tuple[Kind, ...]:
    """The kinds with files of their own: first those with several definitions, then single ones."""
    found = [kind for kind in KINDS.values() if kind.place]
    return tuple(sorted(found, key=lambda kind: not kind.of_many))


def kind_of(path: str) -> str | None:
    """The kind of definition in a YAML file, by its place; ``None`` if it is not read.

    ``path``: relative to the repository, with forward slashes.
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
    """Kind and id of the definition whose folder contains ``path``, if any."""
    for kind in KINDS.values():
        if kind.in_folders and path.startswith(f"{kind.above}/"):
            name, below, _ = path.removeprefix(f"{kind.above}/").partition("/")
            return (kind.name, name) if below else None
    return None


def place_of(path: str) -> str:
    """The file or folder of the definition that a path belongs to; else the path."""
    kind, name = folder_of(path) or ("", "")
    return KINDS[kind].place_of(name) if kind else path


def top_folders() -> tuple[str, ...]:
    """The top-level folders that contain definitions."""
    return tuple(dict.fromkeys(kind.place.partition("/")[0] for kind in kinds_with_files()))


def kind_of_item(item: Item) -> Kind:
    """The kind of a definition. Raises ValueError for other items."""
    for kind in KINDS.values():
        if isinstance(item, kind.model):
            return kind
    raise ValueError(f"{type(item).__name__} is not a kind of definition")


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
