"""What courts and police decided over the terms of some of the demo center's people, each through its service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from center.audit.actor import Actor
from center.clock import local_date, local_instant
from center.db import db, unit_of_work
from center.demo.absences import living_area
from center.demo.plan import NEW_LAW
from center.errors import RuleViolation
from center.legal.rules import RuleSet
from center.residents.stay.models import Stage, Stay, StayKind, TermEvent
from center.residents.stay.queries import whereabouts_of
from center.residents.stay.rules import age_on
from center.residents.stay.term_absences import (
    begin_prison,
    late_from_suspension,
    order_return,
    return_from_suspension,
    suspend,
)
from center.residents.stay.term_corrections import Amendment, amend_event
from center.residents.stay.term_decisions import exempt, reduce_term, transfer_at_18, transfer_out
from center.residents.stay.terms import Paper
from center.residents.term.calendar import last_day_of
from center.residents.term.reductions import reduced_last_day

SETTLED = timedelta(days=75)
"""Who came later than this is left alone: the stories below reach that far back."""
OTHER_CENTER = "Cơ sở cai nghiện ma túy số 2 (mẫu)"


@dataclass(frozen=True, slots=True)
class Desk:
    """The clerk who records, and the present instant."""

    clerk: Actor
    now: datetime

    def ago(self, days: int, hour: int = 9) -> datetime:
        """Return an hour of the local day that many days back."""
        return local_instant(local_date(self.now) - timedelta(days=days), time(hour))


def decide_terms(*, clerk: Actor, now: datetime) -> None:
    """Let a few people of each kind be suspended, reduced, sentenced, exempted and transferred."""
    desk = Desk(clerk, now)
    stories: Sequence[tuple[Callable[[Stay, Desk], bool], int]] = (
        (_reduced, 3),
        (_at_home, 1),
        (_late_from_home, 1),
        (_back_from_home, 1),
        (_in_prison, 1),
        (_waived_by_prison, 1),
        (_exempted, 1),
        (_of_age, 2),
        (_elsewhere, 1),
    )
    told: set[int] = set()
    for story, wanted in stories:
        left = wanted
        for stay_id in _quiet(now):
            if not left:
                break
            if stay_id in told:
                continue
            with unit_of_work():
                done = story(db.session.get_one(Stay, stay_id), desk)
            if done:
                told.add(stay_id)
                left -= 1


def _quiet(now: datetime) -> list[int]:
    """Return the people who are here, long enough, and to whose terms nothing has happened."""
    busy = db.select(TermEvent.stay_id)
    stays = db.session.scalars(
        db.select(Stay)
        .where(
            Stay.ended_on.is_(None),
            Stay.kind != StayKind.CUSTODY,
            Stay.stage.in_((Stage.EDUCATION, Stage.LABOUR)),
            Stay.admitted_at < now - SETTLED,
            Stay.last_day > local_date(now) + SETTLED,
            Stay.id.not_in(busy),
        )
        .order_by(Stay.id)
    ).all()
    places = whereabouts_of([stay.id for stay in stays], now)
    return [stay.id for stay in stays if places[stay.id].is_present]


def _paper(stay: Stay, issued_on: date, symbol: str = "QĐ-TA", issuer: str = "") -> Paper:
    court = f"Tòa án nhân dân khu vực {1 + stay.id % 9}"
    return Paper(f"{100 + stay.id}/{symbol}", issued_on, issuer or court)


def _reduced(stay: Stay, desk: Desk) -> bool:
    """Two months less; the second of them was first typed in with three and amended."""
    arrived = min(desk.ago(20), local_instant(NEW_LAW - timedelta(days=10), time(9)))
    day = local_date(arrived)
    if stay.rule_set != RuleSet.R2022 or stay.kind is not StayKind.COMPULSORY or stay.term_months is None:
        return False
    half = last_day_of(stay.first_day, stay.term_months // 2)
    new_end = reduced_last_day(stay.first_day, stay.term_months, 3)
    if half > day or new_end < local_date(desk.now) + timedelta(days=60):
        return False
    wrong = stay.id % 2 == 0
    event = reduce_term(
        stay,
        _paper(stay, day - timedelta(days=3)),
        months=3 if wrong else 2,
        happened_at=arrived,
        reason="Chấp hành được một nửa thời hạn, ba tháng liền xếp loại khá",
        actor=desk.clerk,
        now=arrived + timedelta(minutes=20),
    )
    if wrong:
        amend_event(
            event,
            Amendment(months=2),
            reason="Đọc nhầm số tháng trên quyết định",
            actor=desk.clerk,
            now=arrived + timedelta(hours=3),
        )
    return True


def _at_home(stay: Stay, desk: Desk) -> bool:
    _suspended(stay, desk, 20)
    return True


def _late_from_home(stay: Stay, desk: Desk) -> bool:
    """Called back for a day that passed, and not back."""
    _suspended(stay, desk, 50)
    due_on = local_date(desk.ago(12))
    if not _called_back(stay, desk, 20, due_on):
        return True
    late_from_suspension(
        stay,
        due_on=due_on,
        reason="Công an xã xác minh: đã khỏi bệnh, cố tình không trở lại",
        actor=desk.clerk,
        now=desk.ago(10),
    )
    return True


def _back_from_home(stay: Stay, desk: Desk) -> bool:
    _suspended(stay, desk, 60)
    due_on = local_date(desk.ago(25))
    _called_back(stay, desk, 30, due_on)
    return_from_suspension(
        stay, living_area(stay), happened_at=desk.ago(26, 15), actor=desk.clerk, now=desk.ago(26, 16)
    )
    return True


def _suspended(stay: Stay, desk: Desk, days_ago: int) -> None:
    at = desk.ago(days_ago)
    suspend(
        stay,
        _paper(stay, local_date(at) - timedelta(days=1)),
        happened_at=at,
        reason="Bệnh nặng, điều trị tại gia đình theo chỉ định của bệnh viện",
        actor=desk.clerk,
        now=at + timedelta(minutes=30),
    )


def _called_back(stay: Stay, desk: Desk, days_ago: int, due_on: date) -> bool:
    at = desk.ago(days_ago)
    try:
        order_return(
            stay,
            _paper(stay, local_date(at), "CV-CSCN", "Cơ sở cai nghiện ma túy (mẫu)"),
            due_on=due_on,
            happened_at=at,
            actor=desk.clerk,
            now=at + timedelta(minutes=30),
        )
    except RuleViolation:  # too little is left for anybody to be called back
        return False
    return True


def _in_prison(stay: Stay, desk: Desk) -> bool:
    return stay.rule_set == RuleSet.R2026 and _sentenced(stay, desk)


def _waived_by_prison(stay: Stay, desk: Desk) -> bool:
    return stay.rule_set == RuleSet.R2022 and stay.kind is StayKind.COMPULSORY and _sentenced(stay, desk)


def _sentenced(stay: Stay, desk: Desk) -> bool:
    at = desk.ago(30)
    begin_prison(
        stay,
        _paper(stay, local_date(at) - timedelta(days=4), "QĐ-THA"),
        happened_at=at,
        reason="Hành vi phạm tội trước khi vào cơ sở",
        actor=desk.clerk,
        now=at + timedelta(minutes=30),
    )
    return True


def _exempted(stay: Stay, desk: Desk) -> bool:
    at = desk.ago(25)
    exempt(
        stay,
        _paper(stay, local_date(at) - timedelta(days=2)),
        happened_at=at,
        reason="Mắc bệnh hiểm nghèo",
        actor=desk.clerk,
        now=at + timedelta(minutes=30),
    )
    return True


def _of_age(stay: Stay, desk: Desk) -> bool:
    at = desk.ago(7)
    if stay.kind is not StayKind.MINOR or stay.rule_set != RuleSet.R2026:
        return False
    if age_on(stay.resident.birth_date, local_date(at)) < 18:
        return False
    transfer_at_18(
        stay,
        _paper(stay, local_date(at) - timedelta(days=1), "QĐ-CAT", "Công an cấp tỉnh (mẫu)"),
        happened_at=at,
        actor=desk.clerk,
        now=at + timedelta(minutes=30),
    )
    return True


def _elsewhere(stay: Stay, desk: Desk) -> bool:
    at = desk.ago(18)
    transfer_out(
        stay,
        _paper(stay, local_date(at) - timedelta(days=2), "QĐ-CAT", "Công an cấp tỉnh (mẫu)"),
        to_center=OTHER_CENTER,
        happened_at=at,
        reason="Về gần nơi cư trú của gia đình",
        actor=desk.clerk,
        now=at + timedelta(minutes=30),
    )
    return True
