"""Duties that follow from recorded matters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from center.auth.permissions import Role
from center.clock import local_date
from center.db import db
from center.i18n import lazy_gettext as _l
from center.legal.rules import Parameter
from center.residents.duty.models import CaseKind, Duty, DutyCase, DutyState
from center.residents.duty.permissions import DutyPermission
from center.residents.duty.registry import DutyKind, DutySource
from center.residents.duty.rules import Scope, Wanted, number
from center.residents.duty.times import end_of_day


def _kind(code: str, label: str, owner: Role, watch: Role = Role.DIRECTOR) -> DutyKind:
    return DutyKind(
        code, label, owner, _l("Mở vụ việc"), "duties.case", DutyPermission.VIEW, "case_id", watch
    )


BREACH = _kind(
    "breach_notice",
    _l("Báo cơ quan chuyên trách (Bộ Công an) về lộ, mất dữ liệu cá nhân"),
    Role.ADMINISTRATOR,
)
REQUEST_REPLY = _kind(
    "request_reply", _l("Trả lời người yêu cầu về dữ liệu cá nhân của họ"), Role.RECORDS_CLERK
)
REQUEST_ACT = _kind("request_act", _l("Thực hiện yêu cầu về dữ liệu cá nhân"), Role.RECORDS_CLERK)
FUNERAL_DECISION = _kind("funeral_decision", _l("Quyết định đơn xin về chịu tang (mẫu 49)"), Role.DIRECTOR)
DRUG_LOSS = _kind(
    "drug_loss_report",
    _l("Báo cáo thất thoát, nhầm lẫn thuốc phải kiểm soát đặc biệt (phụ lục XI)"),
    Role.DRUG_KEEPER,
)

HOURS = {
    CaseKind.BREACH: (BREACH, "privacy.breach_notice_hours"),
    CaseKind.FUNERAL_REQUEST: (FUNERAL_DECISION, "funeral_leave.decide_within"),
    CaseKind.DRUG_LOSS: (DRUG_LOSS, "controlled_drugs.loss_report_within"),
}
"""Kinds of case with one duty, so many hours after they began."""

REMEMBERED = timedelta(days=60)
"""Older cases are looked at only while a duty of theirs is open."""


def derive_of_center(scope: Scope) -> Iterable[Wanted]:
    """Return the duties of the cases that concern nobody's stay; one statement."""
    return _derive(scope, DutyCase.stay_id.is_(None))


def derive_of_stays(scope: Scope) -> Iterable[Wanted]:
    """Return the duties of the cases about the stays; one statement."""
    return _derive(scope, DutyCase.stay_id.in_(scope.stays))


def _derive(scope: Scope, whose: object) -> Iterator[Wanted]:
    owing = select(Duty.subject_id).where(Duty.state == DutyState.OPEN, Duty.kind.in_(_codes()))
    cases = db.session.scalars(
        select(DutyCase)
        .where(whose)  # type: ignore[arg-type]
        .where(or_(DutyCase.happened_at >= scope.now - REMEMBERED, DutyCase.id.in_(owing)))
        .order_by(DutyCase.id)
    )
    for case in cases:
        if case.kind is CaseKind.DATA_REQUEST:
            yield from _request(case, scope)
        else:
            kind, name = HOURS[case.kind]
            rule = number(scope.book, name, local_date(case.happened_at))
            if rule is not None:
                hours = rule.value * (24 if rule.parameter.unit == "day" else 1)
                yield _wanted(case, kind, case.happened_at + timedelta(hours=hours), rule.parameter)


def _request(case: DutyCase, scope: Scope) -> Iterator[Wanted]:
    """A reply in two working days, the act in 10, 15 or 20 days by kind (Decree 356/2025)."""
    day = local_date(case.happened_at)
    reply = number(scope.book, "privacy.request_reply_working_days", day)
    if reply is not None:
        due_on = scope.calendar.add(day, reply.value)
        yield _wanted(case, REQUEST_REPLY, end_of_day(due_on), reply.parameter)
    act = scope.book.find_or_none("privacy.request_act_days", day)
    if act is not None and case.act_days is not None:
        yield _wanted(case, REQUEST_ACT, end_of_day(day + timedelta(days=case.act_days)), act)


def _wanted(case: DutyCase, kind: DutyKind, due_at: datetime, rule: Parameter) -> Wanted:
    return Wanted(
        kind=kind.code,
        subject=f"case-{case.id}",
        stay_id=case.stay_id,
        subject_id=case.id,
        detail=f"vụ việc số {case.id}",
        cause_at=case.happened_at,
        due_at=due_at,
        rule=rule,
    )


def _codes() -> Collection[str]:
    return [kind.code for kind in KINDS]


KINDS = (BREACH, REQUEST_REPLY, REQUEST_ACT, FUNERAL_DECISION, DRUG_LOSS)

SOURCES = (
    DutySource("cases", KINDS, derive_of_center, for_center=True),
    DutySource("stay_cases", (), derive_of_stays),
)
