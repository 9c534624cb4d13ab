"""SVG pictures that work alone, in light and dark mode, in print and without colour."""

from generator.charts.bars import bars
from generator.charts.matrix import MOST_LABELS, Point, ladder, matrix
from generator.charts.network import network_picture
from generator.charts.office_hours import office_hours_picture
from generator.charts.orchestra import orchestra
from generator.charts.organisation import organisation_chart
from generator.charts.power import power_grid
from generator.charts.promises import promises_picture
from generator.charts.svg import Picture

__all__ = [
    "MOST_LABELS",
    "Picture",
    "Point",
    "bars",
    "ladder",
    "matrix",
    "network_picture",
    "office_hours_picture",
    "orchestra",
    "organisation_chart",
    "power_grid",
    "promises_picture",
]
