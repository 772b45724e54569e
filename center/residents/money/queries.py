"""Reading accounts: where they stand, their lines, and the list of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.residents.housing.models import Bed, BedAssignment, Room
from center.residents.housing.queries import beds_of
from center.residents.money.models import (
    CashClosing,
    LabourPool,
    LimitKind,
    MoneyEntry,
    MoneyKind,
    MoneyLimit,
)
from center.residents.money.rules import Account
from center.residents.person.models import Resident
from center.residents.stay.models import Stay


def account_of(stay_id: int) -> Account:
    """Return where the stay's account stands; an account without entries is empty."""
    last = db.session.scalars(
        select(MoneyEntry).where(MoneyEntry.stay_id == stay_id).order_by(MoneyEntry.seq.desc()).limit(1)
    ).first()
    return _account(last)


def accounts_of(stay_ids: Collection[int]) -> Mapping[int, Account]:
    """Return where the accounts of ``stay_ids`` stand, in one statement; the empty ones are missing."""
    if not stay_ids:
        return {}
    later = aliased(MoneyEntry)
    newest = (
        select(MoneyEntry)
        .outerjoin(later, (later.stay_id == MoneyEntry.stay_id) & (later.seq == MoneyEntry.seq + 1))
        .where(MoneyEntry.stay_id.in_(stay_ids), later.id.is_(None))
    )
    return {row.stay_id: _account(row) for row in db.session.scalars(newest)}


def _account(last: MoneyEntry | None) -> Account:
    if last is None:
        return Account()
    return Account(last.seq, last.balance_after, last.held_after, last.booked_on)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry with those it hangs together with."""

    entry: MoneyEntry
    before: MoneyEntry | None
    """What it corrects."""
    after: MoneyEntry | None
    """What corrects it."""

    @property
    def amends(self) -> str:
        """Receipt of the entry it corrects; empty for most."""
        return self.before.receipt if self.before is not None else ""

    @property
    def amended_by(self) -> str:
        """Receipt of its correction; empty while it stands."""
        return self.after.receipt if self.after is not None else ""

    @property
    def correctable(self) -> bool:
        """True for the newest of a chain of corrections."""
        return self.after is None


def _lines() -> Select[MoneyEntry, MoneyEntry, MoneyEntry]:
    before, after = aliased(MoneyEntry), aliased(MoneyEntry)
    return (
        select(MoneyEntry, before, after)
        .outerjoin(before, before.id == MoneyEntry.amends_id)
        .outerjoin(after, after.amends_id == MoneyEntry.id)
    )


def _read(wanted: Select[MoneyEntry, MoneyEntry, MoneyEntry]) -> list[EntryLine]:
    return [EntryLine(entry, before, after) for entry, before, after in db.session.execute(wanted)]


def entries_of(stay_id: int, *, offset: int = 0, limit: int | None = None) -> tuple[list[EntryLine], int]:
    """Return the lines of an account, newest first, and how many there are; two statements."""
    total = db.session.scalar(
        select(func.coalesce(func.max(MoneyEntry.seq), 0)).where(MoneyEntry.stay_id == stay_id)
    )
    wanted = _lines().where(MoneyEntry.stay_id == stay_id).order_by(MoneyEntry.seq.desc())
    return _read(wanted.offset(offset).limit(limit) if limit is not None else wanted), total or 0


def entry_or_404(stay_id: int, entry_id: int) -> EntryLine:
    """Return an entry of the stay. Raises NotFound."""
    found = _read(_lines().where(MoneyEntry.id == entry_id, MoneyEntry.stay_id == stay_id))
    if not found:
        raise NotFound(f"no money entry {entry_id} of stay {stay_id}")
    return found[0]


def entry_of_form(client_id: str | None) -> MoneyEntry | None:
    """Return the entry that the form with ``client_id`` made, if it did."""
    if client_id is None:
        return None
    return db.session.scalars(select(MoneyEntry).where(MoneyEntry.client_id == client_id)).first()


@dataclass(frozen=True, slots=True)
class MoneyFound:
    """Money taken into custody at the gate, as corrected."""

    receipt: str
    booked_on: date
    amount: int
    """Whole đồng, above zero."""


def money_found(stay_id: int) -> list[MoneyFound]:
    """Return what was taken from the person at the gate, in the order of the receipts; one statement."""
    rows = db.session.scalars(
        select(MoneyEntry)
        .where(MoneyEntry.stay_id == stay_id, MoneyEntry.kind.in_([MoneyKind.FOUND, MoneyKind.CORRECTION]))
        .order_by(MoneyEntry.seq)
    ).all()
    root: dict[int, int] = {row.id: row.id for row in rows if row.kind is MoneyKind.FOUND}
    sums = dict.fromkeys(root, 0)
    for row in rows:  # a correction comes after what it corrects
        first = root.get(row.id) or root.get(row.amends_id or 0)
        if first is not None:
            root[row.id] = first
            sums[first] += row.amount
    return [MoneyFound(row.receipt, row.booked_on, sums[row.id]) for row in rows if sums.get(row.id, 0) > 0]


def chain_of(entry: MoneyEntry) -> list[MoneyEntry]:
    """Return ``entry`` and what it corrects, back to the first one, newest first."""
    chain = [entry]
    while chain[-1].amends_id is not None:
        chain.append(db.session.get_one(MoneyEntry, chain[-1].amends_id))
    return chain


def month_sums(stay_id: int, day: date) -> dict[str, int]:
    """Return what each kind came to in the calendar month of ``day``, corrections within it counted; above zero."""
    first = day.replace(day=1)
    rows = db.session.scalars(
        select(MoneyEntry)
        .where(MoneyEntry.stay_id == stay_id, MoneyEntry.booked_on >= first)
        .order_by(MoneyEntry.seq)
    )
    kinds: dict[int, str] = {}
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        kind = kinds.get(row.amends_id, "") if row.amends_id else row.kind.value
        kinds[row.id] = kind
        if row.booked_on.month == first.month and row.booked_on.year == first.year:
            sums[kind] += row.amount
    return {kind: abs(total) for kind, total in sums.items()}


def closed_until() -> date | None:
    """Return the last closed day of the cash desk; nothing may be booked on it or before."""
    return db.session.scalar(select(func.max(CashClosing.day)))


def limits_on(day: date) -> dict[str, int]:
    """Return the caps of the house rules in force on ``day`` by kind; most centers have none."""
    newest: dict[LimitKind, MoneyLimit] = {}
    for row in db.session.scalars(
        select(MoneyLimit).where(MoneyLimit.valid_from <= day).order_by(MoneyLimit.valid_from, MoneyLimit.id)
    ):
        newest[row.kind] = row
    return {kind.value: row.amount for kind, row in newest.items() if row.amount is not None}


def limit_history() -> Sequence[MoneyLimit]:
    """Return every cap ever set, newest first."""
    return db.session.scalars(select(MoneyLimit).order_by(MoneyLimit.id.desc())).all()


def pool_of_month(month: date) -> LabourPool | None:
    """Return the surplus last entered for the month that begins on ``month``."""
    return db.session.scalars(
        select(LabourPool).where(LabourPool.month == month).order_by(LabourPool.id.desc()).limit(1)
    ).first()


# --- the list of all accounts ---


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Which accounts; empty fields narrow nothing."""

    zone_id: int | None = None
    ended: bool = False
    """People who have left and whose money has not: an account to settle."""
    with_money: bool = False


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account of the list."""

    stay: Stay
    bed: Bed | None
    account: Account


def _last(column: ColumnElement[int]) -> ScalarSelect[int]:
    """Return the value of ``column`` in the last entry of the outer query's stay."""
    return (
        select(column)
        .where(MoneyEntry.stay_id == Stay.id)
        .order_by(MoneyEntry.seq.desc())
        .limit(1)
        .correlate(Stay)
        .scalar_subquery()
    )


def balance_column() -> ColumnElement[int]:
    """Return the balance of the outer query's stay, zero without entries."""
    return func.coalesce(_last(MoneyEntry.balance_after.expression), 0)


def accounts(wanted: AccountFilter, *, offset: int, limit: int | None) -> tuple[list[AccountLine], int, int]:
    """Return the accounts by Vietnamese name, how many there are, and what they hold in all; four statements.

    People in the center are listed whatever they have; of those who left, only accounts that are not settled.
    """
    balance = balance_column()
    statement = select(Stay).join(Stay.resident)
    statement = statement.where(Stay.ended_on.is_not(None) if wanted.ended else Stay.ended_on.is_(None))
    if wanted.ended or wanted.with_money:
        statement = statement.where(balance > 0)
    if wanted.zone_id is not None:
        statement = (
            statement.join(
                BedAssignment, (BedAssignment.stay_id == Stay.id) & BedAssignment.until_at.is_(None)
            )
            .join(Bed, Bed.id == BedAssignment.bed_id)
            .join(Room, (Room.id == Bed.room_id) & (Room.zone_id == wanted.zone_id))
        )
    figures = statement.with_only_columns(Stay.id, balance.label("balance")).subquery()
    total, money = db.session.execute(
        select(func.count(), func.coalesce(func.sum(figures.c.balance), 0)).select_from(figures)
    ).one()
    stays = db.session.scalars(
        statement.order_by(Resident.name_sort, Stay.id).offset(offset).limit(limit)
    ).all()
    ids = [stay.id for stay in stays]
    beds, standing = beds_of(ids), accounts_of(ids)
    return (
        [AccountLine(stay, beds.get(stay.id), standing.get(stay.id, Account())) for stay in stays],
        total,
        int(money),
    )


def money_left(stay_ids: Collection[int]) -> dict[int, int]:
    """Return the balance of each of ``stay_ids`` that has any, in one statement."""
    return {stay_id: account.balance for stay_id, account in accounts_of(stay_ids).items() if account.balance}


def returned_to(stay_id: int) -> tuple[int, Sequence[str]]:
    """Return what was paid out of the account at the end of the stay, and to whom."""
    rows = db.session.scalars(
        select(MoneyEntry)
        .where(MoneyEntry.stay_id == stay_id, MoneyEntry.kind == MoneyKind.RETURNED)
        .order_by(MoneyEntry.seq)
    ).all()
    return -sum(row.amount for row in rows), tuple(dict.fromkeys(row.party for row in rows))
