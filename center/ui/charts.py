"""Charts as plain numbers: everything a template needs to draw SVG, and the figures for the table under it.

Pure: no Flask, no database. Positions are pixels of the drawing, y downwards, rounded to a tenth.
Series differ by marker and dash, so that a black-and-white print still tells them apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from center.clock import LOCAL_ZONE, local_date, local_instant
from center.ui.filters import format_date, format_datetime, format_number

X = datetime | date | int | float
Y = int | float | Decimal
Place = Callable[[float], float]

MARKERS = ("circle", "square", "triangle", "diamond", "cross")
LEFT, RIGHT, TOP, BOTTOM = 50, 14, 12, 30
"""Margins of the drawing, in pixels: room for the labels of the axes."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a name and its points, in any order. All series of a chart share one kind of x."""

    label: str
    points: Sequence[tuple[X, Y]]


@dataclass(frozen=True, slots=True)
class Band:
    """A horizontal zone with a meaning, such as "moderate withdrawal", from ``low`` to ``high``."""

    low: float
    high: float
    label: str
    state: str = "muted"
    """ok | info | warn | danger | muted."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One drawn point and what a pointer resting on it reads."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class DrawnSeries:
    """One drawn line."""

    label: str
    number: int
    """From 0; chooses dash and colour."""
    marker: str
    path: str
    """SVG path data; empty for a single point."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class DrawnBand:
    """A band inside the drawing."""

    y: float
    height: float
    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A line chart ready to be drawn by ``components/chart.html``."""

    title: str
    y_unit: str
    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    """Edges of the plot inside the drawing."""
    series: tuple[DrawnSeries, ...]
    bands: tuple[DrawnBand, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    table: tuple[tuple[str, tuple[str, ...]], ...]
    """Rows of (x, figure of each series), in order of x; an empty string where a series has no point."""

    @property
    def is_empty(self) -> bool:
        """Whether there is no point at all."""
        return not self.table


def line_chart(
    series: Sequence[Series],
    bands: Sequence[Band] = (),
    *,
    title: str,
    y_unit: str = "",
    width: int = 600,
    height: int = 240,
) -> Chart:
    """Return the drawing of ``series``; the y axis holds all points and every band's finite edge near them.

    Raises ValueError when x values of different kinds meet, or an instant is naive.
    """
    kinds = {_kind(x) for one in series for x, _y in one.points}
    if len(kinds) > 1:
        raise ValueError(f"x values of one chart are of one kind, not {sorted(kinds)}")
    left, right, top, bottom = LEFT, width - RIGHT, TOP, height - BOTTOM
    xs = sorted({_number(x) for one in series for x, _y in one.points})
    values = [float(y) for one in series for _x, y in one.points]
    y_ticks = nice_ticks(min(values, default=0.0), max(values, default=1.0), 5)
    low, high = y_ticks[0], y_ticks[-1]
    x_low, x_high = (xs[0], xs[-1]) if xs else (0.0, 1.0)

    def place_x(value: float) -> float:
        if x_low == x_high:
            return round((left + right) / 2, 1)
        return round(left + (value - x_low) / (x_high - x_low) * (right - left), 1)

    def place_y(value: float) -> float:
        return round(bottom - (value - low) / (high - low) * (bottom - top), 1)

    drawn_bands = []
    for band in bands:
        b_low, b_high = max(band.low, low), min(band.high, high)
        if b_low < b_high:
            upper = place_y(b_high)
            drawn_bands.append(DrawnBand(upper, round(place_y(b_low) - upper, 1), band.label, band.state))
    return Chart(
        title=title,
        y_unit=y_unit,
        width=width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        series=tuple(_draw(one, n, place_x, place_y) for n, one in enumerate(series)),
        bands=tuple(drawn_bands),
        x_ticks=_x_ticks(kinds, x_low, x_high, place_x) if xs else (),
        y_ticks=tuple(Tick(place_y(value), format_number(value)) for value in y_ticks),
        table=_table(series),
    )


def nice_ticks(low: float, high: float, count: int) -> list[float]:
    """Return about ``count`` evenly spaced round numbers that enclose ``low`` and ``high``.

    Steps are 1, 2, 2.5 or 5 times a power of ten. Equal ends get a step on either side (none below
    zero for a value that is not).
    """
    if low == high:
        low, high = (low - 1 if low < 0 or low >= 1 else 0.0), high + 1
    raw = (high - low) / max(count - 1, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def _kind(x: X) -> str:
    if isinstance(x, datetime):
        if x.tzinfo is None:
            raise ValueError(f"an instant must be aware: {x!r}")
        return "instant"
    return "day" if isinstance(x, date) else "number"


def _number(x: X) -> float:
    if isinstance(x, datetime):
        return x.timestamp()
    return float(x.toordinal() if isinstance(x, date) else x)


def _written(x: X) -> str:
    if isinstance(x, datetime):
        return format_datetime(x)
    return format_date(x) if isinstance(x, date) else format_number(x)


def _draw(one: Series, number: int, place_x: Place, place_y: Place) -> DrawnSeries:
    points = sorted(one.points, key=lambda point: _number(point[0]))
    marks = tuple(
        Mark(place_x(_number(x)), place_y(float(y)), f"{one.label}: {format_number(y)} ({_written(x)})")
        for x, y in points
    )
    path = "M" + "L".join(f"{mark.x} {mark.y}" for mark in marks) if len(marks) > 1 else ""
    return DrawnSeries(one.label, number, MARKERS[number % len(MARKERS)], path, marks)


def _table(series: Sequence[Series]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    columns = [{_number(x): y for x, y in one.points} for one in series]
    written = {_number(x): _written(x) for one in series for x, _y in one.points}
    return tuple(
        (written[x], tuple(format_number(column[x]) if x in column else "" for column in columns))
        for x in sorted(written)
    )


HOUR, DAY = 3600, 86400
HOUR_STEPS = (1, 2, 3, 4, 6, 12)
DAY_STEPS = (1, 2, 3, 7, 14, 30, 61, 91, 182, 365, 730, 1826)
MAX_X_TICKS = 8


def _x_ticks(kinds: set[str], low: float, high: float, place_x: Place) -> tuple[Tick, ...]:
    kind = next(iter(kinds))
    if kind == "number":
        inside = [v for v in nice_ticks(low, high, 7) if low <= v <= high]
        return tuple(Tick(place_x(value), format_number(value)) for value in inside)
    if kind == "day":
        days = _day_steps(date.fromordinal(int(low)), date.fromordinal(int(high)))
        return tuple(Tick(place_x(day.toordinal()), _day_label(day, high - low)) for day in days)
    start = datetime.fromtimestamp(low, UTC).astimezone(LOCAL_ZONE)
    end = datetime.fromtimestamp(high, UTC).astimezone(LOCAL_ZONE)
    if high - low <= 2 * DAY:
        return tuple(Tick(place_x(at.timestamp()), f"{at:%H:%M}") for at in _hour_steps(start, end))
    midnights = [local_instant(day) for day in _day_steps(start.date(), end.date())]
    return tuple(
        Tick(place_x(at.timestamp()), _day_label(local_date(at), (high - low) / DAY))
        for at in midnights
        if low <= at.timestamp() <= high
    )


def _day_steps(first: date, last: date) -> list[date]:
    span = (last - first).days
    step = next((s for s in DAY_STEPS if span / s <= MAX_X_TICKS), DAY_STEPS[-1])
    return [first + timedelta(days=n) for n in range(0, span + 1, step)]


def _hour_steps(start: datetime, end: datetime) -> list[datetime]:
    span = (end - start).total_seconds() / HOUR
    step = next((s for s in HOUR_STEPS if span / s <= MAX_X_TICKS), HOUR_STEPS[-1])
    at = start.replace(hour=start.hour - start.hour % step, minute=0, second=0, microsecond=0)
    found = []
    while at <= end:
        if at >= start:
            found.append(at)
        at += timedelta(hours=step)
    # readings within one hour: name the two ends, or the axis would be bare
    return found or sorted({start, end})


def _day_label(day: date, span_days: float) -> str:
    if span_days > 400:
        return f"{day.month:02}/{day.year}"
    return format_date(day)[:5]
