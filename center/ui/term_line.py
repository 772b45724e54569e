"""The term of a stay as a line with its parts: cured, stopped, waived, still ahead.

Pure. Positions are per mille of the width, so that the drawing scales.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from center.ui.filters import format_date, format_number

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a term: whole days, both ends included."""

    label: str
    first_on: date
    last_on: date
    kind: str = "served"
    """served | stopped | waived | ahead | extended; chooses colour and hatching."""


@dataclass(frozen=True, slots=True)
class DrawnSegment:
    """A segment in the drawing."""

    x: float
    width: float
    kind: str
    label: str
    period: str
    days: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term ready to be drawn by ``components/chart.html``."""

    segments: tuple[DrawnSegment, ...]
    first_on: date
    last_on: date
    today_x: float | None
    """Place of today; None when it is outside the line."""
    today: date | None


def term_line(segments: Sequence[Segment], today: date | None = None) -> TermLine | None:
    """Return the drawing of ``segments``; None without any.

    Raises ValueError when a segment ends before it begins, or two share a day.
    """
    ordered = sorted(segments, key=lambda segment: segment.first_on)
    if not ordered:
        return None
    for segment in ordered:
        if segment.last_on < segment.first_on:
            raise ValueError(f"segment {segment.label!r} ends before it begins")
    for before, after in pairwise(ordered):
        if after.first_on <= before.last_on:
            raise ValueError(f"segments {before.label!r} and {after.label!r} share {after.first_on}")
    start, end = ordered[0].first_on.toordinal(), ordered[-1].last_on.toordinal() + 1
    scale = WIDTH / (end - start)

    def draw(segment: Segment) -> DrawnSegment:
        days = (segment.last_on - segment.first_on).days + 1
        return DrawnSegment(
            x=round((segment.first_on.toordinal() - start) * scale, 1),
            width=round(days * scale, 1),
            kind=segment.kind,
            label=segment.label,
            period=f"{format_date(segment.first_on)} – {format_date(segment.last_on)}",
            days=format_number(days),
        )

    inside = today is not None and start <= today.toordinal() < end
    return TermLine(
        segments=tuple(draw(segment) for segment in ordered),
        first_on=ordered[0].first_on,
        last_on=ordered[-1].last_on,
        today_x=round((today.toordinal() - start) * scale, 1) if today is not None and inside else None,
        today=today if inside else None,
    )
