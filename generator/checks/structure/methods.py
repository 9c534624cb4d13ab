"""Methods, and what accounts place on them."""

from collections.abc import Iterator
from itertools import product

from generator.checks.structure.rules import (
    CELLS_COVER,
    RATING_FACTORS,
    RATING_METHOD,
    WALLET_TOTAL,
    WEIGHTS_SUM,
)
from generator.definitions.load import Definitions
from generator.definitions.models import Account, Method
from generator.definitions.models.rating import Rating
from generator.diagnostics import Finding, did_you_mean


def method_problems(method: Method) -> Iterator[Finding]:
    """Weights and cells of one method."""
    for axis in method.axes:
        total = sum(factor.weight for factor in axis.factors)
        if total != 100:
            message = f"the weights of `{axis.id}` sum to {total}, not to 100"
            yield WEIGHTS_SUM.at(axis.at("factors"), message)
    if method.kind == "matrix" and len(method.axes) != 2:
        message = f"a matrix has two axes, this one {len(method.axes)}"
        yield CELLS_COVER.at(method.at("axes"), message)
    elif method.kind == "matrix":
        wanted = [
            dict(zip([axis.id for axis in method.axes], halves, strict=True))
            for halves in product(("low", "high"), repeat=len(method.axes))
        ]
        there = [dict(cell.when) for cell in method.cells]
        missing = [each for each in wanted if sum(each == other for other in there) != 1]
        strange = [cell for cell in method.cells if cell.when not in wanted]
        for cell in strange:
            message = f"`{cell.id}` stands at no combination of the axes' halves"
            yield CELLS_COVER.at(cell.at("when"), message)
        if missing:
            message = "; ".join(_combination(each) for each in missing)
            yield CELLS_COVER.at(method.at("cells"), f"not exactly one cell for: {message}")
    elif not method.steps:
        yield CELLS_COVER.at(method.where, "a method of steps has no step")


def _combination(halves: dict[str, str]) -> str:
    return ", ".join(f"{axis} {half}" for axis, half in halves.items())


def account_problems(definitions: Definitions, account: Account) -> Iterator[Finding]:
    """Ratings, stages, promotion and wallet of one account against their methods."""
    for rating in account.ratings:
        method = definitions.methods.get(rating.method)
        if method is not None and method.kind != "matrix":
            message = f"`{method.id}` is no matrix, so nothing can be scored by it"
            yield RATING_METHOD.at(rating.at("method"), message, account=account.id)
        elif method is not None:
            yield from _rating(account, rating, method)
    for placement in account.stages:
        method = definitions.methods.get(placement.method)
        steps = [step.id for step in method.steps] if method else []
        for key in ("now", "target"):
            step = getattr(placement, key)
            if method and step and step not in steps:
                message = f"`{step}` is no step of `{method.id}`.{did_you_mean(step, steps)}"
                yield RATING_METHOD.at(placement.at(key), message, account=account.id)
    methods = [definitions.methods.get(rating.method) for rating in account.ratings]
    if account.promotion and None not in methods:
        axes = [axis.id for method in methods if method for axis in method.axes]
        if account.promotion.axis not in axes:
            message = f"no rating of this account has the axis `{account.promotion.axis}`"
            yield RATING_METHOD.at(account.promotion.at("axis"), message, account=account.id)
    wallet = account.wallet
    if (
        wallet
        and wallet.total is not None
        and wallet.ours is not None
        and wallet.ours > wallet.total
    ):
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
            message = f"`{axis_id[:60]}` is no axis of `{method.id}`.{did_you_mean(axis_id, axes)}"
            yield RATING_FACTORS.at(rating.at("scores", axis_id), message, account=account.id)
            continue
        for factor in scores:
            if factor not in axes[axis_id]:
                hint = did_you_mean(factor, axes[axis_id])
                message = f"`{factor[:60]}` is no factor of `{axis_id}`.{hint}"
                place = rating.at("scores", axis_id, factor)
                yield RATING_FACTORS.at(place, message, account=account.id)
    cells = [cell.id for cell in method.cells]
    if rating.override and rating.override.cell not in cells:
        message = f"`{rating.override.cell}` is no cell of `{method.id}`."
        hint = did_you_mean(rating.override.cell, cells)
        yield RATING_METHOD.at(rating.override.at("cell"), message + hint, account=account.id)
