"""Whether the plan does what its cell asks for."""

from generator.exports.record import Record, says
from generator.exports.source import Source
from generator.model.common import ActionKind


class StageAimResult(Record):
    """A stage held against the furthest step that the strategy needs."""

    method: str = says("id of the stage model")
    furthest: str | None = says("id of the furthest step the strategy needs, if it says so", None)
    goes_further: bool = says("whether the target leads beyond it")
    stands_further: bool = says("whether the stage today lies beyond it")


class StyleResult(Record):
    """The style in which the relationship is managed, held against the cell of the scores."""

    method: str = says("id of the method")
    managed_as: str = says("id of the cell whose style it has")
    fit: str = says("matched, over-designed, under-designed or mismatched")


class CoherenceResult(Record):
    """One coherent strategy: what holds the plan and its cells together, or does not."""

    contradicting: tuple[str, ...] = says("ids of open actions of a kind that the cell refuses", ())
    lacking: tuple[ActionKind, ...] = says(
        "kinds of action the cell wants, when the plan has none of them", ()
    )
    stages: tuple[StageAimResult, ...] = says("by stage model", ())
    styles: tuple[StyleResult, ...] = says("of methods in which style and cell should match", ())
    unnamed_risks: tuple[str, ...] = says(
        "ids of cells to stand in which is itself a risk that no risk of the account names", ()
    )


def coherence(source: Source) -> CoherenceResult:
    """The account against its cells."""
    found = source.known.coherence
    activity = found.activity
    return CoherenceResult(
        contradicting=tuple(action.id for action in activity.contradicting) if activity else (),
        lacking=activity.lacking if activity else (),
        stages=tuple(
            StageAimResult(
                method=str(aim.stage.method),
                furthest=aim.furthest.id if aim.furthest else None,
                goes_further=aim.goes_further,
                stands_further=aim.stands_further,
            )
            for aim in found.stages
        ),
        styles=tuple(
            StyleResult(method=each.placement.method.id, managed_as=each.managed.id, fit=each.fit)
            for each in found.styles
        ),
        unnamed_risks=tuple(placement.cell.id for placement in found.unnamed_risks),
    )
