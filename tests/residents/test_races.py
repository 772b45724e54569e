"""Two people at the same instant: one act counts, the other is told so."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from contextvars import Context
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import CenterError, RuleViolation
from center.residents.badge import service as badges
from center.residents.badge.models import Badge
from center.residents.badge.service import issue_badge
from center.residents.housing import service as housing
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.housing.service import assign_bed
from center.residents.person.models import Resident, Sex
from center.residents.property import service as things
from center.residents.property.models import BelongingReturn
from center.residents.property.queries import belongings_of
from center.residents.property.rules import Signer
from center.residents.property.service import give_back
from center.residents.stay import service, terms
from center.residents.stay.models import Stay, TermEvent, TermEventKind
from center.residents.stay.service import Arrival, admit
from center.residents.stay.terms import record_term_event
from center.residents.whereabouts.models import Location
from tests.residents.conftest import TakeIn

Act = Callable[[], Any]
MEETING = 0.3
"""Seconds one of two waits for the other between its check and its writing; with a lock it waits in vain."""


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any, str], None]]:
    """Return a function that makes two callers of a check leave it at the same time."""
    barrier = threading.Barrier(2)

    def after(module: Any, name: str) -> None:
        check = getattr(module, name)

        def checked(*args: Any, **kwargs: Any) -> Any:
            found = check(*args, **kwargs)
            with suppress(threading.BrokenBarrierError):
                barrier.wait(MEETING)
            return found

        monkeypatch.setattr(module, name, checked)

    yield after
    barrier.abort()


def together(app: Flask, *acts: Act) -> list[str]:
    """Run each act in a thread and a unit of work of its own; return how each ended: ``done`` or its refusal."""
    db.session.rollback()
    ends = [""] * len(acts)

    def run(place: int, act: Act) -> None:
        with app.app_context():
            try:
                with unit_of_work():
                    act()
                ends[place] = "done"
            except RuleViolation as refusal:
                ends[place] = refusal.code
            except CenterError as error:
                ends[place] = type(error).__name__
            finally:
                db.session.remove()

    threads = [
        threading.Thread(target=Context().run, args=(run, place, act)) for place, act in enumerate(acts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    db.session.rollback()
    return sorted(ends)


@pytest.fixture
def desk(
    app: Flask,
    take_in: TakeIn,
    actor: Callable[[str], Actor],
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Act]:
    """Return a maker of acts that take one and the same person in, into bed ``place`` of zone B."""
    kept: list[Arrival] = []

    class Stop(Exception):
        pass

    def keep(arrival: Arrival, **_rest: Any) -> None:
        kept.append(arrival)
        raise Stop

    with monkeypatch.context() as patch, suppress(Stop):
        patch.setattr("tests.residents.conftest.admit", keep)
        take_in("Vàng A Mẫu", zone="B")
    area, who, now, free = kept[0].location.id, actor("intake"), clock.now(), beds("B")

    def make(place: int, **changes: Any) -> Act:
        def act() -> None:
            bed, location = db.session.get_one(Bed, free[place]), db.session.get_one(Location, area)
            admit(replace(kept[0], bed=bed, location=location, **changes), actor=who, now=now)

        return act

    return make


def beds(zone: str) -> list[int]:
    wanted = select(Bed.id).join(Room).join(Zone).where(Zone.code == zone).order_by(Bed.id)
    return list(db.session.scalars(wanted))


def count(of: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(of)) or 0


def test_two_desks_make_one_file_of_one_person(app: Flask, desk: Callable[..., Act], meet: Any) -> None:
    meet(service, "identify")
    assert together(app, desk(0), desk(1)) == ["done", "residents.person_known"]
    assert (count(Resident), count(Stay)) == (1, 1)


def test_a_form_sent_twice_at_once_opens_one_stay(app: Flask, desk: Callable[..., Act], meet: Any) -> None:
    meet(service, "stay_of_admission")
    sent = desk(0, client_id="6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10")
    assert together(app, sent, sent) == ["done", "done"]
    assert count(Stay) == 1


def test_a_bed_is_given_once(
    app: Flask, take_in: TakeIn, actor: Callable[[str], Actor], clock: FixedClock, meet: Any
) -> None:
    stays = [take_in("Trần Văn Một", zone="A"), take_in("Trần Văn Hai", zone="A")]
    bed, who, now = beds("B")[0], actor("intake"), clock.now()
    meet(housing, "bed_facts")

    def move(stay_id: int) -> Act:
        return lambda: assign_bed(
            db.session.get_one(Stay, stay_id), db.session.get_one(Bed, bed), actor=who, now=now
        )

    assert together(app, *map(move, stays)) == ["done", "residents.bed_taken"]
    lying = select(BedAssignment.stay_id).where(BedAssignment.bed_id == bed, BedAssignment.until_at.is_(None))
    assert len(db.session.scalars(lying).all()) == 1


def test_a_man_and_a_woman_are_not_put_into_one_empty_room(
    app: Flask, take_in: TakeIn, actor: Callable[[str], Actor], clock: FixedClock, meet: Any
) -> None:
    man, woman = take_in("Trần Văn Nam", zone="B"), take_in("Trần Thị Nữ", sex=Sex.FEMALE, zone="C")
    first, second = beds("A")[:2]
    who, now = actor("intake"), clock.now()
    meet(housing, "bed_facts")

    def move(stay_id: int, bed: int) -> Act:
        return lambda: assign_bed(
            db.session.get_one(Stay, stay_id), db.session.get_one(Bed, bed), actor=who, now=now
        )

    assert together(app, move(man, first), move(woman, second)) == ["done", "residents.room_other_sex"]


def test_an_escape_is_written_once(
    app: Flask, take_in: TakeIn, actor: Callable[[str], Actor], clock: FixedClock, meet: Any
) -> None:
    stay_id, who = take_in(), actor("duty_commander")
    now = clock.now() + timedelta(hours=1)
    meet(terms, "events_in_force")

    def escape() -> None:
        stay = db.session.get_one(Stay, stay_id)
        record_term_event(stay, TermEventKind.ESCAPE, happened_at=now, source="test", actor=who, now=now)

    ends = together(app, escape, escape)
    assert "done" in ends
    assert ends != ["done", "done"]
    assert count(TermEvent) == 1


def test_a_thing_is_given_back_once(
    app: Flask, take_in: TakeIn, actor: Callable[[str], Actor], clock: FixedClock, meet: Any
) -> None:
    stay_id, who, now = take_in(), actor("intake"), clock.now()
    item = belongings_of(stay_id)[0].belonging.id
    meet(things, "belongings_of")

    def give() -> None:
        give_back(db.session.get_one(Stay, stay_id), {item: 1}, Signer("Trần Văn Mẫu"), actor=who, now=now)

    assert together(app, give, give) == ["done", "residents.belonging_too_many"]
    assert count(BelongingReturn) == 1


def test_two_new_badges_at_once_leave_one_in_force(
    app: Flask, take_in: TakeIn, actor: Callable[[str], Actor], clock: FixedClock, meet: Any
) -> None:
    stay_id, who, now = take_in(), actor("intake"), clock.now()
    meet(badges, "valid_badge")

    def issue() -> None:
        issue_badge(db.session.get_one(Stay, stay_id), reason="mất", actor=who, now=now)

    assert together(app, issue, issue) == ["done", "done"]
    in_force = select(func.count()).select_from(Badge).where(Badge.revoked_at.is_(None))
    assert db.session.scalar(in_force) == 1


def test_a_stay_changed_by_somebody_else_meanwhile_is_a_conflict(app: Flask, take_in: TakeIn) -> None:
    stay_id = take_in()

    def act() -> None:
        stay = db.session.get_one(Stay, stay_id)
        db.session.execute(text("UPDATE stays SET version = version + 1"))
        stay.occupation = "thợ may"

    assert together(app, act) == ["Conflict"]


def test_a_unique_value_taken_meanwhile_is_a_conflict(app: Flask, take_in: TakeIn, clock: FixedClock) -> None:
    stay_id = take_in()

    def act() -> None:
        token = db.session.scalars(select(Badge.token)).one()
        db.session.add(Badge(stay_id=stay_id, token=token, issued_at=clock.now(), revoked_at=clock.now()))

    assert together(app, act) == ["Conflict"]


def test_any_other_fault_of_the_database_is_no_conflict(app: Flask, clock: FixedClock) -> None:
    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.add(Badge(stay_id=12345, token="X" * 20, issued_at=clock.now()))
