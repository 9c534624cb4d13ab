"""The data files of a site: path, content, and how they are made."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from generator.analysis import Insight
from generator.cache.memory import NO_MEMORY, Memory
from generator.editions import Catalog, handbook_of
from generator.exports.accounts import AccountsDocument, accounts_json
from generator.exports.calendars import PORTFOLIO_CALENDAR, calendars, has_calendars
from generator.exports.case import CasePackage, case_package
from generator.exports.handbook import (
    CompetenciesDocument,
    RolesDocument,
    competencies_document,
    document_of,
    filled_document,
    roles_document,
)
from generator.exports.people import PeopleDocument, people_json
from generator.exports.record import AS_TEXT, DocumentModel, as_json
from generator.exports.reports import (
    FRESHNESS,
    RELATIONSHIPS,
    SATISFACTION,
    freshness_csv,
    has_answers,
    relationships_csv,
    satisfaction_csv,
)
from generator.exports.tables import COMPETENCIES, ROLES, competencies_csv, roles_csv
from generator.findings.finding import Finding
from generator.model.kinds import KINDS, Account, Kind


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of a site that is not a page: ``path`` inside the site, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file of a site.

    ``path``: inside the site; ``form``: the label of links to it; ``topic``: the pages that link
    to it; ``kind``: the file is left out where the view has no definition of this kind;
    ``description``: its content, as a sentence without a full stop; ``render``: returns its text,
    or a document that is written as JSON, from the handbook, if no account has a part in it;
    ``results``: returns its text otherwise; a calendar has neither, as all are written together;
    ``document``: the model of that, for JSON; ``columns``: each with its description, for CSV.
    ``needs``: whether accounts have anything for it; without it, one account is enough.
    """

    path: str
    form: str
    topic: str
    kind: str
    description: str
    render: Callable[[Catalog], DocumentModel | str | None] | None = None
    document: type[DocumentModel] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    results: Callable[[Catalog, Insight, Iterable[Finding], Memory], str] | None = None
    needs: Callable[[Iterable[Account]], bool] | None = None

    @property
    def schema(self) -> str:
        """The kind of its document: ``data-roles`` for ``data/roles.json``."""
        return f"data-{self.path.rpartition('/')[2].split('.')[-2]}"


_FILES = (
    DataFile(
        "data/accounts.json",
        "JSON",
        "accounts",
        "account",
        "for programs: every account with its version, what follows from it and its findings, as "
        "far as this edition shows them",
        document=AccountsDocument,
        results=accounts_json,
    ),
    DataFile(
        PORTFOLIO_CALENDAR,
        "iCalendar",
        "accounts",
        "account",
        "for calendar programs, to subscribe to by its address: what falls due on all accounts; it "
        "always holds the newest version of each plan",
        needs=has_calendars,
    ),
    DataFile(
        "data/people.json",
        "JSON",
        "people",
        "people",
        "for programs: what each of our people holds over all accounts, with the version of each, "
        "as far as this edition shows it, and no figure about a person",
        document=PeopleDocument,
        results=people_json,
    ),
    DataFile(
        "data/relationships.csv",
        "CSV",
        "relationships",
        "account",
        "for a spreadsheet: a row for each thing to do for a relationship, over all "
        "accounts, with the version of each plan",
        columns=RELATIONSHIPS,
        results=relationships_csv,
    ),
    DataFile(
        "data/satisfaction.csv",
        "CSV",
        "satisfaction",
        "account",
        "for a spreadsheet: a row for each customer's newest answer by one measure, with the "
        "version of the plan",
        columns=SATISFACTION,
        results=satisfaction_csv,
        needs=has_answers,
    ),
    DataFile(
        "data/freshness.csv",
        "CSV",
        "freshness",
        "account",
        "for a spreadsheet: a row for each thing that an account rests on, the oldest first, "
        "with the version of the plan",
        columns=FRESHNESS,
        results=freshness_csv,
    ),
    DataFile(
        "data/roles.csv",
        "CSV",
        "roles",
        "role",
        "for a spreadsheet: a row for each competency a role requires, with the level, the reason "
        "and the version of the role",
        roles_csv,
        columns=ROLES,
    ),
    DataFile(
        "data/roles.json",
        "JSON",
        "roles",
        "role",
        "for programs: all that is written down about each role, with its version",
        roles_document,
        RolesDocument,
    ),
    DataFile(
        "data/competencies.csv",
        "CSV",
        "competencies",
        "competency",
        "for a spreadsheet: a row for each observable behaviour, by competency and level",
        competencies_csv,
        columns=COMPETENCIES,
    ),
    DataFile(
        "data/competencies.json",
        "JSON",
        "competencies",
        "competency",
        "for programs: scale, areas and competencies, each with its version",
        competencies_document,
        CompetenciesDocument,
    ),
    DataFile(
        "data/framework.case.json",
        "CASE",
        "competencies",
        "framework",
        "for learning and HR systems: the framework in the shape of 1EdTech's CASE 1.1, which "
        "nobody has certified",
        case_package,
        CasePackage,
    ),
)


def data_files() -> tuple[DataFile, ...]:
    """All possible data files; those of definitions exported as written come last."""
    return (*_FILES, *(_of_kind(kind) for kind in KINDS.values() if kind.data))


def files_about(topic: str, catalog: Catalog) -> tuple[DataFile, ...]:
    """The data files of a topic that are not empty in an edition's view."""
    return tuple(each for each in _data_files(catalog) if each.topic == topic)


def files_by_topic(catalog: Catalog) -> dict[str, tuple[DataFile, ...]]:
    """The data files that are not empty in an edition's view, by the pages that link to them."""
    topics = dict.fromkeys(each.topic for each in data_files())
    return {topic: files_about(topic, catalog) for topic in topics}


def _data_files(catalog: Catalog) -> Iterator[DataFile]:
    for each in data_files():
        enough = each.needs is None or each.needs(catalog.accounts.values())
        if catalog.definitions.of_kind(each.kind) and enough:
            yield each


def _of_kind(kind: Kind) -> DataFile:
    return DataFile(
        f"data/{kind.plural}.json",
        "JSON",
        kind.plural,
        kind.name,
        "for programs: all that is written down about each, with its version",
        partial(filled_document, kind),
        document_of(kind),
    )


def artifacts(
    catalog: Catalog,
    insight: Insight,
    findings: Iterable[Finding],
    memory: Memory = NO_MEMORY,
) -> tuple[Artifact, ...]:
    """The data files of an edition that are not empty in its view."""
    handbook = handbook_of(catalog, memory)
    texts = (
        (each.path, each.results(catalog, insight, findings, memory))
        if each.results
        else (each.path, memory.recall(_text, each.path, handbook, form=AS_TEXT))
        for each in _data_files(catalog)
        if each.results or each.render
    )
    found = (*texts, *calendars(catalog, insight, memory))
    return tuple(Artifact(path, text) for path, text in found if text)


def _text(path: str, handbook: Catalog) -> str:
    """The text of a data file of the handbook; empty if there is nothing to say."""
    (render,) = (each.render for each in data_files() if each.path == path)
    found = render(handbook) if render else None
    return found if isinstance(found, str) else as_json(found) if found else ""
