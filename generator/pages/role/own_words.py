"""Which sentences a job description shows: our own, where there are any.

A job description is read without its sources. Where a part of a role has sentences of our own, its
page and the comparison show those alone, and its page of articles shows the others.
"""

from collections.abc import Iterable, Iterator

from generator.model.common import Statement
from generator.model.kinds import Role

PROFILE = ("skills", "education", "languages", "travel", "sectors", "personality")
"""What a profile says of a person, in reading order."""


def own_words(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The sentences of ours, or all sentences where none is ours."""
    found = tuple(statements)
    return tuple(each for each in found if each.ours) or found


def articles_of(role: Role) -> list[tuple[str, str, tuple[Statement, ...]]]:
    """What articles say where the job description has words of our own.

    By part, in the order of the page: its name, its anchor there, and the sentences. The name of a
    step is ``leads-to `` and the id of its post.
    """
    found = []
    for name, anchor, statements in _parts(role):
        shown = own_words(statements)
        others = tuple(each for each in statements if each not in shown)
        if others:
            found.append((name, anchor, others))
    return found


def _parts(role: Role) -> Iterator[tuple[str, str, tuple[Statement, ...]]]:
    yield "what it answers for", "functions", role.responsibilities
    yield from ((group.name, f"function-{group.id}", group.does) for group in role.functions)
    yield "tasks", "tasks", role.tasks
    yield "principles", "principles", role.principles
    if role.expects:
        yield "what the customer expects", "expectations", role.expects.customer
        yield "what the company expects", "expectations", role.expects.company
    if role.direction:
        yield "whose side it takes", "direction", role.direction.says
    for name in PROFILE if role.profile else ():
        yield name, "profile", getattr(role.profile, name)
    yield from ((f"leads-to {step.role}", "leads-to", step.adds) for step in role.leads_to)
