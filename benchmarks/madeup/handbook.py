"""What made-up accounts must know of a handbook so that they fit it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_NO_COMPETENCY = ("framework", "fit")
MATRIX, STAGES = "account-analysis-matrix", "millman-wilson"


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of the matrix: its factors with their weights in percent, its cut and grey band."""

    id: str
    weights: Mapping[str, float]
    cut: float
    grey_band: float


@dataclass(frozen=True, slots=True)
class Handbook:
    """Ids of a handbook, and the names of what is sold."""

    axes: tuple[Axis, ...]
    stages: tuple[str, ...]
    competencies: tuple[str, ...]
    products: Mapping[str, str]


def read_handbook(content: Path) -> Handbook:
    """The handbook in the folder ``content``. Raises OSError when a file is missing."""
    organisation = _read(content / "organisation.yaml")
    names = sorted(path.stem for path in (content / "competencies").glob("*.yaml"))
    return Handbook(
        axes=tuple(_axis(axis) for axis in _read(content / f"methods/{MATRIX}.yaml")["axes"]),
        stages=tuple(step["id"] for step in _read(content / f"methods/{STAGES}.yaml")["steps"]),
        competencies=tuple(name for name in names if name not in _NO_COMPETENCY),
        products={each["id"]: each["name"] for each in organisation["offer"]},
    )


def _axis(axis: Mapping[str, Any]) -> Axis:
    weights = {factor["id"]: float(factor["weight"]) for factor in axis["factors"]}
    return Axis(axis["id"], weights, float(axis["cut"]), float(axis["grey_band"]))


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
