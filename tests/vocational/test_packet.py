from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.residents.stay.models import Stay
from center.vocational.certificate.service import CertificateFacts, issue_certificates
from center.vocational.course.enrolment import leave
from center.vocational.file.bars import week_bars
from center.vocational.file.queries import stay_page
from center.vocational.labour.service import amend_labour
from center.vocational.models import (
    AbsenceReason,
    AttendanceState,
    ClassSession,
    Course,
    CourseKind,
    Enrolment,
    LabourEntry,
)
from center.vocational.packet import CertificateSummary, MonthSummary, VocationalSummary, summary_for_packet
from center.vocational.register.service import LineFacts, keep_register
from tests.vocational.conftest import MakeCourse, MakeLesson, Person

SUNDAY = date(2026, 11, 22)


def keep(
    lesson: ClassSession, trainer: Actor, clock: FixedClock, **states: tuple[Stay, AbsenceReason | None]
) -> None:
    lines = [
        LineFacts(stay.id, AttendanceState.ABSENT if reason else AttendanceState.PRESENT, reason)
        for stay, reason in states.values()
    ]
    with unit_of_work():
        keep_register(db.session.get_one(ClassSession, lesson.id), lines, actor=trainer, now=clock.now())


def test_nothing_done_is_an_empty_summary(person: Person) -> None:
    assert summary_for_packet(person().id) == VocationalSummary((), (), ())


def test_the_summary_reads_the_facts(
    person: Person,
    course: MakeCourse,
    lesson: MakeLesson,
    worked: Callable[..., int],
    trainer: Actor,
    clock: FixedClock,
) -> None:
    stay, noise = person("Trần Văn Một"), person("Lê Văn Hai")
    sewing = course(stay, noise, ends_on=SUNDAY - timedelta(days=1))
    letters = course(stay, code="CHU-1", name="Xóa mù chữ", kind=CourseKind.LITERACY, trade="")
    there = (stay, None), (noise, None)
    for days, reason in ((5, None), (4, AbsenceReason.SICK), (3, None)):
        held = lesson(sewing, SUNDAY - timedelta(days=days))
        keep(held, trainer, clock, one=(stay, reason), two=there[1])
    with unit_of_work():
        found = db.session.get_one(Course, sewing.id)
        facts = CertificateFacts("Chứng chỉ sơ cấp", SUNDAY, "Trường nghề")
        issue_certificates(found, facts, {stay.id: "7/CC", noise.id: "8/CC"}, actor=trainer, now=clock.now())
        enrolment = db.session.scalars(
            select(Enrolment).where(Enrolment.stay_id == stay.id, Enrolment.course_id == letters.id)
        ).one()
        leave(enrolment, SUNDAY, "đã biết chữ", actor=trainer, now=clock.now())
    worked(stay, noise, hours="8", day=date(2026, 10, 30), work="May gia công")
    worked(stay, hours="4", day=date(2026, 11, 2), work="Trồng rau")
    worked(stay, hours="2", day=date(2026, 11, 2), work="May gia công")
    worked(stay, hours="6", day=date(2026, 11, 3), work="May gia công")

    summary = summary_for_packet(stay.id)
    first, second = summary.courses
    assert (first.name, first.kind, first.trade) == ("Lớp MAY-K1", "Học nghề", "May công nghiệp")
    assert (first.attended, first.lessons, first.hours, first.rate) == (2, 3, 4, Decimal("66.7"))
    assert (first.first_day, first.last_day, first.left_early) == (
        SUNDAY - timedelta(days=30),
        SUNDAY - timedelta(days=1),
        False,
    )
    assert (second.name, second.lessons, second.rate) == ("Xóa mù chữ", 0, None)
    assert (second.last_day, second.left_early) == (SUNDAY - timedelta(days=1), True)
    assert summary.certificates == (
        CertificateSummary(
            "Chứng chỉ sơ cấp", "Lớp MAY-K1", "May công nghiệp", "7/CC", SUNDAY, "Trường nghề"
        ),
    )
    assert summary.months == (
        MonthSummary(date(2026, 10, 1), 1, Decimal(8), ("May gia công",)),
        MonthSummary(date(2026, 11, 1), 2, Decimal(12), ("May gia công", "Trồng rau")),
    )
    assert (summary.labour_hours, summary.labour_days) == (20, 3)


def test_hours_taken_back_are_not_printed(
    person: Person, worked: Callable[..., int], trainer: Actor, clock: FixedClock
) -> None:
    stay = person()
    worked(stay, hours="8")
    with unit_of_work():
        entry = db.session.scalars(select(LabourEntry)).one()
        amend_labour(
            entry,
            hours=Decimal(0),
            work=entry.work,
            reason="nhầm người",
            batch=str(uuid.uuid4()),
            actor=trainer,
            now=clock.now(),
        )
    assert summary_for_packet(stay.id).months == ()
    page = stay_page(stay.id, on=SUNDAY)
    assert (page.hours, page.weeks, len(page.entries)) == (0, [], 1)


def test_who_came_back_to_a_class_has_one_line(
    person: Person, course: MakeCourse, trainer: Actor, clock: FixedClock
) -> None:
    stay = person()
    made = course(stay)
    with unit_of_work():
        old = db.session.scalars(select(Enrolment)).one()
        leave(old, SUNDAY - timedelta(days=9), "đi viện", actor=trainer, now=clock.now())
        db.session.add(
            Enrolment(course_id=made.id, stay_id=stay.id, joined_on=SUNDAY, enrolled_at=clock.now())
        )
    (line,) = stay_page(stay.id, on=SUNDAY).courses
    assert (line.joined_on, line.left_on) == (SUNDAY - timedelta(days=30), None)


def test_bars_begin_at_zero_and_keep_their_order() -> None:
    weeks = [
        (date(2026, 11, 2) + timedelta(weeks=n), Decimal(hours)) for n, hours in enumerate((24, 0, 48, 12))
    ]
    drawn = week_bars(weeks)
    assert [bar.height > 0 for bar in drawn.bars] == [True, False, True, True]
    assert drawn.bars[2].height == 2 * drawn.bars[0].height
    assert all(bar.y + bar.height == drawn.bottom for bar in drawn.bars)
    assert [bar.x for bar in drawn.bars] == sorted(bar.x for bar in drawn.bars)
    assert (drawn.y_ticks[0].label, drawn.y_ticks[0].at) == ("0", drawn.bottom)
    assert drawn.bars[2].label == "16/11/2026: 48"


def test_many_weeks_keep_their_labels_apart() -> None:
    weeks: list[Any] = [(date(2026, 1, 5) + timedelta(weeks=n), Decimal(8)) for n in range(26)]
    assert len(week_bars(weeks).x_ticks) <= 8
    assert week_bars([]).bars == ()
