from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock, local_date, local_instant
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.labels import OUT_LABELS
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.restriction.service import lift
from center.residents.stay.models import Stay
from center.residents.stay.rules import DecisionFacts
from center.residents.timeline.models import TimelineEntry
from center.residents.whereabouts.models import OutCause
from center.residents.whereabouts.service import change_whereabouts
from center.ui.batch import BatchRefused
from center.vocational.labour import queries
from center.vocational.labour.service import amend_labour, enter_labour
from center.vocational.models import LabourEntry
from tests.vocational.conftest import MakeCourse, Person

Worked = Callable[..., int]
SUNDAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 20)


def hours_of(stay: Stay, day: date = SUNDAY) -> Decimal:
    return queries.booked_by_day([stay.id], [day]).get(stay.id, {}).get(day, Decimal(0))


def rows() -> int:
    return db.session.scalar(select(func.count(LabourEntry.id))) or 0


def fault(refused: BatchRefused, stay: Stay) -> RuleViolation:
    return refused.lines[stay.id]


def test_hours_are_entered_for_a_group_in_one_act(person: Person, worked: Worked) -> None:
    first, second, noise = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba")
    assert worked(first, second, hours="7.5") == 2
    assert (hours_of(first), hours_of(second), hours_of(noise)) == (Decimal("7.5"), Decimal("7.5"), 0)
    event = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "vocational:labour:enter")).one()
    assert (event.data["people"], event.data["hours"], event.data["work"]) == (2, "15", "May gia công")
    assert db.session.scalar(select(func.count()).where(TimelineEntry.area == "vocational")) == 0


def test_the_same_act_twice_is_one_act(person: Person, worked: Worked) -> None:
    stay, batch = person(), str(uuid.uuid4())
    assert worked(stay, hours="4", batch=batch) == 1
    assert worked(stay, hours="4", batch=batch) == 1
    assert hours_of(stay) == 4


def test_nothing_is_saved_when_one_line_is_wrong(person: Person, worked: Worked) -> None:
    fit, minor = person("Trần Văn Một"), person("Lê Văn Hai", born=date(2010, 1, 1))
    with pytest.raises(BatchRefused) as refused:
        worked(fit, minor, hours="8")
    assert list(refused.value.lines) == [minor.id]
    assert fault(refused.value, minor).code == "vocational.day_cap"
    assert fault(refused.value, minor).facts["source"].endswith("điều 128")
    assert refused.value.facts["count"] == 1
    assert rows() == 0


def test_hours_already_booked_count(person: Person, worked: Worked) -> None:
    stay = person()
    worked(stay, hours="5")
    with pytest.raises(BatchRefused) as refused:
        worked(stay, hours="3.25")
    assert fault(refused.value, stay).facts["booked"] == 5
    worked(stay, hours="3")
    for day in range(16, 21):
        worked(stay, hours="8", day=date(2026, 11, day))
    with pytest.raises(BatchRefused) as refused:
        worked(stay, hours="0.25", day=date(2026, 11, 21))
    assert fault(refused.value, stay).code == "vocational.week_cap"
    worked(stay, hours="8", day=date(2026, 11, 15))  # the Sunday before is another week


def test_who_is_in_detox_does_not_work(person: Person, worked: Worked) -> None:
    with pytest.raises(BatchRefused) as refused:
        worked(stay := person(past_detox=None))
    assert fault(refused.value, stay).code == "vocational.before_labour_stage"
    assert fault(refused.value, stay).facts["source"] == "Nghị định 163/2026/NĐ-CP, điều 87.3"


def test_the_stage_of_that_day_decides_not_the_present_one(person: Person, worked: Worked) -> None:
    stay = person(past_detox=3)
    worked(stay, day=SUNDAY - timedelta(days=3))
    with pytest.raises(BatchRefused) as refused:
        worked(stay, day=SUNDAY - timedelta(days=4))
    assert fault(refused.value, stay).code == "vocational.before_labour_stage"


def test_before_the_decree_of_2026_the_order_of_stages_is_the_rule(person: Person, worked: Worked) -> None:
    decision = DecisionFacts("court", "9/QĐ-TA", date(2026, 5, 4), "Tòa án nhân dân khu vực 1", 24)
    stay = person(days=200, past_detox=100, decision=decision)
    with pytest.raises(BatchRefused) as refused:
        worked(stay, day=date(2026, 6, 1))
    assert "điều 29" in fault(refused.value, stay).facts["source"]


def test_a_day_without_any_rule_is_refused(person: Person, worked: Worked) -> None:
    with pytest.raises(RuleViolation) as refused:
        worked(person(), day=date(2020, 1, 6))
    assert refused.value.code == "vocational.no_rule_that_day"


@pytest.mark.parametrize(
    "kind", [RestrictionKind.NO_LABOUR, RestrictionKind.WARD_ONLY, RestrictionKind.ISOLATION]
)
def test_a_restriction_forbids_labour(
    person: Person, worked: Worked, bound: Callable[..., None], kind: RestrictionKind
) -> None:
    stay = person()
    bound(stay, kind, "Không lao động đến 12/12/2026")
    with pytest.raises(BatchRefused) as refused:
        worked(stay)
    assert fault(refused.value, stay).facts["wording"] == "Không lao động đến 12/12/2026"
    worked(stay, day=FRIDAY)  # it began today


def test_light_labour_is_a_warning_only(person: Person, worked: Worked, bound: Callable[..., None]) -> None:
    stay = person()
    bound(stay, RestrictionKind.LIGHT_LABOUR, "Chỉ lao động nhẹ")
    worked(stay, hours="8")
    line = queries.group_of(SUNDAY, SUNDAY, zone_id=None, course_id=None, text="")[0]
    assert (line.light, line.obstacle, line.booked, line.left) == ("Chỉ lao động nhẹ", None, 8, 0)


def test_a_restriction_lifted_since_still_forbids_the_days_it_held(
    person: Person,
    worked: Worked,
    bound: Callable[..., None],
    clock: FixedClock,
    actor: Callable[[Role], Actor],
) -> None:
    stay = person()
    bound(stay, RestrictionKind.NO_LABOUR, "Không lao động", starts_on=SUNDAY - timedelta(days=5))
    with unit_of_work():
        lift(
            db.session.scalars(select(Restriction)).one(),
            reason="khỏi",
            actor=actor(Role.DOCTOR),
            now=clock.now(),
        )
    with pytest.raises(BatchRefused):
        worked(stay, day=FRIDAY)
    worked(stay)


def test_out_all_day_forbids_and_a_part_of_the_day_does_not(
    person: Person, worked: Worked, sent_out: Callable[..., None]
) -> None:
    away, left_today, outside = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba")
    sent_out(away, OutCause.HOSPITAL, local_instant(FRIDAY, time(9)))
    sent_out(left_today, OutCause.COURT, local_instant(SUNDAY, time(8)))
    sent_out(outside, OutCause.WORK_OUTSIDE, local_instant(FRIDAY, time(9)))
    worked(left_today, outside)
    worked(away, day=FRIDAY)  # left at nine
    with pytest.raises(BatchRefused) as refused:
        worked(away)
    assert fault(refused.value, away).facts["why"] == OUT_LABELS[OutCause.HOSPITAL]


def test_who_came_back_during_the_day_worked_that_day(
    person: Person,
    worked: Worked,
    sent_out: Callable[..., None],
    place: Callable[[str], Any],
    clock: FixedClock,
    trainer: Actor,
) -> None:
    stay = person()
    sent_out(stay, OutCause.HOSPITAL, local_instant(FRIDAY, time(9)))
    yard = place("SAN")
    with unit_of_work():
        change_whereabouts(
            db.session.get_one(Stay, stay.id),
            location=yard,
            happened_at=local_instant(SUNDAY, time(7)),
            source="tests",
            actor=trainer,
            now=clock.now(),
        )
    worked(stay)


def test_past_the_end_of_the_term_nobody_works(person: Person, worked: Worked, clock: FixedClock) -> None:
    stay = person()
    with unit_of_work():
        db.session.get_one(Stay, stay.id).last_day = FRIDAY
    worked(stay, day=FRIDAY)
    with pytest.raises(BatchRefused) as refused:
        worked(stay)
    assert fault(refused.value, stay).code == "vocational.day_after_term"


def test_a_chosen_line_without_hours_is_refused(person: Person, trainer: Actor, clock: FixedClock) -> None:
    stay = person()
    with pytest.raises(BatchRefused) as refused, unit_of_work():
        enter_labour({stay.id: None}, worked_on=SUNDAY, work="May", batch="b", actor=trainer, now=clock.now())
    assert fault(refused.value, stay).code == "vocational.hours_missing"


def test_an_empty_group_and_strangers_are_refused(person: Person, trainer: Actor, clock: FixedClock) -> None:
    stay = person()
    for hours, code in (({}, "nobody_chosen"), ({stay.id: Decimal(1), 9999: Decimal(1)}, "people_changed")):
        with pytest.raises(RuleViolation) as refused, unit_of_work():
            enter_labour(hours, worked_on=SUNDAY, work="May", batch="b", actor=trainer, now=clock.now())
        assert refused.value.code == f"vocational.{code}"
    assert rows() == 0


@pytest.fixture
def amended(app: Flask, clock: FixedClock, trainer: Actor) -> Callable[..., LabourEntry]:
    """Return a function that corrects the newest entry of a stay."""

    def correct(stay: Stay, hours: str, **changes: Any) -> LabourEntry:
        values: dict[str, Any] = {
            "work": "May gia công",
            "reason": "ghi nhầm dòng",
            "batch": str(uuid.uuid4()),
            "actor": trainer,
            "now": clock.now(),
        }
        with unit_of_work():
            newest = db.session.scalars(
                select(LabourEntry).where(LabourEntry.stay_id == stay.id).order_by(LabourEntry.id.desc())
            ).first()
            entry = db.session.get_one(LabourEntry, changes.pop("entry_id", newest.id if newest else 0))
            return amend_labour(entry, hours=Decimal(hours), **values | changes)

    return correct


def test_a_correction_is_a_new_row_and_the_old_one_stays(
    person: Person, worked: Worked, amended: Callable[..., LabourEntry]
) -> None:
    stay = person()
    worked(stay, hours="8")
    row = amended(stay, "5.5")
    assert hours_of(stay) == Decimal("5.5")
    day = queries.entries_of(day=SUNDAY)
    assert [(each.entry.id, [old.hours for old in each.earlier]) for each in day] == [(row.id, [Decimal(8)])]
    line = db.session.scalars(select(TimelineEntry).where(TimelineEntry.area == "vocational")).one()
    assert line.text == "Sửa giờ lao động ngày 22/11/2026: 8 → 5,5 giờ. Lý do: ghi nhầm dòng"
    event = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "vocational:labour:amend")).one()
    assert (event.stay_id, event.data["before"], event.data["after"]) == (stay.id, "8", "5.5")


def test_zero_takes_hours_back_and_the_cap_is_free_again(
    person: Person, worked: Worked, amended: Callable[..., LabourEntry]
) -> None:
    stay = person()
    worked(stay, hours="8")
    amended(stay, "0")
    assert hours_of(stay) == 0
    worked(stay, hours="8")


def test_a_correction_does_not_count_the_hours_it_replaces(
    person: Person, worked: Worked, amended: Callable[..., LabourEntry]
) -> None:
    stay = person()
    worked(stay, hours="4")
    amended(stay, "8")
    with pytest.raises(RuleViolation) as refused:
        amended(stay, "8.25")
    assert refused.value.code == "vocational.day_cap"


def test_fewer_hours_may_be_said_of_somebody_restricted_since(
    person: Person, worked: Worked, bound: Callable[..., None], amended: Callable[..., LabourEntry]
) -> None:
    stay = person()
    worked(stay, hours="8")
    bound(stay, RestrictionKind.NO_LABOUR, "Không lao động")
    amended(stay, "2")
    with pytest.raises(RuleViolation) as refused:
        amended(stay, "3")
    assert refused.value.code == "vocational.labour_forbidden"


@pytest.mark.parametrize(
    ("hours", "changes", "code"),
    [
        ("8", {}, "nothing_changed"),
        ("7", {"reason": ""}, "reason_needed"),
        ("7.1", {}, "hours_shape"),
        ("-1", {}, "hours_shape"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(
    person: Person,
    worked: Worked,
    amended: Callable[..., LabourEntry],
    hours: str,
    changes: dict[str, Any],
    code: str,
) -> None:
    stay = person()
    worked(stay, hours="8")
    with pytest.raises(RuleViolation) as refused:
        amended(stay, hours, **changes)
    assert refused.value.code == f"vocational.{code}"
    assert hours_of(stay) == 8


def test_a_row_is_corrected_once_and_the_same_correction_is_one(
    person: Person, worked: Worked, amended: Callable[..., LabourEntry]
) -> None:
    stay = person()
    worked(stay, hours="8")
    first = db.session.scalars(select(LabourEntry.id)).one()
    row = amended(stay, "6", batch="một", entry_id=first)
    assert amended(stay, "6", batch="một", entry_id=first).id == row.id
    with pytest.raises(RuleViolation) as refused:
        amended(stay, "5", entry_id=first)
    assert refused.value.code == "vocational.amended_before"


def test_two_at_once_cannot_break_the_cap_together(
    app: Flask, database_url: str, person: Person, trainer: Actor, clock: FixedClock
) -> None:
    """Two trainers enter five hours each for the same resident at the same moment."""
    stay_id, start, outcomes = person().id, Barrier(2), []

    def enter() -> None:
        with app.app_context():
            start.wait()
            try:
                with unit_of_work():
                    enter_labour(
                        {stay_id: Decimal(5)},
                        worked_on=SUNDAY,
                        work="May",
                        batch=str(uuid.uuid4()),
                        actor=trainer,
                        now=clock.now(),
                    )
                outcomes.append("entered")
            except BatchRefused:
                outcomes.append("refused")
            finally:
                db.session.remove()

    threads = [Thread(target=enter) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["entered", "refused"]
    db.session.rollback()
    assert rows() == 1


def test_the_group_is_who_was_here_that_day(person: Person, course: MakeCourse, clock: FixedClock) -> None:
    inside, learner, late = (
        person("Trần Văn Một"),
        person("Lê Văn Hai"),
        person("Vũ Văn Ba", days=2, past_detox=1),
    )
    made = course(learner)
    gone = person("Hoàng Văn Bốn")
    with unit_of_work():
        db.session.get_one(Stay, gone.id).ended_on = FRIDAY

    def names(day: date = SUNDAY, **narrow: Any) -> set[int]:
        wanted: dict[str, Any] = {"zone_id": None, "course_id": None, "text": ""} | narrow
        return {line.stay.id for line in queries.group_of(day, SUNDAY, **wanted)}

    assert names() == {inside.id, learner.id, late.id}
    assert names(FRIDAY) == {inside.id, learner.id, late.id, gone.id}
    assert names(FRIDAY - timedelta(days=1)) == {inside.id, learner.id, gone.id}
    assert names(course_id=made.id) == {learner.id}
    assert names(text="le van") == {learner.id}
    assert names(text="Lê", also=[inside.id]) == {learner.id, inside.id}


def test_names_of_work_are_offered_by_use(person: Person, worked: Worked) -> None:
    one, two = person("Trần Văn Một"), person("Lê Văn Hai")
    worked(one, hours="1", work="Trồng rau")
    worked(one, two, hours="1", work="May gia công")
    assert list(queries.works_named()) == ["May gia công", "Trồng rau"]


def test_days_are_local(person: Person, worked: Worked, clock: FixedClock) -> None:
    clock.set(datetime(2026, 11, 22, 17, 30, tzinfo=clock.now().tzinfo))  # 00:30 on Monday at the center
    stay = person()
    worked(stay, day=date(2026, 11, 23))
    assert local_date(clock.now()) == date(2026, 11, 23)
