"""Schemes of every shape: from one axis of two bands to a grid of five by five."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.analysis.matrix import Placement, place
from generator.model.method import Axis, Cell, Method
from generator.model.rating import Rating, Score

Bands = Sequence[tuple[str, str]]
"""Each band with where it begins; the lowest with nothing."""

THREE: Bands = (("low", ""), ("medium", "4"), ("high", "7"))
FIVE: Bands = (
    ("very-low", ""),
    ("low", "2.8"),
    ("medium", "4.6"),
    ("high", "6.4"),
    ("very-high", "8.2"),
)
HALVES: Bands = (("low", ""), ("high", "5"))


def axis(axis_id: str, bands: Bands, weights: Sequence[object] = (100,), grey: str = "0.5") -> Axis:
    """An axis with a factor for each weight: ``f0``, ``f1`` ..."""
    return Axis.model_validate(
        {
            "id": axis_id,
            "name": axis_id.capitalize(),
            "asks": "How much?",
            "grey_band": grey,
            "bands": [
                {"id": band, "from": begins} if begins else {"id": band} for band, begins in bands
            ],
            "factors": [
                {"id": f"f{index}", "name": f"F {index}", "asks": "?", "weight": str(weight)}
                for index, weight in enumerate(weights)
            ],
        }
    )


def cell(cell_id: str, when: object, name: str = "") -> Cell:
    """A cell where ``when`` says, as a file would."""
    return Cell.model_validate(
        {
            "id": cell_id,
            "name": name or cell_id.replace("-", " ").capitalize(),
            "when": when,
            "strategy": "A plan.",
            "relationship": "Contacts.",
            "activity": "Work.",
        }
    )


def method(axes: Sequence[Axis], cells: Sequence[Cell]) -> Method:
    """A matrix of them."""
    return Method.model_construct(
        id="grid", name="Grid", kind="matrix", axes=tuple(axes), cells=tuple(cells)
    )


def full(axes: Sequence[Axis]) -> Method:
    """A matrix with a cell for each combination of bands."""
    empty = method(axes, ())
    return method(axes, [cell("-".join(each.values()), dict(each)) for each in empty.combinations])


def rated(scheme: Method, scores: Mapping[str, Sequence[int]], sure: str = "high") -> Placement:
    """The placement by the scores of each axis' factors."""
    given = {
        axis_id: {
            f"f{index}": Score.model_validate({"score": str(score), "confidence": sure})
            for index, score in enumerate(each)
        }
        for axis_id, each in scores.items()
    }
    found = place(scheme, Rating.model_construct(scores=given, override=None))
    assert found is not None
    return found


THREE_CELLS = method(
    [axis("attractiveness", THREE), axis("strength", THREE)],
    [
        cell(
            "grow",
            [
                {"attractiveness": "high", "strength": ["medium", "high"]},
                {"attractiveness": "medium", "strength": "high"},
            ],
        ),
        cell(
            "hold",
            [
                {"attractiveness": "high", "strength": "low"},
                {"attractiveness": "medium", "strength": "medium"},
                {"attractiveness": "low", "strength": "high"},
            ],
        ),
        cell(
            "harvest",
            [
                {"attractiveness": "low", "strength": ["low", "medium"]},
                {"attractiveness": "medium", "strength": "low"},
            ],
        ),
    ],
)

LEAVES_AN_AXIS_OUT = method(
    [axis("pull", HALVES), axis("ease", HALVES)],
    [
        cell("walk-away", {"pull": "low"}),
        cell("clear-the-way", {"pull": "high", "ease": "low"}),
        cell("let-it-come", {"pull": "high", "ease": "high"}),
    ],
)

LONG_NAMES = method(
    [axis("pull", FIVE)],
    [cell(band, {"pull": band}, f"A name too long for a {band} band") for band, _ in FIVE],
)

NARROW = full(
    [
        axis("up", (("low", ""), ("in-the-middle-of-it-all", "5"), ("high", "5.4")), grey="0.1"),
        axis("across", (("low", ""), ("middle", "5"), ("rather-high", "5.4")), grey="0.1"),
    ]
)

SHAPES: dict[str, Method] = {
    "1x2": full([axis("pull", HALVES)]),
    "1x3": full([axis("pull", THREE)]),
    "1x5 with long names": LONG_NAMES,
    "2x3": full([axis("up", HALVES), axis("across", THREE)]),
    "3x2": full([axis("up", THREE), axis("across", HALVES)]),
    "3x3": full([axis("up", THREE), axis("across", THREE)]),
    "5x5": full([axis("up", FIVE, grey="0.2"), axis("across", FIVE, grey="0.2")]),
    "narrow bands": NARROW,
    "three cells in several places": THREE_CELLS,
    "three cells, an axis left out": LEAVES_AN_AXIS_OUT,
}


def figure(hundredths: int) -> Decimal:
    """A value of an axis."""
    return Decimal(hundredths) / 100
