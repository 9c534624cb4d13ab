"""All formats and the steps between them.

To change a format: raise the kind's version in :mod:`generator.model.kinds`, write the steps here,
and describe the older format in ``docs/migrations.md``. Steps are never changed once files of the
next version exist.
"""

import re

from generator.model.kinds import KINDS
from generator.model.nodes import KeyPath
from generator.reading.migrations.steps import (
    EACH,
    Convert,
    GroupByKeys,
    MigrationStep,
    MoveIntoGroup,
    MoveIntoStatement,
    Rename,
)

_WHOLE = re.compile(r"[0-9]{1,3}")

_SHARE = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{1,2})?")

_STRENGTHS = {"1": "first-contact", "2": "working", "3": "trusted"}


def _months(text: str) -> str:
    """``6`` as ``6 months``."""
    if not _WHOLE.fullmatch(text):
        return text
    return f"{text} month" if text == "1" else f"{text} months"


_FROM_ACCOUNT_0 = (
    MigrationStep("`manager` is called `owner`", (Rename((), "manager", "owner"),)),
    MigrationStep(
        "`reviewed` and `review_every` are in the group `review`, as `last` and `every`",
        (
            MoveIntoGroup((), "reviewed", "review", "last"),
            MoveIntoGroup((), "review_every", "review", "every"),
        ),
    ),
    MigrationStep(
        "`approved_by` and `approved_on` are in the group `approved`, as `by` and `on`",
        (
            MoveIntoGroup((), "approved_by", "approved", "by"),
            MoveIntoGroup((), "approved_on", "approved", "on"),
        ),
    ),
    MigrationStep(
        "a length of time says its unit: `6` becomes `6 months`",
        (
            Convert(("review",), "every", _months),
            Convert(("meetings", EACH), "every", _months),
            Convert(("relationships", EACH), "every", _months),
            Convert(("contracts", EACH), "notice", _months),
        ),
    ),
    MigrationStep(
        "a share of working time carries its sign: `40` becomes `40 %`",
        (
            Convert(
                ("team", EACH),
                "share",
                lambda text: f"{text} %" if _SHARE.fullmatch(text) else text,
            ),
        ),
    ),
    MigrationStep(
        "scores are grouped by axis and factor, no longer a list that repeats both",
        (GroupByKeys(("ratings", EACH), "scores", ("axis", "factor")),),
    ),
    MigrationStep(
        "the strength of a relationship is a word: `first-contact`, `working` or `trusted` "
        "instead of 1, 2 or 3",
        (Convert(("relationships", EACH), "strength", lambda text: _STRENGTHS.get(text, text)),),
    ),
)


def _own_origin(at: KeyPath, key: str) -> tuple[MigrationStep, ...]:
    what = f"each statement of `{key}` has its own `origin`"
    return (MigrationStep(what, (MoveIntoStatement(at, key),)),)


# (kind, version) -> steps to the next version
STEPS: dict[tuple[str, int], tuple[MigrationStep, ...]] = {
    ("account", 0): _FROM_ACCOUNT_0,
    ("competency", 1): _own_origin((), "why"),
    ("fit", 1): _own_origin(("rules", EACH), "because"),
    ("glossary", 1): _own_origin(("terms", EACH), "means"),
    ("role", 1): _own_origin(("faq", EACH), "answer"),
}


def newest(kind: str) -> int:
    """The current schema version."""
    return KINDS[kind].version


def oldest(kind: str) -> int:
    """The oldest schema version that can be read."""
    version = newest(kind)
    while (kind, version - 1) in STEPS:
        version -= 1
    return version


def formats_read(kind: str) -> str:
    """The schema versions that can be read, newest first: ``account/1 and account/0``."""
    names = [f"{kind}/{version}" for version in range(newest(kind), oldest(kind) - 1, -1)]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def steps_from(kind: str, version: int) -> tuple[MigrationStep, ...]:
    """All steps from a version to the current one; none for the current one."""
    return tuple(step for since in range(version, newest(kind)) for step in STEPS[kind, since])
