"""What an import of a public framework does, in words."""

from generator.importing.frameworks.definitions import FrameworkPlan
from generator.importing.report import ALL, MOST, part, refusals
from generator.model.kinds import KINDS
from generator.text.formats import counted


def framework_report(plan: FrameworkPlan, *, every: bool) -> str:
    """The report of a plan; ``every``: all lines."""
    most = ALL if every else MOST
    parts = (
        part("new", [f"  {kind} {key}: {name}" for kind, key, name in plan.new], most),
        part("here already, and left as they are", [_path(*each) for each in plan.here], most),
        part("refused", list(refusals(plan.refused)), most),
    )
    counts = ", ".join(
        (
            *(_new(plan, kind) for kind in ("competency", "role")),
            f"{len(plan.here)} here already",
            f"{len(plan.refused)} refused",
        )
    )
    return "\n\n".join(filter(None, (*parts, f"{counts}.")))


def _path(kind: str, key: str) -> str:
    return f"  {KINDS[kind].main_file(key)}"


def _new(plan: FrameworkPlan, kind: str) -> str:
    number = sum(each[0] == kind for each in plan.new)
    return counted(number, f"new {KINDS[kind].called}", f"new {KINDS[kind].plural}")
