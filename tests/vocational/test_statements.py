"""A page costs the same number of statements whatever its number of rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from center.auth.permissions import Role
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.places.models import Commune
from center.residents.badge.models import Badge
from center.residents.person.models import Resident, Sex
from center.residents.stage.model import StageAct
from center.residents.stage.models import StageChange
from center.residents.stay.models import Stage, Stay, StayKind
from center.residents.whereabouts.models import Location, WhereaboutsChange
from center.vocational.file.queries import stay_page
from center.vocational.models import (
    AbsenceReason,
    Attendance,
    AttendanceState,
    Course,
    Enrolment,
    LabourEntry,
)
from center.vocational.packet import summary_for_packet
from tests.conftest import Visitor
from tests.support.statements import statements
from tests.vocational.conftest import MakeCourse, MakeLesson

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def crowd(app: Flask, clock: FixedClock) -> Callable[[int], list[int]]:
    """Return a function that puts so many residents past detox into the center, quickly; it returns their stays."""

    def make(size: int) -> list[int]:
        now, ids = clock.now(), []
        with unit_of_work() as session:
            first = session.query(Resident).count()
            commune = session.scalars(select(Commune.id).where(Commune.valid_to.is_(None)).limit(1)).one()
            living = session.scalars(select(Location.id).where(Location.code == "KHU-B")).one()
            for n in range(first, first + size):
                person = Resident(
                    code=f"HV9{n:05}",
                    full_name=f"Người Thử {n:03}",
                    name_fold=f"nguoi thu {n:03}",
                    name_sort=f"{n:03}",
                    sex=Sex.MALE,
                    birth_date=date(1990, 1, 1),
                    created_at=now,
                )
                stay = Stay(
                    resident=person,
                    number=1,
                    kind=StayKind.COMPULSORY,
                    rule_set="R2026",
                    admitted_at=now - timedelta(days=90),
                    decided_on=SUNDAY - timedelta(days=90),
                    first_day=SUNDAY - timedelta(days=90),
                    term_months=24,
                    address_text="Xã Thử",
                    home_commune_id=commune,
                    address_mapping="chosen",
                    stage=Stage.LABOUR,
                    stage_since=SUNDAY - timedelta(days=60),
                )
                session.add(stay)
                session.flush()
                ids.append(stay.id)
                session.add_all(
                    [
                        StageChange(
                            stay_id=stay.id,
                            stage=Stage.DETOX,
                            act=StageAct.FINISH,
                            on_day=SUNDAY - timedelta(days=60),
                            step_key=f"t{n}",
                            recorded_at=now,
                            recorded_by_name="thử",
                        ),
                        WhereaboutsChange(
                            stay_id=stay.id,
                            happened_at=now - timedelta(days=90),
                            recorded_at=now,
                            location_id=living,
                            source="tests",
                        ),
                        Badge(stay_id=stay.id, token=f"T{n:08}", issued_at=now),
                    ]
                )
        return ids

    return make


def fill(course: Course, lessons: list[int], stay_ids: list[int], now: FixedClock) -> None:
    """Put the stays into the class, its registers and the labour of two weeks."""
    at = now.now()
    with unit_of_work() as session:
        for stay_id in stay_ids:
            session.add(
                Enrolment(course_id=course.id, stay_id=stay_id, joined_on=course.starts_on, enrolled_at=at)
            )
            for lesson in lessons:
                absent = lesson % 2 == stay_id % 2
                session.add(
                    Attendance(
                        session_id=lesson,
                        stay_id=stay_id,
                        state=AttendanceState.ABSENT if absent else AttendanceState.PRESENT,
                        reason=AbsenceReason.UNKNOWN if absent else None,
                        recorded_at=at,
                    )
                )
            for day in range(10):
                session.add(
                    LabourEntry(
                        stay_id=stay_id,
                        worked_on=SUNDAY - timedelta(days=day),
                        hours=4,
                        work="May",
                        batch=f"b{day}",
                        recorded_at=at,
                    )
                )


def test_pages_cost_the_same_for_five_and_for_forty(
    app: Flask,
    as_role: Callable[[Role], Visitor],
    crowd: Callable[[int], list[int]],
    course: MakeCourse,
    lesson: MakeLesson,
    clock: FixedClock,
) -> None:
    made = course()
    kept = [lesson(made, SUNDAY - timedelta(days=n)).id for n in (1, 2)]
    today = lesson(made).id
    visitors = {"trainer": as_role(Role.TRAINER), "counsellor": as_role(Role.COUNSELLOR)}
    course(code="SAU", starts_on=SUNDAY)
    other = course(code="XONG", ends_on=SUNDAY - timedelta(days=1))
    pages = [
        "/",
        "/vocational",
        "/vocational?day=21/11/2026",
        "/vocational/courses?state=all",
        f"/vocational/courses/{made.id}",
        f"/vocational/courses/{other.id}/enrol",
        f"/vocational/courses/{made.id}/certificates",
        f"/vocational/lessons/{today}",
        f"/vocational/lessons/{today}/register",
        f"/vocational/lessons/{kept[0]}",
        f"/vocational/lessons/{kept[0]}/register/correct",
        "/vocational/labour/new",
        f"/vocational/labour/new?course={made.id}",
        "/vocational/labour",
        "/vocational/labour/day",
        "/vocational/labour/month.csv",
    ]

    def costs() -> dict[tuple[str, str], int]:
        found = {}
        for name, visitor in visitors.items():
            for url in pages:
                visitor.get(url)  # what is read once per process is not the page's cost
                with statements() as seen:
                    answer = visitor.get(url)
                found[name, url] = len(seen)
                assert answer.status_code in {200, 403}, url
        return found

    fill(made, kept, crowd(5), clock)
    few = costs()
    fill(made, kept, crowd(35), clock)
    assert costs() == few
    assert max(few.values()) <= 40, few


def test_acts_on_many_cost_the_same_reading(
    app: Flask, as_role: Callable[[Role], Visitor], crowd: Callable[[int], list[int]], clock: FixedClock
) -> None:
    visitor = as_role(Role.TRAINER)

    def cost(stay_ids: list[int]) -> int:
        form = {
            "worked_on": "22/11/2026",
            "work": "May",
            "hours": "25",
            "act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10",
        }
        for place, stay_id in enumerate(stay_ids):
            form |= {f"lines-{place}-stay_id": str(stay_id), f"lines-{place}-chosen": "y"}
        visitor.submit("/vocational/labour/new", form, status=422)
        with statements() as seen:
            visitor.submit("/vocational/labour/new", form, status=422)
        return len(seen)

    few = crowd(5)
    assert cost(few) == cost(few + crowd(35))


def test_a_stay_costs_the_same_whatever_its_history(
    app: Flask, crowd: Callable[[int], list[int]], course: MakeCourse, lesson: MakeLesson, clock: FixedClock
) -> None:
    made = course()
    stay_id = crowd(1)[0]
    fill(made, [], [stay_id], clock)

    def cost() -> int:
        db.session.rollback()
        with statements() as seen:
            stay_page(stay_id, on=local_date(clock.now()))
            summary_for_packet(stay_id)
        return len(seen)

    before = cost()
    for n in range(1, 6):
        held = lesson(made, SUNDAY - timedelta(days=n))
        with unit_of_work() as session:
            session.add(
                Attendance(
                    session_id=held.id,
                    stay_id=stay_id,
                    state=AttendanceState.PRESENT,
                    recorded_at=clock.now(),
                )
            )
    assert cost() == before
    assert before <= 9
