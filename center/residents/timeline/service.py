"""Writing the timeline."""

from __future__ import annotations

from datetime import datetime

from center.audit.actor import Actor
from center.auth.permissions import Permission
from center.db import db
from center.residents.timeline.models import TimelineEntry
from center.residents.timeline.topics import Topic, topic_of


def note(
    stay_id: int,
    text: str,
    *,
    area: str,
    permission: Permission,
    happened_at: datetime,
    actor: Actor,
    now: datetime,
    link: str = "",
    topic: Topic | None = None,
) -> None:
    """Add one line to the stay's timeline.

    ``text`` is a whole Vietnamese sentence without anything a holder of ``permission`` may not read.
    ``topic`` is what the filter calls it; left out, it follows from ``area``.
    """
    db.session.add(
        TimelineEntry(
            stay_id=stay_id,
            area=area,
            topic=topic or topic_of(area),
            text=text,
            link=link,
            permission=permission.value,
            happened_at=happened_at,
            recorded_at=now,
            actor_name=actor.name,
        )
    )
