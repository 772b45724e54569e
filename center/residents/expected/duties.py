"""The duty that follows when somebody did not come on the expected day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from center.auth.permissions import Role
from center.i18n import lazy_gettext as _l
from center.residents.duty.facts import HORIZON
from center.residents.duty.registry import DutyKind, DutySource
from center.residents.duty.rules import Proof, Scope, Wanted, number
from center.residents.duty.times import end_of_day, start_of_day
from center.residents.expected.permissions import ExpectedPermission
from center.residents.expected.queries import waiting_or_settled_since

GRACE = "duty.expected_grace_days"
NOT_YET = "Ngày dự kiến chưa qua."

OVERDUE = DutyKind(
    "expected_overdue",
    _l("Hỏi cơ quan đưa đến về người quá ngày dự kiến chưa đến"),
    Role.RECORDS_CLERK,
    _l("Mở danh sách chờ"),
    "residents.expected_arrival",
    ExpectedPermission.VIEW,
    argument="expected_id",
)


def derive(scope: Scope) -> Iterable[Wanted]:
    """Return whom to ask for; one statement.

    No law binds the center here: the police bring the person (Law 120/2025 art. 38.5; Decree 163/2026 arts 106,
    107), and the day they named is all that is known. So the duty is the center's own, after the grace it sets.
    """
    rule = number(scope.book, GRACE, scope.today)
    if rule is None:
        return
    horizon = timedelta(days=scope.book.value_int(HORIZON, on=scope.today))
    for line in waiting_or_settled_since(scope.now - horizon, scope.today):
        version, done = line.version, None
        last_day = version.expected_on + timedelta(days=rule.value)
        if line.stay_id is not None:
            done = Proof(scope.now, "Đã tiếp nhận", f"/residents/stays/{line.stay_id}")
        elif line.reception_id is not None:
            done = Proof(scope.now, "Đang tiếp nhận", f"/residents/receptions/{line.reception_id}")
        if line.withdrawal is not None:
            lapsed = f"Không đến nữa: {line.withdrawal.reason}"
        else:
            lapsed = NOT_YET if last_day >= scope.today else ""
        yield Wanted(
            kind=OVERDUE.code,
            subject=f"expected-{line.id}",
            subject_id=line.id,
            detail=f"Quyết định số {version.decision_number}, dự kiến {version.expected_on:%d/%m/%Y}",
            cause_at=start_of_day(version.expected_on),
            due_at=end_of_day(last_day + timedelta(days=1)),
            rule=rule.parameter,
            done=done,
            lapsed="" if done else lapsed,
        )


SOURCE = DutySource("expected", (OVERDUE,), derive, for_center=True)
