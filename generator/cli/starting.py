"""The files of a new repository, made from what its company said."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator import __version__
from generator.cli.answers import Answers, chosen
from generator.cli.colours import style_sheet
from generator.findings.errors import UsageError
from generator.model.definitions import Definitions
from generator.model.ids import id_from
from generator.model.kinds import kinds_with_files
from generator.model.walk import references_in
from generator.reading.files import SourceFile
from generator.reading.json_schema import file_name
from generator.reading.load import load
from generator.site.bundled import starter_content
from generator.text.yaml_scalars import scalar

_INSTALL = ".github/install-playbook.sh"
"""Installs the program for a job of GitHub and for a container; elsewhere it lies at the top."""

EXAMPLE = "accounts/hallmere-food-retail"
ASSETS = "content/pages/assets"
_TEMPLATES = "cli/starter/repository"
_PLAIN = ("editorconfig", "gitignore", "pre-commit-config.yaml", "yamllint")
"""Under names without a dot, because a .gitignore inside the package would apply to the package."""

_PEOPLE, _ORGANISATION = "content/people.yaml", "content/organisation.yaml"
_LINK = re.compile(r"\[([^\]]*)\]\((?:\.\./)+(role|method|onboarding)s?/([a-z0-9-]+)[/.][^)]*\)")
"""A link of a hand-written page to the page of a role, a method or a path."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new repository holds: bytes by path, with slashes.

    ``taken_too``: roles and methods that nobody chose, each with what needs it.
    """

    files: Mapping[str, bytes]
    taken_too: Mapping[str, str]


@cache
def shipped(base: Path) -> tuple[Mapping[str, bytes], Definitions]:
    """The content and the example account that lie below a folder, and what they define."""
    files = {
        file.relative_to(base).as_posix(): file.read_bytes()
        for folder in ("content", EXAMPLE)
        for file in sorted((base / folder).rglob("*"))
        if file.is_file() and not file.is_symlink()
    }
    definitions = (SourceFile(path, data) for path, data in files.items() if path.endswith("yaml"))
    return files, load(definitions)[0]


def newest_text(base: Path) -> date:
    """The day of the newest text that lies below a folder.

    It may be tomorrow here: the text was written further east.
    """
    handbook = shipped(base)[1].handbook()
    return max(change.on for each in handbook for change in each.changes)


def begin(answers: Answers, *, wheel: bool = False, base: Path | None = None) -> Begun:
    """The files of a repository, for these answers; the same for the same.

    ``wheel``: whether the program lies in ``wheels/``; ``base``: where the content is, else ours.
    Raises UsageError for a role, a method or a name that cannot be.
    """
    base = base or starter_content()
    held, definitions = shipped(base)
    left_out, taken_too = _left_out(answers, definitions)
    people = _people_of_examples(definitions) if answers.examples else frozenset()
    files = {
        path: _fitted(path, data, answers, left_out, people)
        for path, data in held.items()
        if path not in left_out and (answers.examples or not path.startswith("accounts/"))
    }
    files |= _frame(answers, base, wheel=wheel) | _jobs(answers.forge, base)
    _refuse_unusable(files)
    return Begun(dict(sorted(files.items())), taken_too)


def _fitted(
    path: str, data: bytes, answers: Answers, left_out: Collection[str], people: Collection[str]
) -> bytes:
    """A file of our content as this company gets it."""
    if path == _ORGANISATION:
        return _organisation(data.decode(), answers, left_out).encode()
    if path == _PEOPLE:
        return _people(data.decode(), answers, people).encode()
    if path.endswith(".md"):
        return _without_links(data.decode(), left_out).encode()
    if path == f"{EXAMPLE}/account.yaml":
        return re.sub(rb"(?m)^currency: .*$", f"currency: {answers.currency}".encode(), data)
    return data


# What is chosen, and what it needs ---------------------------------------------------------------
def _left_out(answers: Answers, definitions: Definitions) -> tuple[set[str], dict[str, str]]:
    """The files of what is not needed, and what is taken though nobody chose it."""
    wanted = {
        "role": chosen("role", answers.roles, tuple(definitions.roles)) or definitions.roles,
        "method": chosen("method", answers.methods, tuple(definitions.methods))
        or definitions.methods,
    }
    paths = {str(each.role): each for each in definitions.onboarding.values()}
    taken = {(kind, each) for kind, ids in wanted.items() for each in ids}
    taken_too: dict[str, str] = {}
    waiting = [*definitions.by_kind["fit"].values()]
    waiting += [definitions.by_kind[kind][each] for kind, each in sorted(taken)]
    waiting += [path for role, path in sorted(paths.items()) if ("role", role) in taken]
    while waiting:
        holder = waiting.pop(0)
        needed = [
            (kind, str(each))
            for each in references_in(holder)
            for kind in each.kinds
            if kind in wanted and each in definitions.by_kind[kind]
        ]
        for kind, each in dict.fromkeys(needed):
            if (kind, each) not in taken:
                taken.add((kind, each))
                taken_too[each] = str(getattr(holder, "name", "") or "how roles and methods fit")
                waiting += [definitions.by_kind[kind][each], *filter(None, [paths.get(each)])]
    left = {
        f"content/{kind}s/{each}.yaml"
        for kind in wanted
        for each in definitions.by_kind[kind]
        if (kind, each) not in taken
    }
    left |= {
        f"content/onboarding/{path.id}.yaml"
        for role, path in paths.items()
        if ("role", role) not in taken
    }
    return left, taken_too


def _without_links(text: str, left_out: Collection[str]) -> str:
    """A hand-written page whose links to what is left out are words."""

    def link(found: re.Match[str]) -> str:
        folder = "onboarding" if found[2] == "onboarding" else f"{found[2]}s"
        return found[1] if f"content/{folder}/{found[3]}.yaml" in left_out else found[0]

    return _LINK.sub(link, text)


def _people_of_examples(definitions: Definitions) -> frozenset[str]:
    """The people whom the example accounts name."""
    known = definitions.people.people if definitions.people else ()
    named = {str(each) for item in definitions.accounts.values() for each in references_in(item)}
    return frozenset(person.id for person in known if person.id in named)


# Two files that a company fills itself -----------------------------------------------------------
def _entries(text: str, key: str) -> list[str]:
    """The entries of a list, each with its lines."""
    return re.split(rf"(?m)^(?=  - {key}: )", text)[1:]


def _people(text: str, answers: Answers, examples: Collection[str]) -> str:
    """`people.yaml` with the first person and those of the examples."""
    you = []
    if answers.you:
        name = id_from(answers.you) or "first-person"
        you.append({"id": name, "name": answers.you, "post": "kam"})
    own = _rendered("people.yaml", people=you, figures=bool(examples))
    kept = [
        re.sub(r"\n\n.*\Z", "\n", each, flags=re.DOTALL)
        for each in _entries(text, "id")
        if each.split("\n")[0].removeprefix("  - id: ") in examples
    ]
    if not kept:
        return own
    head = own if you else own.partition("people: []")[0] + "people:\n"
    return f"{head}  # Fictional, of the example account\n{''.join(kept)}"


def _organisation(text: str, answers: Answers, left_out: Collection[str]) -> str:
    """`organisation.yaml` of the company, without what belongs to ours."""
    sections = dict(re.findall(r"(?ms)^(\w+):(.*?)(?=^\w|\Z)", text))
    lines = text.partition("\n")[0]
    day = f"examples_as_of:{sections['examples_as_of'].rstrip()}\n" if answers.examples else ""
    day += f"handbook_since: {answers.began}\n\n" if answers.began else "\n"
    expected = [
        each
        for each in _entries(sections["organisation_expects"], "role")
        if f"content/roles/{each.split()[2]}.yaml" not in left_out
    ]
    offer = f"offer:{sections['offer']}" if answers.examples else _rendered("offer.yaml")
    return (
        f"{lines}\nschema:{sections['schema']}name: {scalar(answers.company, own_line=True)}\n{day}"
        f"functions:{sections['functions']}posts:{sections['posts']}{offer}"
        f"programme:{sections['programme']}"
        f"{_rendered('currencies.yaml', currency=answers.currency)}"
        f"organisation_expects:\n{''.join(expected)}"
    )


# Everything else ---------------------------------------------------------------------------------
def _frame(answers: Answers, base: Path, *, wheel: bool) -> dict[str, bytes]:
    """Settings of the site and of editors, what the folder is for, schemas and guides to them."""
    named = {
        "README.md": _rendered("README.md", answers=answers, version=__version__, wheel=wheel),
        "mkdocs.yml": _rendered("mkdocs.yml", answers=answers),
        # `playbook serve` follows folders that are there when it starts.
        "accounts/README.md": "One folder per account; `playbook new account ID` begins one.\n",
        "pyproject.toml": _rendered("pyproject.toml", version=__version__),
        ".vscode/settings.json": _json({"yaml.schemas": _schemas(), "files.eol": "\n"}),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
    }
    if answers.colour:
        named[f"{ASSETS}/company.css"] = style_sheet(answers.colour)
    files = {path: text.encode() for path, text in named.items()}
    here = Path(__file__).parent / "starter/repository"
    files |= {f".{name}": (here / name).read_bytes() for name in _PLAIN}
    for name in ("docs/review.md", "docs/browser-policy.md", ".containerignore"):
        files[name] = (base / name).read_bytes()
    script = _INSTALL if answers.forge == "github" else Path(_INSTALL).name
    files[script] = (base / _INSTALL).read_bytes()
    for name in ("Containerfile", "docs/container.md"):
        files[name] = (base / name).read_bytes().replace(_INSTALL.encode(), script.encode())
    for kind in kinds_with_files():
        name = f"schema/{file_name(kind.name)}"
        files[name] = (base / name).read_bytes()
    return files


def _jobs(forge: str, base: Path) -> dict[str, bytes]:
    """The jobs of GitHub or GitLab, and the questions of a proposal."""
    questions = ".github/pull_request_template.md"
    if forge == "gitlab":
        jobs = Path(__file__).parent / "starter/gitlab-ci.yml"
        return {
            ".gitlab-ci.yml": jobs.read_bytes(),
            ".gitlab/merge_request_templates/Default.md": (base / questions).read_bytes(),
        }
    if forge == "github":
        return {
            file.relative_to(base).as_posix(): file.read_bytes()
            for file in (base / ".github").rglob("*")
            # Ours has people of our repository; `playbook codeowners` makes that of a new one.
            if file.is_file() and file.name != "CODEOWNERS"
        }
    return {}


def _schemas() -> dict[str, str]:
    """Which schema an editor takes for which files; the first line of most says it as well."""
    kinds = kinds_with_files()
    shared = {kind.above for kind in kinds if not kind.of_many}
    return {
        f"schema/{file_name(kind.name)}": kind.main_file("*")
        for kind in kinds
        if not (kind.of_many and kind.above in shared)
    }


def _json(document: object) -> str:
    return json.dumps(document, indent=2) + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701 - YAML, TOML and Markdown of names that are checked
        loader=PackageLoader("generator", _TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["scalar"] = scalar
    return environment


def _rendered(name: str, **values: object) -> str:
    return _environment().get_template(f"{name}.j2").render(values)


def _refuse_unusable(files: Mapping[str, bytes]) -> None:
    """Refuse names that a definition cannot hold."""
    made: Iterable[str] = (_ORGANISATION, _PEOPLE)
    _, problems = load([SourceFile(path, files[path]) for path in made])
    if problems:
        raise UsageError(f"a name cannot be used: {problems[0].message}")
