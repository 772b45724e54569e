"""Tables of risk flags. Every row is a fact; what stands follows from the newest review."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.risk.rules import ReviewOutcome, RiskKind, RiskLevel


class RiskFlag(AppendOnly, Model):
    """Somebody raised a flag on a stay."""

    __tablename__ = "risk_flags"
    __table_args__ = (Index(None, "stay_id"),)

    id: Mapped[int] = pk()
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form's own id: the same form sent twice is one flag."""
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    kind: Mapped[RiskKind] = mapped_column(text_enum(RiskKind))
    level: Mapped[RiskLevel] = mapped_column(text_enum(RiskLevel))
    instruction: Mapped[str] = mapped_column(String(160))
    """What to do, for everybody; never a diagnosis."""
    reason: Mapped[str] = mapped_column(Text)
    """Why, for those who answer for the kind."""
    evidence_ref: Mapped[str] = mapped_column(String(40), default="")
    """What it rests on, ``incident:12``; empty without one. Its source says where to look."""
    evidence_text: Mapped[str] = mapped_column(String(200), default="")
    """The same in words, as it stood then."""
    review_on: Mapped[date]
    """Last day on which it is looked at again in time."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class RiskReview(AppendOnly, Model):
    """A flag was looked at again: kept, changed or lifted."""

    __tablename__ = "risk_reviews"
    __table_args__ = (Index(None, "flag_id"),)

    id: Mapped[int] = pk()
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    flag_id: Mapped[int] = mapped_column(ForeignKey("risk_flags.id"))
    outcome: Mapped[ReviewOutcome] = mapped_column(text_enum(ReviewOutcome))
    level: Mapped[RiskLevel] = mapped_column(text_enum(RiskLevel))
    """From then on."""
    instruction: Mapped[str] = mapped_column(String(160))
    finding: Mapped[str] = mapped_column(Text)
    """What was seen, and why it was decided so; for those who answer for the kind."""
    next_review_on: Mapped[date | None]
    """None once lifted."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
