"""What the theme's templates ask of the settings of a site, as plain data that can be kept.

Templates run on it without MkDocs. What is not there cannot be asked for: a template that does is
told so, and the page is left to MkDocs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, NoReturn

from jinja2 import Environment, FileSystemLoader, pass_context
from markupsafe import Markup

from generator.site.compiled import CompiledTemplates
from generator.site.relative import address_from

_HTML, _SCRIPT, _UNKNOWN = "\ue000html", "\ue000script", "\ue000unknown"
"""Keys under which stand texts that are HTML, scripts with their options, and what is no data."""


class AskedForMoreError(Exception):
    """A template asked for something that is not known where it runs."""


def _asked(value: object, *_: object) -> NoReturn:
    raise AskedForMoreError(type(value).__name__)


class KnownValues:
    """Holds these values and no others."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # what Python and Jinja ask of every object
            raise AttributeError(name)
        raise AskedForMoreError(name)


class Unknown(KnownValues):
    """A value of which nothing is known, not even whether it is there."""

    __bool__ = __str__ = __iter__ = __len__ = __contains__ = __getitem__ = _asked
    __eq__ = __hash__ = _asked


class _Known(dict[str, Any]):
    """All settings there are, by name."""

    __missing__ = _asked


@dataclass(frozen=True, slots=True)
class _Script:
    """A script with its options, which as a text is its path."""

    path: str
    kind: str
    defer: bool
    is_async: bool

    def __str__(self) -> str:
        return self.path


def as_data(value: object) -> Any:
    """A value of a setting as JSON has it; what is no text, number, list or mapping is unknown."""
    if isinstance(value, Markup):
        return {_HTML: str(value)}
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, list | tuple):
        return [as_data(each) for each in value]
    if isinstance(value, Mapping) and all(map(_is_plain, value)):
        return {name: as_data(each) for name, each in value.items()}
    return {_UNKNOWN: ""}


def _is_plain(name: object) -> bool:
    return type(name) is str and not name.startswith("\ue000")


def script_as_data(path: str, kind: str, *, defer: bool, is_async: bool) -> Any:
    """A script that is more than its path, as JSON has it."""
    return {_SCRIPT: [path, kind, defer, is_async]}


def _as_value(data: Any) -> Any:
    if isinstance(data, list):
        return [_as_value(each) for each in data]
    if not isinstance(data, dict):
        return data
    if _HTML in data:
        return Markup(data[_HTML])  # noqa: S704 - it was encoded where the settings were read
    if _SCRIPT in data:
        return _Script(*data[_SCRIPT])
    if _UNKNOWN in data:
        return Unknown()
    return {name: _as_value(each) for name, each in data.items()}


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """What templates get on every page.

    ``folders``: of the templates. ``config``: the settings, see :func:`as_data`. ``version``: of
    MkDocs. ``home``: the address of the home page.
    """

    folders: Sequence[str]
    config: Mapping[str, Any]
    version: str
    home: str = ""
    values: Mapping[str, Any] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        values = {
            "config": _Known({name: _as_value(each) for name, each in self.config.items()}),
            "mkdocs_version": self.version,
            "nav": KnownValues(homepage=KnownValues(url=self.home)),
            **{name: Unknown() for name in ("pages", "extra_css", "extra_javascript")},
        }
        object.__setattr__(self, "values", values)

    def environment(self) -> Environment:
        """What runs the templates; it makes of them what that of MkDocs does."""
        env = Environment(  # noqa: S701 - the theme's templates encode what they write
            loader=FileSystemLoader(self.folders),
            auto_reload=False,
            bytecode_cache=CompiledTemplates(),
        )
        env.filters["url"] = _url
        env.filters["script_tag"] = _script_tag
        return env


@pass_context
def _url(context: Mapping[str, Any], value: object) -> str:
    return escape(address_from(str(value), context["page"].url))


@pass_context
def _script_tag(context: Mapping[str, Any], script: object) -> str:
    html, kind = '<script src="{0}"', ""
    if isinstance(script, _Script):
        kind = script.kind
        html += ' type="{1}"' * bool(kind) + " defer" * script.defer + " async" * script.is_async
    address = address_from(str(script), context["page"].url)
    return Markup(f"{html}></script>").format(address, kind)  # noqa: S704 - it encodes both
