"""Which accounts stand where on a method."""

from dataclasses import dataclass
from datetime import date

from generator.definitions.models import Method
from generator.insight import AccountInsight
from generator.pages import markdown as md
from generator.pages.context import Context
from generator.pages.handbook_links import Link, account_path, method_path


@dataclass(frozen=True, slots=True)
class Placed:
    """An account on the method.

    ``values``: one per axis; ``at``: its cell or step; ``remark``: of a cell, that it was set
    against the scores, and in whose style the account is managed; of a step, the one worked
    towards.
    """

    account: Link
    values: list[str]
    at: Link
    remark: str
    on: date


def placed_on(context: Context, method: Method) -> list[Placed]:
    """Accounts in view on a method: by their newest rating, or by their stage."""
    found = []
    for known in context.insight.accounts.values():
        placed = _rated(known, method) or _staged(known, method)
        if placed:
            found.append(placed)
    return found


def _rated(known: AccountInsight, method: Method) -> Placed | None:
    newest = next((each for each in known.placements if each.method.id == method.id), None)
    if newest is None:
        return None
    cell = Link(newest.cell.name, method_path(method.id), f"cell-{newest.cell.id}")
    values = [
        f"{md.figure(axis.value, 2)} ({axis.half_name}{', grey band' if axis.grey else ''})"
        for axis in newest.axes
    ]
    remarks = [f"set by decision; computed: {newest.computed.name}"] if newest.overridden else []
    remarks += [
        "managed as such" if style.fit == "matched" else f"{style.fit}: as {style.managed.name}"
        for style in known.coherence.styles
        if style.placement is newest
    ]
    return Placed(_account(known), values, cell, "; ".join(remarks), newest.rating.on)


def _staged(known: AccountInsight, method: Method) -> Placed | None:
    stage = next((each for each in known.account.stages if each.method == method.id), None)
    if stage is None:
        return None
    steps = {step.id: step.name for step in method.steps}
    now = Link(
        steps.get(stage.now, md.sentence(stage.now)),
        method_path(method.id) if stage.now in steps else "",
        f"step-{stage.now}",
    )
    target = "none named"
    if stage.target:
        by = f" by {md.day_text(stage.by)}" if stage.by else ""
        target = steps.get(stage.target, md.sentence(stage.target)) + by
    return Placed(_account(known), [], now, target, stage.on)


def _account(known: AccountInsight) -> Link:
    return Link(known.account.name, account_path(known.account.id, "strategy.md"))
