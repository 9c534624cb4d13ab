"""What `playbook init` is told about a company, and how it is kept for `playbook upgrade`."""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from generator.cli.colours import hexadecimal
from generator.cli.drawing import not_allowed_in
from generator.findings.errors import UsageError
from generator.site.dates import iso_date
from generator.text.suggestions import did_you_mean

FORGES = ("github", "gitlab", "none")
_LONGEST = 80
_LARGEST_LOGO = 300_000
_DRAWING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[?!][^>\[]*(?:\[[^\]]*\][^>]*)?>\s*)*<svg[\s>/]")
"""The beginning of an SVG: what declares it, with entities or without, then its first element."""

_PICTURES = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What a repository is made from.

    ``you``: the first of our people, empty for none; ``colour``: as ``#0d5560``, and ``logo``: the
    name of a file in ``content/pages/assets``, both empty for ours; ``roles`` and ``methods``: ids,
    empty for all; ``began``: the day, as ``2026-11-30``, empty where an older version did not say.
    """

    company: str = "Our company"
    you: str = ""
    currency: str = "EUR"
    language: str = "en"
    colour: str = ""
    logo: str = ""
    roles: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    forge: str = "none"
    examples: bool = False
    began: str = ""

    @property
    def site_name(self) -> str:
        """The name of the site."""
        named = self.company != Answers.__dataclass_fields__["company"].default
        return f"{self.company} Account Playbook" if named else "Account Playbook"

    def as_text(self, version: str) -> str:
        """JSON for people and for the next version; ``version``: the one that used them."""
        return json.dumps({"version": version, **asdict(self)}, indent=2, ensure_ascii=False) + "\n"


def read_answers(text: str) -> tuple[str, Answers]:
    """The version that used the answers, and the answers; those of a newer version are left out.

    Raises ValueError for what is none.
    """
    document = json.loads(text)
    if not isinstance(document, dict) or not isinstance(document.get("version"), str):
        raise ValueError("it has no `version`")  # noqa: TRY004 - a value, not a type of ours
    values: dict[str, Any] = {}
    for field in fields(Answers):
        usual: Any = field.default
        value = document.get(field.name, usual)
        value = tuple(value) if isinstance(value, list) else value
        in_list = value if isinstance(value, tuple) else ()
        if type(value) is not type(usual) or not all(isinstance(each, str) for each in in_list):
            raise ValueError(f"`{field.name}` is something else than expected")
        values[field.name] = value
    given = Answers(**values)
    if given.began and iso_date(given.began) is None:
        raise ValueError("`began` is no day, like 2026-11-30")
    if given.logo and not re.fullmatch(r"logo\.[a-z]{3,4}", given.logo):
        raise ValueError("`logo` is no file that `playbook init` writes")
    return document["version"], given


def checked(answers: Answers) -> Answers:
    """The answers in one form. Raises UsageError for what cannot be used, with what can."""
    if answers.forge not in FORGES:
        raise UsageError(_not_one_of("forge", answers.forge, FORGES))
    if answers.language.lower() not in ("en", "en-gb", "en-us"):
        raise UsageError(
            f"--language {answers.language}: the words of the pages themselves are English only. "
            "Choose en; your own definitions and pages may be in any language"
        )
    if not re.fullmatch(r"[A-Za-z]{3}", answers.currency):
        raise UsageError(
            f"--currency {answers.currency}: a currency is its code of three letters, such as EUR"
        )
    return replace(
        answers,
        company=_line("--company", answers.company),
        you=_line("--you", answers.you) if answers.you.strip() else "",
        currency=answers.currency.upper(),
        language="en",
        colour=hexadecimal(answers.colour) if answers.colour else "",
    )


def _not_one_of(what: str, given: str, known: tuple[str, ...]) -> str:
    return f"there is no {what} `{given}`; known: {', '.join(known)}.{did_you_mean(given, known)}"


def chosen(what: str, given: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of roles or methods, each once. Raises UsageError for an unknown one."""
    for each in given:
        if each not in known:
            raise UsageError(_not_one_of(what, each, known))
    return tuple(each for each in known if each in given)


def _line(option: str, text: str) -> str:
    line = " ".join(text.split())
    odd = [letter for letter in line if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co")]
    if not line or len(line) > _LONGEST or odd:
        raise UsageError(f"{option} has to be a name of 1 to {_LONGEST} letters on one line")
    return line


def picture(path: Path) -> tuple[str, bytes]:
    """The name that a logo gets, and its bytes. Raises UsageError if it cannot be used."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"--logo {path} cannot be read: {error.strerror}") from error
    if len(data) > _LARGEST_LOGO:
        raise UsageError(f"--logo {path}: every page loads it; choose one below 300 kB")
    ending = next((ending for start, ending in _PICTURES.items() if data.startswith(start)), "")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        ending = ".webp"
    if _DRAWING.match(data):
        ending = ".svg"
        if found := not_allowed_in(data):
            raise UsageError(f"--logo {path} holds {found}; save it as plain SVG, or choose a PNG")
    if not ending:
        raise UsageError(f"--logo {path} is no picture: choose a file SVG, PNG, JPEG, GIF or WebP")
    return f"logo{ending}", data
