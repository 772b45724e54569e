"""Reading the timeline."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from center.audit.actor import Actor
from center.db import db
from center.residents.timeline.models import TimelineEntry


def timeline(
    stay_id: int, reader: Actor, *, area: str = "", offset: int = 0, limit: int = 50
) -> tuple[Sequence[TimelineEntry], int]:
    """Return the lines ``reader`` may see, newest first, and how many there are in all."""
    wanted = select(TimelineEntry).where(
        TimelineEntry.stay_id == stay_id, TimelineEntry.permission.in_(sorted(reader.permissions))
    )
    if area:
        wanted = wanted.where(TimelineEntry.area == area)
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    newest = wanted.order_by(TimelineEntry.happened_at.desc(), TimelineEntry.id.desc())
    return db.session.scalars(newest.offset(offset).limit(limit)).all(), total


def areas_shown(stay_id: int, reader: Actor) -> Sequence[str]:
    """Return the areas of the lines ``reader`` may see, in their order."""
    return db.session.scalars(
        select(TimelineEntry.area)
        .where(TimelineEntry.stay_id == stay_id, TimelineEntry.permission.in_(sorted(reader.permissions)))
        .distinct()
        .order_by(TimelineEntry.area)
    ).all()


def whole_timeline(stay_id: int, reader: Actor) -> Sequence[TimelineEntry]:
    """Return every line ``reader`` may see, the oldest first, for paper."""
    return db.session.scalars(
        select(TimelineEntry)
        .where(TimelineEntry.stay_id == stay_id, TimelineEntry.permission.in_(sorted(reader.permissions)))
        .order_by(TimelineEntry.happened_at, TimelineEntry.id)
    ).all()
