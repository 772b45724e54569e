"""The database: typed models, aware instants, and the one place that commits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    SQLColumnExpression,
    String,
    TypeDecorator,
    and_,
    event,
    func,
    text,
)
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, scoped_session
from sqlalchemy.orm.exc import StaleDataError

from center.errors import Conflict
from center.vietnamese import fold

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

MAX_ID = 2**31 - 1
"""Largest number of a row: PostgreSQL's INTEGER."""

_LOST_RACES = frozenset({"23505", "40001", "40P01"})
"""SQLSTATEs of acts that met another one: a unique value taken, a serialization failure, a deadlock."""
_TAKEN = frozenset({sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY})


class Base(DeclarativeBase):
    """Base of every table; names every constraint, so that a downgrade can drop it."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant: naive values are refused on the way in, UTC is restored on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive instant; store UTC (SQLite would silently drop any other zone)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant stored in the database must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def pk() -> Mapped[int]:
    """Return an integer primary key column."""
    return mapped_column(primary_key=True)


def BYTE_ORDER(length: int) -> String:  # noqa: N802  read as a type
    """Return PostgreSQL's type of a text that sorts byte by byte, whatever the language of the database.

    SQLite compares so by itself: give it as the variant of a plain ``String``.
    """
    return String(length, collation="C")


_LAST = "\U0010ffff"
"""Sorts behind every letter, so that what begins with a text lies between the text and the text with it."""


def begins_with(column: SQLColumnExpression[str], start: str) -> ColumnElement[bool]:
    """Return the condition that ``column`` begins with ``start``, in a form that an index answers.

    LIKE is not enough: SQLite folds its case, PostgreSQL's order depends on the language of the database.
    """
    return between(column, start, start + _LAST)


def between(column: SQLColumnExpression[str], low: str, high: str) -> ColumnElement[bool]:
    """Return the condition that ``column`` lies from ``low`` on and below ``high``, compared byte by byte.

    On PostgreSQL the index of the column must be one of ``text_pattern_ops``.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        return and_(column.op("~>=~", is_comparison=True)(low), column.op("~<~", is_comparison=True)(high))
    return and_(column >= low, column < high)


_LATIN = [chr(code) for code in (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA))]
_MARKED = "".join(letter for letter in _LATIN if len(fold(letter)) == 1 and fold(letter) != letter)
"""Latin letters that ``fold`` changes to one other, those of Vietnamese among them."""
_BARE = "".join(fold(letter) for letter in _MARKED)


def folded(column: SQLColumnExpression[str]) -> ColumnElement[str]:
    """Return ``column`` as ``vietnamese.fold`` writes its letters, for texts too many to keep a second time.

    No index answers it: narrow the rows by another condition first.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        return func.translate(column, _MARKED, _BARE)
    return func.center_fold(column)


def text_enum(kind: type[StrEnum]) -> Enum:
    """Return a column type that stores ``kind``'s values as text and checks them in Python.

    No database CHECK: adding a value to an enum must not need a migration.
    """
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


@contextmanager
def unit_of_work() -> Iterator[scoped_session[Any]]:
    """Run one act in one transaction: commit at the end, roll back on any error.

    It is the only thing in the product that commits, and it does not nest. What was read before is
    read again inside: the earlier, read-only transaction ends here, so that the act decides on the
    present state and not on a snapshot somebody else has changed since. On SQLite it takes the
    write lock at once (BEGIN IMMEDIATE); a reader that turned writer halfway would fail with "locked".
    Raises Conflict when somebody else's act came first.
    """
    session = db.session
    if session.info.get("in_unit_of_work"):
        raise RuntimeError("a unit of work does not nest")
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed outside a unit of work")
    session.rollback()
    session.info["in_unit_of_work"] = True
    try:
        session.connection(execution_options={"center_write": True})
        yield session
        session.commit()
    except (StaleDataError, DBAPIError) as error:
        session.rollback()
        if _lost_race(error):
            raise Conflict("somebody else's act came first") from error
        raise
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop("in_unit_of_work", None)


def hold(row: Base) -> None:
    """Read ``row`` anew and keep everybody else from changing it until the transaction ends.

    For rules about what hangs on the row: two acts on one stay are decided one after the other. Facts that
    only name the row can still be added. SQLite needs no lock: it has one writer.
    """
    db.session.flush()  # reading anew would drop what is not written yet
    db.session.refresh(row, with_for_update={"of": type(row), "key_share": True})


def one_at_a_time(name: str) -> None:
    """Let the acts called ``name`` run one after the other until the transaction ends.

    For rules about rows that are not there yet, which no row lock can hold. SQLite needs no lock: it has one
    writer.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(1, hashtext(:name))"), {"name": name})


def row_id(text: str | None) -> int | None:
    """Return the number of a row that came as text, or None when it can be no row's."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > len(str(MAX_ID)):
        return None
    number = int(text)
    return number if number <= MAX_ID else None


def _lost_race(error: StaleDataError | DBAPIError) -> bool:
    if isinstance(error, StaleDataError):
        return True
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None) in _TAKEN
    return getattr(cause, "sqlstate", None) in _LOST_RACES


def configure_engine(engine: Engine) -> None:
    """Prepare every connection for the app's way of working."""
    if engine.dialect.name == "sqlite":
        _configure_sqlite(engine)
    else:
        _configure_postgresql(engine)


def _configure_postgresql(engine: Engine) -> None:
    """Tell the planner that the data of a center lies in memory or on an SSD, not on turning disks.

    Otherwise it reads whole tables of people where an index leads to the thousand that are wanted.
    """

    @event.listens_for(engine, "connect")
    def on_connect(dbapi_connection: Any, _record: object) -> None:
        with dbapi_connection.cursor() as cursor:
            cursor.execute("SET SESSION random_page_cost = 1.1")
        dbapi_connection.commit()


def _configure_sqlite(engine: Engine) -> None:
    """Make SQLite safe for many processes: WAL, durable commits, foreign keys, real BEGIN."""

    @event.listens_for(engine, "connect")
    def on_connect(dbapi_connection: Any, _record: object) -> None:
        # the driver must not open transactions by itself: it would do so too late and too weakly
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=10000",
            "cache_size=-32000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        dbapi_connection.create_function("center_fold", 1, fold, deterministic=True)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("center_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


class AppendOnly:
    """Marks a table of facts: rows are added, never changed or removed.

    The migrations put a trigger on each such table that refuses UPDATE and DELETE, so that the rule
    holds for scripts and consoles too. A correction is a new row that names the one it amends.
    """
