"""What the timeline tells one reader."""

from __future__ import annotations

from collections.abc import Sequence

from center.audit.actor import Actor
from center.residents.timeline.models import TimelineEntry
from center.residents.timeline.queries import TimelineFilter, lines


def told_to(reader: Actor, stay_id: int, *, area: str = "") -> Sequence[TimelineEntry]:
    """Return the lines about a stay that ``reader`` may see, newest first."""
    return lines([stay_id], reader, TimelineFilter(area=area), limit=100)
