"""Pictures: SVG that stands on its own, in light and dark, on paper and without colour."""

from generator.charts.ladder import ladder
from generator.charts.matrix import Point, matrix
from generator.charts.svg import Picture

__all__ = ["Picture", "Point", "ladder", "matrix"]
