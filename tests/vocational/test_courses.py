from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.models import Account
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.restriction.models import RestrictionKind
from center.residents.stay.models import Stay
from center.residents.timeline.models import TimelineEntry
from center.residents.whereabouts.models import OutCause
from center.ui.batch import BatchRefused
from center.vocational.course import queries
from center.vocational.course.enrolment import enrol, leave
from center.vocational.course.queries import CourseFilter
from center.vocational.course.service import CourseFacts, amend_course, make_course
from center.vocational.models import Course, CourseKind, Enrolment
from tests.vocational.conftest import MakeCourse, MakeLesson, Person

SUNDAY = date(2026, 11, 22)


def facts_of(course: Course, **changes: Any) -> CourseFacts:
    names = ("code", "name", "kind", "trade", "hours_planned", "starts_on", "ends_on", "trainer_id")
    return CourseFacts(**{name: getattr(course, name) for name in names} | changes)


@pytest.fixture
def joined(clock: FixedClock, trainer: Actor) -> Callable[..., list[Enrolment]]:
    """Return a function that enrols stays into a class from today on."""

    def join(course: Course, *stays: Stay, on: date = SUNDAY) -> list[Enrolment]:
        with unit_of_work():
            return enrol(
                db.session.get_one(Course, course.id),
                [stay.id for stay in stays],
                on,
                actor=trainer,
                now=clock.now(),
            )

    return join


def members(course: Course) -> set[int]:
    wanted = select(Enrolment.stay_id).where(Enrolment.course_id == course.id, Enrolment.left_on.is_(None))
    return set(db.session.scalars(wanted))


def test_a_class_is_made_once_a_form(course: MakeCourse, trainer: Actor, clock: FixedClock) -> None:
    form = str(uuid.uuid4())
    facts = facts_of(course(), code="MOC-K1")
    for _ in range(2):
        with unit_of_work():
            made = make_course(facts, client_id=form, actor=trainer, now=clock.now())
    assert db.session.scalar(select(func.count(Course.id))) == 2
    assert made.trainer_name == trainer.name
    event = db.session.scalars(
        select(AuditEntry).where(AuditEntry.name == "vocational:course:make").order_by(AuditEntry.id.desc())
    ).first()
    assert event is not None
    assert event.data["code"] == "MOC-K1"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "course_code_taken"),
        ({"code": "X", "trade": ""}, "trade_needed"),
        ({"code": "X", "ends_on": date(2020, 1, 1)}, "course_reversed"),
        ({"code": "X", "trainer_id": 10_000}, "no_such_trainer"),
    ],
)
def test_a_class_that_makes_no_sense_is_refused(
    course: MakeCourse, trainer: Actor, clock: FixedClock, changes: dict[str, Any], code: str
) -> None:
    facts = facts_of(course(), **changes)
    with pytest.raises(RuleViolation) as refused, unit_of_work():
        make_course(facts, actor=trainer, now=clock.now())
    assert refused.value.code == f"vocational.{code}"


def test_only_trainers_teach(
    course: MakeCourse, actor: Callable[[Role], Actor], trainer: Actor, clock: FixedClock
) -> None:
    facts = facts_of(course(), code="X", trainer_id=actor(Role.GUARD).id)
    with pytest.raises(RuleViolation) as refused, unit_of_work():
        make_course(facts, actor=trainer, now=clock.now())
    assert (refused.value.code, refused.value.field) == ("vocational.no_such_trainer", "trainer_id")


def test_a_change_records_what_differs(course: MakeCourse, trainer: Actor, clock: FixedClock) -> None:
    made = course()
    with unit_of_work():
        found = db.session.get_one(Course, made.id)
        amend_course(found, facts_of(found, hours_planned=150, code="MAY-1"), actor=trainer, now=clock.now())
    event = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "vocational:course:amend")).one()
    assert event.data["before"] == ["code=MAY-K1", "hours_planned=120"]
    assert event.data["after"] == ["code=MAY-1", "hours_planned=150"]


def test_a_class_keeps_a_trainer_who_has_left(course: MakeCourse, trainer: Actor, clock: FixedClock) -> None:
    made = course()
    with unit_of_work():
        db.session.get_one(Account, trainer.id).active = False
    with unit_of_work():
        found = db.session.get_one(Course, made.id)
        amend_course(found, facts_of(found, name="Lớp May 1"), actor=trainer, now=clock.now())
    assert db.session.get_one(Course, made.id).name == "Lớp May 1"


def test_new_dates_hold_every_lesson(
    course: MakeCourse, lesson: MakeLesson, trainer: Actor, clock: FixedClock
) -> None:
    made = course()
    lesson(made)
    facts = facts_of(made, ends_on=SUNDAY - timedelta(days=1))
    with pytest.raises(RuleViolation) as refused, unit_of_work():
        amend_course(db.session.get_one(Course, made.id), facts, actor=trainer, now=clock.now())
    assert (refused.value.code, refused.value.facts["day"]) == ("vocational.lessons_outside", SUNDAY)


def test_many_join_at_once_and_twice_is_once(
    person: Person, course: MakeCourse, joined: Callable[..., list[Enrolment]]
) -> None:
    one, two, noise = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba")
    made, other = course(), course(noise, code="MOC-K1")
    assert len(joined(made, one, two)) == 2
    assert joined(made, one, two) == []
    assert (members(made), members(other)) == ({one.id, two.id}, {noise.id})
    lines = db.session.scalars(
        select(TimelineEntry).where(TimelineEntry.stay_id == one.id, TimelineEntry.area == "vocational")
    )
    assert [line.text for line in lines] == ["Vào lớp Lớp MAY-K1 (MAY-K1) từ 22/11/2026"]


def test_one_unfit_resident_stops_the_whole_act(
    person: Person,
    course: MakeCourse,
    joined: Callable[..., list[Enrolment]],
    bound: Callable[..., None],
    sent_out: Callable[..., None],
) -> None:
    fit, detox, ward, escaped, apart = (
        person("Trần Văn Một"),
        person("Lê Văn Hai", past_detox=None),
        person("Vũ Văn Ba"),
        person("Hoàng Văn Bốn"),
        person("Đỗ Văn Năm"),
    )
    bound(apart, RestrictionKind.ISOLATION, "Ở phòng riêng theo chỉ định y tế")
    bound(ward, RestrictionKind.WARD_ONLY, "Chỉ ở khu điều trị")
    sent_out(escaped, OutCause.ESCAPE)
    made = course()
    with pytest.raises(BatchRefused) as refused:
        joined(made, fit, detox, ward, escaped, apart)
    assert {key: fault.code.removeprefix("vocational.") for key, fault in refused.value.lines.items()} == {
        detox.id: "joining_before_stage",
        ward.id: "joining_ward_only",
        escaped.id: "joining_escaped",
        apart.id: "joining_ward_only",
    }
    assert refused.value.lines[apart.id].facts["wording"] == "Ở phòng riêng theo chỉ định y tế"
    assert refused.value.lines[ward.id].facts["wording"] == "Chỉ ở khu điều trị"
    assert members(made) == set()


def test_a_restriction_on_labour_does_not_forbid_class(
    person: Person, course: MakeCourse, joined: Callable[..., list[Enrolment]], bound: Callable[..., None]
) -> None:
    stay = person()
    bound(stay, RestrictionKind.NO_LABOUR, "Không lao động")
    assert len(joined(course(), stay)) == 1


def test_nobody_and_days_outside_the_class_are_refused(
    person: Person, course: MakeCourse, joined: Callable[..., list[Enrolment]]
) -> None:
    stay, made = person(), course()
    for stays, on, code in (
        ((), SUNDAY, "nobody_chosen"),
        ((stay,), SUNDAY + timedelta(days=31), "joining_outside_course"),
    ):
        with pytest.raises(RuleViolation) as refused:
            joined(made, *stays, on=on)
        assert refused.value.code == f"vocational.{code}"


def test_nobody_joins_a_class_whose_lessons_clash_with_his(
    person: Person,
    course: MakeCourse,
    lesson: MakeLesson,
    joined: Callable[..., list[Enrolment]],
    second_trainer: int,
) -> None:
    busy, free = person("Trần Văn Một"), person("Lê Văn Hai")
    sewing, wood = course(busy), course(code="MOC-K1")
    lesson(sewing)
    lesson(wood, starts=time(9, 0), ends=time(11, 0), where="LOP2", trainer_id=second_trainer)
    with pytest.raises(BatchRefused) as refused:
        joined(wood, busy, free)
    fault = refused.value.lines[busy.id]
    assert (list(refused.value.lines), fault.code) == ([busy.id], "vocational.enrolment_clash")
    assert fault.facts["other"] == "Lớp MAY-K1"
    assert len(joined(wood, free)) == 1
    assert len(joined(wood, busy, on=SUNDAY + timedelta(days=1))) == 1  # from tomorrow on nothing clashes


@pytest.fixture
def left(clock: FixedClock, trainer: Actor) -> Callable[..., None]:
    """Return a function that ends a stay's enrolment in a class."""

    def go(course: Course, stay: Stay, on: date = SUNDAY, reason: str = "chuyển lớp") -> None:
        with unit_of_work():
            enrolment = db.session.scalars(
                select(Enrolment)
                .where(Enrolment.course_id == course.id, Enrolment.stay_id == stay.id)
                .order_by(Enrolment.id.desc())
            ).first()
            assert enrolment is not None
            leave(enrolment, on, reason, actor=trainer, now=clock.now())

    return go


def test_who_left_may_come_back(
    person: Person, course: MakeCourse, joined: Callable[..., list[Enrolment]], left: Callable[..., None]
) -> None:
    stay = person()
    made = course(stay)
    left(made, stay)
    assert members(made) == set()
    with pytest.raises(RuleViolation) as refused:
        left(made, stay)
    assert refused.value.code == "vocational.left_before"
    joined(made, stay)
    assert members(made) == {stay.id}


def test_leaving_needs_a_reason_and_a_day_that_agrees(
    person: Person, course: MakeCourse, left: Callable[..., None]
) -> None:
    stay = person()
    made = course(stay)
    for on, reason, code in (
        (SUNDAY, "", "reason_needed"),
        (SUNDAY + timedelta(days=2), "x", "leaving_in_future"),
        (SUNDAY - timedelta(days=31), "x", "leaving_before_joining"),
    ):
        with pytest.raises(RuleViolation) as refused:
            left(made, stay, on, reason)
        assert refused.value.code == f"vocational.{code}"
    assert members(made) == {stay.id}


def test_the_list_is_narrowed_and_counts(
    person: Person, course: MakeCourse, second_trainer: int, left: Callable[..., None]
) -> None:
    one, two = person("Trần Văn Một"), person("Lê Văn Hai")
    sewing = course(one, two)
    course(code="CHU-1", name="Xóa mù chữ", kind=CourseKind.LITERACY, trade="", trainer_id=second_trainer)
    course(code="CU-1", starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 1))
    left(sewing, two)

    def codes(**wanted: Any) -> list[str]:
        page = queries.courses_page(CourseFilter(**wanted), on=SUNDAY, number=1)
        assert page.total == len(page.items)
        return [line.course.code for line in page]

    assert codes() == ["CHU-1", "MAY-K1"]
    assert codes(state="ended") == ["CU-1"]
    assert codes(state="all") == ["CHU-1", "MAY-K1", "CU-1"]
    assert codes(kind=CourseKind.LITERACY) == ["CHU-1"]
    assert codes(trainer_id=second_trainer) == ["CHU-1"]
    assert codes(text="xoa mu") == ["CHU-1"]
    assert codes(text="công nghiệp", state="all") == ["MAY-K1", "CU-1"]
    line = queries.courses_page(CourseFilter(text="may-k1"), on=SUNDAY, number=1).items[0]
    assert (line.members, line.planned, line.kept, line.tally.total) == (1, 0, 0, 0)
