"""Accounts and the desk on the database: what holds whatever is done, and by whom at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.errors import Conflict, RuleViolation
from center.residents.money import desk, service
from center.residents.money.box import box_on, first_open_day
from center.residents.money.desk import MovementFacts, close_day, count_box, move_cash, take_back
from center.residents.money.limits import set_limit
from center.residents.money.models import (
    CashClosing,
    CashCount,
    LimitKind,
    Means,
    MoneyEntry,
    MoneyKind,
    MovementKind,
)
from center.residents.money.queries import account_of, accounts_of, closed_until, entries_of, month_sums
from center.residents.money.service import EntryFacts, correct, enter, pay_out
from center.residents.money.shares import credit_shares, credited_in, set_pool
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.service import end_stay
from tests.conftest import NOW
from tests.residents.conftest import TakeIn
from tests.residents.money.conftest import Put
from tests.residents.test_races import meet, together

__all__ = ["meet"]

ActorOf = Callable[[str], Actor]
TODAY = date(2026, 11, 22)
OCTOBER = date(2026, 10, 1)


def stay_of(stay_id: int) -> Stay:
    return db.session.get_one(Stay, stay_id)


def refused(code: str) -> Any:
    return pytest.raises(RuleViolation, match=f"residents.{code}")


def count_and_close(
    day: date, notes: dict[int, int], actor: ActorOf, clock: FixedClock, why: str = ""
) -> None:
    with unit_of_work():
        counted = count_box(day, notes, why, actor=actor("records_clerk"), now=clock.now())
    with unit_of_work():
        close_day(counted, actor=actor("intake"), now=clock.now())


def test_an_account_runs_in_order_with_its_receipts(take_in: TakeIn, put: Put) -> None:
    stay_id, other = take_in(), take_in("Hồ Văn Khác")
    put(stay_id, "found", 200_000, party="")
    put(other, "relative", 40_000)
    put(stay_id, "canteen", 30_000, party="Căng tin", client_id="8b3d6f3c-52f5-4c0a-9c9e-0d7a3c1b2a10")
    again = put(
        stay_id, "canteen", 30_000, party="Căng tin", client_id="8b3d6f3c-52f5-4c0a-9c9e-0d7a3c1b2a10"
    )
    assert again.seq == 2
    lines, total = entries_of(stay_id)
    assert total == 2
    assert [(line.entry.receipt, line.entry.amount, line.entry.balance_after) for line in lines] == [
        ("PC 1/2026", -30_000, 170_000),
        ("PT 1/2026", 200_000, 200_000),
    ]
    assert [line.entry.party for line in lines] == ["Căng tin", "Trần Văn Mẫu"]
    assert [line.entry.means for line in lines] == [Means.BOOK, Means.CASH]
    assert accounts_of([stay_id, other])[other].balance == 40_000
    assert put(other, "post", 5_000).receipt == "PT 3/2026"
    with refused("money_party"):
        put(stay_id, "relative", 5_000, party=" ")
    record = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "residents:money:enter")).first()
    assert record is not None
    assert "Trần" not in str(record.data)


def test_the_database_itself_keeps_the_chain(take_in: TakeIn, put: Put) -> None:
    stay_id = take_in()
    put(stay_id, "relative", 50_000)
    row = {
        column.name: getattr(db.session.scalars(select(MoneyEntry)).one(), column.name)
        for column in MoneyEntry.__table__.columns
        if column.name != "id"
    }
    good = {
        "seq": 2, "previous_seq": 1, "amount": -20_000, "balance_before": 50_000, "balance_after": 30_000,
        "receipt_series": "PC", "kind": MoneyKind.CANTEEN,
    }  # fmt: skip
    for wrong in (
        {"balance_before": 70_000, "balance_after": 50_000},  # not where the entry before ended
        {"balance_after": 31_000},  # not the sum
        {"amount": -60_000, "balance_after": -10_000},  # below zero
        {"held_part": 40_000, "held_after": 40_000},  # more held than there is
        {"seq": 1, "previous_seq": None, "balance_before": 0, "amount": 5, "balance_after": 5},  # taken
        {"seq": 3},  # a gap
        {"party": ""},
        {"kind": MoneyKind.CORRECTION},
    ):
        with pytest.raises((IntegrityError, Conflict)), unit_of_work():
            db.session.execute(insert(MoneyEntry).values({**row, **good, **wrong}))
    with unit_of_work():
        db.session.execute(insert(MoneyEntry).values({**row, **good}))
    assert account_of(stay_id).balance == 30_000


def test_a_correction_moves_to_an_open_day_and_can_be_corrected(
    take_in: TakeIn, put: Put, actor: ActorOf, clock: FixedClock
) -> None:
    stay_id, clerk = take_in(arrived_at=NOW - timedelta(days=9)), actor("records_clerk")
    wrong = put(stay_id, "relative", 500_000, on=TODAY - timedelta(days=1))
    count_and_close(TODAY - timedelta(days=1), {500_000: 1}, actor, clock)

    def fix(entry: MoneyEntry, right: int, reason: str = "gõ thừa số 0", on: date = TODAY) -> MoneyEntry:
        with unit_of_work():
            return correct(entry, right, reason, booked_on=on, actor=clerk, now=clock.now())

    with refused("money_reason"):
        fix(wrong, 50_000, " ")
    with refused("money_day_closed"):
        fix(wrong, 50_000, on=TODAY - timedelta(days=1))
    first = fix(wrong, 50_000)
    assert (first.amount, account_of(stay_id).balance) == (-450_000, 50_000)
    with refused("money_corrected_before"):
        fix(wrong, 40_000)
    second = fix(first, 60_000)
    assert (second.amount, account_of(stay_id).balance, second.means) == (10_000, 60_000, Means.CASH)
    with refused("money_same"):
        fix(second, 60_000)
    put(stay_id, "canteen", 55_000, party="Căng tin")
    with refused("money_correction_short"):
        fix(second, 0)
    assert month_sums(stay_id, TODAY) == {"relative": 60_000, "canteen": 55_000}


def test_a_labour_share_waits_for_the_release(
    take_in: TakeIn, put: Put, actor: ActorOf, clock: FixedClock
) -> None:
    stay_id, other, clerk = take_in(), take_in("Hồ Văn Khác"), actor("records_clerk")

    def credit(amounts: dict[int, int], month: date = OCTOBER) -> tuple[int, int]:
        with unit_of_work():
            done = credit_shares(month, amounts, booked_on=TODAY, actor=clerk, now=clock.now())
        return done.written, done.known

    with unit_of_work():
        set_pool(OCTOBER, 1_000_000, actor=clerk, now=clock.now())
    assert credit({stay_id: 45_000, other: 55_000}) == (2, 0)
    assert credit({stay_id: 45_000, other: 55_000}) == (0, 2), "sent twice, written once"
    with refused("share_other_amount"):
        credit({stay_id: 46_000})
    with refused("share_over_pool"):
        credit({take_in("Lý Văn Ba"): 100_001})
    with refused("share_month_running"):
        credit({stay_id: 1}, date(2026, 11, 1))
    assert credit({stay_id: 10_000}, date(2026, 6, 1)) == (1, 0), "before Decree 163 nothing is held"
    account = account_of(stay_id)
    assert (account.balance, account.held, account.free) == (55_000, 45_000, 10_000)
    with refused("money_held"):
        put(stay_id, "canteen", 10_001, party="Căng tin")
    assert box_on(TODAY).computed == 0, "a share is written in the books only"
    shares = db.session.scalars(select(MoneyEntry).where(MoneyEntry.share_month == OCTOBER)).all()
    with unit_of_work():
        correct(shares[0], 40_000, "tính lại", booked_on=TODAY, actor=clerk, now=clock.now())
    assert credited_in(OCTOBER) == 95_000
    assert account_of(stay_id).held == 40_000


def test_an_account_is_paid_out_at_the_end_and_after_it(
    take_in: TakeIn, put: Put, actor: ActorOf, clock: FixedClock
) -> None:
    stay_id, clerk = take_in(), actor("records_clerk")
    put(stay_id, "relative", 90_000)
    with unit_of_work():
        credit_shares(OCTOBER, {stay_id: 30_000}, booked_on=TODAY, actor=clerk, now=clock.now())

    def pay(**more: Any) -> MoneyEntry:
        facts = EntryFacts(MoneyKind.RETURNED, 0, TODAY, **more)
        with unit_of_work():
            return pay_out(stay_of(stay_id), facts, actor=clerk, now=clock.now())

    with refused("money_return_early"):
        pay()
    with unit_of_work():
        end_stay(stay_of(stay_id), EndReason.EXEMPTED, happened_at=NOW, actor=actor("director"), now=NOW)
    with refused("stay_ended"):
        put(stay_id, "relative", 5_000)
    with refused("desk_not_enough"):
        pay()  # the share never was in the box
    with unit_of_work():
        move_cash(
            MovementFacts(MovementKind.FROM_BANK, 40_000, TODAY, "Kho bạc"), actor=clerk, now=clock.now()
        )
    with refused("money_receiver"):
        pay(party="Trần Thị Mẹ", party_relation="mẹ")
    entry = pay(party="Trần Thị Mẹ", party_relation="mẹ", party_paper="070190000001")
    assert (entry.amount, entry.held_part) == (-120_000, -30_000)
    account = account_of(stay_id)
    assert (account.balance, account.held) == (0, 0)
    with refused("money_empty"):
        pay()


def test_a_day_is_closed_by_two_people_for_good(
    take_in: TakeIn, put: Put, actor: ActorOf, clock: FixedClock
) -> None:
    stay_id, clerk, intake = (
        take_in(arrived_at=NOW - timedelta(days=9)),
        actor("records_clerk"),
        actor("intake"),
    )
    yesterday = TODAY - timedelta(days=1)
    put(stay_id, "relative", 120_000, on=yesterday)
    put(stay_id, "relative", 7_000)
    assert first_open_day() == yesterday

    def count(day: date, notes: dict[int, int], why: str = "") -> CashCount:
        with unit_of_work():
            return count_box(day, notes, why, actor=clerk, now=clock.now())

    def close(counted: CashCount, who: Actor = intake) -> CashClosing:
        with unit_of_work():
            return close_day(counted, actor=who, now=clock.now())

    with refused("desk_earlier_open"):
        count(TODAY, {})
    with refused("desk_difference"):
        count(yesterday, {100_000: 1})
    first = count(yesterday, {100_000: 1}, "thiếu 20.000, thối nhầm")
    with refused("desk_same_person"):
        close(first, clerk)
    with unit_of_work():
        move = move_cash(
            MovementFacts(MovementKind.TO_CANTEEN, 20_000, yesterday, "Căng tin"),
            actor=clerk,
            now=clock.now(),
        )
    with refused("desk_changed"):
        close(first)
    second = count(yesterday, {100_000: 1})
    with refused("desk_changed"):
        close(first)
    closing = close(second)
    assert (closing.closed_by_name, closed_until()) == (intake.name, yesterday)
    for again in (lambda: close(second), lambda: count(yesterday, {100_000: 1})):
        with refused("desk_closed"):
            again()
    with refused("money_day_closed"):
        put(take_in("Hồ Văn Khác"), "relative", 5_000, on=yesterday)
    with refused("money_day_closed"), unit_of_work():
        take_back(move, "nhầm", booked_on=yesterday, actor=clerk, now=clock.now())
    with unit_of_work():
        take_back(move, "nhầm", booked_on=TODAY, actor=clerk, now=clock.now())
    box = box_on(TODAY)
    assert (box.opening, box.received, box.paid, box.computed) == (100_000, 27_000, 0, 127_000)
    count_and_close(TODAY, {100_000: 1, 20_000: 1, 5_000: 1}, actor, clock, "thiếu 2.000")
    clock.advance(days=1)
    assert box_on(local_date(clock.now())).opening == 125_000, "the next day begins with what was counted"


def test_caps_are_those_the_center_set(take_in: TakeIn, put: Put, actor: ActorOf) -> None:
    stay_id = take_in()
    put(stay_id, "relative", 900_000)
    with unit_of_work():
        for amount, day in ((1_000_000, TODAY), (2_000_000, TODAY + timedelta(days=9))):
            set_limit(
                LimitKind.RELATIVE_MONTH, amount, day, "Nội quy, điều 7", actor=actor("director"), now=NOW
            )
    with refused("money_relative_month"):
        put(stay_id, "relative", 100_001)
    put(stay_id, "relative", 100_000)
    with unit_of_work():
        set_limit(LimitKind.RELATIVE_MONTH, None, TODAY, "Bỏ theo QĐ 3", actor=actor("director"), now=NOW)
    put(stay_id, "relative", 100_000)


def test_two_withdrawals_at_once_leave_nothing_below_zero(
    app: Flask, take_in: TakeIn, put: Put, actor: ActorOf, clock: FixedClock, meet: Any
) -> None:
    stay_id, who, now = take_in(), actor("records_clerk"), clock.now()
    put(stay_id, "relative", 50_000)
    meet(service, "account_of")

    def spend() -> None:
        facts = EntryFacts(MoneyKind.CANTEEN, 30_000, TODAY, party="Căng tin")
        enter(stay_of(stay_id), facts, actor=who, now=now)

    assert together(app, spend, spend) == ["done", "residents.money_not_enough"]
    assert account_of(stay_id).balance == 20_000


def test_an_entry_does_not_slip_into_a_day_being_closed(
    app: Flask, take_in: TakeIn, put: Put, actor: ActorOf, clock: FixedClock, meet: Any
) -> None:
    stay_id, clerk, intake, now = take_in(), actor("records_clerk"), actor("intake"), clock.now()
    put(stay_id, "relative", 50_000)
    with unit_of_work():
        count_id = count_box(TODAY, {50_000: 1}, "", actor=clerk, now=now).id
    meet(desk, "newest_count")
    meet(service, "account_of")

    def close() -> None:
        close_day(db.session.get_one(CashCount, count_id), actor=intake, now=now)

    def take() -> None:
        enter(
            stay_of(stay_id), EntryFacts(MoneyKind.RELATIVE, 5_000, TODAY, party="Mẹ"), actor=clerk, now=now
        )

    ends = together(app, close, take)
    assert ends in (["done", "residents.money_day_closed"], ["done", "residents.desk_changed"])


def test_two_lists_of_shares_at_once_are_written_once(
    app: Flask, take_in: TakeIn, actor: ActorOf, clock: FixedClock
) -> None:
    stay_id, who, now = take_in(), actor("records_clerk"), clock.now()

    def credit() -> None:
        credit_shares(OCTOBER, {stay_id: 45_000}, booked_on=TODAY, actor=who, now=now)

    assert together(app, credit, credit) == ["done", "done"]
    assert db.session.scalar(select(func.count()).select_from(MoneyEntry)) == 1
