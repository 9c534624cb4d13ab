"""Rules of fit against the methods they name."""

from collections.abc import Iterator

from generator.checks.structure.rules import FIT_NOWHERE
from generator.definitions.definitions import Definitions
from generator.diagnostics import Finding, did_you_mean


def fit_problems(definitions: Definitions) -> Iterator[Finding]:
    """Rules that apply nowhere: without a situation, or naming a cell or step that is none."""
    for rule in definitions.fit.rules if definitions.fit else ():
        when = rule.when
        if not any(getattr(when, name) for name in type(when).model_fields if name != "secrecy"):
            yield FIT_NOWHERE.at(rule.at("when"), f"`{rule.id}` names no situation")
        for at in when.cell:
            method = definitions.methods.get(at.method)
            cells = [cell.id for cell in method.cells] if method else []
            if method and at.cell not in cells:
                message = f"`{at.cell}` is no cell of `{method.id}`.{did_you_mean(at.cell, cells)}"
                yield FIT_NOWHERE.at(at.at("cell"), message)
        for stage in when.stage:
            method = definitions.methods.get(stage.method)
            steps = [step.id for step in method.steps] if method else []
            if method and stage.step not in steps:
                hint = did_you_mean(stage.step, steps)
                message = f"`{stage.step}` is no step of `{method.id}`.{hint}"
                yield FIT_NOWHERE.at(stage.at("step"), message)
