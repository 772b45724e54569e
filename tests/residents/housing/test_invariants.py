"""What never breaks, whatever is done in whatever order: one bed, one sleeper; no overlaps; no broken bed given."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from center.audit.actor import Actor
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.errors import CenterError, RuleViolation
from center.residents.housing.board.queries import misfits
from center.residents.housing.models import Bed, BedAssignment, Outage
from center.residents.housing.places.service import begin_outage, end_outage
from center.residents.housing.service import assign_bed, free_bed, swap_beds
from center.residents.person.models import Sex
from center.residents.stay.models import Stay
from tests.conftest import NOW
from tests.residents.conftest import TakeIn

PEOPLE, BEDS = 5, 6


def check_history() -> None:
    """Check every invariant on the rows themselves."""
    rows = db.session.scalars(select(BedAssignment).order_by(BedAssignment.from_at, BedAssignment.id)).all()
    still = [row for row in rows if row.until_at is None]
    assert max(Counter(row.bed_id for row in still).values(), default=0) <= 1, "a bed holds one stay"
    assert max(Counter(row.stay_id for row in still).values(), default=0) <= 1, "a stay has one bed"
    for key in ("bed_id", "stay_id"):
        for owner in {getattr(row, key) for row in rows}:
            own = [row for row in rows if getattr(row, key) == owner]
            for one, other in pairwise(own):
                assert one.until_at is not None
                assert one.until_at <= other.from_at, f"two rows of {key} {owner} overlap"
    for outage in db.session.scalars(select(Outage).where(Outage.bed_id.is_not(None))):
        inside = [
            row
            for row in rows
            if row.bed_id == outage.bed_id
            and outage.from_on <= local_date(row.from_at)
            and (outage.until_on is None or local_date(row.from_at) <= outage.until_on)
            and (outage.ended_on is None or local_date(row.from_at) < outage.ended_on)
            and row.from_at >= outage.recorded_at
        ]
        assert not inside, "a bed was given while it was out of order"


def test_no_order_of_acts_breaks_the_history(
    app: Flask, take_in: TakeIn, actor: Callable[[str], Actor], bed_named: Callable[[str], Bed]
) -> None:
    stays = [take_in(f"Lê Văn {name}", zone="A") for name in ("Một", "Hai", "Ba")]
    stays += [take_in(f"Lê Thị {name}", sex=Sex.FEMALE, zone="C") for name in ("Tư", "Năm")]
    labels = ("A · P1 · G1", "A · P1 · G2", "A · P2 · G1", "B · P1 · G1", "C · P1 · G1", "C · P1 · G2")
    beds = [bed_named(label).id for label in labels]
    sexes = dict(zip(stays, [Sex.MALE] * 3 + [Sex.FEMALE] * 2, strict=True))
    who, chief = actor("intake"), actor("duty_commander")
    db.session.rollback()
    # everything of one example is undone: acts commit into a savepoint of an outer transaction
    person, place, step = st.integers(0, PEOPLE - 1), st.integers(0, BEDS - 1), st.integers(0, 9 * 3600)

    class Center(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.now: datetime = NOW + timedelta(minutes=1)
            for row in db.session.scalars(select(BedAssignment).where(BedAssignment.until_at.is_(None))):
                row.until_at = NOW
            db.session.flush()

        def act(self, run: Callable[[], Any]) -> None:
            with suppress(RuleViolation), db.session.begin_nested():
                run()

        @rule(seconds=step)
        def time_passes(self, seconds: int) -> None:
            self.now += timedelta(seconds=seconds)

        @rule(person=person, place=place)
        def assign(self, person: int, place: int) -> None:
            stay, bed = db.session.get_one(Stay, stays[person]), db.session.get_one(Bed, beds[place])
            self.act(lambda: assign_bed(stay, bed, actor=who, now=self.now))

        @rule(one=person, other=person)
        def swap(self, one: int, other: int) -> None:
            pair = [db.session.get_one(Stay, stays[number]) for number in (one, other)]
            self.act(lambda: swap_beds(*pair, actor=who, now=self.now))

        @rule(person=person)
        def free(self, person: int) -> None:
            self.act(lambda: free_bed(db.session.get_one(Stay, stays[person]), now=self.now))

        @rule(place=place, days=st.integers(0, 2))
        def breaks(self, place: int, days: int) -> None:
            on = local_date(self.now)
            self.act(
                lambda: begin_outage(
                    db.session.get_one(Bed, beds[place]),
                    from_on=on + timedelta(days=days),
                    until_on=None,
                    reason="gãy",
                    today=on,
                    actor=chief,
                    now=self.now,
                )
            )

        @precondition(lambda self: db.session.scalar(select(Outage.id).limit(1)))
        @rule(number=st.integers(0, 5))
        def repaired(self, number: int) -> None:
            rows = db.session.scalars(select(Outage).order_by(Outage.id)).all()
            outage = rows[number % len(rows)]
            self.act(lambda: end_outage(outage, today=local_date(self.now), actor=chief, now=self.now))

        @invariant()
        def nothing_overlaps(self) -> None:
            check_history()

        def teardown(self) -> None:
            """Look once more at the end: what costs more statements than a step is worth."""
            rows = db.session.execute(
                select(Bed.room_id, BedAssignment.stay_id)
                .join(Bed, Bed.id == BedAssignment.bed_id)
                .where(BedAssignment.until_at.is_(None))
            )
            found: dict[int, set[Sex]] = {}
            for room_id, stay_id in rows:
                found.setdefault(room_id, set()).add(sexes[stay_id])
            assert all(len(group) == 1 for group in found.values()), "men and women in one room"
            against = {one.code for line in misfits(local_date(self.now)) for one in line.obstacles}
            assert against <= {"residents.bed_out_of_order"}, "only a bed that broke under somebody"
            db.session.rollback()

    run_state_machine_as_test(
        Center,
        settings=settings(
            max_examples=8 if db.engine.dialect.name == "sqlite" else 3,  # the same rules, a slower way
            stateful_step_count=16,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_database_itself_refuses_an_overlap(app: Flask, take_in: TakeIn) -> None:
    stay_id = take_in(zone="A")
    with unit_of_work() as session:
        row = session.scalars(select(BedAssignment)).one()
        row.until_at = NOW + timedelta(hours=2)
    for changes in ({"bed_id": row.bed_id + 1}, {"stay_id": take_in("Lê Văn Hai", zone="B")}):
        late = {"stay_id": stay_id, "bed_id": row.bed_id, "from_at": NOW + timedelta(hours=1), **changes}
        with pytest.raises(DatabaseError, match="ends after this one begins"), unit_of_work() as session:
            session.add(BedAssignment(**late))
    with pytest.raises(DatabaseError, match="instants_in_order"), unit_of_work() as session:
        session.execute(text("UPDATE bed_assignments SET until_at = '2020-01-01 00:00:00'"))


def test_many_acts_at_once_leave_every_bed_with_one_sleeper(
    app: Flask,
    take_in: TakeIn,
    actor: Callable[[str], Actor],
    bed_named: Callable[[str], Bed],
    clock: FixedClock,
) -> None:
    """Eight threads with connections of their own: moves to two beds, swaps crosswise, a bed that breaks."""
    stays = [take_in(f"Lê Văn {name}", zone="A") for name in ("Một", "Hai", "Ba", "Tư")]
    one, two = bed_named("B · P1 · G1").id, bed_named("B · P1 · G2").id
    who, chief, now = actor("intake"), actor("duty_commander"), clock.now()

    def move(person: int, bed: int) -> Callable[[], Any]:
        return lambda: assign_bed(
            db.session.get_one(Stay, stays[person]), db.session.get_one(Bed, bed), actor=who, now=now
        )

    def swap(first: int, second: int) -> Callable[[], Any]:
        return lambda: swap_beds(
            db.session.get_one(Stay, stays[first]),
            db.session.get_one(Stay, stays[second]),
            actor=who,
            now=now,
        )

    def breaks() -> Any:
        bed, on = db.session.get_one(Bed, two), local_date(now)
        return begin_outage(bed, from_on=on, until_on=None, reason="gãy", today=on, actor=chief, now=now)

    acts = [
        move(0, one),
        move(1, one),
        move(2, two),
        swap(0, 1),
        swap(1, 0),
        swap(2, 3),
        breaks,
        move(3, two),
    ]
    ends = at_once(app, acts)
    assert set(ends) <= {
        "done",
        "Conflict",
        "residents.bed_taken",
        "residents.bed_out_of_order",
        "housing.outage_occupied",
        "housing.same_bed",
    }
    assert "done" in ends
    check_history()
    broken = db.session.scalars(select(Outage)).all()
    asleep = db.session.scalars(select(BedAssignment.bed_id).where(BedAssignment.until_at.is_(None))).all()
    assert len(asleep) == len(set(asleep)) == 4
    assert not broken or two not in asleep


def at_once(app: Flask, acts: list[Callable[[], Any]]) -> list[str]:
    """Run each act in a thread and a unit of work of its own; return how each ended."""
    db.session.rollback()
    ends: list[str] = []
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        with app.app_context():
            start.wait(30)
            try:
                with unit_of_work():
                    act()
                ends.append("done")
            except RuleViolation as refusal:
                ends.append(refusal.code)
            except CenterError as error:
                ends.append(type(error).__name__)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=Context().run, args=(run, act)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    db.session.rollback()
    assert len(ends) == len(acts)
    return ends
