"""Binds nodes to models; pydantic's errors become findings with a place and a remedy."""

import re
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError, create_model
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.findings.classification import Classification, stricter
from generator.findings.finding import Finding, Location, Rule
from generator.model.item import Item, field_secrecy
from generator.model.kinds import KINDS
from generator.model.nodes import KeyPath, Map, Node
from generator.reading.areas import DEFINITIONS
from generator.reading.classing import node_may_class
from generator.reading.misplaced import list_inside, misplaced
from generator.reading.model_paths import field_name, known_keys_at, model_at
from generator.reading.shape_examples import example_entry, example_group, example_of
from generator.text.suggestions import closest, did_you_mean, nearest, nearest_first

UNKNOWN_KEY = DEFINITIONS.error(
    "unknown-key",
    "A key that this kind of definition does not have.",
    "A misspelt key would be ignored and its content lost.",
    "Correct or remove it. `playbook schema` prints the keys of each kind of file.",
)

unknown_key = UNKNOWN_KEY.at

MISSING_KEY = DEFINITIONS.error(
    "missing-key",
    "A required key is missing.",
    "Pages and checks rely on it.",
    "Add the key.",
)

WRONG_SHAPE = DEFINITIONS.error(
    "wrong-shape",
    "A list, a group of keys and a text were mixed up.",
    "The content cannot be placed.",
    "Write it in the shape the message names.",
)

BAD_VALUE = DEFINITIONS.error(
    "bad-value",
    "A value that its field cannot take.",
    "Taken as it is, it would lead to a wrong page or figure.",
    "Write it in the form of the field; `playbook schema` prints the forms of each kind of file.",
)

SCORE_OUT_OF_RANGE = DEFINITIONS.error(
    "score-out-of-range",
    "A score outside 1 to 10.",
    "The axis would leave its scale.",
    "Give a whole number from 1 to 10, by the written anchors of the method.",
)

TEXT_CUT = DEFINITIONS.error(
    "text-cut",
    "An unquoted ` #` cuts a text.",
    "Everything behind it is a comment and would be lost.",
    "Put the text in quotes, or in a block that starts with `>-`; move a real comment to a line "
    "of its own.",
)

MARKUP_IN_PROSE = DEFINITIONS.error(
    "markup-in-prose",
    "Prose holds markup that is not shown.",
    "Raw HTML and pictures from elsewhere can carry scripts and trackers.",
    "Use paragraphs, emphasis, lists and links to http, https or mailto.",
)

Model = TypeVar("Model", bound=Item)

_CLASSES = frozenset(secrecy.value for secrecy in Classification)

_BY_ID = {
    rule.id: rule
    for rule in (WRONG_SHAPE, BAD_VALUE, SCORE_OUT_OF_RANGE, TEXT_CUT, MARKUP_IN_PROSE)
}
"""Rules that a grammar refuses a value with."""


def bind(model: type[Model], data: Map) -> tuple[Model | None, tuple[Finding, ...]]:
    """The model for ``data``, or all its problems."""
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        return None, _findings(model, data, _without_echoes(model, error.errors()))


def problems_in_part(
    model: type[Item], data: Map, is_sound: Callable[[Location], bool], *, may_class: bool
) -> tuple[Finding, ...]:
    """Problems of values and keys in a file of which not all can be read; not what is missing.

    ``may_class``: whether the rest may class them; they count as restricted then.
    """
    try:
        model.model_validate(data)
    except ValidationError as error:
        problems = [each for each in error.errors() if each["type"] not in ("missing", "too_short")]
        # Before they are put into words: there may be 100,000.
        found = _findings(model, data, [e for e in problems if is_sound(_place(data, e))])
        closed = [replace(each, secrecy=Classification.RESTRICTED) for each in found]
        return tuple(each for each in (closed if may_class else found) if is_sound(each.where))
    return ()


def bind_with_unknown_keys(
    passed_over: list[Finding], model: type[Model], data: Map
) -> tuple[Model | None, tuple[Finding, ...]]:
    """As :func:`bind`, but unknown keys are removed from ``data``.

    For past states, whose keys may have no field, and thus no class, today. A key that may classify
    something remains an error. ``passed_over``: receives a finding for each removed key.
    """
    while True:
        try:
            return model.model_validate(data), ()
        except ValidationError as error:
            unknown = [each for each in error.errors() if _is_unknown(each)]
        if not unknown or any(_may_class(data, each["loc"]) for each in unknown):
            return bind(model, data)
        passed_over += [_finding(model, data, each) for each in unknown]
        for *above, key in (each["loc"] for each in unknown):
            holder: Any = data
            for step in above:
                holder = holder[step]
            del holder[key]


def _may_class(data: Map, path: KeyPath) -> bool:
    """Whether the key at ``path``, or its value, may contain a classification."""
    value: Any = data
    for step in path:
        value = value[step]
    return node_may_class({str(path[-1]): value})


def bind_parts(model: type[Model], data: Map) -> tuple[Model, dict[str, Node]]:
    """A model of the valid fields of ``data``, and the nodes of the others.

    Required fields of the model may be ``None``.
    """
    left: dict[str, Node] = {}
    while True:
        try:
            return _partial(model).model_validate(data), left
        except ValidationError as error:
            keys = {str(each["loc"][0]) for each in error.errors()}
        for key in keys:
            left[key] = data.pop(key)


@cache
def _partial(model: type[Model]) -> type[Model]:
    """``model`` with every field optional, read by its own rules where it stands."""
    fields: dict[str, Any] = {
        name: (info.annotation, _optional(info))
        for name, info in model.model_fields.items()
        if info.is_required()
    }
    return create_model(model.__name__, __base__=model, **fields)


def _optional(info: FieldInfo) -> FieldInfo:
    """A field with all that reads and limits its value, such as an id, which its type does not."""
    found = copy(info)
    found.default = None
    return found


def _without_echoes(model: type[Item], problems: list[ErrorDetails]) -> list[ErrorDetails]:
    """Drop errors that follow from others: for `teir`, the missing `tier` is not reported."""
    misspelt = set()
    for problem in problems:
        if problem["type"] == "extra_forbidden":
            *above, key = problem["loc"]
            misspelt.add((*above, nearest(str(key), known_keys_at(model, tuple(above)))))
    return [
        problem
        for problem in problems
        if not _only_follows(problem)
        and not (problem["type"] == "missing" and tuple(problem["loc"]) in misspelt)
    ]


def _only_follows(problem: ErrorDetails) -> bool:
    """Whether a list is too short only because some entries were rejected."""
    least: int = problem.get("ctx", {}).get("min_length", 0)
    return problem["type"] == "too_short" and len(problem["input"]) >= least


def _findings(model: type[Item], data: Map, problems: list[ErrorDetails]) -> tuple[Finding, ...]:
    """A finding for each problem, but one for all of an entry that stands in another's list."""
    unknown = [each["loc"] for each in problems if _is_unknown(each)]
    causes = misplaced(model, data, [each for each in unknown if not _reason(model, each)])
    found = [
        replace(each.finding, secrecy=stricter(each.finding.secrecy, _secrecy(model, data, path)))
        for each in causes
        for path in each.hidden[:1]
    ]
    rest = [each for each in problems if not any(cause.hides(each["loc"]) for cause in causes)]
    return (*found, *(_finding(model, data, each) for each in rest))


def _is_unknown(problem: ErrorDetails) -> bool:
    return problem["type"] == "extra_forbidden"


def _finding(model: type[Item], data: Map, problem: ErrorDetails) -> Finding:
    rule, message = _explain(model, problem)
    return rule.at(
        _place(data, problem),
        message,
        remedy=_remedy(model, rule, problem),
        secrecy=_secrecy(model, data, problem["loc"]),
        about=".".join(step for step in problem["loc"] if isinstance(step, str)),
    )


def _remedy(model: type[Item], rule: Rule, problem: ErrorDetails) -> str | None:
    """What to do about a key or a value, with the command that prints those there are."""
    if rule is MISSING_KEY and (move := list_inside(model, problem["loc"][:-1], problem["input"])):
        return f"Add the key; or, {move}."
    if rule is MISSING_KEY:
        return f"Add the key, as in `{problem['loc'][-1]}: {_as_written(model, problem['loc'])}`."
    kind = next((each.name for each in KINDS.values() if each.place and each.model is model), None)
    if kind and rule is UNKNOWN_KEY:
        return f"Correct or remove it. `playbook schema {kind} --fields` lists the keys."
    if kind and rule is BAD_VALUE:
        return f"`playbook schema {kind}` prints the form of each field."
    return None


def _explain(model: type[Item], problem: ErrorDetails) -> tuple[Rule, str]:
    kind, path = problem["type"], problem["loc"]
    key = str(path[-1]) if path else ""
    context = problem.get("ctx", {})
    if "rule" in context:
        return _BY_ID[context["rule"]], str(context["message"])
    if kind == "extra_forbidden":
        return UNKNOWN_KEY, _no_key(model, path)
    if kind in ("literal_error", "enum"):
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        if not isinstance(problem["input"], str):
            return WRONG_SHAPE, f"`{key}` needs one of {', '.join(choices)}"
        found = _shown(problem["input"])
        hint = did_you_mean(found, choices)
        return (
            BAD_VALUE,
            f"`{found}` is not one of {', '.join(nearest_first(found, choices))}.{hint}",
        )
    if kind in _SHAPES:
        rule, message = _SHAPES[kind]
        least = context.get("min_length", 1)
        return rule, message.format(key=_named(path), least=least, example=_example(model, path))
    return BAD_VALUE, problem["msg"]


def _as_written(model: type[Item], path: KeyPath) -> str:
    owner = model_at(model, path[:-1])
    found = example_of(owner, str(path[-1])) if owner else None
    return found or "a few words"


def _named(path: KeyPath) -> str:
    """A key in a sentence; an entry of a list by its number."""
    key = path[-1] if path else ""
    if isinstance(key, int) and len(path) > 1:
        return f"entry {key + 1} of `{path[-2]}`"
    return f"`{key}`"


def _example(model: type[Item], path: KeyPath) -> str:
    """What may stand at ``path``, in one line; of a list one entry."""
    if not path or not isinstance(path[-1], str):
        group = model_at(model, path)
        return example_group(group) if group else "{key: value}"
    owner, key = model_at(model, path[:-1]), path[-1]
    if owner is None:
        return "{key: value}"
    return example_entry(owner, key) or example_of(owner, key) or "{key: value}"


def _no_key(model: type[Item], path: KeyPath) -> str:
    key = str(path[-1])
    if reason := _reason(model, path):
        return f"`{key}` has no place here: {reason}."
    keys = known_keys_at(model, path[:-1])
    hint = did_you_mean(key, keys) or _like(closest(key, keys))
    return f"`{_shown(key)}` is not a key of this place.{hint}"


def _reason(model: type[Item], path: KeyPath) -> str | None:
    """Why a key that people write has no place, if that is known."""
    owner = model_at(model, path[:-1])
    return owner.refused.get(str(path[-1])) if owner else None


def _like(words: list[str]) -> str:
    return f" Similar keys: {', '.join(words)}." if words else ""


_LIST = (
    WRONG_SHAPE,
    "{key} needs a list: each item on a line of its own after `- `, as in `- {example}`",
)

_GROUP = (WRONG_SHAPE, "{key} needs a group of keys, as in `{example}`")

_SHAPES = {
    "missing": (MISSING_KEY, "{key} is missing"),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
    "too_short": (BAD_VALUE, "{key} needs at least {least}"),
}


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _place(data: Map, problem: ErrorDetails) -> Location:
    """The location of the deepest node on the path of an error, or of its key if that is wrong."""
    node: Any = data
    place = data.where
    for step in problem["loc"]:
        if isinstance(node, Map) and problem["type"] == "extra_forbidden" and step in node:
            place = node.keys_at.get(str(step), node.where)
            node = node[str(step)]
            continue
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            break
        place = node.where
    return place


def _secrecy(model: type[Item], data: Map, path: KeyPath) -> Classification:
    """The class of the value at ``path``, from its fields and from items that raise their own."""
    found = Classification.INTERNAL
    node: Any = data
    for depth, step in enumerate(path):
        owner = model_at(model, path[:depth])
        raised = node.get("class") if isinstance(node, Map) else None
        if isinstance(raised, str) and raised in _CLASSES:
            found = stricter(found, Classification(raised))
        if owner is not None and isinstance(step, str):
            name = field_name(owner, step)
            found = stricter(found, field_secrecy(owner, name) if name else Classification.INTERNAL)
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            break
    return found
