"""How a comment on a change begins: of which commit it is, and what to mend before all else."""

from generator.formats import counted, day_text, listed
from generator.reporters.forge import inert
from generator.review.review import Review
from generator.review.told.beside import Beside
from generator.review.told.telling import summary, withheld
from generator.review.told.values import cut

_NAMED = 5
_NOTHING = "Nothing that this edition shows has changed."
_NO_DEFINITION = "No definition that this edition shows has changed."
_LEAST_OF_A_NAME = 7
"""Characters from which on a commit may be called by the beginning of its name."""


def opening(review: Review, base: str, head: str, beside: Beside) -> str:
    """Title, states, errors and the change in one sentence, as Markdown.

    ``base`` and ``head``: how the states are called, by whoever made them.
    """
    nothing = _NO_DEFINITION if beside.others else _NOTHING
    said = nothing if review.empty else inert(summary(review))
    others = f" {inert(beside.others)}" if beside.others else ""
    less = f" {inert(withheld(review.withheld))}" if review.withheld else ""
    parts = (_states(review, base, head, beside), _errors(review), f"{said}{less}{others}")
    return "\n\n".join(("### What this change means", *(part for part in parts if part)))


def again(review: Review, beside: Beside) -> str:
    """What to type at one's own machine to see all of it, as the end of a sentence."""
    if not beside.again:
        return "`playbook diff` with the same two revisions shows everything."
    edition = review.after.catalog.edition.value
    return f"`playbook diff {' '.join(beside.again)} --edition {edition}` shows everything."


def _states(review: Review, base: str, head: str, beside: Beside) -> str:
    edition, day = review.after.catalog.edition.value, day_text(review.after.insight.as_of)
    if not beside.day:
        return f"{inert(f'{base} -> {head}')}, edition {edition}, {day}."
    # In code nothing is made of a commit's name, and it can be copied.
    commit = f"commit `{beside.commit}` of {day_text(beside.day)}"
    named = commit if _is(head, beside.commit) else f"{inert(head)}, {commit}"
    older = f"commit `{beside.again[0]}`" if _is(base, beside.again[0]) else inert(base)
    return f"{older} -&gt; {named}. Edition {edition}, worked out for {day}."


def _is(name: str, commit: str) -> bool:
    """Whether a state is called by the name of its commit."""
    called = name.casefold()
    return len(called) >= _LEAST_OF_A_NAME and (
        called.startswith(commit) or commit.startswith(called)
    )


def _errors(review: Review) -> str:
    """What stops a build, before all that is only judged."""
    errors = [each for unread in review.unread for each in unread.errors if each.side == "head"]
    paths = sorted({each.path for each in errors})
    unnamed = any(not each.errors and each.state != "base" for each in review.unread)
    if not paths:
        return "**Some definitions have errors; mend these first.**" if unnamed else ""
    count = len(paths)
    has = "has errors; mend it" if count == 1 else "have errors; mend these"
    names = [str(inert(cut(path))) for path in paths[:_NAMED]]
    names += [f"{count - _NAMED} more"] if count > _NAMED else []
    more = " Others have errors as well." if unnamed else ""
    return f"**{counted(count, 'file')} {has} first:** {listed(names)}.{more}"
