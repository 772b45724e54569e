"""Counting what a page asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from center.db import db

LOG_ROWS = ("INSERT INTO file_readings", "INSERT INTO people_searches")


@contextmanager
def statements(*, everything: bool = False) -> Iterator[list[str]]:
    """Collect the SQL statements that run inside the block, on the database of the running test.

    The row that says who read a file is left out unless ``everything`` is wanted: the first page of a file in a
    quarter of an hour writes it, the next ones do not (``tests/residents/reading`` counts it).
    """
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        logs = statement.startswith(LOG_ROWS) and not everything
        if not statement.startswith("BEGIN") and not logs:  # only SQLite's BEGIN is sent as a statement
            seen.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
