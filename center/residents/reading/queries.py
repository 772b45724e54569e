"""Reading the log: a page at a time, newest first, never counting it all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, func, select

from center.auth.models import Account
from center.db import db
from center.residents.person.models import Resident
from center.residents.person.queries import files_of
from center.residents.reading.models import FileReading, PeopleSearch
from center.residents.stay.models import Stay

Row = TypeVar("Row", FileReading, PeopleSearch)


@dataclass(frozen=True, slots=True)
class ReadingFilter:
    """What the log is narrowed to; empty fields narrow nothing."""

    actor_id: int | None = None
    area: str = ""
    stay_ids: Collection[int] | None = None
    """None: of everybody; empty: of nobody."""
    mark: str = ""
    """Of searches: only for that text."""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """One who looked at a file, over all times."""

    name: str
    times: int
    """Rows of the log: quarters of an hour with a reading of some part."""
    last_at: datetime


def readings(wanted: ReadingFilter, *, before: int | None, limit: int) -> Sequence[FileReading]:
    """Return readings of files from the row before ``before`` (None: the newest) on, newest first."""
    statement = _spanned(select(FileReading), FileReading, wanted)
    if wanted.area:
        statement = statement.where(FileReading.area == wanted.area)
    if wanted.stay_ids is not None:
        statement = statement.where(FileReading.stay_id.in_(wanted.stay_ids))
    return db.session.scalars(_page(statement, FileReading, before, limit)).all()


def searches(wanted: ReadingFilter, *, before: int | None, limit: int) -> Sequence[PeopleSearch]:
    """Return searches for people from the row before ``before`` (None: the newest) on, newest first."""
    statement = _spanned(select(PeopleSearch), PeopleSearch, wanted)
    if wanted.mark:
        statement = statement.where(PeopleSearch.mark == wanted.mark)
    return db.session.scalars(_page(statement, PeopleSearch, before, limit)).all()


def readers_of(stay_ids: Collection[int], *, since: datetime) -> list[Reader]:
    """Return who looked at the stays since then, the last one first."""
    last = func.max(FileReading.at)
    rows = db.session.execute(
        select(func.max(FileReading.actor_name), func.count(), last)
        .where(FileReading.stay_id.in_(stay_ids), FileReading.at >= since)
        .group_by(FileReading.actor_id)
        .order_by(last.desc())
    )
    return [Reader(name, times, at) for name, times, at in rows]


def stays_of_code(code: str) -> Sequence[int]:
    """Return the stays of the person of a file's code, over all files that are one."""
    found = db.session.scalar(select(Resident.id).where(Resident.code == code.strip().upper()))
    if found is None:
        return []
    return db.session.scalars(select(Stay.id).where(Stay.resident_id.in_(files_of(found)))).all()


def accounts() -> Sequence[tuple[int, str]]:
    """Return every account with its owner's name, by name."""
    rows = db.session.execute(select(Account.id, Account.full_name).order_by(Account.full_name, Account.id))
    return [(number, name) for number, name in rows]


def _spanned(statement: Select[Row], table: type[Row], wanted: ReadingFilter) -> Select[Row]:
    if wanted.actor_id is not None:
        statement = statement.where(table.actor_id == wanted.actor_id)
    if wanted.since is not None:
        statement = statement.where(table.at >= wanted.since)
    if wanted.until is not None:
        statement = statement.where(table.at < wanted.until)
    return statement


def _page(statement: Select[Row], table: type[Row], before: int | None, limit: int) -> Select[Row]:
    if before is not None:
        statement = statement.where(table.id < before)
    return statement.order_by(table.id.desc()).limit(limit)
