"""Fresh databases for tests: a migrated template with the reference data, copied for each test."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask_migrate import upgrade

from center.app import create_app
from center.config import Config
from center.db import db
from tests.support import postgres
from tests.support.pristine import Pristine
from tests.support.reference import fill


def config_for(url: str, folder: Path) -> Config:
    """Return a test configuration on the database at ``url``."""
    return Config(
        data_dir=folder,
        database_url=url,
        secret_key="x" * 40,
        public_url="https://kiem-tra.example",
        secure_cookies=False,
        testing=True,
    )


@dataclass(frozen=True, slots=True)
class PostgresCopy:
    """A copy of the template, and the means to make it fresh again."""

    name: str
    pristine: Pristine


class Stores:
    """Hands out databases, copies of one template per engine and run, shared by all xdist workers.

    What the template called ``name`` holds beside its tables, ``filling`` puts in.

    PostgreSQL needs longer to copy a database than most tests take: each process keeps one, and a helper
    thread brings it back to the template's state while the next test begins.
    """

    def __init__(self, root: Path, name: str = "template", filling: Callable[[], None] = fill) -> None:
        self.root = root
        self.name = name
        self.filling = filling
        self._helper = ThreadPoolExecutor(1, thread_name_prefix="stores")
        self._next: Future[PostgresCopy] | None = None
        self._cluster: postgres.Cluster | None = None

    @cached_property
    def sqlite_template(self) -> Path:
        """The file that every SQLite database is a copy of; built by the first test that wants one."""
        template = self.root / f"{self.name}.sqlite3"
        with self._locked():
            if not template.exists():
                building = self.root / f"{self.name}.building"
                self._build(f"sqlite:///{building}")
                with closing(sqlite3.connect(building)) as connection:
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                building.rename(template)
        return template

    @property
    def cluster(self) -> postgres.Cluster:
        """The PostgreSQL server with the template in it; started by the first test that wants one."""
        if self._cluster is None:
            with self._locked():
                self._cluster = postgres.start_cluster(self.root / "pg")
                # noted beside the data: both go with the last process, and another may begin anew
                built = self._cluster.socket_dir / f"{self.name}.built"
                if not built.exists():
                    self._cluster.create(self.name)
                    self._build(self._cluster.url_for(self.name))
                    built.touch()
        return self._cluster

    def _build(self, url: str) -> None:
        app = create_app(config_for(url, self.root))
        with app.app_context():
            upgrade()
            self.filling()
            db.session.remove()
            db.engine.dispose()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def database(self, engine: str) -> Iterator[str]:
        """Yield the URL of a fresh copy of the template on ``engine``; removed afterwards."""
        if engine == "sqlite":
            name = _new_name()
            path = self.root / f"{name}.sqlite3"
            shutil.copyfile(self.sqlite_template, path)
            yield f"sqlite:///{path}"
            for leftover in self.root.glob(f"{name}.sqlite3*"):
                leftover.unlink()
        else:
            waiting, self._next = self._next, None
            copy = waiting.result() if waiting else self._copy()
            yield self.cluster.url_for(copy.name)
            self._next = self._helper.submit(self._renew, copy)

    def close(self) -> None:
        """Let the databases go; the last process to leave stops the server."""
        self._helper.shutdown()
        if self._next is not None:
            self._next.result().pristine.connection.close()
        if self._cluster is not None:
            self._cluster.release()

    def _copy(self) -> PostgresCopy:
        name, cluster = _new_name(), self.cluster
        with self._locked():  # a template can be copied by one session at a time
            cluster.create(name, template=self.name)
        return PostgresCopy(name, Pristine(cluster.connect(name)))

    def _renew(self, used: PostgresCopy) -> PostgresCopy:
        if used.pristine.restore():
            return used
        used.pristine.connection.close()
        self.cluster.drop(used.name)
        return self._copy()


def _new_name() -> str:
    return f"t_{os.getpid()}_{uuid.uuid4().hex[:8]}"
