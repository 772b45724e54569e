"""Tables of the quarterly review. A review and its candidates are work in progress until the list is sent."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.documents.models import IssuedDocument
from center.residents.stay.models import Stay


class ReviewStep(StrEnum):
    """How far a review is."""

    PREPARING = "preparing"
    COUNCIL = "council"
    """The council has decided; the list is to be posted."""
    POSTED = "posted"
    SENT = "sent"


class Outcome(StrEnum):
    """What became of a proposal at the court."""

    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"
    """Not decided any more: the person left before."""


class ReductionReview(Model):
    """A quarterly review (đợt xét giảm thời hạn). Each step is written once."""

    __tablename__ = "reduction_reviews"
    __table_args__ = (Index(None, "reviewed_on"),)

    id: Mapped[int] = pk()
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    reviewed_on: Mapped[date]
    """The day people are looked at."""
    open_point_reason: Mapped[str] = mapped_column(String(300), default="")
    """Why it is held although the law leaves it open; empty for a review before 2026-07-01."""
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    opened_by_name: Mapped[str] = mapped_column(String(120))
    meeting_on: Mapped[date | None]
    minutes_number: Mapped[str] = mapped_column(String(60), default="")
    members: Mapped[str] = mapped_column(Text, default="")
    """Who sat in the council, one a line."""
    council_by_name: Mapped[str] = mapped_column(String(120), default="")
    posted_from: Mapped[date | None]
    posted_to: Mapped[date | None]
    posted_place: Mapped[str] = mapped_column(String(120), default="")
    court: Mapped[str] = mapped_column(String(160), default="")
    """The court the list goes to."""
    sent_on: Mapped[date | None]
    sent_by_name: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def step(self) -> ReviewStep:
        """How far it is."""
        if self.sent_on is not None:
            return ReviewStep.SENT
        if self.posted_from is not None:
            return ReviewStep.POSTED
        return ReviewStep.COUNCIL if self.meeting_on is not None else ReviewStep.PREPARING


class ReductionCandidate(Model):
    """Somebody in a review, as the stay stood on its day."""

    __tablename__ = "reduction_candidates"
    __table_args__ = (UniqueConstraint("review_id", "stay_id"), Index(None, "stay_id"))

    id: Mapped[int] = pk()
    review_id: Mapped[int] = mapped_column(ForeignKey("reduction_reviews.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    missing: Mapped[list[str]] = mapped_column(JSON)
    """Values of ``rules.Missing``; empty for somebody who may be proposed."""
    exception_reason: Mapped[str] = mapped_column(String(300), default="")
    """The director's written reason to propose somebody who may not be."""
    merit: Mapped[bool]
    low: Mapped[int]
    high: Mapped[int]
    served_days: Mapped[int]
    left_days: Mapped[int]
    last_day: Mapped[date]
    months: Mapped[int | None]
    """Proposed to be taken off; None: not proposed in this review."""
    grounds: Mapped[str] = mapped_column(String(400))
    """Why, as column 10 of form 44 prints it."""
    evidence: Mapped[str] = mapped_column(String(400), default="")
    """What proves it, as column 11 prints it."""
    removed_reason: Mapped[str] = mapped_column(String(300), default="")
    """Why the person was taken off the list after the council; empty while on it."""
    version: Mapped[int] = mapped_column(default=1)

    stay: Mapped[Stay] = relationship(lazy="joined", innerjoin=True)
    review: Mapped[ReductionReview] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_proposed(self) -> bool:
        """True while the person stands on the list."""
        return self.months is not None and not self.removed_reason


class ReductionObjection(AppendOnly, Model):
    """Somebody objects while the list hangs out (ý kiến khi niêm yết)."""

    __tablename__ = "reduction_objections"
    __table_args__ = (Index(None, "review_id"),)

    id: Mapped[int] = pk()
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reduction_reviews.id"))
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("reduction_candidates.id"))
    """Whom it is about; None: the list as a whole, or somebody who is not on it."""
    said_by: Mapped[str] = mapped_column(String(120))
    received_on: Mapped[date]
    objection: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class ReductionObjectionAnswer(AppendOnly, Model):
    """What the center answered."""

    __tablename__ = "reduction_objection_answers"

    id: Mapped[int] = pk()
    objection_id: Mapped[int] = mapped_column(ForeignKey("reduction_objections.id"), unique=True)
    answered_on: Mapped[date]
    answer: Mapped[str] = mapped_column(Text)
    removes: Mapped[bool] = mapped_column(default=False)
    """The person was taken off the list."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class ReductionPaper(AppendOnly, Model):
    """A paper of a review: the proposal, or its list."""

    __tablename__ = "reduction_papers"
    __table_args__ = (Index(None, "review_id"),)

    id: Mapped[int] = pk()
    review_id: Mapped[int] = mapped_column(ForeignKey("reduction_reviews.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("issued_documents.id"), unique=True)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    document: Mapped[IssuedDocument] = relationship(lazy="joined", innerjoin=True)


class ReductionResult(AppendOnly, Model):
    """What the court decided about one person. A correction is a row that amends the former one."""

    __tablename__ = "reduction_results"
    __table_args__ = (
        Index(None, "stay_id"),
        Index(
            "uq_reduction_results_first",
            "candidate_id",
            unique=True,
            sqlite_where=text("amends_id IS NULL"),
            postgresql_where=text("amends_id IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    candidate_id: Mapped[int] = mapped_column(ForeignKey("reduction_candidates.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    outcome: Mapped[Outcome] = mapped_column(text_enum(Outcome))
    months: Mapped[int | None]
    """Taken off; None unless granted."""
    number: Mapped[str] = mapped_column(String(60))
    """Number of the court's decision, as printed."""
    decided_on: Mapped[date]
    court: Mapped[str] = mapped_column(String(160))
    arrived_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When the decision arrived here."""
    term_event_id: Mapped[int | None] = mapped_column(ForeignKey("term_events.id"))
    """The event that moved the last day; None when nothing was granted."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("reduction_results.id"), unique=True)
    amend_reason: Mapped[str] = mapped_column(String(300), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
