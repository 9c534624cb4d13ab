"""Which definitions of ours a public framework makes, and their text.

Only new ones: what is here already stays as it is, whatever the source says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.checks import check_definitions
from generator.findings.finding import FindingLevel
from generator.importing.edits import braces
from generator.importing.frameworks.found import (
    FoundCompetency,
    FoundFramework,
    FoundRole,
    FoundStatement,
    PublicSource,
)
from generator.importing.records import Refused
from generator.model.definitions import Definitions
from generator.model.grammars import LONGEST_LINE
from generator.model.ids import LONGEST_ID, id_from
from generator.model.kinds import KINDS
from generator.reading.files import SourceFile
from generator.reading.identity import reserved
from generator.reading.load import load
from generator.text.yaml_scalars import scalar

TO_WRITE = "to be written"


@dataclass(frozen=True, slots=True)
class Choices:
    """Where it comes from, and what the source does not say.

    ``area``: of each competency; ``owner``: of each definition; ``levels``: a level of the source,
    in small letters -> one of ours; ``prefix``: of each id.
    """

    source: PublicSource
    area: str
    owner: str
    today: date
    levels: Mapping[str, str]
    prefix: str = ""


@dataclass(slots=True)
class FrameworkPlan:
    """Definitions to write, ids of those that are here already, and what is refused.

    ``files``: by path; ``here``, ``new``: kind and id; ``new`` with the name.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    new: list[tuple[str, str, str]] = field(default_factory=list)
    here: list[tuple[str, str]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def plan_definitions(
    found: FoundFramework,
    choices: Choices,
    definitions: Definitions,
    files: Sequence[SourceFile],
) -> FrameworkPlan:
    """The definitions that a framework makes beside those that are here.

    ``files``: all that are read today, to prove that the result is sound.
    """
    plan = FrameworkPlan(refused=list(found.refused))
    scale = [level.id for level in definitions.framework.scale] if definitions.framework else []
    ids: dict[str, str] = {}
    for one in found.competencies.values():
        if not one.behaviours:
            _refuse(plan, one, "describes no level")
        elif key := _key(plan, "competency", one, choices, definitions):
            ids[one.key] = key
            if ("competency", key) not in plan.here:
                text = _competency(key, one, choices, scale)
                _take(plan, "competency", key, one, text)
    for each in found.roles.values():
        requires = _requirements(plan, each, ids, choices, scale)
        if not requires:
            _refuse(plan, each, "requires nothing that is taken")
        else:
            key = _key(plan, "role", each, choices, definitions)
            if key and ("role", key) not in plan.here:
                _take(plan, "role", key, each, _role(key, each, choices, requires))
    _prove(plan, files, definitions)
    plan.refused.sort(key=lambda each: each.row)
    return plan


def _refuse(plan: FrameworkPlan, one: FoundCompetency | FoundRole, what: str) -> None:
    plan.refused.append(Refused(0, one.place, "", f"`{one.name[:80]}` {what}"))


def _key(
    plan: FrameworkPlan,
    kind: str,
    one: FoundCompetency | FoundRole,
    choices: Choices,
    definitions: Definitions,
) -> str:
    """The id of a definition; empty where it cannot have one, which is then refused."""
    made = id_from(one.name, LONGEST_ID - len(choices.prefix))
    key = f"{choices.prefix}{made}"
    if made is None or key in reserved(kind):
        _refuse(plan, one, "makes no id; a name needs a letter from a to z")
        return ""
    if any((kind, key) == each[:2] for each in plan.new) or (kind, key) in plan.here:
        _refuse(plan, one, f"would get the id `{key}`, as an earlier one does")
        return ""
    there = definitions.of_kind(kind).get(key)
    if there is not None:
        works = getattr(there, "adapted_from", ())
        if choices.source.work["url"] not in [str(each.url) for each in works]:
            _refuse(
                plan,
                one,
                f"would get the id `{key}`, which another {kind} has here; --prefix puts letters "
                "of your choice before each id",
            )
            return ""
        plan.here.append((kind, key))
    return key


def _requirements(
    plan: FrameworkPlan,
    role: FoundRole,
    ids: Mapping[str, str],
    choices: Choices,
    scale: Sequence[str],
) -> dict[str, str]:
    """Levels by competency; of several the highest, as it holds the others."""
    found: dict[str, str] = {}
    for skill, theirs, place in role.requires:
        if skill not in ids:
            what = f"`{role.name[:80]}` requires `{skill[:80]}`, which is not taken"
            plan.refused.append(Refused(0, place, "", what))
            continue
        level = choices.levels[theirs.casefold()]
        former = found.get(ids[skill], level)
        found[ids[skill]] = max(former, level, key=scale.index)
    return found


def _take(
    plan: FrameworkPlan, kind: str, key: str, one: FoundCompetency | FoundRole, lines: Iterable[str]
) -> None:
    path = KINDS[kind].main_file(key)
    text = "\n".join(lines) + "\n"
    _, problems = load([SourceFile(path, text.encode())])
    if problems:
        _refuse(plan, one, f"cannot be a {kind}: {problems[0].message.rstrip('.')}")
        return
    plan.files[path] = text.encode()
    plan.new.append((kind, key, one.name))


def _prove(plan: FrameworkPlan, files: Sequence[SourceFile], before: Definitions) -> None:
    """Take out what would bring an error, and then what rests on it."""
    was = {(each.rule.id, each.message) for each in check_definitions(before)}
    while plan.files:
        made = [SourceFile(path, data) for path, data in plan.files.items()]
        after, problems = load([*files, *made])
        wrong = {
            each.where.path: each
            for each in (*problems, *check_definitions(after))
            if each.level is FindingLevel.ERROR
            and (each.rule.id, each.message) not in was
            and each.where.path in plan.files
        }
        if not wrong:
            return
        for path, found in wrong.items():
            del plan.files[path]
            gone = next(each for each in plan.new if KINDS[each[0]].main_file(each[1]) == path)
            plan.new.remove(gone)
            plan.refused.append(Refused(0, gone[2][:80], "", found.message.rstrip(".")))


# Text ---------------------------------------------------------------------------------------------
def _head(kind: str, key: str, name: str, choices: Choices) -> Iterator[str]:
    version, day = KINDS[kind].version, choices.today.isoformat()
    yield f"# yaml-language-server: $schema=../../schema/{kind}-{version}.json"
    yield f"schema: {kind}/{version}"
    yield f"id: {scalar(key)}"
    yield f"name: {scalar(name[:LONGEST_LINE])}"
    yield "version: 0.1.0"
    yield "status: draft"
    yield f"owner: {scalar(choices.owner)}"
    yield f"review: {{last: {day}, every: 12 months}}"
    yield "adapted_from:"
    first, *rest = (f"{field}: {scalar(text)}" for field, text in choices.source.work.items())
    yield f"  - {first}"
    yield from (f"    {each}" for each in rest)
    yield "changes:"
    yield "  - version: 0.1.0"
    yield f"    on: {day}"
    yield f"    what: [{scalar(f'Imported from {choices.source.called}.')}]"
    yield ""


def _competency(
    key: str,
    one: FoundCompetency,
    choices: Choices,
    scale: Sequence[str],
) -> Iterator[str]:
    yield from _head("competency", key, one.name, choices)
    yield f"area: {scalar(choices.area)}"
    yield f"what: {scalar(one.what or TO_WRITE)}"
    yield f"why: {TO_WRITE}"
    yield "levels:"
    for level in scale:
        said = [each for each in one.behaviours if choices.levels[each.level.casefold()] == level]
        yield f"  {level}:" if said else f"  {level}: []"
        for each in said:
            yield from _statement(each, "    ")


def _role(
    key: str,
    one: FoundRole,
    choices: Choices,
    requires: Mapping[str, str],
) -> Iterator[str]:
    yield from _head("role", key, one.name, choices)
    yield f"purpose: {scalar(one.purpose or TO_WRITE)}"
    yield "position:"
    yield f"  level: {TO_WRITE}"
    if one.duties:
        yield "responsibilities:"
        for each in one.duties:
            yield from _statement(each, "  ")
    yield "requires:"
    for competency, level in requires.items():
        yield f"  - {{competency: {scalar(competency)}, level: {scalar(level)}}}"


def _statement(one: FoundStatement, indent: str) -> Iterator[str]:
    """A text alone, or a group where there is more to it."""
    if not (one.id or one.examples or one.support):
        yield f"{indent}- {scalar(one.says)}"
        return
    lines = [f"says: {scalar(one.says)}"]
    lines += [f"id: {scalar(one.id)}"] if one.id else []
    if one.examples:
        lines += ["examples:", *(f"  - {scalar(each)}" for each in one.examples)]
    if one.support:
        links = ({"title": title[:LONGEST_LINE], "url": url} for title, url in one.support)
        lines += ["support:", *(f"  - {braces(each)}" for each in links)]
    yield f"{indent}- {lines[0]}"
    yield from (f"{indent}  {line}" for line in lines[1:])
