"""Tables of classes, attendance and labour."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum


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


class Enrolment(Model):
    """A stay in a class. Left once, never otherwise changed."""

    __tablename__ = "enrolments"
    __table_args__ = (UniqueConstraint("course_id", "stay_id"), Index(None, "stay_id"))

    id: Mapped[int] = pk()
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    enrolled_at: Mapped[datetime] = mapped_column(UTCDateTime)
    enrolled_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    left_on: Mapped[date | None]
    left_reason: Mapped[str] = mapped_column(String(200), default="")

    course: Mapped[Course] = relationship(lazy="joined", innerjoin=True)


class ClassSession(Model):
    """One lesson of a class (buổi học)."""

    __tablename__ = "class_sessions"
    __table_args__ = (
        Index(None, "course_id", "starts_at"),
        Index(None, "starts_at"),
        Index(None, "trainer_id", "starts_at"),
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

    course: Mapped[Course] = relationship(lazy="joined", innerjoin=True)


class Attendance(AppendOnly, Model):
    """One resident in one lesson's register; the newest row of the two counts."""

    __tablename__ = "attendances"
    __table_args__ = (Index(None, "session_id", "stay_id", "id"), Index(None, "stay_id", "id"))

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
    __table_args__ = (Index(None, "stay_id", "worked_on"), Index(None, "worked_on"), Index(None, "batch"))

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
    """A certificate earned in the center."""

    __tablename__ = "certificates"
    __table_args__ = (UniqueConstraint("course_id", "stay_id"), Index(None, "stay_id"))

    id: Mapped[int] = pk()
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    title: Mapped[str] = mapped_column(String(160))
    number: Mapped[str] = mapped_column(String(40))
    issued_on: Mapped[date]
    issuer: Mapped[str] = mapped_column(String(160))
    """Who issued it: the center or the vocational institution."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
