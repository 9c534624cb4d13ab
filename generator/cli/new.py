"""``playbook new``: creates a definition to complete, valid from the start."""

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

import click
from jinja2 import Environment, PackageLoader, StrictUndefined

from generator import pipeline
from generator.cli.asking import may_ask
from generator.cli.new_choices import asked, one_of, required
from generator.cli.options import as_of_date, as_of_option, root_option
from generator.cli.output import console
from generator.cli.write_files import FileChange, root_to_write, write_files
from generator.findings.errors import UsageError
from generator.model.definitions import Definitions
from generator.model.grammars import ID_PATTERN
from generator.model.ids import LONGEST_ID, global_ids, id_from
from generator.model.kinds import KINDS, Method
from generator.reading.files import SourceFile
from generator.reading.identity import reserved
from generator.reading.load import load
from generator.text.suggestions import known_ids
from generator.text.yaml_scalars import scalar

_STARTER = "cli/starter"

_KINDS = tuple(
    kind for kind in KINDS if (files("generator") / _STARTER / f"{kind}.yaml.j2").is_file()
)
"""Kinds with a template."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Values of a new definition: existing ids, so that it is valid.

    ``full``: with every section of an account; ``method``: the one that ratings of accounts follow.
    ``requires``: competencies of a role with their levels.
    """

    id: str
    name: str
    today: date
    owner: str
    area: str | None
    levels: tuple[str, ...]
    full: bool = False
    functions: tuple[str, ...] = ()
    product: str | None = None
    currency: str = "EUR"
    method: Method | None = None
    reports_to: str | None = None
    requires: tuple[tuple[str, str], ...] = ()


@click.command(
    help="Write a commented, valid definition with this ID, for you to complete.\n\n"
    f"KIND is {', '.join(_KINDS[:-1])} or {_KINDS[-1]}. On a terminal, what is not given is asked.",
    epilog="Examples: playbook new account acme-pumps --full; playbook new role channel-manager "
    "--owner sales --reports-to sales-director --requires negotiation=expert; "
    "playbook new competency tender-writing",
)
@click.argument("kind", type=click.Choice(sorted(_KINDS)), metavar="KIND", required=False)
@click.argument("new_id", metavar="ID", required=False)
@click.option("--name", help="The name people use; else made from the ID.")
@click.option(
    "--owner",
    help="Who answers for it: an id of people.yaml; of a handbook definition "
    "also a function. Else the first there is.",
)
@click.option("--area", help="Of a competency: an area of the framework; else the first.")
@click.option(
    "--reports-to", metavar="ID", help="Of a role: the post or role it reports to; else the first."
)
@click.option(
    "--requires",
    multiple=True,
    metavar="ID=LEVEL",
    help="Of a role: a competency and the level asked for; may be given several times.",
)
@click.option(
    "--full",
    is_flag=True,
    help="Of an account: with all sections as hints, and what each score of a rating means.",
)
@as_of_option
@root_option
def new(
    kind: str | None,
    new_id: str | None,
    name: str | None,
    owner: str | None,
    area: str | None,
    reports_to: str | None,
    requires: tuple[str, ...],
    full: bool,
    as_of: str | None,
    root: Path | None,
) -> None:
    """Write a definition with this ID into its place."""
    asks = may_ask() and (kind is None or new_id is None)
    if kind is None:
        kind = _asked_kind() if asks else _missing("KIND")
    if new_id is None:
        name = name or (click.prompt("Name that people use") if asks else _missing("ID"))
        new_id = id_from(str(name)) or str(name)
    if full and kind != "account":
        raise UsageError(f"--full is for accounts; a {kind} has all its sections anyway")
    repository = root_to_write(root)
    day = as_of_date(as_of, repository)
    if not re.fullmatch(ID_PATTERN, new_id) or len(new_id) > LONGEST_ID or new_id in reserved(kind):
        raise UsageError(_no_id(kind, new_id))
    definitions = pipeline.read_definitions(repository).definitions
    _only_of("role", kind, {"--reports-to": reports_to, "--requires": requires})
    _only_of("competency", kind, {"--area": area})
    if asks:
        area, reports_to, requires = asked(definitions, kind, area, reports_to, requires)
    blank = Blank(
        id=new_id,
        name=_scalar(name or new_id.replace("-", " ").capitalize()),
        today=day,
        owner=owner_of(definitions, kind, owner),
        area=one_of(definitions, ("area",), area),
        levels=tuple(global_ids(definitions)["level"]),
        full=full,
        functions=tuple(global_ids(definitions)["function"]),
        product=next(iter(global_ids(definitions)["product"]), None),
        currency=_currency(definitions),
        method=_method(definitions),
        reports_to=one_of(definitions, ("post", "role"), reports_to),
        requires=required(definitions, requires),
    )
    if kind == "competency" and blank.area is None:
        raise UsageError("there is no framework yet: write content/competencies/framework.yaml")
    path = KINDS[kind].main_file(new_id)
    if os.path.lexists(repository / path):
        raise UsageError(f"{repository / path} already exists; nothing was changed")
    data = _text(kind, blank).encode("utf-8")
    _, problems = load([SourceFile(path, data)])
    if problems:
        raise UsageError(f"the name cannot be used: {problems[0].message}")
    write_files(repository, [FileChange(path, None, data)])
    console().print(
        f"{path} is there and valid. Its owner is `{blank.owner}`. "
        "Complete it, then run `playbook check`.",
        markup=False,
    )


def _asked_kind() -> str:
    return str(click.prompt("What is new", type=click.Choice(sorted(_KINDS)), default="role"))


def _missing(argument: str) -> NoReturn:
    raise click.UsageError(
        f"Missing argument '{argument}', as in: playbook new role channel-manager. On a terminal "
        "`playbook new` alone asks for all"
    )


def _only_of(kind: str, given: str, options: Mapping[str, object]) -> None:
    for option, value in options.items():
        if value and given != kind:
            raise UsageError(f"{option} is for a {kind}, and this is a new {given}")


def _no_id(kind: str, given: str) -> str:
    made = id_from(given)
    if made and made not in reserved(kind):
        return (
            f"`{given[:80]}` cannot be an id. Use `{made}` as the id, and the name beside it:\n"
            f"  playbook new {kind} {made} --name {shlex.quote(given[:80])}"
        )
    return (
        f"`{given[:80]}` cannot be an id: small letters, digits and single hyphens, at least one "
        "letter, like acme-pumps (and no word the site needs itself)"
    )


def _currency(definitions: Definitions) -> str:
    """The currency of sums over accounts, where it is declared."""
    declared = definitions.organisation.currencies if definitions.organisation else None
    return declared.portfolio if declared else "EUR"


def _method(definitions: Definitions) -> Method | None:
    """The leading method of the programme, else the first one that has axes."""
    programme = definitions.organisation.programme if definitions.organisation else None
    leading = programme.leading_method if programme else None
    methods = definitions.methods
    if leading and leading in methods:
        return methods[leading]
    return next((each for each in methods.values() if each.axes), None)


def owner_of(definitions: Definitions, kind: str, given: str | None) -> str:
    """The owner of a new definition: the one that is given, else the first there is.

    Raises UsageError for one that is not there, and where there is none.
    """
    ids = global_ids(definitions)
    people = list(ids["person"])
    allowed = people if kind == "account" else [*ids["function"], *people]
    if given not in allowed and "people/people" in definitions.broken:
        raise UsageError("content/people.yaml cannot be read: run `playbook check` first")
    if given is not None and given not in allowed:
        known = known_ids(given, {each: each for each in allowed})
        raise UsageError(f"there is no owner `{given}`; known: {known}")
    if not allowed:
        raise UsageError("nobody can own it yet: add a person to content/people.yaml first")
    return given or allowed[0]


def _scalar(name: str) -> str:
    return scalar(" ".join(name.split()), own_line=True)


def _text(kind: str, blank: Blank) -> str:
    # Nothing is escaped here: ids are checked and the name is encoded.
    environment = Environment(  # noqa: S701 - YAML, not HTML
        loader=PackageLoader("generator", _STARTER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(f"{kind}.yaml.j2").render(new=blank)
