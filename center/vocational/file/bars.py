"""Hours by week as bars: plain numbers for a template to draw. Pure.

Bars and not a line: a week's sum is an amount, so the axis begins at zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from center.ui.charts import Tick, nice_ticks
from center.ui.filters import format_date, format_number

WIDTH, HEIGHT = 600, 200
LEFT, RIGHT, TOP, BOTTOM = 40, 8, 12, 26
"""Margins of the drawing, in pixels: room for the labels of the axes."""
MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawn week."""

    x: float
    y: float
    width: float
    height: float
    label: str
    """What a pointer resting on it reads."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A drawing; positions are pixels, y downwards."""

    bars: tuple[Bar, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def week_bars(weeks: Sequence[tuple[date, Decimal]]) -> Bars:
    """Return the drawing of (Monday, hours), oldest first."""
    ticks = nice_ticks(0, float(max((hours for _, hours in weeks), default=Decimal(1))) or 1, 4)
    span, room = WIDTH - RIGHT - LEFT, HEIGHT - BOTTOM - TOP
    step = span / max(len(weeks), 4)  # a single week must not fill the page
    every = -(-len(weeks) // MOST_LABELS) or 1

    def height(value: float) -> float:
        return round(value / ticks[-1] * room, 1)

    bars = tuple(
        Bar(
            x=round(LEFT + n * step + step * 0.15, 1),
            y=round(HEIGHT - BOTTOM - height(float(hours)), 1),
            width=round(step * 0.7, 1),
            height=height(float(hours)),
            label=f"{format_date(monday)}: {format_number(hours)}",
        )
        for n, (monday, hours) in enumerate(weeks)
    )
    return Bars(
        bars=bars,
        x_ticks=tuple(
            Tick(round(bar.x + bar.width / 2, 1), format_date(weeks[n][0])[:5])
            for n, bar in enumerate(bars)
            if n % every == 0
        ),
        y_ticks=tuple(
            Tick(round(HEIGHT - BOTTOM - height(value), 1), format_number(value)) for value in ticks
        ),
    )
