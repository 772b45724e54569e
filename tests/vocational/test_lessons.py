from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock, local_instant
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location
from center.ui.batch import BatchRefused
from center.vocational.lesson import queries
from center.vocational.lesson.service import LessonFacts, cancel_lesson, plan_lessons
from center.vocational.models import ClassSession, Course
from tests.vocational.conftest import MakeCourse, MakeLesson, Person

SUNDAY = date(2026, 11, 22)
MONDAYS = [date(2026, 11, 23) + timedelta(weeks=n) for n in range(3)]


@pytest.fixture
def planned(
    clock: FixedClock, trainer: Actor, place: Callable[[str], Location]
) -> Callable[..., Sequence[ClassSession]]:
    """Return a function that plans lessons 07:30-09:30 in classroom 1 on the given days."""

    def plan(
        course: Course, days: Sequence[date], *, act_id: str = "", **changes: Any
    ) -> Sequence[ClassSession]:
        values: dict[str, Any] = {
            "days": days,
            "starts": time(7, 30),
            "ends": time(9, 30),
            "location_id": place("LOP1").id,
            "trainer_id": trainer.id,
        }
        with unit_of_work():
            return plan_lessons(
                db.session.get_one(Course, course.id),
                LessonFacts(**values | changes),
                act_id=act_id or str(uuid.uuid4()),
                actor=trainer,
                now=clock.now(),
            )

    return plan


def lessons() -> int:
    return db.session.scalar(select(func.count(ClassSession.id))) or 0


def test_a_weekly_series_is_one_act(
    course: MakeCourse, planned: Callable[..., Sequence[ClassSession]]
) -> None:
    made, act = course(), str(uuid.uuid4())
    first = planned(made, MONDAYS, act_id=act, topic="Đường may thẳng")
    again = planned(made, MONDAYS, act_id=act, topic="Đường may thẳng")
    assert [each.id for each in first] == [each.id for each in again]
    assert [each.day for each in first] == MONDAYS
    assert {each.starts_at for each in first} == {local_instant(day, time(7, 30)) for day in MONDAYS}
    assert (first[0].hours, first[0].topic, first[0].location.name) == (2, "Đường may thẳng", "Lớp học 1")
    event = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "vocational:lesson:plan")).one()
    assert event.data["count"] == 3


def test_one_clash_stops_the_series_and_every_clash_is_named(
    course: MakeCourse, planned: Callable[..., Sequence[ClassSession]], second_trainer: int
) -> None:
    sewing, wood = course(), course(code="MOC-K1")
    planned(sewing, [MONDAYS[0], MONDAYS[2]])
    with pytest.raises(BatchRefused) as refused:
        planned(wood, MONDAYS, trainer_id=second_trainer)
    assert refused.value.code == "vocational.series_refused"
    assert {place: fault.code for place, fault in refused.value.lines.items()} == {
        0: "vocational.place_clash",
        2: "vocational.place_clash",
    }
    assert refused.value.lines[2].facts["day"] == MONDAYS[2]
    assert lessons() == 2


def test_a_single_lesson_is_refused_by_its_own_rule(
    course: MakeCourse, planned: Callable[..., Sequence[ClassSession]], place: Callable[[str], Location]
) -> None:
    made = course()
    planned(made, MONDAYS[:1])
    with pytest.raises(RuleViolation) as refused:
        planned(made, MONDAYS[:1], location_id=place("LOP2").id)
    assert refused.value.code == "vocational.trainer_clash"
    assert (refused.value.facts["other"], refused.value.field) == ("Lớp MAY-K1", "trainer_id")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends": time(7, 30)}, "lesson_reversed"),
        ({"ends": time(15, 31)}, "lesson_too_long"),
        ({"days": [SUNDAY + timedelta(days=31)]}, "lesson_outside_course"),
        ({"location_id": 9999}, "no_such_place"),
        ({"trainer_id": 9999}, "no_such_trainer"),
    ],
)
def test_a_lesson_that_makes_no_sense_is_refused(
    course: MakeCourse, planned: Callable[..., Sequence[ClassSession]], changes: dict[str, Any], code: str
) -> None:
    made = course()
    wanted = {"days": MONDAYS[:1]} | changes
    with pytest.raises(RuleViolation) as refused:
        planned(made, **wanted)
    assert refused.value.code == f"vocational.{code}"
    assert lessons() == 0


def test_residents_in_two_lessons_at_once_are_named(
    person: Person,
    course: MakeCourse,
    planned: Callable[..., Sequence[ClassSession]],
    place: Callable[[str], Location],
    second_trainer: int,
) -> None:
    both, noise = person("Trần Văn Một"), person("Lê Văn Hai")
    sewing, wood = course(both, noise), course(both, code="MOC-K1")
    planned(sewing, MONDAYS[:1])
    elsewhere = {"location_id": place("LOP2").id, "trainer_id": second_trainer}
    with pytest.raises(RuleViolation) as refused:
        planned(wood, MONDAYS[:1], starts=time(9, 0), ends=time(10, 0), **elsewhere)
    assert (refused.value.code, refused.value.facts["who"]) == ("vocational.resident_clash", "Trần Văn Một")
    planned(wood, MONDAYS[:1], starts=time(9, 30), ends=time(10, 30), **elsewhere)


def test_who_left_the_center_does_not_clash(
    person: Person,
    course: MakeCourse,
    planned: Callable[..., Sequence[ClassSession]],
    place: Callable[[str], Location],
    second_trainer: int,
) -> None:
    stay = person()
    sewing, wood = course(stay), course(stay, code="MOC-K1")
    with unit_of_work():
        db.session.get_one(Stay, stay.id).ended_on = SUNDAY
    planned(sewing, MONDAYS[:1])
    planned(wood, MONDAYS[:1], location_id=place("LOP2").id, trainer_id=second_trainer)


def test_a_cancelled_lesson_frees_its_place(
    course: MakeCourse,
    planned: Callable[..., Sequence[ClassSession]],
    trainer: Actor,
    clock: FixedClock,
) -> None:
    made = course()
    lesson_id = planned(made, MONDAYS[:1])[0].id
    for reason, code in (("", "reason_needed"), ("giáo viên ốm", ""), ("giáo viên ốm", "lesson_cancelled")):
        try:
            with unit_of_work():
                cancel_lesson(
                    db.session.get_one(ClassSession, lesson_id), reason, actor=trainer, now=clock.now()
                )
            found = ""
        except RuleViolation as refusal:
            found = refusal.code.removeprefix("vocational.")
        assert found == code
    planned(made, MONDAYS[:1])
    states = [line.state for line in queries.lessons_of(made.id)]
    assert sorted(states) == ["cancelled", "open"]


def test_lessons_of_a_local_day(
    course: MakeCourse, lesson: MakeLesson, second_trainer: int, trainer: Actor
) -> None:
    made = course()
    early = lesson(made, starts=time(0, 15), ends=time(1, 0))  # still the day before in UTC
    late = lesson(made, starts=time(22, 0), ends=time(23, 45), where="LOP2", trainer_id=second_trainer)
    lesson(made, SUNDAY + timedelta(days=1))
    assert [line.lesson.id for line in queries.lessons_on(SUNDAY)] == [early.id, late.id]
    assert [line.lesson.id for line in queries.lessons_on(SUNDAY, trainer_id=trainer.id)] == [early.id]


def test_registers_not_kept_are_asked_for(
    person: Person,
    course: MakeCourse,
    lesson: MakeLesson,
    trainer: Actor,
    clock: FixedClock,
    actor: Callable[[Role], Actor],
) -> None:
    stay = person()
    made, empty = course(stay), course(code="TRONG")
    missed = lesson(made, SUNDAY - timedelta(days=2))
    lesson(empty, SUNDAY - timedelta(days=1))
    lesson(made)
    assert trainer.id is not None
    found = queries.open_registers(
        before=local_instant(SUNDAY), since=local_instant(SUNDAY - timedelta(days=9)), trainer_id=trainer.id
    )
    assert [line.lesson.id for line in found] == [missed.id]
