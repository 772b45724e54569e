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
from center.security.packet import conduct_for_packet
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
    for each in entries_of(stay_id=stay_id):
        if each.entry.hours:
            works[each.entry.worked_on.replace(day=1)][each.entry.work] = None
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


def conduct(stay_id: int, *, on: date) -> tuple[tuple[IncidentLine, ...], tuple[EscapeLine, ...]]:
    """Return rule-breaking and escapes; never free text of reports, which may name others."""
    told = conduct_for_packet(stay_id, on=on)
    return (
        tuple(IncidentLine(one.day, one.kind, one.sentence) for one in told.incidents),
        tuple(EscapeLine(one.left_on, one.back_on, one.days_not_counted) for one in told.escapes),
    )


def _course(course: CourseSummary) -> CourseLine:
    name = (
        f"{course.name} ({course.trade})" if course.trade and course.trade not in course.name else course.name
    )
    return CourseLine(
        name, course.kind, course.first_day, course.last_day, course.lessons, course.attended, course.hours
    )
