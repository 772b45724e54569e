"""The floor plan: rooms as rectangles of whole cells on a grid. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from center.errors import RuleViolation

COLUMNS, ROWS = 24, 12
"""Cells of a plan: enough for a corridor house of twenty-four rooms, and still legible on a phone held sideways."""
USUAL = (4, 3)
"""Width and height of a room that nobody has drawn yet."""


@dataclass(frozen=True, slots=True)
class Box:
    """A room on the plan: upper left corner, width and height, in cells."""

    room_id: int
    name: str
    x: int
    y: int
    w: int
    h: int

    def meets(self, other: Box) -> bool:
        """Tell whether the two share a cell."""
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )

    @property
    def is_inside(self) -> bool:
        """Tell whether it lies wholly on the grid."""
        return self.x >= 0 and self.y >= 0 and self.x + self.w <= COLUMNS and self.y + self.h <= ROWS


def check_layout(boxes: Sequence[Box]) -> None:
    """Refuse rooms without size, outside the grid, or on top of one another."""
    for box in boxes:
        if box.w < 1 or box.h < 1:
            raise RuleViolation("housing.plan_size", room=box.name)
        if not box.is_inside:
            raise RuleViolation("housing.plan_outside", room=box.name, columns=COLUMNS, rows=ROWS)
    for one, other in combinations(boxes, 2):
        if one.meets(other):
            raise RuleViolation("housing.plan_overlap", room=one.name, other=other.name)


def draw_rest(drawn: Sequence[Box], rest: Iterable[tuple[int, str]]) -> list[Box]:
    """Return a place for each room of ``rest`` (id, name), row by row where nothing is drawn yet.

    Who finds no place on the grid is left out.
    """
    placed = list(drawn)
    found = []
    width, height = USUAL
    spots = [
        (x, y) for y in range(0, ROWS - height + 1, height) for x in range(0, COLUMNS - width + 1, width)
    ]
    for room_id, name in rest:
        for x, y in spots:
            box = Box(room_id, name, x, y, width, height)
            if not any(box.meets(other) for other in placed):
                placed.append(box)
                found.append(box)
                break
    return found
