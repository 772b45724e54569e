from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.clock import FixedClock, local_instant
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.labels import OUT_LABELS
from center.residents.restriction.models import RestrictionKind
from center.residents.stay.models import Stay
from center.residents.timeline.models import TimelineEntry
from center.residents.whereabouts.models import OutCause
from center.ui.batch import BatchRefused
from center.vocational.course.enrolment import enrol, leave
from center.vocational.lesson.service import cancel_lesson
from center.vocational.models import AbsenceReason as R
from center.vocational.models import Attendance, ClassSession, Course, Enrolment
from center.vocational.models import AttendanceState as S
from center.vocational.register.queries import Sheet, sheet_of
from center.vocational.register.service import LineFacts, correct_register, keep_register
from tests.vocational.conftest import MakeCourse, MakeLesson, Person

SUNDAY = date(2026, 11, 22)
Keep = Callable[..., Any]


@pytest.fixture
def keep(clock: FixedClock, trainer: Actor) -> Keep:
    """Return a function that keeps, or with a reason corrects, the register of a lesson."""

    def act(lesson: ClassSession, *lines: LineFacts, reason: str | None = None) -> Any:
        with unit_of_work():
            found = db.session.get_one(ClassSession, lesson.id)
            if reason is None:
                return keep_register(found, lines, actor=trainer, now=clock.now())
            return correct_register(found, lines, reason, actor=trainer, now=clock.now())

    return act


def there(stay: Stay) -> LineFacts:
    return LineFacts(stay.id, S.PRESENT)


def absent(stay: Stay, reason: R | None = R.SICK, note: str = "") -> LineFacts:
    return LineFacts(stay.id, S.ABSENT, reason, note)


def sheet(lesson: ClassSession, clock: FixedClock) -> Sheet:
    db.session.rollback()
    return sheet_of(db.session.get_one(ClassSession, lesson.id), now=clock.now())


def rows() -> int:
    return db.session.scalar(select(func.count(Attendance.id))) or 0


def code_of(act: Callable[[], Any]) -> str:
    with pytest.raises(RuleViolation) as refused:
        act()
    return refused.value.code.removeprefix("vocational.")


def test_the_register_knows_who_is_missing_and_why(
    person: Person,
    course: MakeCourse,
    lesson: MakeLesson,
    clock: FixedClock,
    bound: Callable[..., None],
    sent_out: Callable[..., None],
) -> None:
    stays = [person(name) for name in ("Trần Văn Bốn", "Lê Văn An", "Vũ Văn Ba")]
    here, ill, ward = stays
    held = lesson(course(*stays), starts=time(8, 0), ends=time(11, 0))
    sent_out(ill, OutCause.HOSPITAL, local_instant(SUNDAY, time(8, 30)))  # after the lesson began
    bound(ward, RestrictionKind.WARD_ONLY, "Chỉ ở khu điều trị đến 30/11")
    found = sheet(held, clock)
    assert [line.line.stay.resident.full_name for line in found.lines] == [
        "Lê Văn An",
        "Vũ Văn Ba",
        "Trần Văn Bốn",
    ]
    assert {
        line.stay_id: (line.preset.state, line.preset.reason, line.preset.note) for line in found.lines
    } == {
        here.id: ("present", "", ""),
        ill.id: ("absent", "out", OUT_LABELS[OutCause.HOSPITAL]),
        ward.id: ("absent", "restricted", "Chỉ ở khu điều trị đến 30/11"),
    }


def test_a_past_lesson_is_judged_by_where_people_were_then(
    person: Person, course: MakeCourse, lesson: MakeLesson, clock: FixedClock, sent_out: Callable[..., None]
) -> None:
    stay = person()
    made = course(stay)
    before, after = lesson(made, SUNDAY - timedelta(days=3)), lesson(made, SUNDAY - timedelta(days=1))
    sent_out(stay, OutCause.HOSPITAL, local_instant(SUNDAY - timedelta(days=2), time(9)))
    assert sheet(before, clock).lines[0].preset.state == "present"
    assert sheet(after, clock).lines[0].preset.reason == "out"


def test_on_the_register_is_who_was_in_the_class_that_day(
    person: Person, course: MakeCourse, lesson: MakeLesson, clock: FixedClock, trainer: Actor
) -> None:
    stays = {
        name: person(name)
        for name in ("Trần Văn Một", "Lê Văn Hai", "Vũ Văn Ba", "Hoàng Văn Bốn", "Ngô Văn Năm")
    }
    steady, gone, later, released, noise = stays.values()
    made = course(steady, gone, released)
    course(noise, code="MOC-K1")
    held = lesson(made, SUNDAY - timedelta(days=1))
    with unit_of_work():
        enrol(db.session.get_one(Course, made.id), [later.id], SUNDAY, actor=trainer, now=clock.now())
        enrolment = db.session.scalars(select(Enrolment).where(Enrolment.stay_id == gone.id)).one()
        leave(enrolment, SUNDAY - timedelta(days=1), "chuyển lớp", actor=trainer, now=clock.now())
        db.session.get_one(Stay, released.id).ended_on = SUNDAY - timedelta(days=2)
    assert [line.stay_id for line in sheet(held, clock).lines] == [steady.id]


def test_a_register_is_kept_once(
    person: Person, course: MakeCourse, lesson: MakeLesson, clock: FixedClock, keep: Keep
) -> None:
    one, two = person("Trần Văn Một"), person("Lê Văn Hai")
    made = course(one, two)
    held, other = lesson(made), lesson(made, SUNDAY - timedelta(days=1))
    lines = (there(one), absent(two, R.SICK, "sốt"))
    kept = keep(held, *lines)
    assert (kept.is_complete, kept.tally.present, kept.tally.excused) == (True, 1, 1)
    keep(held, *lines)
    assert rows() == 2
    assert not sheet(other, clock).is_kept
    event = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "vocational:register:keep")).one()
    assert (event.data["present"], event.data["late"], event.data["absent"]) == (1, 0, 1)


def test_a_second_register_that_says_otherwise_is_refused(
    person: Person, course: MakeCourse, lesson: MakeLesson, keep: Keep
) -> None:
    stay = person()
    held = lesson(course(stay))
    keep(held, there(stay))
    assert code_of(lambda: keep(held, absent(stay))) == "register_kept"
    assert rows() == 1


def test_an_absence_needs_a_reason_and_nothing_is_saved_without(
    person: Person, course: MakeCourse, lesson: MakeLesson, keep: Keep
) -> None:
    one, two = person("Trần Văn Một"), person("Lê Văn Hai")
    held = lesson(course(one, two))
    with pytest.raises(BatchRefused) as refused:
        keep(held, there(one), absent(two, None))
    assert {key: fault.code for key, fault in refused.value.lines.items()} == {
        two.id: "vocational.absence_reason"
    }
    assert rows() == 0


def test_the_register_holds_everybody_and_nobody_else(
    person: Person, course: MakeCourse, lesson: MakeLesson, keep: Keep
) -> None:
    one, two, stranger = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba")
    held = lesson(course(one, two))
    for lines in (
        (there(one),),
        (there(one), there(two), there(stranger)),
        (there(one), there(one), there(two)),
    ):
        assert code_of(lambda lines=lines: keep(held, *lines)) == "people_changed"


def test_no_register_of_a_lesson_that_cannot_have_one(
    person: Person, course: MakeCourse, lesson: MakeLesson, keep: Keep, trainer: Actor, clock: FixedClock
) -> None:
    stay = person()
    made, empty = course(stay), course(code="TRONG")
    ahead, nobody = (
        lesson(made, starts=time(9, 31), ends=time(10, 30)),
        lesson(empty, starts=time(8), ends=time(9), where="LOP2"),
    )
    cancelled = lesson(made, starts=time(6, 0), ends=time(7, 0))
    with unit_of_work():
        cancel_lesson(
            db.session.get_one(ClassSession, cancelled.id), "mất điện", actor=trainer, now=clock.now()
        )
    assert code_of(lambda: keep(ahead, there(stay))) == "register_too_early"
    assert code_of(lambda: keep(nobody)) == "register_empty"
    assert code_of(lambda: keep(cancelled, there(stay))) == "lesson_cancelled"
    clock.advance(minutes=1)
    keep(ahead, there(stay))


def test_a_lesson_with_a_register_cannot_be_cancelled(
    person: Person, course: MakeCourse, lesson: MakeLesson, keep: Keep, trainer: Actor, clock: FixedClock
) -> None:
    stay = person()
    held = lesson(course(stay))
    keep(held, there(stay))
    with pytest.raises(RuleViolation) as refused, unit_of_work():
        cancel_lesson(db.session.get_one(ClassSession, held.id), "mất điện", actor=trainer, now=clock.now())
    assert refused.value.code == "vocational.lesson_took_place"


def test_a_correction_is_a_new_row_with_its_reason(
    person: Person, course: MakeCourse, lesson: MakeLesson, keep: Keep, clock: FixedClock
) -> None:
    one, two = person("Trần Văn Một"), person("Lê Văn Hai")
    held = lesson(course(one, two))
    keep(held, there(one), absent(two, R.UNKNOWN))
    assert keep(held, there(one), absent(two, R.SICK), reason="có giấy của trạm") == 1
    line = next(line for line in sheet(held, clock).lines if line.stay_id == two.id)
    assert [(row.reason, row.amend_reason) for row in line.rows] == [
        (R.UNKNOWN, ""),
        (R.SICK, "có giấy của trạm"),
    ]
    assert line.rows[1].amends_id == line.rows[0].id
    assert keep(held, there(one), absent(two, R.SICK), reason="có giấy của trạm") == 0
    assert rows() == 3
    event = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "vocational:register:amend")).one()
    assert (event.stay_id, event.data["before"], event.data["after"]) == (
        two.id,
        "Vắng (chưa rõ lý do)",
        "Vắng (ốm, đi khám)",
    )
    assert code_of(lambda: keep(held, there(one), there(two), reason="")) == "reason_needed"


def test_who_joined_since_is_added_without_a_reason(
    person: Person, course: MakeCourse, lesson: MakeLesson, keep: Keep, clock: FixedClock, trainer: Actor
) -> None:
    one, two = person("Trần Văn Một"), person("Lê Văn Hai")
    made = course(one)
    held = lesson(made)
    keep(held, there(one))
    with unit_of_work():
        enrol(db.session.get_one(Course, made.id), [two.id], SUNDAY, actor=trainer, now=clock.now())
    assert not sheet(held, clock).is_complete
    assert keep(held, there(one), LineFacts(two.id, S.LATE), reason="") == 1
    assert sheet(held, clock).is_complete


def test_absences_without_leave_reach_the_timeline(
    person: Person, course: MakeCourse, lesson: MakeLesson, keep: Keep
) -> None:
    one, two, three = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba")
    held = lesson(course(one, two, three))

    def told() -> list[tuple[int, str]]:
        found = db.session.scalars(
            select(TimelineEntry).where(TimelineEntry.text.like("Lớp Lớp%")).order_by(TimelineEntry.id)
        )
        return [(line.stay_id, line.text) for line in found]

    keep(held, there(one), absent(two, R.SICK), absent(three, R.REFUSED))
    words = "Lớp Lớp MAY-K1, buổi 22/11/2026 07:30: "
    assert told() == [(three.id, words + "vắng (không chịu học)")]
    keep(held, there(one), absent(two, R.SICK), there(three), reason="ở lớp khác")
    assert told()[1:] == [(three.id, words + "có mặt (sửa điểm danh)")]


def test_history_outlives_the_enrolment(
    person: Person, course: MakeCourse, lesson: MakeLesson, keep: Keep, clock: FixedClock, trainer: Actor
) -> None:
    stay = person()
    made = course(stay)
    held = lesson(made)
    keep(held, absent(stay))
    with unit_of_work():
        enrolment = db.session.scalars(select(Enrolment)).one()
        leave(enrolment, SUNDAY, "chuyển lớp", actor=trainer, now=clock.now())
    assert [line.stay_id for line in sheet(held, clock).lines] == [stay.id]


def test_two_at_once_keep_one_register(
    app: Flask, person: Person, course: MakeCourse, lesson: MakeLesson, trainer: Actor, clock: FixedClock
) -> None:
    """The same register arrives twice at the same moment, and one that says otherwise with them."""
    stay = person()
    held = lesson(course(stay))
    start, outcomes = Barrier(3), []

    def send(line: LineFacts) -> None:
        with app.app_context():
            start.wait()
            try:
                with unit_of_work():
                    found = db.session.get_one(ClassSession, held.id)
                    keep_register(found, [line], actor=trainer, now=clock.now())
                outcomes.append(line.state.value)
            except RuleViolation as refusal:
                outcomes.append(refusal.code)
            finally:
                db.session.remove()

    threads = [Thread(target=send, args=(line,)) for line in (there(stay), there(stay), absent(stay))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = "vocational.register_kept"
    assert sorted(outcomes) in (sorted(["present", "present", kept]), sorted(["absent", kept, kept]))
    db.session.rollback()
    assert rows() == 1
