"""Structure of methods, and of everything that refers to their axes, cells and steps."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce

from generator.findings.classification import Classification, stricter
from generator.findings.finding import Finding, RuleArea
from generator.model.definitions import Definitions
from generator.model.kinds import Account, Method
from generator.model.method import HIGHEST, LOWEST, Axis, Band, Cell, Factor
from generator.model.rating import Rating
from generator.text.suggestions import did_you_mean

AREA = RuleArea("structure")

WEIGHTS_SUM = AREA.error(
    "weights-sum",
    "The weights of an axis do not sum to 100.",
    "A weight would not be the share of the axis that it states.",
    "Change the weights so that they sum to 100.",
)

WEIGHT_POSITIVE = AREA.error(
    "weight-not-positive",
    "The weight of a factor is zero or below.",
    "A factor without weight is scored for nothing; below zero a better score lowers the axis.",
    "Give it a weight above 0, or remove the factor.",
)

CUT_SCALE = AREA.error(
    "cut-outside-scale",
    "A border or the grey band of an axis is outside the scale, or bands do not follow in order.",
    "Scores run from 1 to 10: a band could never be reached, or a grey band would be "
    "outside the scale.",
    "Set `cut` and each `from` above 1 and up to 10, each above the one before, and `grey_band` "
    "from 0 up to the nearer end of the scale.",
)

AXIS_BANDS = AREA.error(
    "axis-bands",
    "An axis does not say which bands it has.",
    "Nobody could say in which band a value is.",
    "Write a `cut` for two halves, or two to five `bands` from the lowest up, each but the lowest "
    "with `from`, where it begins.",
)

CELL_KINDS = AREA.error(
    "cell-wants-and-refuses",
    "A cell wants and refuses the same kind of action.",
    "Every plan in this cell would be wrong, whatever it does.",
    "Take the kind out of `wants` or out of `refuses`.",
)

CELL_FURTHEST = AREA.error(
    "cell-furthest-step",
    "A cell names a furthest step that cannot be compared with a stage.",
    "Nobody could say whether a plan aims further than its strategy needs.",
    "Name a method of steps, one of its steps that is not an exit, and each method once.",
)

RISK_CELL = AREA.error(
    "risk-from-cell",
    "A risk names a cell that no method has.",
    "The risk would answer nothing, and the cell's own risk would seem unnamed.",
    "Write the id of a cell in `content/methods/`.",
)

LEADING_METHOD = AREA.error(
    "leading-method",
    "The leading method of the programme is not a matrix.",
    "Only a matrix has cells, and a cell decides the strategy.",
    "Name a matrix, or leave it out so that the newest rating decides.",
)

CELLS_COVER = AREA.error(
    "cells-cover",
    "The cells of a matrix do not cover every combination once.",
    "Some accounts would have no strategy, or two.",
    "Write a cell for each combination of bands: `when` names a band of an axis or a list of them, "
    "leaves out an axis that makes no difference, and may list several places.",
)

RATING_FACTORS = AREA.error(
    "rating-factors",
    "The scores of a rating do not match the factors of its method.",
    "The axis could not be computed, or would be incomplete.",
    "Give each factor of the method one score and nothing else.",
)

RATING_METHOD = AREA.error(
    "rating-method",
    "A rating or stage names something its method does not have.",
    "It could not be shown on the method's picture.",
    "Use a cell, axis or step of the method.",
)

WALLET_TOTAL = AREA.error(
    "wallet-total",
    "Our part of a customer's spending is larger than the total.",
    "The share of wallet would be above 100 %.",
    "Correct `total` or `ours`; both are a year's spending in the same category.",
)

FIT_NOWHERE = AREA.error(
    "fit-nowhere",
    "A rule of fit can never apply.",
    "What it requires would never reach a checklist, and nobody would notice.",
    "Name a situation under `when`: a tier, context, structure, sector, cell or stage that exists.",
)


def fit_problems(definitions: Definitions) -> Iterator[Finding]:
    """Rules of fit that never apply: without a situation, or with an unknown cell or step."""
    for rule in definitions.fit.rules if definitions.fit else ():
        when = rule.when
        if not any(getattr(when, name) for name in type(when).model_fields if name != "secrecy"):
            yield FIT_NOWHERE.at(rule.at("when"), f"`{rule.id}` names no situation")
        for at in when.cell:
            method = definitions.methods.get(at.method)
            cells = [cell.id for cell in method.cells] if method else []
            if method and at.cell not in cells:
                message = _is_not(at.cell, f"a cell of `{method.id}`", cells)
                yield FIT_NOWHERE.at(at.at("cell"), message)
        for stage in when.stage:
            method = definitions.methods.get(stage.method)
            steps = [step.id for step in method.steps] if method else []
            if method and stage.step not in steps:
                message = _is_not(stage.step, f"a step of `{method.id}`", steps)
                yield FIT_NOWHERE.at(stage.at("step"), message)


def _is_not(word: str, what: str, known: Iterable[str]) -> str:
    """States that a word is not one of the known ids, with a suggestion."""
    return f"`{word}` is not {what}.{did_you_mean(word, known)}"


_MOST_AXES, _FEWEST_BANDS, _MOST_BANDS = 2, 2, 5


def method_problems(definitions: Definitions, method: Method) -> Iterator[Finding]:
    """Problems of the weights, bands and cells of one method."""
    for axis in method.axes:
        yield from _axis(axis)
    axes = len(method.axes)
    if method.kind == "matrix" and not 1 <= axes <= _MOST_AXES:
        message = f"a matrix has one or two axes, this one {axes}"
        yield CELLS_COVER.at(method.at("axes"), message)
    elif method.kind == "matrix" and len({axis.id for axis in method.axes}) == axes:
        yield from _cover(method)
    elif method.kind == "steps" and not method.steps:
        yield CELLS_COVER.at(method.where, "a method of steps has no step")
    for cell in method.cells:
        yield from _cell(definitions, cell)


def _axis(axis: Axis) -> Iterator[Finding]:
    for factor in axis.factors:
        if factor.weight <= 0:
            message = f"the weight of `{factor.id}` is {factor.weight}"
            yield WEIGHT_POSITIVE.at(factor.at("weight"), message)
    total = sum(factor.weight for factor in axis.factors)
    if total != 100:
        message = f"the weights of `{axis.id}` sum to {total}, not to 100"
        yield WEIGHTS_SUM.at(axis.at("factors"), message, secrecy=_strictest(axis.factors))
    problems = [*_bands(axis), *_borders(axis)]
    yield from problems or _grey(axis)


def _strictest(entries: Iterable[Factor | Band]) -> Classification:
    """The class of a number that is made of all entries of a list."""
    return reduce(stricter, (each.own_class for each in entries), Classification.INTERNAL)


def _bands(axis: Axis) -> Iterator[Finding]:
    """Whether the axis declares its bands completely and in one way only."""
    written = axis.model_fields_set & {"cut", "low", "high"}
    if not axis.bands and axis.cut is None:
        message = f"`{axis.id}` has neither a `cut` nor `bands`"
        yield AXIS_BANDS.at(axis.where, message)
    elif axis.bands and written:
        keys = " and ".join(f"`{key}`" for key in ("cut", "low", "high") if key in written)
        message = f"`{axis.id}` has `bands`, and {keys} as well"
        yield AXIS_BANDS.at(axis.at(min(written)), message)
    elif axis.bands and not _FEWEST_BANDS <= len(axis.bands) <= _MOST_BANDS:
        message = f"an axis has two to five bands, `{axis.id}` {len(axis.bands)}"
        yield AXIS_BANDS.at(axis.at("bands"), message)
    for number, band in enumerate(axis.bands):
        if number and band.from_ is None:
            message = f"`{band.id}` of `{axis.id}` does not say `from` where it begins"
            yield AXIS_BANDS.at(band.where, message)
        elif not number and band.from_ is not None:
            message = f"`{band.id}` is the lowest band of `{axis.id}` and begins with the scale"
            yield AXIS_BANDS.at(band.at("from"), message)


def _borders(axis: Axis) -> Iterator[Finding]:
    """Whether each band covers a part of the scale."""
    if axis.cut is not None and not LOWEST < axis.cut <= HIGHEST:
        message = f"the cut of `{axis.id}` is {axis.cut}; scores run from 1 to 10"
        yield CUT_SCALE.at(axis.at("cut"), message)
    below: Band | None = None
    for band in axis.bands[1:]:
        if band.from_ is None:
            continue
        if not LOWEST < band.from_ <= HIGHEST:
            message = f"`{band.id}` of `{axis.id}` begins at {band.from_}; scores run from 1 to 10"
            yield CUT_SCALE.at(band.at("from"), message)
        elif below and below.from_ is not None and band.from_ <= below.from_:
            message = (
                f"`{band.id}` of `{axis.id}` begins at {band.from_}, not above {below.from_}, "
                f"where `{below.id}` begins"
            )
            yield CUT_SCALE.at(band.at("from"), message)
        below = band


def _grey(axis: Axis) -> Iterator[Finding]:
    """Whether the grey bands are within the scale."""
    borders, grey = axis.borders, axis.grey_band
    low, high = borders[0] - grey, borders[-1] + grey
    if grey < 0:
        message = f"the grey band of `{axis.id}` is {grey}, which is negative"
        yield CUT_SCALE.at(axis.at("grey_band"), message)
    elif low < LOWEST or high > HIGHEST:
        message = (
            f"the grey band of `{axis.id}` reaches from {low} to {high}; scores run from 1 to 10"
        )
        yield CUT_SCALE.at(axis.at("grey_band"), message, secrecy=_strictest(axis.bands))


def _cover(method: Method) -> Iterator[Finding]:
    """Whether each combination of bands has exactly one cell."""
    for cell in method.cells:
        yield from _places(method, cell)
    missing, covered = [], set()
    for bands in method.combinations:
        found = [cell for cell in method.cells if cell.lies_at(bands)]
        if not found:
            missing.append(_combination(bands))
        for other in found[1:]:
            first = found[0]
            if (first.id, other.id) not in covered:
                covered.add((first.id, other.id))
                message = f"`{other.id}` overlaps `{first.id}`: both at {_combination(bands)}"
                yield CELLS_COVER.at(other.at("when"), message)
    if missing:
        yield CELLS_COVER.at(method.at("cells"), f"no cell for: {'; '.join(missing)}")


def _places(method: Method, cell: Cell) -> Iterator[Finding]:
    """Unknown axes and bands in the positions of a cell."""
    axes = {axis.id: [band.id for band in axis.scale] for axis in method.axes}
    for place in cell.places:
        for axis, bands in place.items():
            if axis not in axes:
                message = f"`{cell.id}`: `{axis}` is not an axis of `{method.id}`."
                yield CELLS_COVER.at(cell.at("when"), message + did_you_mean(axis, axes))
                continue
            for band in bands:
                if band not in axes[axis]:
                    hint = did_you_mean(band, axes[axis]) or f" It has {', '.join(axes[axis])}."
                    message = f"`{cell.id}`: `{band}` is not a band of `{axis}`.{hint}"
                    yield CELLS_COVER.at(cell.at("when"), message)


def _combination(bands: Mapping[str, str]) -> str:
    return ", ".join(f"{axis} {band}" for axis, band in bands.items())


def _cell(definitions: Definitions, cell: Cell) -> Iterator[Finding]:
    """Contradictory kinds of action, and invalid furthest steps, of a cell."""
    contradicting = [kind for kind in dict.fromkeys(cell.wants) if kind in cell.refuses]
    if contradicting:
        message = f"`{cell.id}` wants and refuses: {', '.join(contradicting)}"
        yield CELL_KINDS.at(cell.at("refuses"), message)
    seen: set[str] = set()
    for limit in cell.furthest:
        stages = definitions.methods.get(limit.method)
        if limit.method in seen:
            message = f"`{limit.method}` appears twice"
            yield CELL_FURTHEST.at(limit.at("method"), message)
        elif stages is not None and stages.kind != "steps":
            message = f"`{limit.method}` is a matrix, so it has no step"
            yield CELL_FURTHEST.at(limit.at("method"), message)
        elif stages is not None:
            steps = [step.id for step in stages.steps if not step.way_out]
            if limit.step not in steps:
                what = f"a step of `{stages.id}` to go as far as"
                message = _is_not(limit.step, what, steps)
                yield CELL_FURTHEST.at(limit.at("step"), message)
        seen.add(limit.method)


def programme_problems(definitions: Definitions) -> Iterator[Finding]:
    """Whether the leading method of the programme is suitable."""
    organisation = definitions.organisation
    programme = organisation.programme if organisation else None
    leading = programme.leading_method if programme else None
    method = definitions.methods.get(leading) if leading else None
    if programme and method and method.kind != "matrix":
        message = f"`{method.id}` is not a matrix"
        yield LEADING_METHOD.at(programme.at("leading_method"), message)


def account_problems(definitions: Definitions, account: Account) -> Iterator[Finding]:
    """Ratings, stages, promotion and wallet of one account, checked against their methods."""
    for rating in account.ratings:
        method = definitions.methods.get(rating.method)
        if method is not None and method.kind != "matrix":
            message = f"`{method.id}` is not a matrix, so nothing can be scored by it"
            yield RATING_METHOD.at(rating.at("method"), message, account=account.id)
        elif method is not None:
            yield from _rating(account, rating, method)
    for placement in account.stages:
        method = definitions.methods.get(placement.method)
        steps = [step.id for step in method.steps] if method else []
        for key in ("now", "target"):
            step = getattr(placement, key)
            if method and step and step not in steps:
                message = _is_not(step, f"a step of `{method.id}`", steps)
                yield RATING_METHOD.at(placement.at(key), message, account=account.id)
    methods = [definitions.methods.get(rating.method) for rating in account.ratings]
    if account.promotion and None not in methods:
        axes = [axis.id for method in methods if method for axis in method.axes]
        if account.promotion.axis not in axes:
            message = f"no rating of this account has the axis `{account.promotion.axis}`"
            yield RATING_METHOD.at(account.promotion.at("axis"), message, account=account.id)
    yield from _risks(definitions, account)
    wallet = account.wallet
    ours, total = (wallet.ours, wallet.total) if wallet else (None, None)
    if wallet and ours is not None and total is not None and ours > total:
        message = "`ours` is larger than `total`"
        yield WALLET_TOTAL.at(wallet.at("ours"), message, account=account.id)


def _rating(account: Account, rating: Rating, method: Method) -> Iterator[Finding]:
    axes = {axis.id: [factor.id for factor in axis.factors] for axis in method.axes}
    for axis_id, factors in axes.items():
        missing = [each for each in factors if each not in rating.scores.get(axis_id, {})]
        if missing:
            message = f"no score of `{axis_id}` for: {', '.join(missing)}"
            yield RATING_FACTORS.at(rating.at("scores", axis_id), message, account=account.id)
    for axis_id, scores in rating.scores.items():
        if axis_id not in axes:
            hint = did_you_mean(axis_id, axes)
            message = f"`{axis_id[:60]}` is not an axis of `{method.id}`.{hint}"
            yield RATING_FACTORS.at(rating.at("scores", axis_id), message, account=account.id)
            continue
        for factor in scores:
            if factor not in axes[axis_id]:
                hint = did_you_mean(factor, axes[axis_id])
                message = f"`{factor[:60]}` is not a factor of `{axis_id}`.{hint}"
                place = rating.at("scores", axis_id, factor)
                yield RATING_FACTORS.at(place, message, account=account.id)
    cells = [cell.id for cell in method.cells]
    for chosen in (rating.override, rating.managed_as):
        if chosen and chosen.cell not in cells:
            message = _is_not(chosen.cell, f"a cell of `{method.id}`", cells)
            yield RATING_METHOD.at(chosen.at("cell"), message, account=account.id)


def _risks(definitions: Definitions, account: Account) -> Iterator[Finding]:
    """Risks that name an unknown cell; not if methods have errors or are not there."""
    broken = any(each.startswith("method/") for each in definitions.broken)
    if broken or not definitions.methods:
        return
    cells = [cell.id for method in definitions.methods.values() for cell in method.cells]
    for risk in account.risks:
        if risk.from_cell and risk.from_cell not in cells:
            message = _is_not(risk.from_cell, "a cell of any method", cells)
            yield RISK_CELL.at(risk.at("from_cell"), message, account=account.id)
