"""Putting a PostgreSQL database back to what it held: a fraction of the time that another copy takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, LiteralString

import psycopg
from psycopg import sql

_TABLES: LiteralString = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)
_WITH_PAGES = _TABLES + " AND pg_relation_size(oid) > 0"
_COUNTERS = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
_SET_COUNTER = "SELECT setval(%s::regclass, coalesce(%s, 1), %s)"
_SEND_AWAY = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_CATALOGUES = ("pg_attribute", "pg_constraint", "pg_index", "pg_proc", "pg_trigger")

State = dict[str, tuple[int, int | None]]
"""Of each table its number of rows and its youngest transaction: any change moves one of them."""


@dataclass(slots=True)
class Pristine:
    """What the database of ``connection`` (in autocommit) holds now; ``restore`` brings it back."""

    connection: psycopg.Connection
    _filled: dict[str, bytes] = field(init=False)
    """The tables with rows, as COPY writes them."""
    _rows: State = field(init=False)
    _schema: State = field(init=False)
    _counters: dict[str, int | None] = field(init=False)

    def __post_init__(self) -> None:
        self._vacuum(name for (name,) in self._ask(_WITH_PAGES))
        self._filled = {name: self._copy_out(name) for (name,) in self._ask(_WITH_PAGES)}
        self._rows = self._state(self._filled)
        self._schema = self._state(_CATALOGUES)
        self._counters = dict(self._ask(_COUNTERS))

    def restore(self) -> bool:
        """Return True when all is as it was, and False when the schema is another: only a new copy helps then.

        Ends the connections of everybody else.
        """
        self._ask(_SEND_AWAY)
        if self._state(_CATALOGUES) != self._schema:
            return False
        now = self._state(self._filled)
        changed = [name for name, state in self._rows.items() if now[name] != state]
        written = [name for (name,) in self._ask(_WITH_PAGES) if name not in self._filled]
        with self.connection.transaction():
            # no trigger refuses, no foreign key asks for an order
            self.connection.execute("SET LOCAL session_replication_role = replica")
            for name in (*written, *changed):
                self.connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            for name in changed:
                with self.connection.cursor().copy(_copy("FROM STDIN", name)) as copy:
                    copy.write(self._filled[name])
        # an empty table without pages tells by its size when it is written to again
        self._vacuum((*written, *changed))
        self._rows |= self._state(changed)
        for name, value in self._ask(_COUNTERS):
            before = self._counters[name]
            if value != before:
                self._ask(_SET_COUNTER, name, before, before is not None)
        return True

    def _state(self, tables: Collection[str]) -> State:
        if not tables:
            return {}
        one = sql.SQL("SELECT {}, count(*), max(xmin::text::bigint) FROM {}")
        parts = (one.format(sql.Literal(name), sql.Identifier(name)) for name in tables)
        return {
            name: (count, youngest) for name, count, youngest in self._ask(sql.SQL(" UNION ALL ").join(parts))
        }

    def _vacuum(self, tables: Iterable[str]) -> None:
        names = [sql.Identifier(name) for name in tables]
        if names:
            self.connection.execute(sql.SQL("VACUUM {}").format(sql.SQL(", ").join(names)))

    def _copy_out(self, name: str) -> bytes:
        with self.connection.cursor().copy(_copy("TO STDOUT", name)) as copy:
            return b"".join(bytes(block) for block in copy)

    def _ask(self, statement: sql.Composed | LiteralString, *values: object) -> list[Any]:
        return self.connection.execute(statement, values or None).fetchall()


def _copy(direction: LiteralString, table: str) -> sql.Composed:
    return sql.SQL("COPY {} " + direction).format(sql.Identifier(table))
