"""What the handover packet says about training and labour: plain values, read from the facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from center.vocational.certificate.queries import certificates_of
from center.vocational.file.queries import courses_of_stay, labour_months, lessons_of_stay
from center.vocational.labels import COURSE_LABELS
from center.vocational.labour.queries import entries_of
from center.vocational.rules.labour import plain


@dataclass(frozen=True, slots=True)
class CourseSummary:
    """One class of the stay."""

    code: str
    name: str
    kind: str
    """In words."""
    trade: str
    first_day: date
    """Day the resident joined."""
    last_day: date
    """Last day in the class: the day before leaving, or the end of the class."""
    left_early: bool
    hours_planned: int
    attended: int
    """Lessons attended, in time or late."""
    lessons: int
    """Lessons with a register."""
    hours: Decimal
    """Hours attended."""
    rate: Decimal | None
    """Attended of all in percent; None without a register."""


@dataclass(frozen=True, slots=True)
class CertificateSummary:
    """One certificate that stands."""

    title: str
    course: str
    trade: str
    number: str
    issued_on: date
    issuer: str


@dataclass(frozen=True, slots=True)
class MonthSummary:
    """The labour of one month."""

    month: date
    """Its first day."""
    days: int
    hours: Decimal
    works: tuple[str, ...]
    """Kinds of work, the one of most hours first."""


@dataclass(frozen=True, slots=True)
class VocationalSummary:
    """Training and labour of one stay, as papers print them."""

    courses: tuple[CourseSummary, ...]
    certificates: tuple[CertificateSummary, ...]
    months: tuple[MonthSummary, ...]

    @property
    def labour_hours(self) -> Decimal:
        """Hours of labour of the whole stay."""
        return plain(sum((month.hours for month in self.months), Decimal(0)))

    @property
    def labour_days(self) -> int:
        """Days with labour of the whole stay."""
        return sum(month.days for month in self.months)


def summary_for_packet(stay_id: int) -> VocationalSummary:
    """Return what the packet prints about training, certificates and labour of a stay; four statements."""
    courses = []
    for each in courses_of_stay(stay_id, lessons_of_stay(stay_id)):
        course = each.course
        left_early = each.left_on is not None and each.left_on <= course.ends_on
        last = each.left_on - timedelta(days=1) if each.left_on and left_early else course.ends_on
        courses.append(
            CourseSummary(
                code=course.code,
                name=course.name,
                kind=COURSE_LABELS[course.kind],
                trade=course.trade,
                first_day=each.joined_on,
                last_day=max(last, each.joined_on),
                left_early=left_early,
                hours_planned=course.hours_planned,
                attended=each.tally.attended,
                lessons=each.tally.total,
                hours=each.hours,
                rate=each.tally.rate,
            )
        )
    return VocationalSummary(
        courses=tuple(courses),
        certificates=tuple(
            CertificateSummary(row.title, course.name, course.trade, row.number, row.issued_on, row.issuer)
            for row, course in certificates_of(stay_id)
        ),
        months=tuple(
            MonthSummary(month.first, month.days, month.hours, month.works)
            for month in labour_months(entries_of(stay_id=stay_id))
        ),
    )
