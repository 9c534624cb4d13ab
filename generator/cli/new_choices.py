"""What a new role or competency refers to: given by options, asked for, or the first there is."""

from collections.abc import Sequence

from generator.cli.asking import answered, listed
from generator.findings.errors import UsageError
from generator.model.definitions import Definitions
from generator.model.ids import global_ids
from generator.text.suggestions import known_ids

_POSTS = ("post", "role")


def _ids(definitions: Definitions, kinds: Sequence[str]) -> list[str]:
    """Ids of some kinds, in their own order."""
    there = global_ids(definitions)
    return list(dict.fromkeys(each for kind in kinds for each in there[kind]))


def one_of(definitions: Definitions, kinds: Sequence[str], given: str | None) -> str | None:
    """The id that is given, else the first of its kinds. Raises UsageError for an unknown one."""
    ids = _ids(definitions, kinds)
    if given is not None and given not in ids:
        known = known_ids(given, {each: each for each in ids})
        raise UsageError(f"there is no {' or '.join(kinds)} `{given}`; known: {known}")
    return given or next(iter(ids), None)


def required(definitions: Definitions, given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Competencies and levels from texts such as ``negotiation=expert``; one of them if none.

    Raises UsageError for another shape, an unknown competency or an unknown level.
    """
    if given:
        return tuple(_requirement(definitions, each) for each in given)
    competency, levels = one_of(definitions, ("competency",), None), _ids(definitions, ("level",))
    return ((competency, levels[-1]),) if competency and levels else ()


def _requirement(definitions: Definitions, given: str) -> tuple[str, str]:
    competency, sign, level = (each.strip() for each in given.partition("="))
    if not sign or not level:
        example = required(definitions, ())
        shape = "=".join(example[0]) if example else "negotiation=expert"
        raise UsageError(f"`{given}` needs a competency and a level, as in `{shape}`")
    one_of(definitions, ("competency",), competency)
    one_of(definitions, ("level",), level)
    return competency, level


def asked(
    definitions: Definitions,
    kind: str,
    area: str | None,
    reports_to: str | None,
    requires: Sequence[str],
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Area, post and requirements, with answers for those of the ``kind`` that are not given."""
    areas, posts = _ids(definitions, ("area",)), _ids(definitions, _POSTS)
    if kind == "competency" and area is None and areas:
        question = f"Area it belongs to ({listed(areas)})"
        area = answered(question, areas[0], lambda text: one_of(definitions, ("area",), text))
    if kind == "role" and reports_to is None and posts:
        question = f"Whom it reports to ({listed(posts)})"
        reports_to = answered(question, posts[0], lambda text: one_of(definitions, _POSTS, text))
    if kind == "role" and not requires:
        requires = _asked_requirements(definitions)
    return area, reports_to, tuple(requires)


def _asked_requirements(definitions: Definitions) -> tuple[str, ...]:
    competencies = _ids(definitions, ("competency",))
    levels = _ids(definitions, ("level",))
    if not competencies or not levels:
        return ()

    def known(text: str) -> None:
        for each in text.replace(",", " ").split():
            one_of(definitions, ("competency",), each)

    question = f"Competencies it requires ({listed(competencies)}; empty for one to write over)"
    found = answered(question, "", known).replace(",", " ").split()
    return tuple(
        f"{each}="
        + answered(
            f"Level of {each} ({listed(levels)})",
            levels[-1],
            lambda text: one_of(definitions, ("level",), text),
        )
        for each in dict.fromkeys(found)
    )
