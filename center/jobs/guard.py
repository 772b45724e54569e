"""At most one worker for one database, however many are started; the others stand by.

Two schedulers on one database would run each piece of scheduled work twice. The lock is one the operating
system or the database gives up by itself when its holder dies.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from flask import Flask
from sqlalchemy import Connection, Engine, NullPool, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from center.config import Config
from center.db import db

ADVISORY_KEY = int.from_bytes(b"center")
"""Key of the advisory lock; PostgreSQL keeps these apart by database."""


class Guard(Protocol):
    """A lock that one process at a time holds."""

    def acquire(self) -> bool:
        """Try to take it, without waiting."""
        ...

    def held(self) -> bool:
        """Tell whether it is still ours."""
        ...

    def release(self) -> None:
        """Give it up; nothing happens when it is not ours."""
        ...


class FileGuard:
    """A lock on a file beside the SQLite database; the kernel frees it when the process ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Try to take it, without waiting."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def held(self) -> bool:
        """Tell whether it is still ours."""
        return self._descriptor is not None

    def release(self) -> None:
        """Give it up. The file stays: removing it would let two processes lock two files of one name."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class AdvisoryGuard:
    """An advisory lock of PostgreSQL on a connection of its own, lost with that connection."""

    def __init__(self, url: str) -> None:
        self._engine: Engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._connection: Connection | None = None

    def acquire(self) -> bool:
        """Try to take it, without waiting; False too when the database does not answer."""
        try:
            connection = self._engine.connect()
        except SQLAlchemyError:
            return False
        if connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": ADVISORY_KEY}):
            self._connection = connection
            return True
        connection.close()
        return False

    def held(self) -> bool:
        """Tell whether it is still ours: the connection must answer."""
        if self._connection is None:
            return False
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def release(self) -> None:
        """Give it up; on a dead connection the server has done so already."""
        if self._connection is not None:
            with suppress(SQLAlchemyError):
                self._connection.execute(text("SELECT pg_advisory_unlock_all()"))
            self._connection.close()
            self._connection = None


def guard_for(app: Flask) -> Guard:
    """Return the guard of ``app``'s database, not yet taken."""
    with app.app_context():
        url = db.engine.url
    if url.get_backend_name() == "postgresql":
        return AdvisoryGuard(url.render_as_string(hide_password=False))
    config: Config = app.extensions["center.config"]
    database = (
        Path(url.database) if url.database and url.database != ":memory:" else config.data_dir / "center"
    )
    return FileGuard(database.with_name(f"{database.name}.worker-lock"))
