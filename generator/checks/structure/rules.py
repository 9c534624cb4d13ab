"""What must hold together before anything can be worked out; every finding is an error."""

from generator.findings.finding import Level, Rule


def _error(rule_id: str, title: str, why: str, remedy: str) -> Rule:
    return Rule(rule_id, Level.ERROR, title, why, remedy, area="structure")


UNKNOWN_REFERENCE = _error(
    "unknown-reference",
    "An id refers to nothing.",
    "The page would point nowhere, and nobody would notice that something is missing.",
    "Correct the id, or define what it names.",
)
DUPLICATE_ID = _error(
    "duplicate-id",
    "Two entries of one list have the same id.",
    "Links and history could mean either.",
    "Give one of them another id.",
)
CYCLE = _error(
    "cycle",
    "A chain of references leads back to its start.",
    "Nobody would be at the top; figures that roll up would never end.",
    "Take out one of the references named.",
)
ALIAS_TAKEN = _error(
    "alias-taken",
    "A former id belongs to another definition.",
    "Old links would lead to the wrong page.",
    "Take the alias out of one of the two.",
)
OWNER_MISSING = _error(
    "owner-missing",
    "A role, competency, method or path has no owner.",
    "Nobody would be asked when it ages.",
    "Add `owner:` with a function or a person.",
)
WEIGHTS_SUM = _error(
    "weights-sum",
    "The weights of an axis do not sum to 100.",
    "A weight would not mean the share of the axis it says.",
    "Change the weights so that they sum to 100.",
)
WEIGHT_POSITIVE = _error(
    "weight-not-positive",
    "The weight of a factor is zero or below.",
    "A factor without weight is scored for nothing; below zero a better score lowers the axis.",
    "Give it a weight above 0, or take the factor out.",
)
CUT_SCALE = _error(
    "cut-outside-scale",
    "A border or the grey band of an axis lies outside the scale, or bands do not follow in order.",
    "Scores run from 1 to 10: a band could never be reached, or a grey band would cover what is "
    "not there.",
    "Set `cut` and each `from` above 1 and up to 10, each above the one before, and `grey_band` "
    "from 0 up to the nearer end of the scale.",
)
AXIS_BANDS = _error(
    "axis-bands",
    "An axis does not say which bands it has.",
    "Nobody could say in which band a value lies.",
    "Write a `cut` for two halves, or two to five `bands` from the lowest up, each but the lowest "
    "with `from`, where it begins.",
)
CELL_KINDS = _error(
    "cell-wants-and-refuses",
    "A cell wants and refuses the same kind of action.",
    "Every plan in this cell would be wrong, whatever it does.",
    "Take the kind out of `wants` or out of `refuses`.",
)
CELL_FURTHEST = _error(
    "cell-furthest-step",
    "A cell names a furthest step that cannot be held against a stage.",
    "Nobody could say whether a plan aims further than its strategy needs.",
    "Name a method of steps, one of its steps that is no way out, and each method once.",
)
RISK_CELL = _error(
    "risk-from-cell",
    "A risk names a cell that no method has.",
    "The risk would answer nothing, and the cell's own risk would seem unnamed.",
    "Write the id of a cell in `content/methods/`.",
)
LEADING_METHOD = _error(
    "leading-method",
    "The leading method of the programme is no matrix.",
    "Only a matrix has cells, and a cell decides the strategy.",
    "Name a matrix, or leave it out so that the newest rating decides.",
)
CELLS_COVER = _error(
    "cells-cover",
    "The cells of a matrix do not cover every combination once.",
    "Some accounts would have no strategy, or two.",
    "Write a cell for each combination of bands: `when` names a band of an axis or a list of them, "
    "leaves out an axis that makes no difference, and may list several places.",
)
RATING_FACTORS = _error(
    "rating-factors",
    "The scores of a rating do not match the factors of its method.",
    "The axis could not be worked out, or would leave something out.",
    "Give each factor of the method one score and nothing else.",
)
RATING_METHOD = _error(
    "rating-method",
    "A rating or stage names something its method does not have.",
    "It could not be shown on the method's picture.",
    "Use a cell, axis or step of the method.",
)
LEVELS_SCALE = _error(
    "levels-scale",
    "A competency does not describe exactly the levels of the scale.",
    "People could not tell what is expected of them at some level.",
    "Describe each level of the framework's scale, and no other.",
)
DATES_ORDER = _error(
    "dates-order",
    "Something ends before it begins.",
    "Due dates and periods worked out from it would be wrong.",
    "Correct one of the two dates.",
)
WALLET_TOTAL = _error(
    "wallet-total",
    "Our part of a customer's spending is larger than all of it.",
    "The share of wallet would be above 100 %.",
    "Correct `total` or `ours`; both are a year's spending in the same category.",
)
DRIVER_PARTS = _error(
    "driver-parts",
    "The parts of a cost to serve add up to more than all of it.",
    "What is not assigned to a driver would be less than nothing.",
    "Correct a `cost` in `by_driver`, or `cost_to_serve`; each cost belongs to one driver only.",
)
PERIODS_OVERLAP = _error(
    "periods-overlap",
    "Two periods of an account overlap.",
    "The same sales would count in both, and one against the other would say nothing.",
    "Correct `starts` or `ends`; keep either the year or its quarters.",
)
WHITE_SPACE_NEGATIVE = _error(
    "white-space-negative",
    "A unit buys more of something than it could.",
    "White space is potential minus current: below zero it would hide what is open elsewhere.",
    "Raise `potential` to what is known to be possible, or correct `current`; both are a year's.",
)
WHITE_SPACE_TWICE = _error(
    "white-space-twice",
    "The white space of one product and unit is counted twice.",
    "Sums by product, by unit and in all would be too large.",
    "Keep one row for each product and unit, or one row for the whole customer.",
)
FIT_NOWHERE = _error(
    "fit-nowhere",
    "A rule of fit can never apply.",
    "What it asks for would never reach a checklist, and nobody would notice.",
    "Name a situation under `when`: a tier, context, structure, sector, cell or stage that exists.",
)
RATE_POSITIVE = _error(
    "rate-not-positive",
    "A conversion rate is zero or below.",
    "Amounts converted with it would vanish or turn into losses.",
    "Write how many units of the portfolio's currency one unit of the other is worth.",
)
RATE_OF_ITSELF = _error(
    "rate-of-itself",
    "The portfolio's currency has a rate to itself that is not 1.",
    "Nobody could say what an amount in it is worth.",
    "Take the rate out; amounts in the portfolio's currency need none.",
)
RATE_TWICE = _error(
    "rate-twice",
    "A currency has two rates of the same day.",
    "A sum would depend on the order of the lines.",
    "Keep the rate whose source holds.",
)

RULES = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
