"""What is recorded of classes, registers, labour and certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class CourseMade(Event):
    """A class was made."""

    name = "vocational:course:make"
    sentence = _l("Mở lớp {code} ({kind}), từ {starts_on} đến {ends_on}.")
    course_id: int
    code: str
    kind: str
    starts_on: date
    ends_on: date
    trainer_id: int


@dataclass(frozen=True)
class CourseAmended(Event):
    """A class was changed; ``before`` and ``after`` hold only what differs."""

    name = "vocational:course:amend"
    sentence = _l("Sửa lớp {code}: {before} → {after}.")
    course_id: int
    code: str
    before: tuple[str, ...]
    """"field=value" pairs."""
    after: tuple[str, ...]


@dataclass(frozen=True)
class Enrolled(Event):
    """A resident joined a class."""

    name = "vocational:enrolment:make"
    sentence = _l("Ghi danh vào lớp {code} từ ngày {joined_on}.")
    course_id: int
    code: str
    joined_on: date


@dataclass(frozen=True)
class LeftCourse(Event):
    """A resident left a class."""

    name = "vocational:enrolment:leave"
    sentence = _l("Thôi lớp {code} từ ngày {left_on}: {reason}.")
    course_id: int
    code: str
    left_on: date
    reason: str


@dataclass(frozen=True)
class LessonsPlanned(Event):
    """One lesson or a weekly series was planned."""

    name = "vocational:lesson:plan"
    sentence = _l("Xếp {count} buổi của lớp {code}, từ {first} đến {last}.")
    course_id: int
    code: str
    count: int
    first: datetime
    last: datetime
    location_id: int
    trainer_id: int


@dataclass(frozen=True)
class LessonCancelled(Event):
    """A lesson does not take place."""

    name = "vocational:lesson:cancel"
    sentence = _l("Hủy buổi học {starts_at} của lớp {code}: {reason}.")
    session_id: int
    code: str
    starts_at: datetime
    reason: str


@dataclass(frozen=True)
class RegisterKept(Event):
    """The register of a lesson was saved."""

    name = "vocational:register:keep"
    sentence = _l(
        "Điểm danh buổi học {starts_at} của lớp {code}: {present} có mặt, {late} muộn, {absent} vắng."
    )
    session_id: int
    code: str
    starts_at: datetime
    present: int
    late: int
    absent: int


@dataclass(frozen=True)
class AttendanceAmended(Event):
    """One line of a register was corrected."""

    name = "vocational:register:amend"
    sentence = _l("Sửa điểm danh buổi {starts_at}: {before} → {after}. Lý do: {reason}.")
    session_id: int
    starts_at: datetime
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class LabourEntered(Event):
    """Hours of labour were entered for a group."""

    name = "vocational:labour:enter"
    sentence = _l("Ghi {hours} giờ lao động trị liệu ({work}) ngày {worked_on} cho {people} người.")
    batch: str
    worked_on: date
    work: str
    people: int
    hours: Decimal


@dataclass(frozen=True)
class LabourAmended(Event):
    """Hours of one resident were corrected."""

    name = "vocational:labour:amend"
    sentence = _l("Sửa giờ lao động ngày {worked_on}: {before} → {after} giờ. Lý do: {reason}.")
    entry_id: int
    worked_on: date
    before: Decimal
    after: Decimal
    reason: str


@dataclass(frozen=True)
class LabourExported(Event):
    """Hours of a month left the system as a file."""

    name = "vocational:labour:export"
    sentence = _l("Xuất bảng giờ lao động tháng {month} ({form}), {people} người.")
    month: str
    form: str
    filters: str
    people: int


@dataclass(frozen=True)
class CertificateIssued(Event):
    """A resident got a certificate."""

    name = "vocational:certificate:issue"
    sentence = _l("Cấp {title} số {number} của lớp {code}, ngày {issued_on}.")
    course_id: int
    code: str
    title: str
    number: str
    issued_on: date


@dataclass(frozen=True)
class CertificateAmended(Event):
    """A certificate was corrected or taken back."""

    name = "vocational:certificate:amend"
    sentence = _l("Sửa giấy chứng nhận {before} → {after}. Lý do: {reason}.")
    certificate_id: int
    before: str
    after: str
    reason: str
