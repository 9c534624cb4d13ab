"""What must hold together before anything can be worked out; every finding is an error."""

from generator.diagnostics import Level, Rule


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
CELLS_COVER = _error(
    "cells-cover",
    "The cells of a matrix do not cover every combination once.",
    "Some accounts would have no strategy, or two.",
    "Write one cell for each combination of low and high.",
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

RULES = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
