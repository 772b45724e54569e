"""Duties that follow from the stay itself: reception, the two papers of it, the last stage, coming of age."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from center.auth.permissions import Role
from center.clock import local_date
from center.documents.queries import Drawn, drawn_papers
from center.i18n import lazy_gettext as _l
from center.residents.collection.model import PAPER as SHEET_PAPER
from center.residents.collection.permissions import CollectionPermission
from center.residents.duty.registry import DutyKind, DutySource, owed
from center.residents.duty.rules import Proof, Scope, Stayer, Wanted, birthday, ended, number, stopped_by
from center.residents.duty.times import end_of_day, start_of_day
from center.residents.labels import TERM_EVENT_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.plan.model import PAPER as PLAN_PAPER
from center.residents.plan.permissions import PlanPermission
from center.residents.stage.model import Stage, StageAct
from center.residents.stage.queries import changes_of, in_force
from center.residents.term.events import TermEventKind
from center.residents.term.rests import AT_18_RULE, RETURN_RULE, moves_at_18
from center.ui.filters import format_date

RECEPTION = DutyKind(
    "reception",
    _l("Kết thúc tiếp nhận, phân loại và chuyển sang điều trị"),
    Role.COUNSELLOR,
    _l("Mở hồ sơ"),
    "residents.show",
    ResidentPermission.VIEW,
)
INFORMATION_SHEET = DutyKind(
    "information_sheet",
    _l("Lập phiếu thu thập thông tin người cai nghiện (mẫu 17)"),
    Role.INTAKE,
    _l("Mở phiếu"),
    "residents.information_sheet",
    CollectionPermission.VIEW,
    by_paper=True,
)
REHAB_PLAN = DutyKind(
    "rehab_plan",
    _l("Lập kế hoạch cai nghiện cá nhân (mẫu 18)"),
    Role.COUNSELLOR,
    _l("Mở kế hoạch"),
    "residents.rehab_plan",
    PlanPermission.VIEW,
    by_paper=True,
)
REINTEGRATION = DutyKind(
    "reintegration_stage",
    _l("Chuyển sang giai đoạn chuẩn bị tái hòa nhập cộng đồng"),
    Role.COUNSELLOR,
    _l("Chuyển giai đoạn"),
    "residents.next_stage",
    ResidentPermission.STAGE,
    watch=Role.DIRECTOR,
)
MINOR_OF_AGE = DutyKind(
    "minor_of_age",
    _l("Chuyển người đủ 18 tuổi sang cơ sở cho người thành niên"),
    Role.RECORDS_CLERK,
    _l("Mở hồ sơ"),
    "residents.show",
    ResidentPermission.VIEW,
    watch=Role.DIRECTOR,
)

SUSPENSION_RETURN = DutyKind(
    "suspension_return",
    _l("Nhận lại người tạm đình chỉ theo ngày ghi trong lệnh trở lại"),
    Role.DUTY_COMMANDER,
    _l("Mở hồ sơ"),
    "residents.show",
    ResidentPermission.VIEW,
    watch=Role.DIRECTOR,
)
PAPERS = {INFORMATION_SHEET.code: SHEET_PAPER, REHAB_PLAN.code: PLAN_PAPER}
"""The paper that closes a duty."""
TRANSFER_AT_18 = TermEventKind.TRANSFER_AT_18


def derive(scope: Scope) -> Iterable[Wanted]:
    """Return what follows from admission, stage and term of each stay; two statements."""
    steps = _first_steps(scope.stays)
    papers = drawn_papers(scope.stays, PAPERS.values())
    for stay in scope.stays.values():
        yield from _reception(stay, steps, papers, scope)
        yield from _reintegration(stay, steps, scope)
        yield from _coming_of_age(stay, scope)
        yield from _suspension(stay, scope)


def _first_steps(stay_ids: Iterable[int]) -> dict[tuple[int, Stage], tuple[date, str]]:
    """Return when each stage of each stay began and who moved it."""
    return {
        (stay_id, row.stage): (row.on_day, row.recorded_by_name)
        for stay_id, rows in changes_of(list(stay_ids)).items()
        for row in in_force(rows)
        if row.act is StageAct.BEGIN
    }


def _reception(
    stay: Stayer,
    steps: dict[tuple[int, Stage], tuple[date, str]],
    papers: Mapping[tuple[int, str], Drawn],
    scope: Scope,
) -> Iterator[Wanted]:
    """Stage 1 takes at most two days; the sheet and the plan are part of it, and done when their papers are issued.

    Source: Decree 163/2026 art. 84; forms 17, 18. Nothing before 2026-07-01, when no limit was stated.
    """
    arrived = local_date(stay.admitted_at)
    rule = number(scope.book, "stage.reception.max_days", arrived)
    if rule is None or stay.kind == "custody":
        return
    due_at = end_of_day(arrived + timedelta(days=rule.value))
    moved = next((steps[stay.id, stage] for stage in list(Stage)[1:] if (stay.id, stage) in steps), None)
    for kind in (RECEPTION, INFORMATION_SHEET, REHAB_PLAN):
        done = None
        if kind is RECEPTION and moved is not None:
            done = _moved(moved)
        paper = papers.get((stay.id, PAPERS.get(kind.code, "")))
        if paper is not None:
            made = paper.current
            told = f"{made.title}, {made.issued_by_name} lập ngày {local_date(made.issued_at):%d/%m/%Y}"
            done = Proof(paper.first_at, told[:300], f"/documents/files/{made.id}")
        yield owed(
            kind,
            stay,
            cause_at=stay.admitted_at,
            due_at=due_at,
            rule=rule.parameter,
            done=done,
            lapsed=ended(stay),
        )


def _reintegration(
    stay: Stayer, steps: dict[tuple[int, Stage], tuple[date, str]], scope: Scope
) -> Iterator[Wanted]:
    """Stage 5 is the last days of the term (Decree 163/2026 art. 88.7); it begins with the first of them."""
    if stay.last_day is None:
        return
    rule = number(scope.book, "stage.reintegration.days_before_end", stay.last_day)
    if rule is None:
        return
    first = stay.last_day - timedelta(days=rule.value - 1)
    step = steps.get((stay.id, Stage.REINTEGRATION))
    yield owed(
        REINTEGRATION,
        stay,
        cause_at=start_of_day(first),
        due_at=end_of_day(first),
        rule=rule.parameter,
        done=_moved(step) if step else None,
        lapsed=term_stopped(stay, scope),
        ahead=True,
    )


def _moved(step: tuple[date, str]) -> Proof:
    """Return the proof that somebody moved the stay to a stage on a day."""
    day, name = step
    return Proof(start_of_day(day), f"{name} chuyển giai đoạn ngày {day:%d/%m/%Y}")


def _coming_of_age(stay: Stayer, scope: Scope) -> Iterator[Wanted]:
    """A minor who comes of age with three months or more left goes to a center for adults (Law 120/2025 art. 36.4)."""
    if stay.kind != "minor" or stay.last_day is None:
        return
    rule = number(scope.book, AT_18_RULE, stay.decided_on, stay.rule_set)
    adult = number(scope.book, "age.adult_from_years", scope.today)
    if rule is None or adult is None:
        return
    day = birthday(stay.birth_date, adult.value)
    enough = moves_at_18(
        stay.last_day, day, decided_on=stay.decided_on, rule_set=stay.rule_set, book=scope.book
    )
    moved = next((one for one in scope.events.get(stay.id, ()) if one.kind is TRANSFER_AT_18), None)
    yield owed(
        MINOR_OF_AGE,
        stay,
        cause_at=start_of_day(day),
        due_at=end_of_day(day),
        rule=rule.parameter,
        done=Proof(moved.happened_at, f"Đã ghi chuyển khi đủ {adult.value} tuổi") if moved else None,
        lapsed=ended(stay) or ("" if enough else "Thời hạn còn lại ít hơn mức phải chuyển."),
        ahead=True,
    )


def _suspension(stay: Stayer, scope: Scope) -> Iterator[Wanted]:
    """Whoever recovered comes back on the day the order names (Law 120/2025 art. 39.3)."""
    events = scope.events.get(stay.id, ())
    for order in events:
        if order.kind is not TermEventKind.RETURN_ORDER or order.due_on is None:
            continue
        rule = number(scope.book, RETURN_RULE, stay.decided_on, stay.rule_set)
        back = next(
            (
                one
                for one in events
                if one.kind is TermEventKind.SUSPENSION_RETURN and one.happened_at >= order.happened_at
            ),
            None,
        )
        if rule is not None:
            yield owed(
                SUSPENSION_RETURN,
                stay,
                cause=f"order-{order.id}",
                cause_at=order.happened_at,
                due_at=end_of_day(order.due_on),
                rule=rule.parameter,
                done=Proof(back.happened_at, f"Trở lại ngày {format_date(back.happened_at)}")
                if back
                else None,
                lapsed=ended(stay),
            )


def term_stopped(stay: Stayer, scope: Scope) -> str:
    """Return why nothing counted from the end of the term is owed now: the stay is over, or the term stands still."""
    why = stopped_by(scope.events.get(stay.id, ()))
    if why is not None:
        words = str(TERM_EVENT_LABELS[why]).lower()
        return f"Thời hạn đang tạm dừng ({words}); tính lại khi người này trở lại."
    return ended(stay)


SOURCE = DutySource(
    "residents",
    (RECEPTION, INFORMATION_SHEET, REHAB_PLAN, REINTEGRATION, MINOR_OF_AGE, SUSPENSION_RETURN),
    derive,
)
