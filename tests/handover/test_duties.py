"""The end of a term makes its duties; papers, plans and the release close them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.handover.desk import print_completion, print_notices
from center.handover.models import Addressee, AftercareNeed
from center.handover.service import release, save_plan
from center.residents.duty.jobs import sync_everything
from center.residents.duty.models import Duty, DutyState
from center.residents.duty.service import duties_later
from center.residents.duty.times import end_of_day
from center.residents.stay.models import EndReason, Stay
from tests.handover.support import a_plan, a_stay

LAST_DAY = date(2026, 12, 21)


def duties(stay_id: int) -> dict[str, Duty]:
    db.session.rollback()
    rows = db.session.scalars(
        select(Duty).where(Duty.stay_id == stay_id).execution_options(populate_existing=True)
    )
    return {duty.kind: duty for duty in rows}


def test_the_end_of_a_term_asks_for_its_papers_in_time(
    app: Flask, intake: Actor, clerk: Actor, director: Actor, clock: FixedClock
) -> None:
    with unit_of_work():
        stay_id = a_stay(intake, first_day=date(2025, 12, 22), months=12).id
    sync_everything(clock.now())
    found = duties(stay_id)
    assert found["end_notice"].due_at == end_of_day(date(2026, 11, 21))
    assert found["completion_paper"].due_at == end_of_day(LAST_DAY)
    assert "social_protection" not in found
    with unit_of_work():
        plan = a_plan(needs=(AftercareNeed.SOCIAL_PROTECTION,))
        save_plan(db.session.get_one(Stay, stay_id), plan, actor=clerk, now=clock.now())
    assert duties(stay_id)["social_protection"].due_at == end_of_day(date(2026, 12, 6))
    with unit_of_work():
        save_plan(db.session.get_one(Stay, stay_id), a_plan(), actor=clerk, now=clock.now())
    assert duties(stay_id)["social_protection"].state is DutyState.NOT_APPLICABLE
    db.session.rollback()
    told = [(Addressee.COMMUNE_POLICE, "Công an xã Phú Riềng")]
    print_notices(db.session.get_one(Stay, stay_id), told, key="1", actor=clerk, now=clock.now())
    notice = duties(stay_id)["end_notice"]
    assert (notice.state, notice.by_facts) == (DutyState.DONE, True)
    assert notice.proof_link.startswith("/documents/files/")
    # the end moves: what the notice told is wrong now
    with unit_of_work():
        db.session.get_one(Stay, stay_id).last_day = date(2026, 12, 31)
    sync_everything(clock.now())
    assert duties(stay_id)["end_notice"].state is DutyState.OPEN
    with unit_of_work():
        db.session.get_one(Stay, stay_id).last_day = LAST_DAY
    clock.set(datetime(2026, 12, 21, 1, tzinfo=UTC))
    print_completion(db.session.get_one(Stay, stay_id), actor=director, now=clock.now())
    assert duties(stay_id)["completion_paper"].state is DutyState.DONE
    with unit_of_work():
        release(
            db.session.get_one(Stay, stay_id),
            EndReason.COMPLETED,
            happened_at=clock.now(),
            explanation="Hồ sơ giấy",
            actor=director,
            now=clock.now(),
        )
    states = {kind: duty.state for kind, duty in duties(stay_id).items()}
    assert DutyState.OPEN not in states.values()
    assert "aftercare_end" not in states
    # two years after the release of an adult by court: known when it comes near, closed by itself
    for day, state in ((date(2028, 12, 1), DutyState.OPEN), (date(2028, 12, 21), DutyState.DONE)):
        clock.set(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))
        sync_everything(clock.now())
        ended = duties(stay_id)["aftercare_end"]
        assert (ended.state, ended.due_at) == (state, end_of_day(date(2028, 12, 20)))


def test_who_left_long_ago_fills_no_inbox(
    app: Flask, intake: Actor, director: Actor, clock: FixedClock
) -> None:
    with duties_later():
        with unit_of_work():
            stay = a_stay(intake, first_day=date(2025, 9, 22), months=12)
            stay_id = stay.id
        clock.set(datetime(2026, 9, 21, 3, tzinfo=UTC))
        with unit_of_work():
            release(
                db.session.get_one(Stay, stay_id),
                EndReason.COMPLETED,
                happened_at=clock.now(),
                explanation="Hồ sơ giấy",
                actor=director,
                now=clock.now(),
            )
    clock.set(datetime(2026, 11, 22, 2, tzinfo=UTC))
    sync_everything(clock.now())
    assert duties(stay_id) == {}
