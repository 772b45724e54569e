"""Any order of deposits, spending, shares, corrections, closings and the release keeps every sum right."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import date

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.money.box import box_on, newest_count
from center.residents.money.desk import MovementFacts, close_day, count_box, move_cash
from center.residents.money.models import CashClosing, Means, MoneyEntry, MoneyKind, MovementKind
from center.residents.money.queries import account_of, closed_until
from center.residents.money.rules import NOTES
from center.residents.money.service import EntryFacts, correct, enter, pay_out
from center.residents.money.shares import credit_shares
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.service import end_stay
from tests.residents.conftest import TakeIn

AMOUNTS = st.integers(1, 60).map(lambda thousands: thousands * 1000)
STEPS = settings(
    max_examples=8,
    stateful_step_count=18,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def notes_for(amount: int) -> dict[int, int]:
    """Return notes that come to ``amount``, a whole number of thousands."""
    notes = {}
    for note in NOTES:
        notes[note], amount = divmod(amount, note)
    return notes


def test_whatever_is_done_the_sums_are_right(
    app: Flask, take_in: TakeIn, actor: Callable[[str], Actor], clock: FixedClock
) -> None:
    clerk, intake, director = actor("records_clerk"), actor("intake"), actor("director")

    class Desk(RuleBasedStateMachine):
        @initialize()
        def begin(self) -> None:
            clock.advance(days=1)
            self.day = local_date(clock.now())
            self.stay = take_in("Lê Văn Thử", arrived_at=clock.now())
            self.balance = self.held = 0
            self.ended = False
            self.months = [date(2026, month, 1) for month in (7, 8, 9, 10)]

        def row(self) -> Stay:
            return db.session.get_one(Stay, self.stay, populate_existing=True)

        @rule(amount=AMOUNTS, kind=st.sampled_from(["relative", "post", "found"]))
        def take(self, amount: int, kind: str) -> None:
            facts = EntryFacts(MoneyKind(kind), amount, local_date(clock.now()), party="Mẹ")
            with suppress(RuleViolation):
                with unit_of_work():
                    enter(self.row(), facts, actor=clerk, now=clock.now())
                assert not self.ended
                self.balance += amount

        @rule(amount=AMOUNTS, kind=st.sampled_from(["canteen", "phone_post", "sent_home"]))
        def spend(self, amount: int, kind: str) -> None:
            facts = EntryFacts(
                MoneyKind(kind), amount, local_date(clock.now()), party="Căng tin", means=Means.BOOK
            )
            may = amount <= self.balance - self.held and (not self.ended or kind == "sent_home")
            with nullcontext() if may else pytest.raises(RuleViolation), unit_of_work():
                enter(self.row(), facts, actor=clerk, now=clock.now())
            if may:
                self.balance -= amount

        @rule(amount=AMOUNTS)
        def share(self, amount: int) -> None:
            if not self.months or self.ended:
                return
            month = self.months.pop()
            with unit_of_work():
                credit_shares(
                    month,
                    {self.stay: amount},
                    booked_on=local_date(clock.now()),
                    actor=clerk,
                    now=clock.now(),
                )
            self.balance += amount
            self.held += amount

        @rule(right=st.integers(0, 60).map(lambda thousands: thousands * 1000), place=st.integers(0, 30))
        def put_right(self, right: int, place: int) -> None:
            rows = db.session.scalars(
                select(MoneyEntry).where(MoneyEntry.stay_id == self.stay).order_by(MoneyEntry.seq)
            ).all()
            if not rows:
                return
            entry = rows[place % len(rows)]
            with suppress(RuleViolation):
                with unit_of_work():
                    fixed = correct(
                        entry, right, "sai", booked_on=local_date(clock.now()), actor=clerk, now=clock.now()
                    )
                self.balance += fixed.amount
                self.held += fixed.held_part

        @rule()
        def close(self) -> None:
            today = local_date(clock.now())
            with suppress(RuleViolation):
                with unit_of_work():
                    count_box(
                        today, notes_for(max(0, box_on(today).computed)), "đếm", actor=clerk, now=clock.now()
                    )
                counted = newest_count(today)
                assert counted is not None
                with unit_of_work():
                    close_day(counted, actor=intake, now=clock.now())
            clock.advance(days=1)

        @precondition(lambda self: not self.ended)
        @rule()
        def release(self) -> None:
            clock.advance(minutes=5)
            with unit_of_work():
                end_stay(
                    self.row(), EndReason.EXEMPTED, happened_at=clock.now(), actor=director, now=clock.now()
                )
            self.ended = True

        @rule()
        def pay(self) -> None:
            today = local_date(clock.now())
            short = self.balance - box_on(today).computed
            with suppress(RuleViolation):
                if short > 0:
                    with unit_of_work():
                        move_cash(
                            MovementFacts(MovementKind.FROM_BANK, short, today, "Kho bạc"),
                            actor=clerk,
                            now=clock.now(),
                        )
                facts = EntryFacts(MoneyKind.RETURNED, 0, today, reference="QĐ 5")
                with unit_of_work():
                    entry = pay_out(self.row(), facts, actor=clerk, now=clock.now())
                assert entry.amount == -self.balance
                self.balance = self.held = 0

        def teardown(self) -> None:
            if not self.ended:
                self.release()

        @invariant()
        def sums_are_right(self) -> None:
            if not hasattr(self, "stay"):
                return
            db.session.rollback()
            account = account_of(self.stay)
            assert (account.balance, account.held) == (self.balance, self.held)
            assert self.balance >= self.held >= 0
            total, held = db.session.execute(
                select(
                    func.coalesce(func.sum(MoneyEntry.amount), 0),
                    func.coalesce(func.sum(MoneyEntry.held_part), 0),
                ).where(MoneyEntry.stay_id == self.stay)
            ).one()
            assert (int(total), int(held)) == (self.balance, self.held)
            closed = closed_until()
            late = (
                select(func.count())
                .select_from(MoneyEntry, CashClosing)
                .where(
                    MoneyEntry.booked_on == CashClosing.day, MoneyEntry.recorded_at > CashClosing.closed_at
                )
            )
            assert not db.session.scalar(late), (
                f"an entry was booked into a closed day (closed until {closed})"
            )

    run_state_machine_as_test(Desk, settings=STEPS)
