"""Who is to come, who should have come, who came."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.residents.expected.models import ExpectedArrival, ExpectedVersion, ExpectedWithdrawal
from center.residents.expected.rules import ExpectedState, state_of
from center.residents.reception.models import Reception
from center.vietnamese import fold


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """An expected arrival as it stands."""

    version: ExpectedVersion
    """The newest."""
    withdrawal: ExpectedWithdrawal | None
    reception_id: int | None
    """The reception it led to, running or finished."""
    stay_id: int | None
    state: ExpectedState

    @property
    def id(self) -> int:
        """Id of the expected arrival."""
        return self.version.expected_id


_later = aliased(ExpectedVersion)
_arrived = Reception.stay_id.is_not(None)
_withdrawn = ExpectedWithdrawal.id.is_not(None)
_open = and_(Reception.id.is_(None), ExpectedWithdrawal.id.is_(None))


def _lines() -> Select[*tuple[Any, ...]]:
    return (
        select(ExpectedVersion, ExpectedWithdrawal, Reception.id, Reception.stay_id)
        .outerjoin(_later, _later.amends_id == ExpectedVersion.id)
        .outerjoin(ExpectedWithdrawal, ExpectedWithdrawal.expected_id == ExpectedVersion.expected_id)
        .outerjoin(
            Reception, and_(Reception.expected_id == ExpectedVersion.expected_id, ~Reception.abandoned)
        )
        .where(_later.id.is_(None))
    )


def _read(statement: Select[*tuple[Any, ...]], today: date) -> list[ExpectedLine]:
    return [
        ExpectedLine(
            version,
            withdrawal,
            reception_id,
            stay_id,
            state_of(
                version.expected_on,
                today=today,
                receiving=reception_id is not None,
                arrived=stay_id is not None,
                withdrawn=withdrawal is not None,
            ),
        )
        for version, withdrawal, reception_id, stay_id in db.session.execute(statement)
    ]


def _is(state: ExpectedState, today: date) -> ColumnElement[bool]:
    day = ExpectedVersion.expected_on
    if state is ExpectedState.ARRIVED:
        return _arrived
    if state is ExpectedState.WITHDRAWN:
        return and_(_withdrawn, or_(Reception.id.is_(None), Reception.stay_id.is_(None)))
    if state is ExpectedState.RECEIVING:
        return and_(Reception.id.is_not(None), Reception.stay_id.is_(None), ~_withdrawn)
    when = {ExpectedState.OVERDUE: day < today, ExpectedState.TODAY: day == today}
    return and_(_open, when.get(state, day > today))


def expected_lines(
    state: ExpectedState | None, *, today: date, offset: int, limit: int
) -> tuple[list[ExpectedLine], int]:
    """Return expected arrivals in one state (None: all still to come), soonest first, and how many; two statements.

    What is settled comes newest first.
    """
    wanted = _lines().where(_open if state is None else _is(state, today))
    total = db.session.scalar(
        select(func.count()).select_from(wanted.with_only_columns(ExpectedVersion.id).subquery())
    )
    day = ExpectedVersion.expected_on
    settled = state in (ExpectedState.ARRIVED, ExpectedState.WITHDRAWN)
    ordered = wanted.order_by(day.desc() if settled else day, ExpectedVersion.id)
    return _read(ordered.offset(offset).limit(limit), today), total or 0


def expected_or_404(expected_id: int, today: date) -> ExpectedLine:
    """Return an expected arrival. Raises NotFound."""
    found = _read(_lines().where(ExpectedVersion.expected_id == expected_id), today)
    if not found:
        raise NotFound(f"no expected arrival {expected_id}")
    return found[0]


def expected_by_id(expected_ids: Collection[int]) -> Mapping[int, ExpectedVersion]:
    """Return the newest version of each, in one statement."""
    if not expected_ids:
        return {}
    rows = db.session.scalars(
        select(ExpectedVersion)
        .outerjoin(_later, _later.amends_id == ExpectedVersion.id)
        .where(_later.id.is_(None), ExpectedVersion.expected_id.in_(expected_ids))
    )
    return {row.expected_id: row for row in rows}


def versions_of(expected_id: int) -> Sequence[ExpectedVersion]:
    """Return every version of an expected arrival, newest first."""
    return db.session.scalars(
        select(ExpectedVersion)
        .where(ExpectedVersion.expected_id == expected_id)
        .order_by(ExpectedVersion.id.desc())
    ).all()


def first_of_form(client_id: str | None) -> ExpectedArrival | None:
    """Return what the form with ``client_id`` recorded, if it did."""
    if client_id is None:
        return None
    return db.session.scalars(select(ExpectedArrival).where(ExpectedArrival.client_id == client_id)).first()


def waiting_for(number: str, full_name: str, birth_year: int | None, today: date) -> ExpectedLine | None:
    """Return whom a card means: the one with its number, else the only one of that name and year of birth."""
    if number:
        found = _read(_lines().where(_open, ExpectedVersion.number == number).limit(1), today)
        if found:
            return found[0]
    if not full_name or birth_year is None:
        return None
    named = _lines().where(
        _open, ExpectedVersion.name_fold == fold(full_name), ExpectedVersion.birth_year == birth_year
    )
    found = [
        line
        for line in _read(named.limit(2), today)
        if not (number and line.version.number and line.version.number != number)
    ]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class ExpectedCounts:
    """How many people are still to come."""

    overdue: int
    today: int
    tomorrow: int
    later: int
    """From the day after tomorrow on."""


def expected_counts(today: date) -> ExpectedCounts:
    """Return how many are overdue, come today, tomorrow and later; one statement."""
    day, next_day = ExpectedVersion.expected_on, today + timedelta(days=1)

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    row = db.session.execute(
        _lines()
        .where(_open)
        .with_only_columns(
            count(day < today), count(day == today), count(day == next_day), count(day > next_day)
        )
    ).one()
    return ExpectedCounts(*(int(number) for number in row))


def waiting_or_settled_since(since: datetime, today: date) -> list[ExpectedLine]:
    """Return everybody still awaited, and whoever came or was taken back from ``since`` on; one statement."""
    wanted = _lines().where(or_(_open, ExpectedWithdrawal.recorded_at >= since, Reception.begun_at >= since))
    return _read(wanted.order_by(ExpectedVersion.id), today)
