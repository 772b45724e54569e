"""Tables of expected arrivals. Every row is a fact; what is true now follows from the newest version."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.places.models import Commune
from center.residents.person.models import Sex
from center.residents.stay.models import StayKind


class ExpectedArrival(AppendOnly, Model):
    """Somebody a decision sends here; what is known of the person stands in the versions."""

    __tablename__ = "expected_arrivals"

    id: Mapped[int] = pk()
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class ExpectedVersion(AppendOnly, Model):
    """What the papers received say of an expected arrival; a correction is a whole new row."""

    __tablename__ = "expected_versions"
    __table_args__ = (
        Index(None, "expected_id", "id"),
        Index(None, "expected_on"),
        Index(None, "number"),
        CheckConstraint("amends_id IS NULL OR reason <> ''", "correction_reason"),
    )

    id: Mapped[int] = pk()
    expected_id: Mapped[int] = mapped_column(ForeignKey("expected_arrivals.id"))
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("expected_versions.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why the amended row was wrong, or what changed since."""
    full_name: Mapped[str] = mapped_column(String(120))
    name_fold: Mapped[str] = mapped_column(String(120), index=True)
    """The name without marks, to find the person of a card."""
    birth_year: Mapped[int]
    birth_date: Mapped[date | None]
    """None while only the year is known."""
    sex: Mapped[Sex | None] = mapped_column(text_enum(Sex))
    number: Mapped[str] = mapped_column(String(30), default="")
    """Number of the identity paper; empty while it is not known."""
    kind: Mapped[StayKind] = mapped_column(text_enum(StayKind))
    decision_number: Mapped[str] = mapped_column(String(60))
    decision_issued_on: Mapped[date]
    decision_issuer: Mapped[str] = mapped_column(String(160))
    months: Mapped[int | None]
    """Length the decision names; None when the law sets it."""
    delivered_by: Mapped[str] = mapped_column(String(160), default="")
    """Body that brings the person."""
    expected_on: Mapped[date]
    home_commune_id: Mapped[int | None] = mapped_column(ForeignKey("communes.id"))
    note: Mapped[str] = mapped_column(String(300), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))

    home_commune: Mapped[Commune | None] = relationship(lazy="joined")


class ExpectedWithdrawal(AppendOnly, Model):
    """That the person will not come: postponed, exempted, sent elsewhere."""

    __tablename__ = "expected_withdrawals"
    __table_args__ = (CheckConstraint("reason <> ''", "withdrawal_reason"),)

    id: Mapped[int] = pk()
    expected_id: Mapped[int] = mapped_column(ForeignKey("expected_arrivals.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
