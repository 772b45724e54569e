"""Tables of where people are."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum


class OutCause(StrEnum):
    """The one stated cause of being out."""

    HOSPITAL = "hospital"
    COURT = "court"
    FUNERAL = "funeral"
    ESCAPE = "escape"
    SUSPENSION = "suspension"
    """At home for treatment (tạm đình chỉ)."""
    PRISON = "prison"
    WORK_OUTSIDE = "work_outside"
    RELEASED = "released"


class LocationKind(StrEnum):
    """What a place inside the fence is."""

    LIVING = "living"
    CLINIC = "clinic"
    CLASSROOM = "classroom"
    WORKSHOP = "workshop"
    YARD = "yard"
    GATE = "gate"
    VISITING = "visiting"


class Location(Model):
    """A place inside the center where a resident can be present."""

    __tablename__ = "locations"

    id: Mapped[int] = pk()
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[LocationKind] = mapped_column(text_enum(LocationKind))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zones.id"))
    """The zone whose living area this is, if it is one."""


class WhereaboutsChange(AppendOnly, Model):
    """From this instant on the stay is present at ``location``, or out for ``out_cause``: exactly one.

    The newest row by ``happened_at`` (then ``id``) up to an instant tells where the stay was then.
    """

    __tablename__ = "whereabouts_changes"
    __table_args__ = (
        Index(None, "stay_id", "happened_at", "id"),
        Index(None, "happened_at"),
        CheckConstraint("(location_id IS NULL) <> (out_cause IS NULL)", name="present_or_out"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    location_id: Mapped[int | None] = mapped_column(ForeignKey("locations.id"))
    out_cause: Mapped[OutCause | None] = mapped_column(text_enum(OutCause))
    source: Mapped[str] = mapped_column(String(60))
    """What caused it, ``security:scan:981``."""
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    location: Mapped[Location | None] = relationship(lazy="joined")

    @property
    def is_present(self) -> bool:
        """True when the stay is inside the center."""
        return self.out_cause is None
