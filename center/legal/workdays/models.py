"""Tables of the center's calendar of working days. Rows are only added; the newest row of a day counts."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum


class DayEffect(StrEnum):
    """What a row makes of its day."""

    OFF = "off"
    """Nobody works (nghỉ)."""
    WORKED = "worked"
    """A day of a weekend that is worked instead of another (làm bù)."""
    USUAL = "usual"
    """What its weekday says: takes an earlier row back."""


class DayOrigin(StrEnum):
    """Where a row comes from."""

    LIBRARY = "library"
    """Proposed for the year from the list of public holidays."""
    CENTER = "center"
    """Entered by somebody of this center."""


class WorkCalendarDay(AppendOnly, Model):
    """What one day is, from now on."""

    __tablename__ = "work_calendar_days"
    __table_args__ = (Index(None, "day", "id"),)

    id: Mapped[int] = pk()
    day: Mapped[date]
    effect: Mapped[DayEffect] = mapped_column(text_enum(DayEffect))
    name: Mapped[str] = mapped_column(String(120))
    """Name of the holiday, or what the day is worked for."""
    reason: Mapped[str] = mapped_column(String(300), default="")
    """The notice or order it rests on; empty on a row of the library."""
    origin: Mapped[DayOrigin] = mapped_column(text_enum(DayOrigin))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class WorkCalendarReview(AppendOnly, Model):
    """Somebody compared the calendar of a year with the official notice."""

    __tablename__ = "work_calendar_reviews"
    __table_args__ = (Index(None, "year", "id"),)

    id: Mapped[int] = pk()
    year: Mapped[int]
    notice: Mapped[str] = mapped_column(String(300))
    """The notice it was compared with."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
