"""Which sentences a job description shows: our own, where there are any.

A job description is read without its sources. Where a part of a role has sentences of our own, its
page and the comparison show those alone, and its page of articles shows the others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.model.common import Statement
from generator.model.kinds import Role

PROFILE = ("skills", "education", "languages", "travel", "sectors", "personality")
"""What a profile says of a person, in reading order."""


def own_words(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The sentences of ours, or all sentences where none is ours."""
    found = tuple(statements)
    return tuple(each for each in found if each.ours) or found


@dataclass(frozen=True, slots=True)
class RolePart:
    """A part of a job description; ``leads_to``: the id of the post, of what a step adds."""

    name: str
    anchor: str
    statements: tuple[Statement, ...]
    leads_to: str = ""


def articles_of(role: Role) -> list[RolePart]:
    """What articles say where the page has words of our own, in the order of the page."""
    found = []
    for part in _parts(role):
        shown = own_words(part.statements)
        if others := tuple(each for each in part.statements if each not in shown):
            found.append(replace(part, statements=others))
    return found


def _parts(role: Role) -> Iterator[RolePart]:
    yield RolePart("what it answers for", "functions", role.responsibilities)
    for group in role.functions:
        yield RolePart(group.name, f"function-{group.id}", group.does)
    yield RolePart("tasks", "tasks", role.tasks)
    yield RolePart("principles", "principles", role.principles)
    if role.expects:
        yield RolePart("what the customer expects", "expectations", role.expects.customer)
        yield RolePart("what the company expects", "expectations", role.expects.company)
    if role.direction:
        yield RolePart("whose side it takes", "direction", role.direction.says)
    for name in PROFILE if role.profile else ():
        yield RolePart(name, "profile", getattr(role.profile, name))
    for step in role.leads_to:
        yield RolePart("what the step adds", "leads-to", step.adds, str(step.role))
