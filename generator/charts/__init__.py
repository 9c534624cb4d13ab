"""SVG pictures that work alone, in light and dark mode, in print and without colour."""

from generator.charts.bars import bars
from generator.charts.matrix import MOST_LABELS, Point, ladder, matrix
from generator.charts.svg import Picture

__all__ = ["MOST_LABELS", "Picture", "Point", "bars", "ladder", "matrix"]
