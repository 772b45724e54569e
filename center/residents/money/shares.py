"""The residents' part of a month's labour: the pool, and crediting it to many accounts in one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, one_at_a_time
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.legal.rules import Parameter
from center.residents.money.audit import PoolSet, SharesCredited
from center.residents.money.models import LabourPool, Means, MoneyEntry, MoneyKind
from center.residents.money.permissions import MoneyPermission
from center.residents.money.queries import accounts_of, pool_of_month
from center.residents.money.rules import Account, check_pool, pool_of, posting
from center.residents.money.service import DESK, EntryFacts, book, next_receipt
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.ui.filters import format_number

PARTY = "Cơ sở"
RATIO = "labour.surplus.resident_share"
HELD = "labour.surplus.resident_share_held"


def end_of_month(month: date) -> date:
    """Return the last day of the month that begins on ``month``."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def share_ratio(month: date) -> Parameter | None:
    """Return the residents' share in force at the end of the month; None before Decree 163/2026."""
    return parameter_book().find_or_none(RATIO, end_of_month(month))


def is_held(month: date) -> bool:
    """Tell whether a share of that month waits for the release (Decree 163/2026 art. 118.2)."""
    found = parameter_book().find_or_none(HELD, end_of_month(month))
    return found is not None and found.value is True


def set_pool(month: date, surplus: int, *, actor: Actor, now: datetime) -> LabourPool:
    """Enter what a month's labour left over; the residents' part follows from the share in force. Flushes.

    Raises RuleViolation before the law knows such a share, for a month that is not over, or below what was credited.
    """
    one_at_a_time(DESK)
    ratio = share_ratio(month)
    if ratio is None:
        raise RuleViolation("residents.share_no_ratio", field="surplus")
    _check_month(month, now)
    if surplus < 0:
        raise RuleViolation("residents.money_amount", field="surplus")
    pool = pool_of(surplus, parameter_book().value_decimal(RATIO, on=end_of_month(month)))
    check_pool(pool, credited_in(month), ())
    row = LabourPool(
        month=month,
        surplus=surplus,
        pool=pool,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()
    record(PoolSet(month=f"{month:%m/%Y}", surplus=surplus, pool=pool), actor=actor, at=now)
    return row


def credited_in(month: date) -> int:
    """Return what the shares of ``month`` came to so far, corrections counted."""
    shares = select(MoneyEntry.id).where(MoneyEntry.share_month == month)
    first = db.session.scalar(
        select(func.coalesce(func.sum(MoneyEntry.amount), 0)).where(MoneyEntry.share_month == month)
    )
    fixed = db.session.scalar(
        select(func.coalesce(func.sum(MoneyEntry.amount), 0)).where(MoneyEntry.amends_id.in_(shares))
    )
    return int(first or 0) + int(fixed or 0)


def shares_of(month: date, stay_ids: list[int]) -> dict[int, MoneyEntry]:
    """Return the shares of ``month`` already credited to ``stay_ids``, by stay."""
    if not stay_ids:
        return {}
    rows = db.session.scalars(
        select(MoneyEntry).where(MoneyEntry.share_month == month, MoneyEntry.stay_id.in_(stay_ids))
    )
    return {row.stay_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Credited:
    """What came of crediting shares."""

    written: int
    """Accounts that got an entry now."""
    known: int
    """Accounts that had the same share already: sent twice, written once."""
    total: int
    """Đồng written now."""


def credit_shares(
    month: date, amounts: Mapping[int, int], *, booked_on: date, actor: Actor, now: datetime
) -> Credited:
    """Credit each stay of ``amounts`` (stay id → đồng above zero) with its share of ``month``, all or none. Flushes.

    A share that was credited with the same amount is left alone, so that the same list sent twice is one act. Raises
    RuleViolation for another amount than was credited, an ended stay, a month not over, or more than the pool.
    Statements: four for the whole list and two for each entry.
    """
    one_at_a_time(DESK)
    _check_month(month, now)
    known = shares_of(month, list(amounts))
    wanted = {}
    for stay_id, amount in amounts.items():
        if stay_id not in known:
            wanted[stay_id] = amount
        elif known[stay_id].amount != amount:
            raise RuleViolation(
                "residents.share_other_amount",
                receipt=known[stay_id].receipt,
                amount=known[stay_id].amount,
            )
    pool = pool_of_month(month)
    check_pool(pool.pool if pool else None, credited_in(month), wanted.values())
    stays = {
        stay.id: stay
        for stay in db.session.scalars(
            select(Stay)
            .where(Stay.id.in_(wanted))
            .order_by(Stay.id)
            .with_for_update(of=Stay, key_share=True)
            .execution_options(populate_existing=True)
        )
    }
    if len(stays) < len(wanted):
        raise RuleViolation("residents.share_unknown")
    standing, held = accounts_of(list(wanted)), is_held(month)
    number = next_receipt("PT", booked_on.year)
    for place, (stay_id, stay) in enumerate(stays.items()):
        if not stay.is_open:
            raise RuleViolation("residents.share_ended", person=stay.resident.full_name)
        account = standing.get(stay_id, Account())
        facts = EntryFacts(
            MoneyKind.LABOUR_SHARE,
            wanted[stay_id],
            booked_on,
            means=Means.BOOK,
            note=f"Phần hưởng lao động tháng {month:%m/%Y}",
        )
        entry = book(
            stay,
            account,
            posting(facts.kind.value, facts.amount, account, held=held),
            facts,
            party=PARTY,
            share_month=month,
            number=number + place,
            actor=actor,
            now=now,
        )
        note(
            stay_id,
            f"Lưu ký, thu {format_number(entry.amount)} đồng (phần hưởng lao động tháng {month:%m/%Y}), "
            f"còn {format_number(entry.balance_after)} đồng",
            area="residents",
            topic=Topic.MONEY,
            permission=MoneyPermission.VIEW,
            happened_at=now,
            actor=actor,
            now=now,
        )
    total = sum(wanted.values())
    if wanted:
        record(SharesCredited(month=f"{month:%m/%Y}", count=len(wanted), total=total), actor=actor, at=now)
    return Credited(len(wanted), len(amounts) - len(wanted), total)


def _check_month(month: date, now: datetime) -> None:
    if month.day != 1:
        raise ValueError(f"not the first day of a month: {month}")
    if end_of_month(month) >= local_date(now):
        raise RuleViolation("residents.share_month_running", field="month")
