"""One coherent strategy: where a plan contradicts the cell its account stands in."""

from collections.abc import Iterator, Sequence

from generator.analysis import Insight
from generator.analysis.coherence import StyleFit
from generator.analysis.matrix import Placement
from generator.analysis.movement import newest_by_method
from generator.checks.registry import Check, active, info, warning
from generator.editions import Catalog
from generator.findings.finding import Finding, Rule
from generator.model.common import ActionKind, HandbookChange
from generator.model.kinds import Method

AREA = "coherence"

CONTRADICTS = warning(
    "action-contradicts-cell",
    "An open action is of a kind that the account's cell refuses.",
    "One account, one strategy: effort against it is taken from where the strategy needs it.",
    "Drop the action, correct its `kind`, or write an `override` of the cell with its reason.",
    AREA,
)
LACKS = warning(
    "cell-wants-other-actions",
    "No action is of a kind that the account's cell asks for.",
    "A strategy that nothing is done for is a name on a picture.",
    "Add such an action, write the `kind` of those there are, or rate the account again.",
    AREA,
)
STAGE_TOO_FAR = warning(
    "stage-beyond-strategy",
    "The stage worked towards is further than the cell's strategy needs.",
    "A closer relationship costs both sides; without a strategy that needs it, it pays for nobody.",
    "Lower the `target`, leave it out, or say with a new rating why the account deserves more.",
    AREA,
)
RISK_UNNAMED = warning(
    "cell-risk-unnamed",
    "An account stands in a cell that is itself a risk, and no risk names it.",
    "Unnamed it has no trigger, no answer and nobody who watches it.",
    "Write a risk with `from_cell`, its trigger and its owner.",
    AREA,
)
STYLE = warning(
    "style-differs-from-cell",
    "An account is managed in the style of another cell than it stands in.",
    "Over-designed wastes people's time; under-designed leaves ties that nobody looks after.",
    "Change how the relationship is managed, or correct `managed_as` or the scores.",
    AREA,
)
BEFORE_METHOD = warning(
    "rating-before-method",
    "A rating or stage is older than the major version of its method.",
    "The method asks for something else now; the judgement answers a question nobody puts today.",
    "Judge the account again by the method as it stands.",
    AREA,
)
BEFORE_VERSION = info(
    "rating-before-version",
    "A rating or stage is older than the version of its method.",
    "What was added to the method since was not in front of whoever judged.",
    "Read what changed on the page of the method; judge again where it makes a difference.",
    AREA,
)


def _contradictions(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        found = known.coherence
        for action in found.activity.contradicting if found.activity else ():
            cell = found.leading.cell.name if found.leading else ""
            message = f"`{action.id}` is of the kind {action.kind}, which {cell} refuses."
            yield CONTRADICTS.at(
                action.at("kind"), message, account=known.account.id, about=_cell(found.leading)
            )


def _lacking(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        leading, found = known.coherence.leading, known.coherence.activity
        if leading is None or found is None or not found.lacking:
            continue
        message = (
            f"{leading.cell.name} asks for actions of the kind {_either(found.lacking)}; "
            "none is open or was done in the last 12 months."
        )
        unsaid = sum(action.kind is None for action in found.open)
        if unsaid:
            message += f" Open actions without a `kind`: {unsaid}."
        place = leading.rating.where
        yield LACKS.at(place, message, account=known.account.id, about=_cell(leading))


def _cell(placement: Placement | None) -> str:
    return placement.cell.id if placement else ""


def _either(kinds: Sequence[ActionKind]) -> str:
    return " or ".join(kinds)


def _stages(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        leading = known.coherence.leading
        for aim in known.coherence.stages:
            if leading and aim.goes_further and aim.furthest:
                message = (
                    f"`{aim.stage.target}` is further than {leading.cell.name} needs: "
                    f"{aim.furthest.name} at most."
                )
                yield STAGE_TOO_FAR.at(aim.stage.at("target"), message, account=known.account.id)


def _risks(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        for placement in known.coherence.unnamed_risks:
            message = (
                f"to stand in {placement.cell.name} ({placement.method.name}) is a risk, and none "
                f"written down has `from_cell: {placement.cell.id}`."
            )
            place = placement.rating.where
            yield RISK_UNNAMED.at(place, message, account=known.account.id, about=_cell(placement))


def _styles(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        for style in known.coherence.styles:
            managed = style.placement.rating.managed_as
            if managed is not None and style.fit != "matched":
                where = managed.at("cell")
                yield STYLE.at(where, _style(style), account=known.account.id)


def _style(style: StyleFit) -> str:
    computed = style.placement.computed.name
    return f"{style.fit}: managed as {style.managed.name}, the scores say {computed}."


def _before_method(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    return _older(catalog, insight, BEFORE_METHOD)


def _before_version(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    return _older(catalog, insight, BEFORE_VERSION)


def _older(catalog: Catalog, insight: Insight, rule: Rule) -> Iterator[Finding]:
    """Judgements older than the version of their method, each under one rule only."""
    for known in active(insight):
        judged = [
            (placement.method, placement.rating.on, placement.rating.at("on"))
            for placement in newest_by_method(known.placements)
        ]
        judged += [
            (catalog.methods[stage.method], stage.on, stage.at("on"))
            for stage in known.account.stages
            if stage.method in catalog.methods
        ]
        for method, on, where in judged:
            broken = [(each, by) for each, by in _changes(method) if on < by.on]
            if broken and broken[0][0] is rule:
                by = broken[0][1]
                message = (
                    f"The judgement of {on} is older than version {by.version} of "
                    f"{method.name} ({by.on})."
                )
                yield rule.at(where, message, account=known.account.id)


def _changes(method: Method) -> Iterator[tuple[Rule, HandbookChange]]:
    """The change that began the major version of a method, then the one of its minor version.

    The first version there was asks nobody to judge again, and a patch changes words only.
    """
    by_age = sorted(method.changes, key=lambda change: change.version)
    major = [each for each in by_age if each.version.major == method.version.major]
    minor = [each for each in major if each.version.minor == method.version.minor]
    for rule, versions in ((BEFORE_METHOD, major), (BEFORE_VERSION, minor)):
        if versions and (versions[0] is not by_age[0] or method.version.major > 1):
            yield rule, versions[0]


CHECKS = (
    Check(CONTRADICTS, _contradictions),
    Check(LACKS, _lacking),
    Check(STAGE_TOO_FAR, _stages),
    Check(RISK_UNNAMED, _risks),
    Check(STYLE, _styles),
    Check(BEFORE_METHOD, _before_method),
    Check(BEFORE_VERSION, _before_version),
)
