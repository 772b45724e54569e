"""What is left of a reception when it is closed: one duty a step, until a fact shows it done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from center.auth.permissions import Role
from center.clock import local_date
from center.i18n import lazy_gettext as _l
from center.residents.duty.registry import DutyKind, DutySource
from center.residents.duty.rules import Proof, Scope, Wanted, number
from center.residents.duty.times import end_of_day
from center.residents.reception.labels import STEP_LABELS
from center.residents.reception.permissions import ReceptionPermission
from center.residents.reception.queries import closed_of_stays, views_of
from center.residents.reception.rules import StepState
from center.residents.reception.steps import State

LIMIT = "stage.reception.max_days"

LEFT = DutyKind(
    "reception_left",
    _l("Làm nốt bước còn thiếu của lượt tiếp nhận"),
    Role.INTAKE,
    _l("Mở bước này"),
    "residents.show_reception",
    ReceptionPermission.VIEW,
    argument="reception_id",
    anchor="step-{cause}",
)


def derive(scope: Scope) -> Iterable[Wanted]:
    """Return what closed receptions of the stays still owe, and what of it was done since; fixed statements.

    Reception takes at most so many days (Decree 163/2026 art. 84.6); what is not done by then is late.
    """
    closed = [one for one in closed_of_stays(scope.stays) if one.left]
    for view in views_of(closed, scope.now):
        reception = view.reception
        stay = scope.stays[reception.stay_id or 0]
        arrived = local_date(stay.admitted_at)
        rule = number(scope.book, LIMIT, arrived) or number(scope.book, LIMIT, scope.today)
        if rule is None or reception.closed_at is None:
            continue
        over = f"Đợt cai nghiện đã kết thúc ngày {stay.ended_on:%d/%m/%Y}." if stay.ended_on else ""
        for one in view.steps:
            if one.step.value not in reception.left:
                continue  # it was done when the reception was closed
            done, lapsed = None, over
            if one.state is State.DONE and one.at is not None:
                done = Proof(one.at, f"{one.by}: {STEP_LABELS[one.step]}")
            elif one.state is State.NOT_APPLICABLE:
                lapsed = one.words
            yield Wanted(
                kind=LEFT.code,
                subject=stay.subject,
                cause=one.step.value,
                stay_id=stay.id,
                subject_id=reception.id,
                detail=_detail(one),
                cause_at=reception.closed_at,
                due_at=max(reception.closed_at, end_of_day(arrived + timedelta(days=rule.value))),
                rule=rule.parameter,
                done=done,
                lapsed="" if done else lapsed,
            )


def _detail(one: StepState) -> str:
    label = str(STEP_LABELS[one.step])
    return f"{label}: {one.words}"[:200] if one.words and not one.is_finished else label


SOURCE = DutySource("reception", (LEFT,), derive)
