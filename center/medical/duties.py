"""The periodic health check: so many months after the last examination."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import select

from center.auth.permissions import Role
from center.clock import local_date
from center.db import db
from center.i18n import lazy_gettext as _l
from center.medical.models import AdmissionExam
from center.medical.permissions import MedicalPermission
from center.residents.duty.registry import DutyKind, DutySource, owed
from center.residents.duty.rules import Scope, Stayer, Wanted, ended, interval_due
from center.residents.duty.times import end_of_day

HEALTH_CHECK = DutyKind(
    "health_check",
    _l("Khám sức khỏe định kỳ"),
    Role.DOCTOR,
    _l("Mở phần y tế"),
    "medical.chart",
    MedicalPermission.VIEW,
    watch=Role.DIRECTOR,
)


def derive(scope: Scope) -> Iterable[Wanted]:
    """Return the next check of each stay and those before it that were recorded; one statement.

    The interval runs from the admission examination (or the admission, while nobody was examined), then from
    each check proved by hand. Source: Decree 163/2026 art. 114.1; Decree 116/2021 art. 67.1.
    """
    examined = _examined(scope)
    checks: dict[int, list[tuple[int, datetime]]] = {}
    for one in sorted(scope.by_hand, key=lambda one: one.done_at):
        if one.kind == HEALTH_CHECK.code and one.stay_id is not None:
            checks.setdefault(one.stay_id, []).append((one.id, one.done_at))
    for stay in scope.stays.values():
        yield from _checks(stay, examined.get(stay.id, stay.admitted_at), checks.get(stay.id, []), scope)


def _checks(
    stay: Stayer, examined_at: datetime, checks: list[tuple[int, datetime]], scope: Scope
) -> Iterator[Wanted]:
    for cause, start in [("first", examined_at), *((f"after-{id_}", at) for id_, at in checks)]:
        found = interval_due(scope.book, "health_check.interval_months", local_date(start))
        if found is None:
            continue
        due_on, rule = found
        before = stay.last_day is not None and stay.last_day < due_on
        yield owed(
            HEALTH_CHECK,
            stay,
            cause=cause,
            cause_at=start,
            due_at=end_of_day(due_on),
            rule=rule,
            lapsed=ended(stay) or ("Thời hạn hết trước ngày phải khám." if before else ""),
            ahead=True,
        )


def _examined(scope: Scope) -> dict[int, datetime]:
    amended = select(AdmissionExam.amends_id).where(
        AdmissionExam.stay_id.in_(scope.stays), AdmissionExam.amends_id.is_not(None)
    )
    rows = db.session.execute(
        select(AdmissionExam.stay_id, AdmissionExam.happened_at)
        .where(AdmissionExam.stay_id.in_(scope.stays), AdmissionExam.id.not_in(amended))
        .order_by(AdmissionExam.id)
    )
    return {stay_id: at for stay_id, at in rows}  # noqa: C416  a row is not a pair for dict()


SOURCE = DutySource("medical", (HEALTH_CHECK,), derive)
