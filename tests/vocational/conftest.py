"""A trainer, residents past detox, classes and lessons, through the services."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.auth.models import Account, AccountRole
from center.auth.permissions import Role
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.residents.restriction.models import RestrictionKind
from center.residents.restriction.service import restrict
from center.residents.stay.models import Stage, Stay, StayKind
from center.residents.stay.rules import age_on
from center.residents.whereabouts.models import Location, OutCause
from center.residents.whereabouts.service import change_whereabouts
from center.vocational.course.enrolment import enrol
from center.vocational.course.service import CourseFacts, make_course
from center.vocational.labour.service import enter_labour
from center.vocational.lesson.service import LessonFacts, plan_lessons
from center.vocational.models import ClassSession, Course, CourseKind
from tests.residents.conftest import TakeIn
from tests.residents.conftest import take_in as take_in  # the fixture
from tests.support.stages import write_stages

Person = Callable[..., Stay]
MakeCourse = Callable[..., Course]
MakeLesson = Callable[..., ClassSession]


@pytest.fixture
def trainer(actor: Callable[[Role], Actor]) -> Actor:
    return actor(Role.TRAINER)


@pytest.fixture
def person(take_in: TakeIn, clock: FixedClock) -> Person:
    """Return a function that takes somebody in who is past detox since ``past_detox`` days (None: in detox)."""

    def make(
        full_name: str = "Trần Văn Mẫu", *, days: int = 60, past_detox: int | None = 40, **changes: Any
    ) -> Stay:
        arrived_at = clock.now() - timedelta(days=days)
        if age_on(changes.get("born", date(1990, 2, 3)), local_date(arrived_at)) < 18:
            changes.setdefault("kind", StayKind.MINOR)
        stay_id = take_in(full_name, arrived_at=arrived_at, **changes)
        today = local_date(clock.now())
        with unit_of_work():
            stay = db.session.get_one(Stay, stay_id)
            came, over = local_date(arrived_at), None
            if past_detox is not None:
                over = today - timedelta(days=past_detox)
            write_stages(
                stay,
                {Stage.RECEPTION: (None, came), Stage.DETOX: (came, over), Stage.EDUCATION: (over, None)},
            )
        return stay

    return make


@pytest.fixture
def place(app: Flask) -> Callable[[str], Location]:
    """Return a function that finds a place of the test center by its code."""

    def find(code: str) -> Location:
        return db.session.scalars(select(Location).where(Location.code == code)).one()

    return find


@pytest.fixture
def course(app: Flask, clock: FixedClock, trainer: Actor) -> MakeCourse:
    """Return a function that makes a class around today, with the given stays in it from its first day."""

    def make(*stays: Stay, code: str = "MAY-K1", **changes: Any) -> Course:
        today = local_date(clock.now())
        assert trainer.id is not None
        values: dict[str, Any] = {
            "code": code,
            "name": f"Lớp {code}",
            "kind": CourseKind.VOCATIONAL,
            "trade": "May công nghiệp",
            "hours_planned": 120,
            "starts_on": today - timedelta(days=30),
            "ends_on": today + timedelta(days=30),
            "trainer_id": trainer.id,
        }
        facts = CourseFacts(**values | changes)
        with unit_of_work():
            made = make_course(facts, actor=trainer, now=clock.now())
            if stays:
                enrol(made, [stay.id for stay in stays], facts.starts_on, actor=trainer, now=clock.now())
        return made

    return make


@pytest.fixture
def lesson(app: Flask, clock: FixedClock, trainer: Actor, place: Callable[[str], Location]) -> MakeLesson:
    """Return a function that plans one lesson: today 07:30-09:30 in classroom 1 unless told otherwise."""

    def make(
        of: Course,
        day: date | None = None,
        starts: time = time(7, 30),
        ends: time = time(9, 30),
        where: str = "LOP1",
        trainer_id: int | None = None,
    ) -> ClassSession:
        facts = LessonFacts(
            days=[day or local_date(clock.now())],
            starts=starts,
            ends=ends,
            location_id=place(where).id,
            trainer_id=trainer_id or trainer.id or 0,
        )
        with unit_of_work():
            made = plan_lessons(
                db.session.get_one(Course, of.id),
                facts,
                act_id=str(uuid.uuid4()),
                actor=trainer,
                now=clock.now(),
            )
        return made[0]

    return make


@pytest.fixture
def worked(app: Flask, clock: FixedClock, trainer: Actor) -> Callable[..., int]:
    """Return a function that enters the same hours of a day for stays."""

    def enter(*stays: Stay, hours: str = "8", day: date | None = None, **changes: Any) -> int:
        values: dict[str, Any] = {
            "worked_on": day or local_date(clock.now()),
            "work": "May gia công",
            "batch": str(uuid.uuid4()),
            "actor": trainer,
            "now": clock.now(),
        }
        with unit_of_work():
            return enter_labour({stay.id: Decimal(hours) for stay in stays}, **values | changes)

    return enter


@pytest.fixture
def bound(app: Flask, clock: FixedClock, actor: Callable[[Role], Actor]) -> Callable[..., None]:
    """Return a function that puts a restriction on a stay, from today unless told otherwise."""

    def put(stay: Stay, kind: RestrictionKind, wording: str, starts_on: date | None = None) -> None:
        doctor = actor(Role.DOCTOR)
        with unit_of_work():
            restrict(
                db.session.get_one(Stay, stay.id),
                kind,
                public_wording=wording,
                private_reason="điều không ai ngoài y tế được đọc",
                area="medical",
                starts_on=starts_on or local_date(clock.now()),
                ends_on=None,
                actor=doctor,
                now=clock.now(),
            )

    return put


@pytest.fixture
def sent_out(app: Flask, clock: FixedClock, actor: Callable[[Role], Actor]) -> Callable[..., None]:
    """Return a function that says a stay is out of the center since an instant."""

    def put(stay: Stay, cause: OutCause, at: datetime | None = None) -> None:
        commander = actor(Role.DUTY_COMMANDER)
        with unit_of_work():
            change_whereabouts(
                db.session.get_one(Stay, stay.id),
                out_cause=cause,
                happened_at=at or clock.now(),
                source="tests",
                actor=commander,
                now=clock.now(),
            )

    return put


@pytest.fixture
def second_trainer(app: Flask, clock: FixedClock) -> int:
    """Id of another trainer's account."""
    with unit_of_work() as session:
        role = session.scalars(select(AccountRole).filter_by(name=Role.TRAINER.value)).one()
        account = Account(
            username="trainer2",
            full_name="Phạm Thị Mộc",
            title="Giáo viên",
            password="-",
            active=True,
            fs_uniquifier="uniquifier-trainer2",
            must_change_password=False,
            created_at=clock.now(),
            roles=[role],
        )
        session.add(account)
    return account.id
