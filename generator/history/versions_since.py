"""Versions of the handbook compared with a base that nobody had to name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.cache.disk import Cache
from generator.changes.requirements import versions
from generator.findings.classification import Classification
from generator.findings.finding import Finding, FindingLevel
from generator.git.default_base import NoBase, default_base
from generator.git.revision import FILE_MODES, ResolvedCommit, listed, may_hold_definition
from generator.git.run import GitError, definitions_of
from generator.history.behind import SHORT
from generator.model.common import HandbookDefinition
from generator.model.definitions import Definitions, by_key
from generator.model.kinds import KINDS, kind_of
from generator.reading.files import FOLDERS, SourceFile
from generator.reading.load import load
from generator.text.characters import shown


@dataclass(frozen=True, slots=True)
class HandbookThen:
    """The files with versions as they were at ``commit``."""

    commit: ResolvedCommit
    files: tuple[SourceFile, ...]

    @property
    def called(self) -> str:
        """``origin/main (1a2b3c4d5e6f)``."""
        return f"{shown(self.commit.name)} ({self.commit[:SHORT]})"


def handbook_at_base(root: Path) -> HandbookThen | NoBase:
    """The handbook where the folder's branch parted from the main one, or why there is none."""
    commit = default_base(root)
    if isinstance(commit, NoBase):
        return commit
    try:
        blobs = {
            path: blob
            for mode, blob, path in listed(root, commit, FOLDERS)
            if mode in FILE_MODES and may_hold_definition(path) and _has_version(path)
        }
        contents = definitions_of(root, blobs.values())
    except GitError as error:
        return NoBase(f"{commit.name} is incomplete here ({error})", settled=False)
    if not blobs:
        return NoBase(f"{commit.name} holds no handbook at this place")
    files = (SourceFile(path, contents[blob]) for path, blob in sorted(blobs.items()))
    return HandbookThen(commit, tuple(files))


def versions_since(
    then: HandbookThen,
    store: Cache | None,
    strict: bool,
    head: Definitions,
    files: Mapping[str, bytes],
) -> Iterator[Finding]:
    """What versions miss of the changes since ``then``; ``files``: of the folder, by path.

    Only what differs is parsed, or found in ``store``. Errors are warnings unless ``strict``: the
    review job is where they stop a change. Messages quote values of the past, and nobody looks here
    who may see them: reports for programs leave them out.
    """
    same = {each.path for each in then.files if files.get(each.path) == each.data}
    differing = [each for each in then.files if each.path not in same]
    if not differing and not any(_has_version(path) for path in files.keys() - same):
        return
    older, _ = load(differing, of_the_past=True, store=store)
    unchanged = {
        key: item
        for key, item in by_key(head).items()
        if item.where.path in same or not isinstance(item, HandbookDefinition)
    }
    base = older.with_items(unchanged)
    hidden = head.redacted()
    for each in versions.review(base, head):
        if any(word in f"{each.where.path} {each.message} {each.remedy}" for word in hidden):
            continue
        is_milder = each.level is FindingLevel.ERROR and not strict
        rule = replace(each.rule, level=FindingLevel.WARNING) if is_milder else each.rule
        yield replace(each, rule=rule, secrecy=Classification.RESTRICTED)


def _has_version(path: str) -> bool:
    kind = kind_of(path)
    return kind is not None and issubclass(KINDS[kind].model, HandbookDefinition)
