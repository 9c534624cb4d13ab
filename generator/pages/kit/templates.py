"""Template rendering: encodes all values and rejects undefined ones."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache, lru_cache, wraps
from traceback import walk_tb
from types import FrameType
from typing import Any

from jinja2 import (
    Environment,
    PackageLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    pass_context,
)
from jinja2 import TemplateError as Refused
from jinja2.runtime import Context as TemplateContext
from markupsafe import Markup

from generator.findings.errors import TemplateError
from generator.pages.kit.links import NamedDefinition, entry_path, own_path, person_path
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.formats import capital, counted, every, without_fields
from generator.text.prose import prose

_HOME = "generator/pages/"

_REMEDY = (
    "Correct the name, give the template the value in the module beside it, or write "
    "`| or_nothing` behind what may be absent."
)

_REMEDY_OF_A_FAILURE = (
    "Give the template a value that the expression takes, or ask before whether there is one."
)

_FAILURES = (TypeError, AttributeError, ValueError, LookupError, ArithmeticError)

_BLANKS = re.compile(r"\s+")

_CONDITION = re.compile(r"(?:el)?if (.+)")

_WORD = re.compile(r"\w+")


def render(template: str, path: str, values: Mapping[str, object]) -> str:
    """The Markdown of one page; ``path``: of the page, for relative links.

    Raises :class:`~generator.findings.errors.TemplateError` if a template cannot be read, or uses a
    value that it was not given, or one that an expression does not take.
    """
    try:
        text = environment().get_template(template).render(**values, to=_linker(path), here=path)
    except (Refused, md.UnprintableError, *_FAILURES) as error:
        raise TemplateError(_refusal(template, error)) from error
    text = re.sub(r"[ \t]+\n", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@lru_cache(maxsize=16_384)
def _relative(target: str, folder: str) -> str:
    return posixpath.relpath(target, folder or ".")


def _linker(path: str) -> Callable[..., Markup]:
    folder = posixpath.dirname(path)

    def to(target: str, anchor: str = "") -> Markup:
        """A relative link to another page of the site that works in all engines."""
        relative = _relative(target, folder) if target != path or not anchor else ""
        return Markup(relative + (f"#{anchor}" if anchor else ""))  # noqa: S704 - ids only

    return to


@cache
def environment() -> Environment:
    """A Jinja environment that encodes all values, rejects undefined ones, and cannot compute."""
    jinja = Environment(
        loader=PackageLoader("generator", "pages"),
        autoescape=True,
        finalize=md.finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.filters["or_nothing"] = _or_nothing
    jinja.filters |= {name: _of_a_value(words) for name, words in _WORDS.items()}
    jinja.filters |= {
        "person": _person,
        "people": _people,
        "with_absences": _with_absences,
        "link": _link,
        "links": _links,
    }
    jinja.globals["entry_path"] = entry_path
    jinja.tests["past"] = _with_names(Names.past)
    return jinja


def _clock(hour: time) -> str:
    return f"{hour:%H:%M}"


_WORDS: Mapping[str, Callable[..., Any]] = {
    "prose": prose,
    "coded": md.coded,
    "without_fields": without_fields,
    "words": md.words,
    "sentence": md.sentence,
    "stop": md.stop,
    "capital": capital,
    "counted": counted,
    "day_text": md.day_text,
    "due": md.due,
    "percent": md.percent,
    "money": md.money,
    "every": every,
    "clock": _clock,
    "fixed": md.figure,
    "url": md.url,
    "attribute": md.attribute,
}


def _or_nothing(value: object) -> object:
    """For optional values: ``None`` prints nothing."""
    return "" if value is None else value


def _with_names(words: Callable[[Names, Any], Any]) -> Callable[..., Any]:
    """A filter or test that asks the ``names`` among the template's values."""

    @pass_context
    def ask(context: TemplateContext, value: object) -> object:
        return words(_names_of_page(context["names"]), value)

    return ask


def _names_of_page(names: object) -> Names:
    if not isinstance(names, Names):
        raise md.UnprintableError("the page gives its template no names")
    return names


@pass_context
def _person(context: TemplateContext, person_id: str) -> Markup:
    """The name of one of our people, as a link to the person's page if the edition has it."""
    names, path = context["names"], person_path(person_id)
    name = _names_of_page(names).person(person_id)
    if not names.has_page(person_id) or path == context["here"]:
        return Markup(md.finalize(name))  # noqa: S704 - it is encoded
    return Markup(f"[{md.finalize(name)}]({context['to'](path)})")  # noqa: S704 - both are encoded


@pass_context
def _people(context: TemplateContext, ids: Iterable[str]) -> Markup:
    return Markup(", ").join(_person(context, each) for each in ids)


@pass_context
def _with_absences(context: TemplateContext, person_id: str) -> Markup:
    absences = _names_of_page(context["names"]).absences(person_id)
    away = (Markup(md.finalize(each)) for each in absences)  # noqa: S704 - they are encoded
    return Markup(", ").join([_person(context, person_id), *away])


@pass_context
def _link(
    context: TemplateContext, item: NamedDefinition, leaf: str = "index.md", anchor: str = ""
) -> Markup:
    """The name of a definition as a link to its page; ``leaf``: another page of it."""
    name, target = md.finalize(item.name), context["to"](own_path(item, leaf), anchor)
    return Markup(f"[{name}]({target})")  # noqa: S704 - both are encoded


@pass_context
def _links(
    context: TemplateContext, items: Iterable[NamedDefinition], leaf: str = "index.md"
) -> Markup:
    return Markup(", ").join(_link(context, each, leaf) for each in items)


def _of_a_value(words: Callable[..., Any]) -> Callable[..., Any]:
    """Wraps a filter so that it rejects ``None``, as printing does."""

    @wraps(words)
    def strict(value: object, *options: object) -> object:
        if value is None or isinstance(value, Undefined):
            md.finalize(value)
        return words(value, *options)

    return strict


# Missing values ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Tag:
    """A template tag with its lines."""

    text: str
    first: int
    last: int
    prints: bool

    @property
    def asks(self) -> bool:
        """Whether it has an expression."""
        return self.prints or not self.text.startswith(("end", "else"))


def _refusal(template: str, error: Exception) -> str:
    """The place and expression of a missing or unfit value in a template, and a remedy."""
    if isinstance(error, TemplateSyntaxError):
        return f"{_HOME}{error.name or template}, line {error.lineno}: {error.message}"
    if isinstance(error, TemplateNotFound):
        return f"{_HOME}{error.name}: there is no such template"
    for frame, line in reversed(list(walk_tb(error.__traceback__))):
        if name := _template_of(frame.f_code.co_filename):
            expression = _expression(name, line, frame, str(error))
            where = f"{_HOME}{name}, line {line}: {expression}"
            if not isinstance(error, Refused | md.UnprintableError):
                return f"{where} has no result: {error}. {_REMEDY_OF_A_FAILURE}"
            return f"{where} is missing: {error}. {_REMEDY}"
    return f"{_HOME}{template}: {error}"


def _template_of(filename: str) -> str:
    """The name of the template of a file name; empty for other code."""
    names = (each for each in environment().list_templates() if filename.endswith(f"/{each}"))
    return max(names, key=len, default="")


def _expression(name: str, line: int, frame: FrameType, message: str) -> str:
    """The expression on a line that has no value, as written in the template."""
    tags = [each for each in _tags(name) if each.first <= line <= each.last and each.asks]
    missing = [each for each in tags if _is_missing(each, frame.f_locals)]
    words = set(_WORD.findall(message))
    naming = [each for each in tags if words & set(_WORD.findall(each.text))]
    return " or ".join(f"`{each.text}`" for each in missing[:1] or naming or tags)


def _tags(name: str) -> Iterator[_Tag]:
    jinja = environment()
    source = jinja.loader.get_source(jinja, name)[0] if jinja.loader else ""
    inside: list[str] = []
    first = 0
    for line, kind, text in jinja.lex(source):
        if kind in ("variable_begin", "block_begin"):
            inside, first = [], line
        elif kind in ("variable_end", "block_end"):
            words = _BLANKS.sub(" ", "".join(inside)).strip()
            yield _Tag(words, first, line, kind == "variable_end")
        else:
            inside.append(text)


def _is_missing(tag: _Tag, values: Mapping[str, object]) -> bool:
    """Whether what a tag prints or asks cannot be evaluated with a template's values."""
    condition = _CONDITION.match(tag.text)
    if not (tag.prints or condition):
        return False
    expression = condition[1] if condition else tag.text
    try:
        value = environment().compile_expression(expression, undefined_to_none=False)(**values)
        if tag.prints:
            md.finalize(value)
    except (Refused, md.UnprintableError, *_FAILURES):
        return True
    return isinstance(value, Undefined)
