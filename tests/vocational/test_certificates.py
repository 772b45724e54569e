from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.stay.models import Stay
from center.residents.timeline.models import TimelineEntry
from center.ui.batch import BatchRefused
from center.vocational.certificate import queries
from center.vocational.certificate.service import CertificateFacts, amend_certificate, issue_certificates
from center.vocational.models import AbsenceReason, AttendanceState, Certificate, Course
from center.vocational.register.service import LineFacts, keep_register
from tests.vocational.conftest import MakeCourse, MakeLesson, Person

SUNDAY = date(2026, 11, 22)
FACTS = CertificateFacts("Chứng chỉ sơ cấp", SUNDAY, "Trường Cao đẳng Thử Nghiệm")
Issue = Callable[..., list[Certificate]]


@pytest.fixture
def ended(course: MakeCourse) -> MakeCourse:
    """Return a function that makes a class that ended on Friday."""

    def make(*stays: Stay, **changes: Any) -> Course:
        return course(*stays, **{"ends_on": SUNDAY - timedelta(days=2)} | changes)

    return make


@pytest.fixture
def issue(clock: FixedClock, trainer: Actor) -> Issue:
    """Return a function that issues certificates of a class by stay and number."""

    def act(course: Course, numbers: dict[int, str], facts: CertificateFacts = FACTS) -> list[Certificate]:
        with unit_of_work():
            found = db.session.get_one(Course, course.id)
            return issue_certificates(found, facts, numbers, actor=trainer, now=clock.now())

    return act


@pytest.fixture
def amend(clock: FixedClock, trainer: Actor) -> Callable[..., Certificate]:
    """Return a function that corrects a certificate."""

    def act(row: Certificate, number: str, **changes: Any) -> Certificate:
        values: dict[str, Any] = {
            "withdrawn": False,
            "reason": "ghi nhầm số",
            "actor": trainer,
            "now": clock.now(),
        }
        facts = changes.pop("facts", FACTS)
        with unit_of_work():
            found = db.session.get_one(Certificate, row.id)
            return amend_certificate(found, facts, number, **values | changes)

    return act


def held(stay: Stay) -> list[str]:
    return [row.number for row, _ in queries.certificates_of(stay.id)]


def rows() -> int:
    return db.session.scalar(select(func.count(Certificate.id))) or 0


def test_many_at_once_and_the_same_act_twice_is_one(person: Person, ended: MakeCourse, issue: Issue) -> None:
    one, two, noise = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba")
    made = ended(one, two, noise)
    numbers = {one.id: "01/CC", two.id: "02/CC"}
    assert len(issue(made, numbers)) == 2
    assert issue(made, numbers) == []
    assert (held(one), held(two), held(noise)) == (["01/CC"], ["02/CC"], [])
    line = db.session.scalars(
        select(TimelineEntry).where(TimelineEntry.stay_id == one.id).order_by(TimelineEntry.id.desc())
    ).first()
    assert line is not None
    assert line.text == "Được cấp chứng chỉ sơ cấp lớp Lớp MAY-K1, số 01/CC, ngày 22/11/2026"
    names = db.session.scalars(
        select(AuditEntry.name).where(AuditEntry.name.like("vocational:certificate%"))
    ).all()
    assert names == ["vocational:certificate:issue"] * 2


def refused(act: Callable[[], Any]) -> dict[int, str] | str:
    with pytest.raises(RuleViolation) as caught:
        act()
    if isinstance(caught.value, BatchRefused):
        return {key: fault.code.removeprefix("vocational.") for key, fault in caught.value.lines.items()}
    return caught.value.code.removeprefix("vocational.")


def test_no_certificate_before_the_end_of_the_class(person: Person, course: MakeCourse, issue: Issue) -> None:
    stay = person()
    assert refused(lambda: issue(course(stay), {stay.id: "1"})) == "certificate_before_end"


def test_numbers_are_used_once_by_an_issuer(person: Person, ended: MakeCourse, issue: Issue) -> None:
    one, two, three = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba")
    made = ended(one, two, three)
    assert refused(lambda: issue(made, {one.id: "1", two.id: "1"})) == {two.id: "certificate_number_taken"}
    assert rows() == 0
    issue(made, {one.id: "1"})
    assert refused(lambda: issue(made, {two.id: "1"})) == {two.id: "certificate_number_taken"}
    issue(made, {two.id: "1"}, CertificateFacts(FACTS.title, SUNDAY, "Trung tâm khác"))


def test_who_has_one_gets_no_second(person: Person, ended: MakeCourse, issue: Issue) -> None:
    stay = person()
    made = ended(stay)
    issue(made, {stay.id: "1"})
    assert refused(lambda: issue(made, {stay.id: "2"})) == {stay.id: "certificate_issued"}


def test_nobody_outside_the_class_gets_one(person: Person, ended: MakeCourse, issue: Issue) -> None:
    inside, outside = person("Trần Văn Một"), person("Lê Văn Hai")
    made = ended(inside)
    assert refused(lambda: issue(made, {outside.id: "1"})) == "people_changed"
    assert refused(lambda: issue(made, {})) == "nobody_chosen"


def test_who_was_never_there_gets_none(
    person: Person, ended: MakeCourse, lesson: MakeLesson, issue: Issue, trainer: Actor, clock: FixedClock
) -> None:
    there, never = person("Trần Văn Một"), person("Lê Văn Hai")
    made = ended(there, never)
    held_lesson = lesson(made, SUNDAY - timedelta(days=3))
    lines = [
        LineFacts(there.id, AttendanceState.PRESENT),
        LineFacts(never.id, AttendanceState.ABSENT, AbsenceReason.REFUSED),
    ]
    with unit_of_work():
        keep_register(db.session.merge(held_lesson), lines, actor=trainer, now=clock.now())
    assert refused(lambda: issue(made, {there.id: "1", never.id: "2"})) == {
        never.id: "certificate_never_there"
    }
    graduates = {line.stay.id: (line.tally.attended, line.may_get) for line in queries.graduates(made)}
    assert graduates == {there.id: (1, True), never.id: (0, True)}


def test_a_correction_is_a_new_row(
    person: Person, ended: MakeCourse, issue: Issue, amend: Callable[..., Certificate]
) -> None:
    stay = person()
    row = issue(ended(stay), {stay.id: "1"})[0]
    amend(row, "11")
    assert held(stay) == ["11"]
    assert rows() == 2
    assert refused(lambda: amend(row, "12")) == "amended_before"
    event = db.session.scalars(
        select(AuditEntry).where(AuditEntry.name == "vocational:certificate:amend")
    ).one()
    assert event.data["before"] == "Chứng chỉ sơ cấp số 1, 22/11/2026, Trường Cao đẳng Thử Nghiệm"


def test_a_certificate_can_be_taken_back_and_given_again(
    person: Person, ended: MakeCourse, issue: Issue, amend: Callable[..., Certificate]
) -> None:
    stay = person()
    made = ended(stay)
    row = issue(made, {stay.id: "1"})[0]
    taken = amend(row, "1", withdrawn=True, reason="cấp nhầm người")
    assert held(stay) == []
    assert refused(lambda: issue(made, {stay.id: "2"})) == {stay.id: "certificate_issued"}
    amend(taken, "2", reason="cấp lại")
    assert held(stay) == ["2"]


@pytest.mark.parametrize(
    ("number", "changes", "code"),
    [
        ("1", {}, "nothing_changed"),
        ("9", {"reason": ""}, "reason_needed"),
        ("2", {}, "certificate_number_taken"),
        ("9", {"facts": CertificateFacts("x", SUNDAY + timedelta(days=1), "y")}, "certificate_in_future"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(
    person: Person,
    ended: MakeCourse,
    issue: Issue,
    amend: Callable[..., Certificate],
    number: str,
    changes: dict[str, Any],
    code: str,
) -> None:
    one, two = person("Trần Văn Một"), person("Lê Văn Hai")
    issued = issue(ended(one, two), {one.id: "1", two.id: "2"})
    first = next(row for row in issued if row.stay_id == one.id)
    assert refused(lambda: amend(first, number, **changes)) == code
    assert rows() == 2
