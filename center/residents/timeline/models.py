"""The timeline table."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.timeline.topics import Topic


class TimelineEntry(AppendOnly, Model):
    """One line about a stay: what, when, who, where to look, who may see it."""

    __tablename__ = "timeline_entries"
    __table_args__ = (Index(None, "stay_id", "happened_at", "id"),)

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    area: Mapped[str] = mapped_column(String(20))
    """Module that wrote it, for the filter."""
    topic: Mapped[Topic] = mapped_column(text_enum(Topic), server_default=Topic.FILE.value)
    """What it is about, for the filter."""
    text: Mapped[str] = mapped_column(String(300))
    """One Vietnamese sentence, as it was said then."""
    link: Mapped[str] = mapped_column(String(200), default="")
    """Path of the page with the details, if there is one."""
    permission: Mapped[str] = mapped_column(String(40))
    """Code of the permission a reader needs."""
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    actor_name: Mapped[str] = mapped_column(String(120))
