"""Ratings and money."""

from datetime import date, timedelta

from benchmarks.madeup.customer import Customer
from benchmarks.madeup.dice import TODAY, Dice, words
from benchmarks.madeup.handbook import MATRIX, Axis
from benchmarks.madeup.yaml_text import Flow, Value

_RATERS = ("sales", "service", "finance", "logistics", "customer-service", "engineering")


def ratings(customer: Customer, dice: Dice) -> dict[str, Value]:
    """Ratings by the matrix, newest first."""
    newest = dice.day(-220, -20)
    days = [
        newest - timedelta(days=year * 365) for year in range(dice.between(*customer.size.ratings))
    ]
    return {"ratings": [_rating(customer, on, dice) for on in days]}


def _rating(customer: Customer, on: date, dice: Dice) -> dict[str, Value]:
    scores = {
        axis.id: {factor: dice.between(2, 9) for factor in axis.weights}
        for axis in customer.handbook.axes
    }
    found: dict[str, Value] = {
        "method": MATRIX,
        "on": on,
        "raters": Flow(dice.some(_RATERS, dice.between(2, 4))),
    }
    if dice.chance(85):
        verified = min(TODAY, on + timedelta(days=dice.between(1, 15)))
        found["verified"] = {"by": dice.pick(customer.posts).id, "on": verified}
    found["scores"] = {
        axis: {factor: _score(customer, score, on, dice) for factor, score in factors.items()}
        for axis, factors in scores.items()
    }
    grey = any(_is_grey(axis, scores[axis.id]) for axis in customer.handbook.axes)
    if grey and dice.chance(80):
        found["grey_band_reason"] = customer.said(
            dice, "The result of <site> moved the axis by one point; the team stays with last year."
        )
    return found


def _is_grey(axis: Axis, scores: dict[str, int]) -> bool:
    total = sum(axis.weights.values())
    value = sum(scores[factor] * weight for factor, weight in axis.weights.items()) / total
    return abs(value - axis.cut) <= axis.grey_band


def _score(customer: Customer, score: int, on: date, dice: Dice) -> dict[str, Value]:
    if customer.tier == "standard" and dice.chance(5):
        return {"score": score}
    height = "low" if score < 4 else "middle" if score < 7 else "high"
    return {
        "score": score,
        "evidence": customer.said(dice, dice.pick(words()["evidence"][height])),
        "source": dice.pick(words()["sources"]),
        "date": on - timedelta(days=dice.between(0, 90)),
        "confidence": dice.pick(("low", "medium", "high")),
    }


def money(customer: Customer, dice: Dice) -> dict[str, Value]:
    """Wallet, result and white space; every amount is confidential."""
    scale = {"global": 6000, "national": 3000, "key": 1500, "standard": 250}[customer.tier]
    total = dice.between(scale * 5, scale * 10)  # this and all below in thousands
    ours = total * dice.between(8, 80) // 100
    return {
        "wallet": {
            "category": "Spending in our field at all sites, a year",
            "total": _amount(total),
            "ours": _amount(ours),
            "on": dice.day(-200, -20),
            "method": "Budgets of the sites less own labour, checked against order books",
            "source": dice.pick(words()["sources"]),
            "confidence": dice.pick(("low", "medium", "high")),
        },
        "economics": _economics(customer, ours, dice),
        "white_space": [
            _white_space(product, site.id, scale, dice)
            for site in customer.sites
            for product in customer.products
        ],
    }


def _economics(customer: Customer, revenue: int, dice: Dice) -> dict[str, Value]:
    found: dict[str, Value] = {
        "periods": [
            {
                "id": f"fy{year}",
                "starts": date(year - 1, 10, 1),
                "ends": date(year, 9, 30),
                "revenue": _amount(revenue * (100 - 4 * (2026 - year)) // 100),
                "goods": _amount(revenue * dice.between(50, 70) // 100),
                "terms": _amount(revenue * dice.between(3, 10) // 100),
                "cost_to_serve": _amount(revenue * dice.between(6, 14) // 100),
                "source": f"Account result, finance, October {year}",
            }
            for year in (range(2024, 2027) if customer.size.team else (2026,))
        ],
        "drivers": [
            {
                "id": f"driver-{index}",
                "what": customer.said(dice, what),
                "note": customer.said(dice, note),
                "trend": dice.pick(("falling", "steady", "rising")),
            }
            for index, (what, note) in enumerate(dice.some(words()["drivers"], 3), 1)
        ],
    }
    if dice.chance(60):
        found["margin_floor"] = f"{dice.between(8, 18)} %"
    return found


def _white_space(product: str, site: str, scale: int, dice: Dice) -> dict[str, Value]:
    potential = dice.between(scale // 10, scale)
    found: dict[str, Value] = {
        "product": product,
        "unit": site,
        "potential": _amount(potential),
        "current": _amount(potential * dice.between(0, 70) // 100),
    }
    if dice.chance(60):
        found["note"] = dice.pick(words()["gaps"])
    return found


def _amount(thousands: int) -> str:
    return f"{thousands} k" if thousands < 1000 else f"{thousands / 1000:.1f} m"
