"""Tables of the log of readings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk


class FileReading(AppendOnly, Model):
    """Somebody opened a part of a resident's file. One row a reader, stay, part and quarter of an hour."""

    __tablename__ = "file_readings"
    __table_args__ = (
        UniqueConstraint("actor_id", "stay_id", "area", "slot"),
        Index(None, "stay_id", "id"),
        Index(None, "actor_id", "id"),
        Index(None, "at"),
    )

    id: Mapped[int] = pk()
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When the part was first opened within the quarter."""
    slot: Mapped[int]
    """Number of the quarter of an hour since 1970 (``rules.slot_of``)."""
    actor_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    actor_name: Mapped[str] = mapped_column(String(120))
    """Name at that time."""
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    area: Mapped[str] = mapped_column(String(20))
    """Part of the file: the module whose page was opened (``labels.AREA_LABELS``)."""
    address: Mapped[str] = mapped_column(String(45))
    """Network address of the machine."""


class PeopleSearch(AppendOnly, Model):
    """Somebody searched for people. What was typed is never kept, only its mark (``rules.mark_of``)."""

    __tablename__ = "people_searches"
    __table_args__ = (
        UniqueConstraint("actor_id", "mark", "slot"),
        Index(None, "mark", "id"),
        Index(None, "actor_id", "id"),
        Index(None, "at"),
    )

    id: Mapped[int] = pk()
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    slot: Mapped[int]
    actor_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    actor_name: Mapped[str] = mapped_column(String(120))
    mark: Mapped[str] = mapped_column(String(32))
    """Keyed mark of the text; empty for the list that opens while somebody types, kept once a quarter of an hour."""
    hits: Mapped[int]
    """People shown; of the list that opens while typing those of the first answer."""
    address: Mapped[str] = mapped_column(String(45))
