"""The demo center's legal clocks: the rarer matters that start one, and what its staff has done about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from center.audit.actor import Actor
from center.clock import local_date, local_instant
from center.db import db, unit_of_work
from center.demo.plan import NEW_LAW, Life
from center.demo.releases import plan_aftercare
from center.demo.staff import Staff
from center.handover.models import AftercareNeed
from center.legal.workdays.models import DayEffect
from center.residents.duty.calendar.service import change_day, review_year
from center.residents.duty.cases.service import CaseFacts, open_case
from center.residents.duty.jobs import propose_calendar, sync_everything
from center.residents.duty.models import CaseKind, Duty, DutyState
from center.residents.duty.registry import kind_of
from center.residents.duty.service import close_by_hand, duties_later, set_aside
from center.residents.stay.models import Stage, Stay, StayKind
from center.residents.stay.queries import whereabouts_of
from center.residents.stay.refresh import refresh_last_days
from center.residents.stay.term_absences import order_return, suspend
from center.residents.stay.terms import Paper
from center.residents.term.calendar import add_months
from center.residents.whereabouts.models import OutCause
from center.security.escapes.service import EscapeFacts, declare_escape
from center.security.outings.service import OutingFacts, send_out

PROOFS = {
    "information_sheet": "Phiếu lập trên giấy trước khi dùng phần mềm, kẹp hồ sơ",
    "rehab_plan": "Kế hoạch lập trên giấy trước khi dùng phần mềm, kẹp hồ sơ",
    "health_check": "Sổ khám sức khỏe định kỳ",
    "tracing_decision": "Quyết định truy tìm ký ngay trong ngày",
    "hospital_notice": "Công văn báo Công an tỉnh; điện thoại cho gia đình",
    "end_notice": "Thông báo gửi bưu điện có giấy báo phát",
    "reception": "Chuyển giai đoạn theo phiếu giấy",
    "reintegration_stage": "Chuyển giai đoạn theo phiếu giấy",
    "reduction_review": "Biên bản họp xét, không có người đủ điều kiện",
}
"""What the demo center's staff wrote for what it did before the program, by kind."""
OWNERS = {
    "intake": "tiepnhan",
    "doctor": "bacsi",
    "drug_keeper": "thuoc",
    "counsellor": "tuvan",
    "duty_commander": "truc",
    "director": "lanhdao",
    "records_clerk": "hoso",
    "administrator": "quantri",
}
"""User name of the demo account that does what a role owns."""
UNDONE = 0.04
"""Share of the past duties somebody forgot: an inbox without anything late teaches nothing."""
FORGOTTEN_FOR = timedelta(days=45)
"""What is older was found and made good long ago."""
FORGOTTEN = frozenset({"information_sheet", "rehab_plan", "health_check"})
"""Kinds of which the newest one is surely forgotten, however small the center."""
ROUNDS = 4
"""A check proved by hand begins the next one: so many half-years are caught up."""


def begin_clocks(special: Sequence[Stay], *, rng: Random, staff: Staff, now: datetime) -> None:
    """Let happen what the plan of ordinary lives leaves to chance; ``special`` are the stays of ``special_lives``."""
    for stay in special:
        if stay.is_open and stay.stage is Stage.REINTEGRATION:
            with unit_of_work():
                plan_aftercare(
                    stay,
                    rng=rng,
                    clerk=staff["hoso"],
                    at=now - timedelta(hours=3),
                    needs=(AftercareNeed.SOCIAL_PROTECTION, AftercareNeed.HEALTH),
                )
    with unit_of_work():
        _leave(_present(StayKind.COMPULSORY, now), rng=rng, staff=staff, now=now)
        _quit(_present(StayKind.VOLUNTARY, now), staff=staff, now=now)
        _cases(staff=staff, now=now)


def special_lives(today: date) -> list[Life]:
    """Return a minor about to come of age, one who leaves in twenty days, one whose time at home is nearly over."""
    plain = Life(
        kind="voluntary", female=False, age=40, admitted_on=today, months=12, repeat=False, again=False,
        escape_after=None, away_days=None, hospital_after=None, released=False,
    )  # fmt: skip
    begun = add_months(today + timedelta(days=21), -12)
    if begun >= NEW_LAW:
        begun = add_months(begun, -12)
    left = today - timedelta(days=345)
    return [
        replace(
            plain,
            kind="minor",
            months=None,
            admitted_on=today - timedelta(days=75),
            born=date(today.year - 18, today.month, 1) + timedelta(days=today.day + 19),
        ),
        replace(plain, admitted_on=begun),
        replace(plain, admitted_on=add_months(left + timedelta(days=1), -12), released=True),
    ]


def settle_duties(*, rng: Random, staff: Staff, now: datetime) -> None:
    """Make the duties of everything that happened, and close what the staff did on paper; some stays undone."""
    refresh_last_days(now)  # as last night: who is at large moves the end each day
    propose_calendar(now)
    with unit_of_work():
        change_day(
            date(2026, 1, 2),
            DayEffect.OFF,
            "Nghỉ hoán đổi",
            reason="Thông báo lịch nghỉ năm 2026 (mẫu)",
            actor=staff["quantri"],
            now=now,
        )
        change_day(
            date(2026, 1, 10),
            DayEffect.WORKED,
            "Làm bù ngày 02/01",
            reason="Thông báo lịch nghỉ năm 2026 (mẫu)",
            actor=staff["quantri"],
            now=now,
        )
        review_year(2026, "Thông báo lịch nghỉ năm 2026 (mẫu)", actor=staff["quantri"], now=now)
    kept: dict[int, str] = {}
    for _round in range(ROUNDS):
        sync_everything(now)
        if not _catch_up(kept, rng=rng, staff=staff, now=now):
            break
    with unit_of_work():
        _answer(staff=staff, now=now)
    sync_everything(now)


def _catch_up(kept: dict[int, str], *, rng: Random, staff: Staff, now: datetime) -> int:
    """Close by hand what was due days ago, but for a few; return how many were closed.

    ``kept`` remembers the others with their kinds.
    """
    closed = 0
    with unit_of_work(), duties_later():
        late = db.session.scalars(
            db.select(Duty)
            .where(
                Duty.state == DutyState.OPEN,
                Duty.kind.in_(PROOFS),
                Duty.due_at < now - timedelta(days=2),
                Duty.id.not_in(kept),
            )
            .order_by(Duty.due_at.desc(), Duty.id)
        ).all()
        for duty in late:
            newest = duty.kind in FORGOTTEN and duty.kind not in kept.values()
            lately = duty.due_at > now - FORGOTTEN_FOR
            if lately and (newest or rng.random() < UNDONE):
                kept[duty.id] = duty.kind
                continue
            done_at = max(duty.cause_at, duty.due_at - timedelta(hours=rng.randint(2, 40)))
            # that a paper was made before the program, only the director vouches for
            who = staff["lanhdao" if kind_of(duty.kind).by_paper else OWNERS[duty.owner]]
            close_by_hand(duty, done_at=done_at, proof=PROOFS[duty.kind], actor=who, now=now)
            closed += 1
    return closed


def _answer(*, staff: Staff, now: datetime) -> None:
    """Answer the request, set one duty aside: what the cases of the demo have come to by now."""

    def first(kind: str, *states: DutyState) -> Duty | None:
        wanted = db.select(Duty).where(Duty.kind == kind, Duty.state.in_(states or (DutyState.OPEN,)))
        found: Duty | None = db.session.scalars(wanted.order_by(Duty.cause_at, Duty.id).limit(1)).first()
        return found

    answers = (
        ("request_reply", "Công văn trả lời số 41, gửi bưu điện", timedelta(hours=20)),
        ("drug_loss_report", "Báo cáo số 12, phụ lục XI", timedelta(hours=30)),
        ("funeral_decision", "Quyết định số 33, mẫu 49", timedelta(hours=5)),
    )
    for kind, proof, after in answers:
        duty = first(kind)
        if duty is not None:
            who = staff[OWNERS[duty.owner]]
            close_by_hand(duty, done_at=min(now, duty.cause_at + after), proof=proof, actor=who, now=now)
    sheet = first("information_sheet")
    if sheet is not None:
        set_aside(
            sheet,
            reason="Đã có phiếu của đợt trước lập trong tháng, dùng lại",
            actor=staff["tiepnhan"],
            now=now,
        )


def _present(kind: StayKind, now: datetime) -> list[Stay]:
    """Return the running stays of ``kind`` in the later stages whose people are in the center."""
    stays = db.session.scalars(
        db.select(Stay)
        .where(
            Stay.ended_on.is_(None),
            Stay.kind == kind,
            Stay.stage.in_([Stage.EDUCATION, Stage.LABOUR]),
            Stay.admitted_at < now - timedelta(days=40),
        )
        .order_by(Stay.id)
    ).all()
    places = whereabouts_of([stay.id for stay in stays], now)
    return [stay for stay in stays if stay.id in places and places[stay.id].is_present]


def _leave(here: Sequence[Stay], *, rng: Random, staff: Staff, now: datetime) -> None:
    """One goes home for treatment and is called back, one to a funeral, one escapes."""
    commander = staff["truc"]
    roomy = [stay for stay in here if stay.last_day and stay.last_day > local_date(now) + timedelta(days=150)]
    if len(roomy) < 3:
        return
    home, mourner, gone = rng.sample(roomy, 3)
    court = "Tòa án nhân dân khu vực 1 (mẫu)"
    suspended_at, ordered_at = now - timedelta(days=30), now - timedelta(days=4)
    if not _seen_since(home, suspended_at):
        suspend(
            home,
            Paper("17/QĐ-TA", local_date(suspended_at) - timedelta(days=1), court),
            happened_at=suspended_at,
            reason="Điều trị tại gia đình theo quyết định tạm đình chỉ",
            actor=commander,
            now=suspended_at + timedelta(hours=1),
        )
        order_return(
            home,
            Paper("29/TB-CSCN", local_date(ordered_at), "Cơ sở cai nghiện ma túy (mẫu)"),
            due_on=local_date(now) + timedelta(days=3),
            happened_at=ordered_at,
            actor=commander,
            now=ordered_at + timedelta(hours=1),
        )
    asked_at, left_at = now - timedelta(hours=30), now - timedelta(hours=20)
    open_case(
        CaseFacts(
            CaseKind.FUNERAL_REQUEST,
            asked_at,
            "Bố đẻ mất, gia đình xin cho về chịu tang 3 ngày; có xác nhận của Công an xã",
            "Gia đình học viên",
            mourner,
        ),
        actor=staff["hoso"],
        now=asked_at + timedelta(minutes=20),
    )
    facts = OutingFacts(
        OutCause.FUNERAL,
        left_at,
        "Nhà riêng, cùng tỉnh",
        "Anh trai học viên nhận, cam kết đưa trở lại",
        "Quyết định số 33",
        left_at + timedelta(days=3),
    )
    send_out([mourner], facts, actor=commander, now=left_at + timedelta(minutes=10))
    _escape(gone, now - timedelta(hours=21), commander, now)


def _quit(here: Sequence[Stay], *, staff: Staff, now: datetime) -> None:
    """A voluntary resident has walked out two days ago."""
    if here:
        _escape(here[-1], now - timedelta(days=2), staff["truc"], now)


def _escape(stay: Stay, left_at: datetime, commander: Actor, now: datetime) -> None:
    facts = EscapeFacts(
        left_at=left_at,
        discovered_at=left_at + timedelta(minutes=50),
        place="Vườn rau",
        circumstances="Rời khu lao động khi giao ca, không trở lại điểm danh.",
        measures="Báo động, tìm trong khu vực.",
    )
    declare_escape([stay], facts, actor=commander, now=min(now, left_at + timedelta(hours=1)))


def _seen_since(stay: Stay, at: datetime) -> bool:
    """Tell whether the books place the person somewhere after ``at``."""
    place = whereabouts_of([stay.id], at + timedelta(days=400)).get(stay.id)
    return place is not None and place.happened_at > at


def _cases(*, staff: Staff, now: datetime) -> None:
    """A breach of this week, a request of last week, a loss of last month, a request of the day."""
    open_case(
        CaseFacts(CaseKind.BREACH, now - timedelta(hours=40), "Danh sách học viên gửi nhầm địa chỉ thư"),
        actor=staff["quantri"],
        now=now - timedelta(hours=39),
    )
    day = local_date(now) - timedelta(days=6)
    open_case(
        CaseFacts(
            CaseKind.DATA_REQUEST,
            local_instant(day, time(9)),
            "Xin bản sao thông tin đã thu thập về mình",
            "Người đã hoàn thành cai nghiện",
            act_days=15,
        ),
        actor=staff["hoso"],
        now=local_instant(day, time(9, 30)),
    )
    open_case(
        CaseFacts(
            CaseKind.DRUG_LOSS, now - timedelta(days=25), "Kiểm kê thiếu 02 viên so với sổ, chưa rõ lý do"
        ),
        actor=staff["thuoc"],
        now=now - timedelta(days=25) + timedelta(hours=1),
    )
