"""Tables of classes, attendance and labour."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Numeric, String, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from center.auth.models import Account
from center.clock import local_date
from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.whereabouts.models import Location


class CourseKind(StrEnum):
    """What a class teaches."""

    VOCATIONAL = "vocational"
    """Học nghề, sơ cấp (Decree 163/2026 art. 116)."""
    LITERACY = "literacy"
    """Xóa mù chữ, văn hóa (art. 115)."""
    EDUCATION = "education"
    """Giáo dục chuyên đề (art. 86)."""


class AttendanceState(StrEnum):
    """What the register says."""

    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"


class AbsenceReason(StrEnum):
    """Why somebody was not there."""

    SICK = "sick"
    RESTRICTED = "restricted"
    OUT = "out"
    """Out of the center: hospital, court, leave, escape."""
    OTHER_DUTY = "other_duty"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Course(Model):
    """A class that runs from one day to another (lớp)."""

    __tablename__ = "courses"
    __table_args__ = (Index(None, "ends_on"),)

    id: Mapped[int] = pk()
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[CourseKind] = mapped_column(text_enum(CourseKind))
    trade: Mapped[str] = mapped_column(String(80), default="")
    hours_planned: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    trainer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form's own id: the same form sent twice makes one class."""

    # not a relationship: an account brings its roles and more statements with it
    trainer_name: Mapped[str] = column_property(
        select(Account.full_name).where(Account.id == trainer_id).correlate_except(Account).scalar_subquery()
    )


class Enrolment(Model):
    """A stay in a class. Left once, never otherwise changed; who comes back gets a new row."""

    __tablename__ = "enrolments"
    __table_args__ = (
        Index(
            "uq_enrolments_open",
            "course_id",
            "stay_id",
            unique=True,
            sqlite_where=text("left_on IS NULL"),
            postgresql_where=text("left_on IS NULL"),
        ),
        Index(None, "stay_id"),
    )

    id: Mapped[int] = pk()
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    joined_on: Mapped[date]
    """First day on the register; may lie before ``enrolled_at`` when the paper list was first."""
    enrolled_at: Mapped[datetime] = mapped_column(UTCDateTime)
    enrolled_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    left_on: Mapped[date | None]
    """First day no longer on the register; None while in the class."""
    left_reason: Mapped[str] = mapped_column(String(200), default="")

    course: Mapped[Course] = relationship(lazy="joined", innerjoin=True)


class ClassSession(Model):
    """One lesson of a class (buổi học)."""

    __tablename__ = "class_sessions"
    __table_args__ = (
        Index(None, "course_id", "starts_at"),
        Index(None, "starts_at"),
        Index(None, "trainer_id", "starts_at"),
        UniqueConstraint("act_id", "starts_at"),
    )

    id: Mapped[int] = pk()
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    trainer_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    topic: Mapped[str] = mapped_column(String(200), default="")
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    cancel_reason: Mapped[str] = mapped_column(String(200), default="")
    act_id: Mapped[str] = mapped_column(String(36))
    """Client-made id of the planning; a weekly series shares one, sent twice it is one act."""

    course: Mapped[Course] = relationship(lazy="joined", innerjoin=True)
    location: Mapped[Location] = relationship(lazy="joined", innerjoin=True)
    trainer_name: Mapped[str] = column_property(
        select(Account.full_name).where(Account.id == trainer_id).correlate_except(Account).scalar_subquery()
    )

    @property
    def day(self) -> date:
        """Local day of the lesson; a lesson does not cross midnight."""
        return local_date(self.starts_at)

    @property
    def hours(self) -> Decimal:
        """Length in hours, to the hundredth."""
        minutes = int((self.ends_at - self.starts_at).total_seconds()) // 60
        return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


class Attendance(AppendOnly, Model):
    """One resident in one lesson's register; a row that another one amends no longer counts."""

    __tablename__ = "attendances"
    __table_args__ = (
        Index(
            "uq_attendances_first",
            "session_id",
            "stay_id",
            unique=True,
            sqlite_where=text("amends_id IS NULL"),
            postgresql_where=text("amends_id IS NULL"),
        ),
        Index(None, "stay_id", "id"),
    )

    id: Mapped[int] = pk()
    session_id: Mapped[int] = mapped_column(ForeignKey("class_sessions.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    state: Mapped[AttendanceState] = mapped_column(text_enum(AttendanceState))
    reason: Mapped[AbsenceReason | None] = mapped_column(text_enum(AbsenceReason))
    note: Mapped[str] = mapped_column(String(200), default="")
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("attendances.id"), unique=True)
    amend_reason: Mapped[str] = mapped_column(String(300), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class LabourEntry(AppendOnly, Model):
    """Hours of labour therapy of one resident on one day; an amending row replaces its hours (0 takes back)."""

    __tablename__ = "labour_entries"
    __table_args__ = (
        UniqueConstraint("batch", "stay_id"),
        Index(None, "stay_id", "worked_on"),
        Index(None, "worked_on"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    worked_on: Mapped[date]
    hours: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    work: Mapped[str] = mapped_column(String(120))
    """What was done: may lông vũ, trồng rau …"""
    batch: Mapped[str] = mapped_column(String(36))
    """Client-made id of the group entry; sent twice it is one act."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("labour_entries.id"), unique=True)
    amend_reason: Mapped[str] = mapped_column(String(300), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Certificate(AppendOnly, Model):
    """A certificate earned in the center; an amending row corrects it or takes it back."""

    __tablename__ = "certificates"
    __table_args__ = (
        Index(
            "uq_certificates_first",
            "course_id",
            "stay_id",
            unique=True,
            sqlite_where=text("amends_id IS NULL"),
            postgresql_where=text("amends_id IS NULL"),
        ),
        Index(None, "stay_id"),
        Index(None, "number"),
    )

    id: Mapped[int] = pk()
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    title: Mapped[str] = mapped_column(String(160))
    number: Mapped[str] = mapped_column(String(40))
    issued_on: Mapped[date]
    issuer: Mapped[str] = mapped_column(String(160))
    """Who issued it: the center or the vocational institution."""
    withdrawn: Mapped[bool] = mapped_column(default=False)
    """True on the amending row that takes the certificate back."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("certificates.id"), unique=True)
    amend_reason: Mapped[str] = mapped_column(String(300), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
