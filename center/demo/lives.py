"""One made-up stay from the gate to the commune, each act on its day, as the staff would do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from center.clock import local_date, local_instant
from center.db import db, unit_of_work
from center.demo.absences import escape, go_to_hospital
from center.demo.buildings import Beds
from center.demo.decisions import reduce_some, suspend_some
from center.demo.identities import find_out, notice_second_file
from center.demo.plan import Life
from center.demo.reception import fill_papers
from center.demo.releases import hand_over, plan_aftercare
from center.demo.staff import Staff
from center.legal.rules import RuleSet, rule_set_for
from center.medical.demo import demo_detox
from center.places.models import Commune, Province
from center.residents.demo import DemoCommune, demo_arrival
from center.residents.housing.models import Bed, ZonePurpose
from center.residents.housing.service import Why, assign_bed
from center.residents.person.models import Sex
from center.residents.stage.limits import stage_limits
from center.residents.stage.model import StageLimit, Step
from center.residents.stage.queries import lanes_of_stay
from center.residents.stage.service import take_step, waive_limit
from center.residents.stay.models import Stage, Stay, StayKind
from center.residents.stay.service import Arrival, admit

NOT_YET_MOVED = timedelta(days=2)
"""Who is done with detox since so short a time still lies in the reception zone: the desk moves them in a group."""
EDUCATION_DAYS = 100
"""Days of education before the demo moves a stay on; the law asks for three months."""
EARLY_SHARE, EARLY_DAYS = 0.06, 75
"""Few end education before three months are over, by the director's word."""
JUST_BEGUN = timedelta(days=9)
HOME_PROVINCES = ("75", "79", "68", "80")
"""Đồng Nai and its neighbours: where the demo center's residents come from."""


def live(
    life: Life, number: int, *, rng: Random, staff: Staff, beds: Beds, released: list[int], now: datetime
) -> Stay:
    """Play ``life`` up to ``now`` and return the stay; ``released`` collects residents who may come back."""
    with unit_of_work():
        stay, bed = _arrive(life, number, rng=rng, staff=staff, beds=beds, released=released, now=now)
        if stay.kind is not StayKind.CUSTODY:
            _go_through(stay, life, rng=rng, staff=staff, now=now)
            fill_papers(stay, staff=staff, now=now)
            bed = _move_on(stay, bed, beds=beds, staff=staff, now=now)
    hand_over(stay, rng=rng, clerk=staff["hoso"], director=staff["lanhdao"], now=now)
    if stay.ended_on is not None:
        released.append(stay.resident_id)
        beds.free_from[bed.id] = local_instant(stay.ended_on + timedelta(days=1))
    return stay


def _arrive(
    life: Life, number: int, *, rng: Random, staff: Staff, beds: Beds, released: list[int], now: datetime
) -> tuple[Stay, Bed]:
    sex = Sex.FEMALE if life.female else Sex.MALE
    arrived_at = local_instant(life.admitted_on, time(rng.randint(8, 16), rng.randint(0, 59)))
    returning = _returning(released, sex, arrived_at) if life.again else None
    bed = beds.take(sex, arrived_at, minor=life.kind == "minor", arriving=True)
    arrival = demo_arrival(
        rng,
        arrived_at=arrived_at,
        kind=StayKind(life.kind),
        sex=sex,
        serial=number,
        bed=bed,
        location=beds.living[bed.room.zone_id],
        communes=_communes(),
        born=life.born,
    )
    arrival = _by_plan(arrival, life)
    unknown = number % 3 == 0  # comes without papers, and the desk does not know the face
    if returning is not None:
        released.remove(returning.resident_id)
        arrival = _second_stay(arrival, returning)
        arrival = _under_a_new_file(arrival) if unknown else arrival
    stay = admit(arrival, actor=staff["tiepnhan"], now=arrived_at + timedelta(minutes=40))
    clerk = staff["hoso"]
    if returning is not None and unknown:
        notice_second_file(stay, returning, arrived_at, clerk=clerk, director=staff["lanhdao"], now=now)
    else:
        communes = [number for number, _label in _communes()]
        find_out(stay, number, arrived_at, clerk=clerk, communes=communes, now=now)
    return stay, bed


def _move_on(stay: Stay, bed: Bed, *, beds: Beds, staff: Staff, now: datetime) -> Bed:
    """Move somebody who is done with detox, or turned 18, to another zone, and return the bed they have now."""
    moved_at, reason = _when_to_move(stay, bed)
    if moved_at is None or moved_at > now or (stay.last_day and local_date(moved_at) > stay.last_day):
        return bed
    if bed.room.zone.purpose is ZonePurpose.DETOX and now - moved_at < NOT_YET_MOVED:
        return bed
    target = beds.take(stay.resident.sex, moved_at, minor=False, arriving=False)
    assign_bed(stay, target, actor=staff["tiepnhan"], now=moved_at, why=Why(reason=reason))
    beds.free_from[bed.id] = moved_at
    return target


def _when_to_move(stay: Stay, bed: Bed) -> tuple[datetime | None, str]:
    if bed.room.zone.purpose is ZonePurpose.DETOX:
        since = lanes_of_stay(stay.id)[Stage.DETOX].finished_on
        return (local_instant(since, time(16, 30)) if since else None), "Hết giai đoạn cắt cơn"
    if bed.room.zone.purpose is ZonePurpose.MINORS:
        return local_instant(_birthday(stay.resident.birth_date, 18), time(9)), "Đủ 18 tuổi"
    return None, ""


def _birthday(born: date, age: int) -> date:
    """Return the day somebody reaches ``age``; 1 March for who was born on 29 February."""
    leap_day = born.month == 2 and born.day == 29
    return date(born.year + age, 3, 1) if leap_day else born.replace(year=born.year + age)


def _under_a_new_file(arrival: Arrival) -> Arrival:
    """Leave out the middle names and the old file: so a person says the name who came without papers."""
    words = arrival.person.full_name.split()
    return replace(
        arrival, person=replace(arrival.person, full_name=f"{words[0]} {words[-1]}"), resident_id=None
    )


def _by_plan(arrival: Arrival, life: Life) -> Arrival:
    """Give the decision the length the plan wants, where the law leaves it to the decision."""
    older = rule_set_for(arrival.decision.issued_on) is not RuleSet.R2026
    months = (life.months or 12) if older and life.kind != "custody" else None
    # who cannot have served a term since 2022 comes for the first time
    repeat = life.repeat and life.kind == "compulsory"
    return replace(
        arrival,
        decision=replace(arrival.decision, months=months),
        earlier_rehabs=1 if repeat else 0,
        custody_days=arrival.custody_days if life.kind == "compulsory" else 0,
    )


def _returning(released: Sequence[int], sex: Sex, arrived_at: datetime) -> Stay | None:
    """Return the last stay of somebody of ``sex`` who was released a while before."""
    day = local_date(arrived_at) - timedelta(days=30)
    for resident_id in released:
        stay: Stay = db.session.scalars(
            db.select(Stay).where(Stay.resident_id == resident_id).order_by(Stay.number.desc()).limit(1)
        ).one()
        if stay.resident.sex == sex and stay.ended_on is not None and stay.ended_on < day:
            return stay
    return None


def _second_stay(arrival: Arrival, earlier: Stay) -> Arrival:
    person = earlier.resident
    return replace(
        arrival,
        person=replace(
            arrival.person,
            full_name=person.full_name,
            birth_date=person.birth_date,
            birth_place=person.birth_place,
            home_town=person.home_town,
            ethnicity=person.ethnicity,
        ),
        paper=replace(arrival.paper, number="", old_number=""),
        resident_id=person.id,
        kind=StayKind.COMPULSORY,
        photo=None,
        earlier_rehabs=1,
        decision=replace(
            arrival.decision,
            kind="court",
            number=arrival.decision.number.replace("CNMTTN", "TA"),
            months=12 if rule_set_for(arrival.decision.issued_on) is not RuleSet.R2026 else None,
        ),
    )


def _communes() -> Sequence[DemoCommune]:
    known: Sequence[DemoCommune] | None = db.session.info.get("demo_communes")
    if known is None:
        rows = db.session.scalars(
            db.select(Commune)
            .join(Province, Province.id == Commune.province_id)
            .where(Province.code.in_(HOME_PROVINCES), Commune.valid_to.is_(None))
            .order_by(Commune.code)
        )
        known = db.session.info["demo_communes"] = [(row.id, row.full_label) for row in rows]
    return known


def _go_through(stay: Stay, life: Life, *, rng: Random, staff: Staff, now: datetime) -> None:
    """Take the stay through its stages, each step when its day has come."""
    demo_detox(
        stay,
        rng=rng,
        doctor=staff["bacsi"],
        second_doctor=staff["bacsi2"],
        nurse=staff["dieuduong"],
        until=now,
    )
    if stay.stage is not Stage.EDUCATION:
        return
    educated_on = stay.stage_since + timedelta(days=EDUCATION_DAYS + rng.randint(0, 30))
    early = rng.random() < EARLY_SHARE
    if early:
        educated_on = stay.stage_since + timedelta(days=EARLY_DAYS)
    working_on = stay.stage_since + timedelta(days=rng.randint(5, 20))
    # before July 2026 no law began labour with the end of detox: the counsellor did, some days later
    if lanes_of_stay(stay.id)[Stage.LABOUR].begun_on is None and _reached(working_on, now):
        take_step(stay, Step.START_LABOUR, actor=staff["tuvan"], now=_morning(working_on))
    if life.hospital_after is not None:
        go_to_hospital(stay, _day(stay, life.hospital_after), rng=rng, commander=staff["truc"], until=now)
    if life.escape_after is not None:
        left = _day(stay, life.escape_after + 105)
        if escape(stay, left, life.away_days, rng=rng, commander=staff["truc"], until=now):
            return
    if life.hospital_after is None and life.escape_after is None:
        suspend_some(stay, rng=rng, clerk=staff["hoso"], until=now)
    if not _reached(educated_on, now):
        return
    if early and stage_limits(educated_on).education_min_months:
        waive_limit(
            stay,
            StageLimit.EDUCATION_MIN,
            reason="Thời hạn còn lại ngắn, cần đủ thời gian chuẩn bị tái hòa nhập",
            paper=f"{rng.randint(10, 99)}/QĐ-CSCN ngày {educated_on:%d/%m/%Y}",
            actor=staff["lanhdao"],
            now=_morning(educated_on) - timedelta(minutes=30),
        )
    take_step(stay, Step.END_EDUCATION, actor=staff["tuvan"], now=_morning(educated_on))
    reduce_some(stay, rng=rng, clerk=staff["hoso"], until=now)
    if stay.last_day is None:
        return
    last_stage = max(stay.last_day - timedelta(days=29), educated_on + timedelta(days=1))
    if not _reached(last_stage, now):
        return
    # some of those whose last days have just begun still wait: somebody's work of today
    if now - _morning(last_stage) < JUST_BEGUN and rng.random() < 0.6:
        return
    take_step(stay, Step.START_REINTEGRATION, actor=staff["tuvan"], now=_morning(last_stage))
    plan_aftercare(stay, rng=rng, clerk=staff["hoso"], at=_morning(last_stage) + timedelta(minutes=30))


def _day(stay: Stay, after: int) -> date:
    return local_date(stay.admitted_at) + timedelta(days=after)


def _morning(day: date) -> datetime:
    return local_instant(day, time(8, 30))


def _reached(day: date, now: datetime) -> bool:
    return _morning(day) <= now
