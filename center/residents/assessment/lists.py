"""A round's list: as a workbook, and as a paper made in the background."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from center.agency.queries import profile_on
from center.audit.actor import Actor
from center.audit.service import record
from center.clock import clock, local_date
from center.db import db, unit_of_work
from center.documents.models import IssuedDocument
from center.documents.papers import verification
from center.documents.service import issue, reserve
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.jobs.registry import JobContext, JobResult, background
from center.residents.assessment.audit import ListExported
from center.residents.assessment.labels import period_words
from center.residents.assessment.models import AssessmentLine, AssessmentPaper, AssessmentRound, Grade
from center.residents.assessment.papers import FORM, LIST, GradeList, ListRow, counted, list_pdf
from center.residents.assessment.queries import (
    LineFilter,
    grades_of_round,
    lines_of,
    round_or_404,
    scheme_of_round,
)
from center.residents.assessment.scheme import Scheme
from center.residents.housing.models import Zone
from center.ui.filters import format_date
from center.ui.workbook import Cell, table_workbook

LIST_JOB = "residents.assessment_list"
NO_GRADE = "Chưa xếp loại"


def grade_list(found: AssessmentRound, zone: Zone | None, *, by: str, now: datetime) -> GradeList:
    """Return what stands on the list of a round, of one zone or of all, in a fixed number of statements."""
    scheme = scheme_of_round(found)
    wanted = LineFilter(zone_id=zone.id if zone else None)
    lines, _total = lines_of(found.id, wanted)
    grades = grades_of_round(found.id)
    rows = tuple(_row(line, grades.get(line.stay_id), scheme) for line in lines)
    day = found.meeting_on or local_date(now)
    posted = ""
    if found.posted_from is not None and found.posted_to is not None:
        posted = (
            f"Niêm yết tại {found.posted_place} từ ngày {format_date(found.posted_from)} "
            f"đến hết ngày {format_date(found.posted_to)}."
        )
    scope = zone or found.zone
    return GradeList(
        profile=profile_on(day),
        day=day,
        period=period_words(found.period),
        scope=scope.name if scope else "toàn cơ sở",
        criteria=tuple((criterion.label, criterion.max_points) for criterion in scheme.criteria),
        rows=rows,
        counts=counted(rows, [level.label for level in scheme.levels]),
        meeting_on=found.meeting_on,
        minutes_number=found.minutes_number,
        members=tuple(found.members.splitlines()),
        posted=posted,
        proposed=not found.is_decided,
        unverified=""
        if found.scheme_id
        else "Thang điểm, kỳ và tiêu chí theo thực tế, chưa đối chiếu với quy định nào.",
        prepared_by=by,
    )


def list_workbook(found: AssessmentRound, zone: Zone | None, *, actor: Actor, now: datetime) -> bytes:
    """Return the list as XLSX; that it left is recorded. Inside a unit of work."""
    data = grade_list(found, zone, by=actor.name, now=now)
    headings = [_("TT"), _("Họ tên"), _("Mã"), _("Ngày sinh"), _("Giường")]
    headings += [f"{label} ({most})" for label, most in data.criteria]
    headings += [_("Tổng"), _("Xếp loại"), _("Ghi chú")]
    blank = ("",) * len(data.criteria)
    rows: list[tuple[Cell, ...]] = [
        (place, row.name, row.code, row.born, row.bed, *(row.points or blank), row.total, row.level, row.note)
        for place, row in enumerate(data.rows, start=1)
    ]
    record(ListExported(round_id=found.id, people=len(rows)), actor=actor, at=now)
    state = _("đề nghị") if data.proposed else _("đã quyết định")
    return table_workbook(
        rows,
        headings,
        name=_("Xếp loại"),
        title=_("Kết quả xếp loại %(period)s, %(scope)s", period=data.period, scope=data.scope),
        filters=f"{state}; {data.unverified}" if data.unverified else state,
    )


@background(LIST_JOB, title=_l("In danh sách xếp loại"))
def print_list(payload: Mapping[str, Any], context: JobContext) -> JobResult:
    """Print the list of a round (``round_id``), of one zone (``zone_id``; None: of all)."""
    now = clock().now()
    found = round_or_404(payload["round_id"])
    zone = db.session.get(Zone, payload["zone_id"]) if payload["zone_id"] else None
    document = make_list(found, zone, key=context.key, actor=context.actor, now=now, finish=context)
    return JobResult(document_id=document.id, message=_("Đã in danh sách xếp loại."))


def make_list(
    found: AssessmentRound,
    zone: Zone | None,
    *,
    key: str,
    actor: Actor,
    now: datetime,
    finish: JobContext | None = None,
) -> IssuedDocument:
    """Draw and archive the list; it takes the place of the former one of the same zone. Opens its own units of work."""
    zone_id = zone.id if zone else None
    data = grade_list(found, zone, by=actor.name, now=now)
    with unit_of_work():
        slip = reserve(LIST, signed_on=data.day, key=f"{LIST}-{key}", now=now)
        mark = verification(slip.token)
    content = list_pdf(data, mark)
    title = f"{FORM.title} {FORM.abstract[:1].lower()}{FORM.abstract[1:]}"
    with unit_of_work():
        document = issue(
            slip, content, title=title, actor=actor, now=now, supersedes=_former(found.id, zone_id, slip.id)
        )
        if (
            db.session.scalar(select(AssessmentPaper.id).where(AssessmentPaper.document_id == document.id))
            is None
        ):
            db.session.add(
                AssessmentPaper(round_id=found.id, zone_id=zone_id, document_id=document.id, recorded_at=now)
            )
        if finish is not None:
            finish.finish(JobResult(document_id=document.id, message=_("Đã in danh sách xếp loại.")))
    return document


def _former(round_id: int, zone_id: int | None, slip_id: int) -> IssuedDocument | None:
    """Return the newest list of the round and zone that another slip made."""
    newest = db.session.scalars(
        select(AssessmentPaper)
        .where(AssessmentPaper.round_id == round_id, AssessmentPaper.zone_id.is_not_distinct_from(zone_id))
        .order_by(AssessmentPaper.id.desc())
        .limit(1)
    ).first()
    if newest is None or newest.document.slip_id == slip_id:
        return None
    return newest.document


def _row(line: AssessmentLine, grade: Grade | None, scheme: Scheme) -> ListRow:
    who = line.stay.resident
    if not line.graded:
        note = f"ở cơ sở {line.days} ngày trong kỳ"
        return ListRow(who.full_name, who.code, who.birth_date, line.bed_label, (), None, NO_GRADE, note)
    points = tuple(grade.points if grade else line.points)
    level = grade.level_label if grade else scheme.level(line.level).label
    note = line.reason
    if grade is not None and grade.amend_reason:
        note = f"Đã sửa: {grade.amend_reason}"
    return ListRow(who.full_name, who.code, who.birth_date, line.bed_label, points, sum(points), level, note)
