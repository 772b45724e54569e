"""Things that run beside each other, drawn as lanes over one calendar: what lasts, what is ahead, what is allowed.

Pure. Positions are pixels of the drawing, y downwards, rounded to a tenth. The bars of a lane differ by fill and
hatching, so that a black-and-white print still tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from center.ui.charts import Tick
from center.ui.filters import format_date

WIDTH, LEFT, RIGHT, TOP = 640, 140, 24, 10
ROW, BAR = 32, 16
"""Height of a lane and of its bar, in pixels."""
MOST_TICKS = 6
LEAST_WIDTH = 4
"""A bar of one day in a term of years is still seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Whole days on one lane, both ends included."""

    first_on: date
    last_on: date
    kind: str
    """done | open | ahead | window."""
    label: str


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One lane with its bars and the days marked on it."""

    label: str
    bars: Sequence[Bar]
    marks: Sequence[tuple[date, str]] = ()


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar in the drawing."""

    x: float
    width: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """A lane in the drawing."""

    y: float
    middle: float
    label: str
    bars: tuple[DrawnBar, ...]
    marks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class LaneChart:
    """Lanes ready to be drawn by ``components/chart.html``."""

    title: str
    width: int
    height: int
    left: int
    right: int
    bottom: float
    bar: int
    lanes: tuple[DrawnLane, ...]
    ticks: tuple[Tick, ...]
    today_x: float | None
    today: date


def lane_chart(
    title: str, rows: Sequence[LaneRow], *, first_on: date, last_on: date, today: date
) -> LaneChart | None:
    """Return the drawing of ``rows`` from ``first_on`` to ``last_on``, both included; None without a day.

    What lies outside is cut off.
    """
    if last_on < first_on or not rows:
        return None
    start, end = first_on.toordinal(), last_on.toordinal() + 1
    scale = (WIDTH - LEFT - RIGHT) / (end - start)

    def place(day: int) -> float:
        return round(LEFT + (min(max(day, start), end) - start) * scale, 1)

    def draw(bar: Bar) -> DrawnBar | None:
        if bar.last_on < first_on or bar.first_on > last_on or bar.last_on < bar.first_on:
            return None
        x = place(bar.first_on.toordinal())
        width = max(place(bar.last_on.toordinal() + 1) - x, LEAST_WIDTH)
        period = f"{format_date(bar.first_on)} – {format_date(bar.last_on)}"
        return DrawnBar(
            min(x, WIDTH - RIGHT - LEAST_WIDTH), round(width, 1), bar.kind, f"{bar.label}: {period}"
        )

    lanes = []
    for number, row in enumerate(rows):
        y = TOP + number * ROW
        drawn = (draw(bar) for bar in row.bars)
        marks = tuple(
            Tick(place(day.toordinal()), label) for day, label in row.marks if first_on <= day <= last_on
        )
        lanes.append(
            DrawnLane(
                y + (ROW - BAR) / 2,
                y + ROW / 2,
                row.label,
                tuple(bar for bar in drawn if bar is not None),
                marks,
            )
        )
    bottom = TOP + len(rows) * ROW
    inside = first_on <= today <= last_on
    return LaneChart(
        title=title,
        width=WIDTH,
        height=bottom + 30,
        left=LEFT,
        right=WIDTH - RIGHT,
        bottom=bottom,
        bar=BAR,
        lanes=tuple(lanes),
        ticks=tuple(Tick(place(day.toordinal()), label) for day, label in _ticks(first_on, last_on)),
        today_x=place(today.toordinal()) if inside else None,
        today=today,
    )


def _ticks(first_on: date, last_on: date) -> list[tuple[date, str]]:
    """Return the days to label: whole months, as many apart as the width bears; days where it is a short time."""
    months = (last_on.year - first_on.year) * 12 + last_on.month - first_on.month
    if months < 2:
        step = max(-(-((last_on - first_on).days + 1) // MOST_TICKS), 1)
        count = (last_on - first_on).days // step + 1
        days = [first_on + timedelta(days=step * number) for number in range(count)]
        return [(day, f"{day:%d/%m}") for day in days]
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 240) if months / step < MOST_TICKS)
    found = []
    for number in range(0, months + 1, step):
        year, month = divmod(first_on.month - 1 + number, 12)
        day = date(first_on.year + year, month + 1, 1)
        if first_on <= day <= last_on:
            found.append((day, f"{day:%m/%Y}"))
    return found
