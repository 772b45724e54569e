"""What the record says about duties that people closed, cases they opened, and days they changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class DutyChanged(Event):
    """Somebody closed a duty, or opened it again; proof and reason stand in the duty's own history."""

    name = "residents:duty:change"
    sentence = _l("Việc theo luật số {duty_id}: {action}")

    duty_id: int
    kind: str
    action: str


@dataclass(frozen=True)
class DutiesExported(Event):
    """The inbox left as a file."""

    name = "residents:duty:export"
    sentence = _l("Xuất danh sách việc theo luật: {count} việc ({filters})")

    count: int
    filters: str


@dataclass(frozen=True)
class CaseOpened(Event):
    """A matter that starts a legal clock was recorded. What it says stays out of the record."""

    name = "residents:duty-case:open"
    sentence = _l("Mở vụ việc số {case_id} ({kind})")

    case_id: int
    kind: str
    happened_at: datetime


@dataclass(frozen=True)
class WorkDayChanged(Event):
    """A day of the center's calendar became a day off, a working day, or usual again."""

    name = "residents:work-calendar:change"
    sentence = _l("Lịch làm việc ngày {day}: {effect}, {reason}")

    day: date
    effect: str
    reason: str


@dataclass(frozen=True)
class WorkYearProposed(Event):
    """The public holidays of a year were taken from the list."""

    name = "residents:work-calendar:propose"
    sentence = _l("Đề xuất lịch nghỉ năm {year}: {days} ngày")

    year: int
    days: int


@dataclass(frozen=True)
class WorkYearReviewed(Event):
    """Somebody compared the calendar of a year with the official notice."""

    name = "residents:work-calendar:review"
    sentence = _l("Đối chiếu lịch nghỉ năm {year} với {notice}")

    year: int
    notice: str
