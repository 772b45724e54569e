"""Ten weeks of the demo center's cash desk: accounts, shares of two months, and every day closed but the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from center.audit.actor import Actor
from center.clock import local_date, local_instant
from center.residents.money.box import box_on, first_open_day
from center.residents.money.desk import MovementFacts, close_day, count_box, move_cash
from center.residents.money.models import MoneyKind, MovementKind
from center.residents.money.queries import account_of
from center.residents.money.rules import NOTES
from center.residents.money.service import EntryFacts, enter
from center.residents.money.shares import credit_shares, set_pool
from center.residents.stay.models import Contact, Stage, Stay

WEEKS = 10
CANTEEN = "Căng tin cơ sở"


def demo_money(
    stays: Sequence[Stay],
    contacts: dict[int, Contact],
    *,
    rng: Random,
    clerk: Actor,
    second: Actor,
    now: datetime,
) -> None:
    """Write the accounts of ``stays`` (all still here) and close the days; ``contacts`` has a relative by stay.

    The caller opens the unit of work.
    """
    today = local_date(now)
    start = today - timedelta(weeks=WEEKS)
    for stay in stays:
        _begin(stay, start, rng=rng, clerk=clerk)
    half = box_on(start).computed // 2_000_000 * 1_000_000
    if half:  # a handful of people leave too little in the box to carry to the bank
        facts = MovementFacts(MovementKind.TO_BANK, half, start, "Kho bạc Nhà nước")
        move_cash(facts, actor=clerk, now=_at(start, 16))
    parts = [start + timedelta(days=days) for days in (0, 30, WEEKS * 7 - 4)]
    for first, last in ((parts[0], parts[1]), (parts[1], parts[2]), (parts[2], today + timedelta(days=1))):
        for stay in stays:
            _spend(stay, contacts.get(stay.id), first, last, rng=rng, clerk=clerk)
        if last <= today:
            month = (last.replace(day=1) - timedelta(days=1)).replace(day=1)
            _share(stays, month, last, rng=rng, clerk=clerk)
    while (day := first_open_day()) is not None and day < today:
        _close(day, rng=rng, clerk=clerk, second=second)


def _at(day: date, hour: int) -> datetime:
    return local_instant(day, time(hour, 5))


def _begin(stay: Stay, start: date, *, rng: Random, clerk: Actor) -> None:
    """Carry the balance of the paper book over, or book what a newcomer had in the pocket."""
    new = stay.admitted_on >= start
    day = max(stay.admitted_on, start)
    facts = EntryFacts(
        kind=MoneyKind.FOUND if new else MoneyKind.OPENING,
        amount=rng.randint(2, 60) * 10_000,
        booked_on=day,
        note="" if new else "Theo sổ giấy",
    )
    enter(stay, facts, actor=clerk, now=max(_at(day, 9), stay.admitted_at))


def _spend(
    stay: Stay, relative: Contact | None, first: date, last: date, *, rng: Random, clerk: Actor
) -> None:
    """Let a relative send something and the resident spend some of it between ``first`` and ``last`` (left out)."""
    first = max(first, stay.admitted_on + timedelta(days=1))
    span = (last - first).days
    if span < 1:
        return
    days = sorted(first + timedelta(days=rng.randrange(span)) for _ in range(2))
    if relative is not None and rng.random() < (0.7 if span > 5 else 0.15):
        by_post = rng.random() < 0.3
        facts = EntryFacts(
            kind=MoneyKind.POST if by_post else MoneyKind.RELATIVE,
            amount=rng.randint(2, 15) * 100_000,
            booked_on=days[0],
            party=relative.full_name,
            party_relation=relative.relation.lower(),
            reference=f"Phiếu chuyển tiền {rng.randint(1000, 9999)}" if by_post else "",
        )
        enter(stay, facts, actor=clerk, now=_at(days[0], 10))
    free = account_of(stay.id).free // 1000
    if free >= 20 and rng.random() < (0.8 if span > 5 else 0.2):
        calls = rng.random() < 0.2
        facts = EntryFacts(
            kind=MoneyKind.PHONE_POST if calls else MoneyKind.CANTEEN,
            amount=rng.randint(10, min(free, 250)) * 1000,
            booked_on=days[1],
            party="Bưu điện xã Xuân Phú" if calls else CANTEEN,
            note="Gọi về gia đình" if calls else "Hàng theo đăng ký",
        )
        enter(stay, facts, actor=clerk, now=_at(days[1], 14))


def _share(stays: Sequence[Stay], month: date, day: date, *, rng: Random, clerk: Actor) -> None:
    """Credit the labour of ``month`` on ``day``."""
    end = month.replace(day=28)
    workers = [stay for stay in stays if stay.stage is Stage.LABOUR and stay.stage_since <= end]
    amounts = {stay.id: rng.randint(18, 90) * 1000 for stay in workers}
    if not amounts:
        return
    set_pool(month, sum(amounts.values()) * 5, actor=clerk, now=_at(day, 8))
    credit_shares(month, amounts, booked_on=day, actor=clerk, now=_at(day, 8))


def _close(day: date, *, rng: Random, clerk: Actor, second: Actor) -> None:
    """Count the box and close ``day``; once in a while a note is missing."""
    computed = box_on(day).computed
    short = 1000 if computed >= 1000 and rng.random() < 0.05 else 0
    notes, rest = {}, computed - short
    for note in NOTES:
        notes[note], rest = divmod(rest, note)
    why = "Thiếu 1.000 đồng tiền lẻ, thủ quỹ bù trong ngày sau" if short else ""
    counted = count_box(day, notes, why, actor=clerk, now=_at(day, 16))
    close_day(counted, actor=second, now=_at(day, 17))
