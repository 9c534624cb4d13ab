"""Building blocks of grammars: parsing with errors that state the expected form."""

import re
from collections.abc import Callable
from typing import Any

from pydantic import GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from generator.model.nodes import List, Map, Text


def refuse(message: str, rule: str = "bad-value") -> PydanticCustomError:
    """The error a grammar raises; ``message``: shown unchanged, ``rule``: id of the finding."""
    return PydanticCustomError(
        rule.replace("-", "_"), "{message}", {"message": message, "rule": rule}
    )


_LONGEST_CORRECTED = 40


class Written:
    """Base of values that are exported in the form in which files hold them."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Accept instances unchanged, and describe them in JSON Schema."""
        text = core_schema.to_string_ser_schema(when_used="always")
        return core_schema.is_instance_schema(cls, serialization=text)


def as_text(value: object, wanted: str) -> str:
    """The text of a scalar without surrounding white space; ``wanted`` describes the expected
    value.

    Raises the error of :func:`refuse` for a list or a mapping.
    """
    if isinstance(value, Map):
        raise refuse(f"expected {wanted}, found a group of keys", "wrong-shape")
    if isinstance(value, List):
        raise refuse(f"expected {wanted}, found a list", "wrong-shape")
    return str(value).strip()


def whole_text(value: object, wanted: str) -> str:
    """As :func:`as_text`, for free text, where a comment at the end may be meant as text."""
    text = as_text(value, wanted)
    if isinstance(value, Text) and value.cut:
        raise refuse(
            "a ` #` in unquoted text starts a comment, so the text is cut off here", "text-cut"
        )
    return text


def read_as(schema: dict[str, Any]) -> WithJsonSchema:
    """JSON Schema of the form that is read, which may differ from the form that is written."""
    return WithJsonSchema(schema, mode="validation")


def described(
    pattern: str, examples: list[str], description: str, *, number: bool = False
) -> WithJsonSchema:
    """JSON Schema of a grammar; ``number``: editors may parse the text as a number."""
    # Editors parse `9` and `000` as numbers; a pattern applies to strings only, so both are valid.
    kinds: Any = ["string", "number"] if number else "string"
    return read_as(
        {"type": kinds, "pattern": pattern, "examples": examples, "description": description}
    )


def matched(
    pattern: str,
    wanted: str,
    example: str,
    meant: Callable[[str], str] | None = None,
    more: str = "",
) -> Callable[[object], re.Match[str]]:
    """A function that matches a whole text, or raises that it is not ``wanted``.

    ``meant``: gives the text in the right form if it can tell, as an example; ``more``: a sentence.
    """
    compiled = re.compile(pattern, re.ASCII)  # ASCII digits only, as in the schemas

    def match(value: object) -> re.Match[str]:
        text = as_text(value, wanted)
        found = compiled.fullmatch(text)
        if found is None:
            shown = text if len(text) <= 40 else text[:37] + "..."
            form = f"write it like `{example}`"
            corrected = meant(text) if meant and len(text) <= _LONGEST_CORRECTED else ""
            if corrected and compiled.fullmatch(corrected):
                form = f"write `{corrected}`"
            raise refuse(f"`{shown}` is not {wanted}; {form}{more and f'. {more}'}")
        return found

    return match
