"""What a consequence is."""

from dataclasses import dataclass
from typing import Literal

from generator.diagnostics import Location
from generator.review.handbook_table import Weight

Topic = Literal["position", "strategy", "plan", "relationships", "people", "money", "handbook"]


@dataclass(frozen=True, slots=True)
class Consequence:
    """Something that is otherwise after a change, though no line says so.

    ``account``: its id, empty for what concerns several; ``says``: one sentence.
    """

    account: str
    topic: Topic
    weight: Weight
    says: str
    where: Location
