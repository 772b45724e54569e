"""What classes and labour say of a period, for the assessment of residents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import func

from center.clock import local_day
from center.db import db
from center.i18n import lazy_gettext as _l
from center.residents.assessment.sources import Counts, Measure, Source, register_source
from center.vocational.models import AbsenceReason, Attendance, AttendanceState, ClassSession, LabourEntry
from center.vocational.queries import counting_attendance, counting_labour
from center.vocational.rules.register import REASONS

MEASURES = (
    Measure("vocational.attended", _l("buổi học có mặt")),
    Measure("vocational.late", _l("buổi đến muộn")),
    Measure("vocational.excused", _l("buổi vắng có lý do")),
    Measure("vocational.unexcused", _l("buổi vắng không lý do")),
    Measure("vocational.labour_days", _l("ngày lao động")),
    Measure("vocational.labour_hours", _l("giờ lao động")),
)


def count(stay_ids: Collection[int], first: date, last: date) -> Counts:
    """Count lessons by what the register says, days and whole hours of labour, in two statements."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    lessons = db.session.execute(
        counting_attendance()
        .with_only_columns(Attendance.stay_id, Attendance.state, Attendance.reason, func.count())
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(
            Attendance.stay_id.in_(stay_ids),
            ClassSession.starts_at >= local_day(first)[0],
            ClassSession.starts_at < local_day(last)[1],
        )
        .group_by(Attendance.stay_id, Attendance.state, Attendance.reason)
    )
    for stay_id, state, reason, number in lessons:
        found[stay_id][_lesson_measure(state, reason)] += number
    entries = counting_labour().with_only_columns(
        LabourEntry.stay_id, func.count(LabourEntry.worked_on.distinct()), func.sum(LabourEntry.hours)
    )
    for stay_id, days, hours in db.session.execute(
        entries.where(
            LabourEntry.stay_id.in_(stay_ids),
            LabourEntry.worked_on.between(first, last),
            LabourEntry.hours > 0,
        ).group_by(LabourEntry.stay_id)
    ):
        found[stay_id]["vocational.labour_days"] = days
        found[stay_id]["vocational.labour_hours"] = int(hours)
    return found


def _lesson_measure(state: AttendanceState, reason: AbsenceReason | None) -> str:
    if state is AttendanceState.PRESENT:
        return "vocational.attended"
    if state is AttendanceState.LATE:
        return "vocational.late"
    excused = reason is not None and REASONS[reason].excused
    return "vocational.excused" if excused else "vocational.unexcused"


register_source(Source("vocational", MEASURES, count))
