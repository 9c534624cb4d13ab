"""The files that an import would leave, read again as any other: what is not sound is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.checks import check_definitions
from generator.findings.finding import Finding, FindingLevel
from generator.importing.edits import Append, Edit, edited
from generator.importing.plan import Plan
from generator.importing.records import Refused
from generator.model.definitions import Definitions
from generator.model.nodes import Map
from generator.reading.files import SourceFile
from generator.reading.insert import RefusedError
from generator.reading.load import load
from generator.reading.parse import read


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file and its new content; ``old`` is ``None`` where it is new."""

    path: str
    old: bytes | None
    new: bytes


@dataclass(frozen=True, slots=True)
class Proved:
    """Files to write, and what they define together with the others."""

    files: tuple[Replacement, ...]
    definitions: Definitions


def proved(plan: Plan, files: Sequence[SourceFile], before: Definitions) -> Proved:
    """The files that the plan leaves; accounts that would not be sound are taken out of it."""
    by_account: dict[str, list[SourceFile]] = {}
    for file in files:
        top, _, rest = file.path.partition("/")
        if top == "accounts" and rest.endswith((".yaml", ".yml")):
            by_account.setdefault(rest.partition("/")[0], []).append(file)
    made: dict[str, list[Replacement]] = {}
    for key, work in list(plan.works.items()):
        main = f"accounts/{key}/account.yaml"
        if work.text:
            made[key] = [Replacement(main, None, work.text.encode("utf-8"))]
            continue
        try:
            made[key] = _edited(by_account.get(key, []), main, work.edits)
        except RefusedError as refused:
            _take_out(plan, key, f"cannot be edited: {refused}")
    while True:
        replaced = {each.path: each for held in made.values() for each in held}
        after, wrong = _loaded(files, replaced, before)
        broken = {key: found for key, found in wrong.items() if key in made}
        if not broken:
            return Proved(tuple(replaced.values()), after)
        for key, found in broken.items():
            del made[key]
            _take_out(plan, key, f"{found.message.rstrip('.')}. {found.remedy}")


def _edited(files: Sequence[SourceFile], main: str, edits: Sequence[Edit]) -> list[Replacement]:
    """The changed files of an account: each edit goes to the file that holds its section."""
    trees = {file.path: (file, read(file.path, file.data)[0] or Map) for file in files}
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        section = edit.section if isinstance(edit, Append) else str(edit.path[0])
        path = next(
            (
                path
                for path, (_, tree) in trees.items()
                if isinstance(tree, Map) and section in tree
            ),
            main,
        )
        by_file.setdefault(path, []).append(edit)
    return [
        Replacement(path, trees[path][0].data, edited(trees[path][0].data, found))
        for path, found in by_file.items()
    ]


def _loaded(
    files: Sequence[SourceFile], replaced: Mapping[str, Replacement], before: Definitions
) -> tuple[Definitions, dict[str, Finding]]:
    """What is defined then, and the first new error of each account."""
    known = {file.path for file in files}
    then = [
        SourceFile(file.path, replaced[file.path].new) if file.path in replaced else file
        for file in files
    ]
    then += [SourceFile(path, each.new) for path, each in replaced.items() if path not in known]
    after, problems = load(then)
    was = {(each.rule.id, each.message) for each in check_definitions(before)}
    wrong: dict[str, Finding] = {}
    for each in (*problems, *check_definitions(after)):
        if each.level is FindingLevel.ERROR and (each.rule.id, each.message) not in was:
            parts = each.where.path.split("/")
            if parts[0] == "accounts" and len(parts) > 1:
                wrong.setdefault(parts[1], each)
    return after, wrong


def _take_out(plan: Plan, account: str, why: str) -> None:
    """Leave an account as it is, and refuse its rows."""
    work = plan.works.pop(account)
    what = f"`{account}` is left as it is: {why}"
    plan.refused += [Refused(row, f"row {row}", "", what) for row in work.rows]
    plan.outcomes[:] = [
        each for each in plan.outcomes if each.account != account or each.state == "as it is"
    ]
    for record in plan.by_account.pop(account, ()):
        plan.brought.pop(record, None)
