"""What the medical, vocational and security modules give out for the packet, as plain values."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from center.handover.data import (
    CertificateLine,
    CourseLine,
    EscapeLine,
    IncidentLine,
    LabelledText,
    LabourMonth,
)
from center.medical.packet import summary_for_packet as medical_summary
from center.vocational.labour.queries import entries_of
from center.vocational.packet import CourseSummary
from center.vocational.packet import summary_for_packet as vocational_summary


def medical(stay_id: int, *, on: date) -> tuple[LabelledText, ...]:
    """Return the medical summary; never HIV or mental-health findings, which that module does not give out."""
    return tuple(LabelledText(label, text) for label, text in medical_summary(stay_id, on=on).labelled())


def work_and_study(
    stay_id: int,
) -> tuple[tuple[CourseLine, ...], tuple[CertificateLine, ...], tuple[LabourMonth, ...]]:
    """Return classes with attendance, certificates, and labour by month."""
    summary = vocational_summary(stay_id)
    works: dict[date, dict[str, None]] = defaultdict(dict)
    for entry in entries_of(stay_id=stay_id):
        works[entry.worked_on.replace(day=1)][entry.work] = None
    return (
        tuple(_course(course) for course in summary.courses),
        tuple(
            CertificateLine(one.title, one.number, one.issued_on, one.issuer) for one in summary.certificates
        ),
        tuple(
            LabourMonth(f"{line.month:%m/%Y}", line.days, line.hours, ", ".join(sorted(works[line.month])))
            for line in summary.months
        ),
    )


def conduct(stay_id: int) -> tuple[tuple[IncidentLine, ...], tuple[EscapeLine, ...]]:
    """Return the incidents the person was in, and escapes."""
    return (), ()


def _course(course: CourseSummary) -> CourseLine:
    name = (
        f"{course.name} ({course.trade})" if course.trade and course.trade not in course.name else course.name
    )
    return CourseLine(
        name, course.kind, course.first_day, course.last_day, course.lessons, course.attended, course.hours
    )
