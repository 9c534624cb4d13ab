"""``playbook rules``: lists the rules with reasons and remedies."""

from collections.abc import Collection

import click
from rich.table import Table
from rich.text import Text

from generator.cli.output import console
from generator.cli.streams import print_for_programs
from generator.findings.errors import UsageError
from generator.findings.finding import Rule
from generator.pipeline import RULES
from generator.text.suggestions import closest, did_you_mean


@click.command(epilog="Examples: playbook rules; playbook rules uncovered-key-post")
@click.argument(
    "rule_id",
    metavar="[ID]",
    required=False,
    shell_complete=lambda _context, _parameter, typed: [
        rule.id for rule in RULES if rule.id.startswith(typed)
    ],
)
@click.option("--markdown", is_flag=True, help="The whole list as Markdown, as in docs/rules.md.")
def rules(rule_id: str | None, markdown: bool) -> None:
    """List every rule, or explain the one with this ID."""
    if markdown:
        print_for_programs(as_markdown())
        return
    if rule_id is None:
        _list()
        return
    rules = {rule.id: rule for rule in RULES}
    if rule_id not in rules:
        raise UsageError(f"there is no rule `{rule_id}`.{_hint(rule_id, rules)}")
    rule = rules[rule_id]
    out = console()
    out.print(Text.assemble((rule.id, "bold"), f"  {rule.level.value}, {rule.area}"))
    out.print(Text(f"\n{rule.title}\n\nWhy: {rule.why}\nRemedy: {rule.remedy}"))


def _hint(word: str, rules: Collection[str]) -> str:
    """The rule that may be meant, or similar ones; else where all of them are listed."""
    if suggestion := did_you_mean(word, rules):
        return suggestion
    similar = [f"`{each}`" for each in rules if word.casefold() in each] or closest(word, rules)
    if similar:
        return f" Similar rules: {', '.join(similar)}."
    return " `playbook rules` lists all of them."


def _list() -> None:
    table = Table(box=None, pad_edge=False, show_edge=False)
    for heading in ("Rule", "Level", "What"):
        table.add_column(heading, no_wrap=heading == "Rule")
    for area in areas():
        table.add_row(Text(f"\n{area}", style="bold"), "", "")
        for rule in in_area(area):
            table.add_row(rule.id, rule.level.value, rule.title)
    console().print(table)


def areas() -> list[str]:
    """All areas, in the order of registration."""
    return list(dict.fromkeys(rule.area for rule in RULES))


def in_area(area: str) -> list[Rule]:
    """The rules of an area, by id."""
    return sorted((rule for rule in RULES if rule.area == area), key=lambda rule: rule.id)


def as_markdown() -> str:
    """The reference of all rules: ``docs/rules.md``."""
    lines = [
        "# Rules",
        "",
        "The findings of `playbook check`. Errors stop a build; warnings need a decision; notes",
        "are worth a look. This page is made by `playbook rules --markdown`.",
    ]
    for area in areas():
        lines += ["", f"## {area.capitalize()}"]
        for rule in in_area(area):
            lines += [
                "",
                f"### {rule.id}",
                "",
                f"**{rule.level.value.capitalize()}.** {rule.title}",
                "",
                f"Why: {rule.why}",
                "",
                f"Remedy: {rule.remedy}",
            ]
    return "\n".join(lines) + "\n"
