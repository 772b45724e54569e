"""Tables of the periodic assessment.

A round and its lines are work in progress until the council has decided; a grade is a fact.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk
from center.documents.models import IssuedDocument
from center.residents.assessment.rules import Period
from center.residents.assessment.scheme import Scheme, scheme_of
from center.residents.housing.models import Zone
from center.residents.stay.models import Stay


class AssessmentScheme(AppendOnly, Model):
    """A configuration of the center. The newest row of the newest first day not after a period grades it."""

    __tablename__ = "assessment_schemes"
    __table_args__ = (Index(None, "valid_from"),)

    id: Mapped[int] = pk()
    valid_from: Mapped[date]
    period_months: Mapped[int]
    min_days: Mapped[int]
    posting_days: Mapped[int]
    parts: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Levels, criteria, effects and caps, as ``Scheme.parts`` writes them."""
    source: Mapped[str] = mapped_column(String(300))
    """The center's own rule it rests on, with its number."""
    reason: Mapped[str] = mapped_column(String(300))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))

    def as_scheme(self) -> Scheme:
        """Return the plain value the rules work with."""
        return scheme_of(
            self.parts,
            valid_from=self.valid_from,
            period_months=self.period_months,
            min_days=self.min_days,
            posting_days=self.posting_days,
        )


class AssessmentRound(Model):
    """The assessment of one period for a zone or for everybody (đợt xếp loại).

    Decided once and posted once; until then only its lines change.
    """

    __tablename__ = "assessment_rounds"
    __table_args__ = (
        Index(None, "period_first"),
        CheckConstraint("period_last > period_first", name="period_in_order"),
    )

    id: Mapped[int] = pk()
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    period_first: Mapped[date]
    period_last: Mapped[date]
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zones.id"))
    """None: everybody who is in no other round of the period."""
    scheme_id: Mapped[int | None] = mapped_column(ForeignKey("assessment_schemes.id"))
    """None: the default that ships with the product."""
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    opened_by_name: Mapped[str] = mapped_column(String(120))
    counted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When the facts were last counted."""
    meeting_on: Mapped[date | None]
    minutes_number: Mapped[str] = mapped_column(String(60), default="")
    members: Mapped[str] = mapped_column(Text, default="")
    """Who sat in the council, one a line."""
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decided_by_name: Mapped[str] = mapped_column(String(120), default="")
    posted_from: Mapped[date | None]
    posted_to: Mapped[date | None]
    posted_place: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column(default=1)

    zone: Mapped[Zone | None] = relationship(lazy="joined")
    scheme_row: Mapped[AssessmentScheme | None] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}

    @property
    def period(self) -> Period:
        """The span that is graded."""
        return Period(self.period_first, self.period_last)

    @property
    def is_decided(self) -> bool:
        """True once the council has decided."""
        return self.decided_at is not None


class AssessmentLine(Model):
    """One resident in a round: what the facts suggest and what is proposed."""

    __tablename__ = "assessment_lines"
    __table_args__ = (
        UniqueConstraint("round_id", "stay_id"),
        Index(None, "stay_id"),
        Index(None, "round_id", "zone_id"),
    )

    id: Mapped[int] = pk()
    round_id: Mapped[int] = mapped_column(ForeignKey("assessment_rounds.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zones.id"))
    """Where the resident lived when the round was opened."""
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"))
    bed_label: Mapped[str] = mapped_column(String(60), default="")
    days: Mapped[int]
    """Days of the period in the center."""
    graded: Mapped[bool]
    """False: too few days to be graded; the line only says so."""
    facts: Mapped[dict[str, int]] = mapped_column(JSON)
    """Counts by measure."""
    suggested_points: Mapped[list[int]] = mapped_column(JSON)
    suggested_level: Mapped[str] = mapped_column(String(20))
    points: Mapped[list[int]] = mapped_column(JSON)
    level: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(300), default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When somebody last stood up for the line; None: only the facts speak."""
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    confirmed_by_name: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column(default=1)

    stay: Mapped[Stay] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": version}


class Grade(AppendOnly, Model):
    """The decided grade of a resident's period. A correction is a row that amends the former one."""

    __tablename__ = "grades"
    __table_args__ = (
        Index(None, "stay_id", "period_last"),
        Index(None, "round_id"),
        Index(
            "uq_grades_first",
            "stay_id",
            "period_first",
            unique=True,
            sqlite_where=text("amends_id IS NULL"),
            postgresql_where=text("amends_id IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("assessment_rounds.id"))
    period_first: Mapped[date]
    period_last: Mapped[date]
    points: Mapped[list[int]] = mapped_column(JSON)
    """By criterion, in the order of the round's scheme."""
    total: Mapped[int]
    level: Mapped[str] = mapped_column(String(20))
    level_label: Mapped[str] = mapped_column(String(40))
    level_rank: Mapped[int]
    """Place on the scale, 0 for the best."""
    at_least_fair: Mapped[bool]
    """"Khá or better" by the scheme of the period."""
    reason: Mapped[str] = mapped_column(String(300), default="")
    """Why it departs from the facts; empty when it does not."""
    decided_on: Mapped[date]
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("grades.id"), unique=True)
    amend_reason: Mapped[str] = mapped_column(String(300), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class GradeObjection(AppendOnly, Model):
    """A resident does not agree with a grade (khiếu nại, kiến nghị về xếp loại)."""

    __tablename__ = "grade_objections"
    __table_args__ = (Index(None, "stay_id"),)

    id: Mapped[int] = pk()
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    grade_id: Mapped[int] = mapped_column(ForeignKey("grades.id"), index=True)
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    received_on: Mapped[date]
    objection: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class ObjectionAnswer(AppendOnly, Model):
    """What the center answered."""

    __tablename__ = "grade_objection_answers"

    id: Mapped[int] = pk()
    objection_id: Mapped[int] = mapped_column(ForeignKey("grade_objections.id"), unique=True)
    answered_on: Mapped[date]
    answer: Mapped[str] = mapped_column(Text)
    new_grade_id: Mapped[int | None] = mapped_column(ForeignKey("grades.id"))
    """The corrected grade; None: the grade stands."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class AssessmentPaper(AppendOnly, Model):
    """A printed list of a round."""

    __tablename__ = "assessment_papers"
    __table_args__ = (Index(None, "round_id"),)

    id: Mapped[int] = pk()
    round_id: Mapped[int] = mapped_column(ForeignKey("assessment_rounds.id"))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zones.id"))
    """The zone it lists; None: the whole round."""
    document_id: Mapped[int] = mapped_column(ForeignKey("issued_documents.id"), unique=True)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    document: Mapped[IssuedDocument] = relationship(lazy="joined", innerjoin=True)
    zone: Mapped[Zone | None] = relationship(lazy="joined")
