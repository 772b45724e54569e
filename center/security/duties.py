"""Duties that follow from escapes and outings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import func, select

from center.auth.permissions import Role
from center.clock import local_date
from center.db import db
from center.i18n import lazy_gettext as _l
from center.residents.duty.registry import DutyKind, DutySource
from center.residents.duty.rules import Proof, Scope, Wanted, number
from center.residents.duty.times import end_of_day
from center.residents.whereabouts.models import OutCause
from center.security.models import Escape, EscapeNotice, EscapeReturn, NoticeTo, Outing, OutingReturn
from center.security.permissions import SecurityPermission
from center.ui.filters import format_datetime

ESCAPE_NOTICE = DutyKind(
    "escape_notice",
    _l("Báo Công an cấp xã nơi lập hồ sơ về việc bỏ trốn"),
    Role.DUTY_COMMANDER,
    _l("Ghi việc thông báo"),
    "security.escape",
    SecurityPermission.VIEW,
    "escape_id",
    watch=Role.DIRECTOR,
)
TRACING = DutyKind(
    "tracing_decision",
    _l("Ra quyết định truy tìm (mẫu 43)"),
    Role.DIRECTOR,
    _l("Mở vụ bỏ trốn"),
    "security.escape",
    SecurityPermission.VIEW,
    "escape_id",
)
QUIT = DutyKind(
    "voluntary_quit",
    _l("Xác định tự ý chấm dứt cai nghiện tự nguyện"),
    Role.RECORDS_CLERK,
    _l("Mở vụ bỏ trốn"),
    "security.escape",
    SecurityPermission.VIEW,
    "escape_id",
    watch=Role.DIRECTOR,
)
HOSPITAL_NOTICE = DutyKind(
    "hospital_notice",
    _l("Báo Công an cấp tỉnh và thân nhân về việc chuyển bệnh viện"),
    Role.DUTY_COMMANDER,
    _l("Mở phần an ninh"),
    "security.stay",
    SecurityPermission.VIEW,
    watch=Role.DIRECTOR,
)
FUNERAL_RETURN = DutyKind(
    "funeral_return",
    _l("Nhận lại người về chịu tang đúng hạn, khám và xét nghiệm ma túy"),
    Role.DUTY_COMMANDER,
    _l("Mở phần an ninh"),
    "security.stay",
    SecurityPermission.VIEW,
    watch=Role.DIRECTOR,
)


def derive(scope: Scope) -> Iterable[Wanted]:
    """Return what follows from the escapes and outings of the stays; two statements."""
    yield from _escapes(scope)
    yield from _outings(scope)


def _escapes(scope: Scope) -> Iterator[Wanted]:
    told = (
        select(func.min(EscapeNotice.sent_at))
        .where(EscapeNotice.escape_id == Escape.id, EscapeNotice.told == NoticeTo.FILE_POLICE)
        .correlate(Escape)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            Escape.id,
            Escape.stay_id,
            Escape.happened_at,
            Escape.discovered_at,
            Escape.notify_by,
            EscapeReturn.happened_at,
            told,
        )
        .outerjoin(EscapeReturn, EscapeReturn.escape_id == Escape.id)
        .where(Escape.stay_id.in_(scope.stays))
    )
    for escape_id, stay_id, left_at, found_at, notify_by, back_at, told_at in rows:
        want = partial(Wanted, subject=f"escape-{escape_id}", subject_id=escape_id, stay_id=stay_id)
        back = _came_back(back_at)
        found_on = local_date(found_at)
        law = scope.book.find_or_none("escape.notify_within", found_on)
        if law is not None and notify_by is not None:
            yield want(
                kind=ESCAPE_NOTICE.code,
                cause_at=found_at,
                due_at=notify_by,
                rule=law,
                done=_proof(told_at, "Đã báo lúc", f"/security/escapes/{escape_id}"),
            )
        stay = scope.stays[stay_id]
        if stay.kind != "voluntary":
            rule = number(scope.book, "escape.tracing_decision_within", found_on)
            if rule is not None:
                yield want(
                    kind=TRACING.code,
                    cause_at=found_at,
                    due_at=found_at + timedelta(hours=rule.value),
                    rule=rule.parameter,
                    lapsed=back,
                )
            continue
        left_on = local_date(left_at)
        rule = number(scope.book, "voluntary.absence_is_quit", left_on)
        if rule is not None:
            ended = f"Đợt cai nghiện đã kết thúc ngày {stay.ended_on:%d/%m/%Y}." if stay.ended_on else ""
            yield want(
                kind=QUIT.code,
                cause_at=left_at,
                due_at=end_of_day(scope.calendar.add(left_on, rule.value)),
                rule=rule.parameter,
                lapsed=back or ended,
            )


def _outings(scope: Scope) -> Iterator[Wanted]:
    rows = db.session.execute(
        select(
            Outing.id,
            Outing.stay_id,
            Outing.cause,
            Outing.left_at,
            Outing.expected_at,
            OutingReturn.returned_at,
        )
        .outerjoin(OutingReturn, OutingReturn.outing_id == Outing.id)
        .where(Outing.stay_id.in_(scope.stays), Outing.cause.in_([OutCause.HOSPITAL, OutCause.FUNERAL]))
    )
    for outing_id, stay_id, cause, left_at, expected_at, back_at in rows:
        want = partial(Wanted, subject=f"outing-{outing_id}", subject_id=outing_id, stay_id=stay_id)
        left_on = local_date(left_at)
        if cause is OutCause.HOSPITAL:
            rule = number(scope.book, "hospital.notify_within", left_on)
            if rule is not None:
                yield want(
                    kind=HOSPITAL_NOTICE.code,
                    cause_at=left_at,
                    due_at=left_at + timedelta(hours=rule.value),
                    rule=rule.parameter,
                )
            continue
        rule = number(scope.book, "funeral_leave.max_days", left_on)
        if rule is not None:
            longest = end_of_day(left_on + timedelta(days=rule.value))
            yield want(
                kind=FUNERAL_RETURN.code,
                cause_at=left_at,
                due_at=expected_at or longest,
                rule=rule.parameter,
                done=_proof(back_at, "Trở lại lúc", f"/security/stays/{stay_id}"),
            )


def _came_back(at: datetime | None) -> str:
    return "" if at is None else f"Người này đã trở lại lúc {format_datetime(at)}."


def _proof(at: datetime | None, words: str, link: str) -> Proof | None:
    return None if at is None else Proof(at, f"{words} {format_datetime(at)}", link)


SOURCE = DutySource("security", (ESCAPE_NOTICE, TRACING, QUIT, HOSPITAL_NOTICE, FUNERAL_RETURN), derive)
