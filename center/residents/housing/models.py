"""Tables of zones, rooms and beds."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import Model, UTCDateTime, pk, text_enum
from center.residents.person.models import Sex


class ZonePurpose(StrEnum):
    """What a zone is for (Decree 163/2026 art. 66; LAW.md 5)."""

    RECEPTION = "reception"
    DETOX = "detox"
    GENERAL = "general"
    MINORS = "minors"


class Zone(Model):
    """A zone where residents live (khu)."""

    __tablename__ = "zones"

    id: Mapped[int] = pk()
    code: Mapped[str] = mapped_column(String(10), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[ZonePurpose] = mapped_column(text_enum(ZonePurpose))
    sex: Mapped[Sex | None] = mapped_column(text_enum(Sex))
    """Sex it admits; None admits both in separate rooms."""


class Room(Model):
    """A room of a zone."""

    __tablename__ = "rooms"
    __table_args__ = (UniqueConstraint("zone_id", "name"),)

    id: Mapped[int] = pk()
    zone_id: Mapped[int] = mapped_column(ForeignKey("zones.id"))
    name: Mapped[str] = mapped_column(String(20))

    zone: Mapped[Zone] = relationship(lazy="joined", innerjoin=True)


class Bed(Model):
    """A bed of a room."""

    __tablename__ = "beds"
    __table_args__ = (UniqueConstraint("room_id", "name"),)

    id: Mapped[int] = pk()
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    name: Mapped[str] = mapped_column(String(20))
    out_of_order: Mapped[bool] = mapped_column(default=False)

    room: Mapped[Room] = relationship(lazy="joined", innerjoin=True)

    @property
    def label(self) -> str:
        """Zone, room and bed in one line."""
        return f"{self.room.zone.code} · {self.room.name} · {self.name}"


class BedAssignment(Model):
    """A stay in a bed from one instant to another. Ended once, never otherwise changed."""

    __tablename__ = "bed_assignments"
    __table_args__ = (
        Index(None, "stay_id"),
        Index(
            "uq_bed_assignments_bed_open",
            "bed_id",
            unique=True,
            sqlite_where=text("until_at IS NULL"),
            postgresql_where=text("until_at IS NULL"),
        ),
        Index(
            "uq_bed_assignments_stay_open",
            "stay_id",
            unique=True,
            sqlite_where=text("until_at IS NULL"),
            postgresql_where=text("until_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    bed_id: Mapped[int] = mapped_column(ForeignKey("beds.id"))
    from_at: Mapped[datetime] = mapped_column(UTCDateTime)
    until_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    assigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    bed: Mapped[Bed] = relationship(lazy="joined", innerjoin=True)
