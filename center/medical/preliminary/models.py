"""The table of preliminary checks; it names the reception, because there may be no stay yet."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum


class Conclusion(StrEnum):
    """What is to be done with the person now; others read this and no more."""

    STABLE = "stable"
    WATCH = "watch"
    """To be watched by those who treat from the first hour on."""
    HOSPITAL = "hospital"
    """To hospital at once."""


class PreliminaryCheck(AppendOnly, Model):
    """One look at a person at the gate (Decree 163/2026 art. 108.1)."""

    __tablename__ = "preliminary_checks"
    __table_args__ = (
        Index(None, "reception_id", "id"),
        CheckConstraint("amends_id IS NULL OR amend_reason <> ''", "correction_reason"),
    )

    id: Mapped[int] = pk()
    reception_id: Mapped[int] = mapped_column(ForeignKey("receptions.id"))
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("preliminary_checks.id"), unique=True)
    amend_reason: Mapped[str] = mapped_column(String(300), default="")
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    conclusion: Mapped[Conclusion] = mapped_column(text_enum(Conclusion))
    wording: Mapped[str] = mapped_column(Text, default="")
    """State and abnormal signs as the hand-over record may state them; never a diagnosis."""
    findings: Mapped[str] = mapped_column(Text, default="")
    """For those who treat only."""
    pulse: Mapped[int | None]
    systolic: Mapped[int | None]
    diastolic: Mapped[int | None]
    spo2: Mapped[int | None]
    temperature: Mapped[Decimal | None] = mapped_column(Numeric(3, 1))
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
