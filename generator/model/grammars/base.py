"""What every grammar is made of: text in, an error that says what is wanted."""

import re
from collections.abc import Callable
from typing import Any

from pydantic import GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from generator.model.nodes import List, Map, Text


def refuse(message: str, rule: str = "bad-value") -> PydanticCustomError:
    """The error a grammar raises: ``message`` is shown as it is; ``rule`` is the finding's id."""
    return PydanticCustomError(
        rule.replace("-", "_"), "{message}", {"message": message, "rule": rule}
    )


class Written:
    """A value that leaves as its own text, in data as in a file."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """How pydantic takes such a value (as it is) and what it says of it in a JSON Schema."""
        text = core_schema.to_string_ser_schema(when_used="always")
        return core_schema.is_instance_schema(cls, serialization=text)


def as_text(value: object, wanted: str) -> str:
    """The text of a scalar, without blanks around it; ``wanted`` says what the field takes.

    Raises the error of :func:`refuse` for a list or a group of keys.
    """
    if isinstance(value, Map):
        raise refuse(f"expected {wanted}, found a group of keys", "wrong-shape")
    if isinstance(value, List):
        raise refuse(f"expected {wanted}, found a list", "wrong-shape")
    return str(value).strip()


def whole_text(value: object, wanted: str) -> str:
    """As :func:`as_text`, for free text, where a comment behind it may be meant as part of it."""
    text = as_text(value, wanted)
    if isinstance(value, Text) and value.cut:
        raise refuse(
            "a ` #` in unquoted text starts a comment, so the text is cut off here", "text-cut"
        )
    return text


def read_as(schema: dict[str, Any]) -> WithJsonSchema:
    """What an editor is told of a grammar: the form that is read, not the one that is written."""
    return WithJsonSchema(schema, mode="validation")


def described(
    pattern: str, examples: list[str], description: str, *, number: bool = False
) -> WithJsonSchema:
    """What an editor is told of a grammar; ``number``: editors may read the text as a number."""
    # Editors read `9` and `000` as numbers; a pattern binds text only, so both pass.
    kinds: Any = ["string", "number"] if number else "string"
    return read_as(
        {"type": kinds, "pattern": pattern, "examples": examples, "description": description}
    )


def matched(pattern: str, wanted: str, example: str) -> Callable[[object], re.Match[str]]:
    """A function that matches a whole text or raises: it is not ``wanted``, as in ``example``."""
    compiled = re.compile(pattern, re.ASCII)  # digits are 0 to 9, as in the schemas

    def match(value: object) -> re.Match[str]:
        text = as_text(value, wanted)
        found = compiled.fullmatch(text)
        if found is None:
            shown = text if len(text) <= 40 else text[:37] + "..."
            raise refuse(f"`{shown}` is not {wanted}; write it like `{example}`")
        return found

    return match
