"""What an import does, in words: what is new, changed, left alone and refused, and where."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.findings.finding import Finding, Rule
from generator.importing.known import FIELDS, NAMES_OF_PEOPLE
from generator.importing.plan import NOT_REPLACED, FieldChange, Outcome, Plan, rows_of
from generator.importing.records import Refused, link_field, rows_in_words
from generator.text.formats import counted

MOST, ALL = 20, 1_000_000
"""Lines of one part, unless all are asked for; and all of them."""

_MOST_COLUMNS = 12

_MOST_PLACES = 3


def report(plan: Plan, *, every: bool, amounts: bool) -> str:
    """The report of a plan. ``every``: all lines; ``amounts``: with amounts of money."""
    most = ALL if every else MOST
    parts = [
        part("new", [_new(each) for each in rows_of(plan.outcomes, "new")], most),
        part(
            "changed",
            [_changed(each, amounts) for each in rows_of(plan.outcomes, "changed")],
            most,
        ),
        part(
            "differs here and stays (--theirs takes what the table says)",
            [line for each in plan.outcomes for line in _kept(each, amounts, fixed=False)],
            most,
        ),
        part(
            "differs here and stays, as no import changes it; correct it by hand, here or there",
            [line for each in plan.outcomes for line in _kept(each, amounts, fixed=True)],
            most,
        ),
        part("refused", list(refusals(plan.refused)), most),
        part("left out, the rest of the row is taken", list(refusals(plan.notes)), most),
    ]
    return "\n\n".join(filter(None, (*parts, "\n".join(_left_alone(plan)))))


def part(title: str, lines: Sequence[str], most: int) -> str:
    """A part of a report under its title, cut where it is long; empty without lines."""
    if not lines:
        return ""
    more = [f"  and {len(lines) - most:,} more; --all lists them"] if len(lines) > most else []
    return "\n".join([f"{title[:1].upper()}{title[1:]}:", *lines[:most], *more])


def _who(outcome: Outcome) -> str:
    entry = f"/{outcome.entry}" if outcome.entry else ""
    return f"  row {outcome.row}: {outcome.account}{entry}"


def _new(outcome: Outcome) -> str:
    return f"{_who(outcome)}, {outcome.title}"


def _changed(outcome: Outcome, amounts: bool) -> str:
    return f"{_who(outcome)}: {'; '.join(_said(each, amounts) for each in outcome.changes)}"


def _kept(outcome: Outcome, amounts: bool, *, fixed: bool) -> Iterator[str]:
    """What stays of one row; ``fixed``: of what no import changes, else of all other fields."""
    for each in outcome.kept:
        if fixed != (not outcome.entry and each.field in NOT_REPLACED):
            continue
        ours, theirs = _shown(each, each.ours, amounts), _shown(each, each.theirs, amounts)
        stays = f"stays {ours}" if each.ours else "was taken out here"
        yield f"{_who(outcome)}: {each.field} {stays}; {each.place} says {theirs}"


def _said(found: FieldChange, amounts: bool) -> str:
    ours, theirs = _shown(found, found.ours, amounts), _shown(found, found.theirs, amounts)
    place = f" [{found.place.partition(' ')[0]}]" if found.place else ""
    return f"{found.field} {ours} -> {theirs}{place}"


def _shown(found: FieldChange, value: str, amounts: bool) -> str:
    if not value:
        return "nothing"
    if found.field == "amount" and not amounts:
        return "(an amount)"
    return f"`{value}`" if len(value) <= 60 else f"`{value[:57]}...`"


def refusals(refused: Iterable[Refused]) -> Iterator[str]:
    """A line each, but for those that say the same of cells of one column."""
    alike: dict[tuple[str, str], list[Refused]] = {}
    for each in refused:
        alike.setdefault((each.column, each.what), []).append(each)
    for (_, what), found in alike.items():
        places = ", ".join(each.place for each in found[:_MOST_PLACES])
        more = len(found) - _MOST_PLACES
        yield f"  {places}{f' and {more:,} more' if more > 0 else ''}: {what.rstrip('.')}."


def _left_alone(plan: Plan) -> Iterator[str]:
    if plan.gone:
        yield (
            "Removed here since the last import, and not written again "
            f"({rows_in_words(plan.gone)}); "
            "--theirs brings them back."
        )
    if plan.elsewhere:
        yield f"Of accounts that are not in this handbook: {rows_in_words(plan.elsewhere)}."
    if plan.unwanted:
        yield f"{counted(plan.unwanted, 'row')} left out by `only` of the mapping."
    if plan.columns.unused:
        names = plan.columns.unused
        more = f" and {len(names) - _MOST_COLUMNS} more" if len(names) > _MOST_COLUMNS else ""
        yield f"Columns that become nothing: {', '.join(names[:_MOST_COLUMNS])}{more}."
    yield _sum(plan)


def _sum(plan: Plan) -> str:
    states = [
        (len(rows_of(plan.outcomes, "new")), "new"),
        (len(rows_of(plan.outcomes, "changed")), "changed"),
        (len(rows_of(plan.outcomes, "as it is")), "as they are"),
        (len({each.row for each in plan.refused}), "refused"),
    ]
    kind = {"account": "accounts", "post": "posts", "opportunity": "opportunities"}
    said = ", ".join(f"{number:,} {state}" for number, state in states)
    return f"{kind[plan.columns.kind].capitalize()}: {said}."


def taken(plan: Plan) -> str:
    """Which fields the columns become, in a sentence."""
    fields = [name for name in FIELDS[plan.columns.kind] if name in plan.columns.at]
    names = [name for name in fields if name in NAMES_OF_PEOPLE]
    written = [name for name in fields if name not in names]
    written += [link_field(label) for label in plan.columns.links]
    looked_at = f"; {', '.join(names)}: looked at and not written" if names else ""
    return f"{plan.columns.title}: taken are {', '.join(written)}{looked_at}"


def lacks(findings: Mapping[str, Sequence[Finding]]) -> str:
    """What the plan of each account lacks, by the rules of the checks; once, what each rule
    means."""
    lines = ["What the plans lack, if they were active:"]
    rules: dict[str, Rule] = {}
    for account, found in findings.items():
        by_rule = {each.rule.id: each.rule for each in found}
        rules |= by_rule
        lines.append(f"  {account}: {', '.join(by_rule) or 'nothing that a check looks for'}")
    if rules:
        lines += ["", "What that means:"]
        lines += [f"  {name}: {rules[name].title}" for name in sorted(rules)]
    return "\n".join(lines)
