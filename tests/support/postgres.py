"""A throw-away PostgreSQL for tests and measurements.

The server listens on a Unix socket in a folder of its own and on nothing else, and runs as an ordinary
account when the tests run as root (PostgreSQL refuses root). It belongs to everybody who joined it: when
the last process has left, however it ended, a small guard stops the server and removes its files.
"""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

START_SECONDS = 60
"""Longest wait for a first connection; a quiet machine needs half a second."""

QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
"""Settings of a cluster whose data nobody will miss."""

# $1: lock file, $2: data folder, rest: the server's command. The lock is free when everybody has left.
GUARD = """
{
    lock=$1; data=$2; shift 2
    "$@" & server=$!
    exec 9>"$lock"
    flock 9
    rm -f "$lock.cluster"
    kill -INT $server
    wait $server
    rm -rf "$data"
} &
"""


class PostgresMissing(RuntimeError):
    """No PostgreSQL server can be started on this machine; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server, joined by this process."""

    socket_dir: Path
    """Folder of the Unix socket; the port in its name is always 5432."""
    membership: IO[str]
    """The open lock file: holding it keeps the server alive."""

    def url_for(self, dbname: str) -> str:
        """Return the SQLAlchemy URL of database ``dbname``."""
        return f"postgresql+psycopg://center@/{dbname}?host={self.socket_dir}&port=5432"

    def create(self, dbname: str, template: str | None = None) -> str:
        """Create ``dbname``, as a copy of ``template`` when given, and return its URL.

        Nobody may be connected to the template meanwhile. Raises psycopg.errors.DuplicateDatabase.
        """
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(dbname))
        if template is not None:
            # copying files beats writing the copy to the log: nothing here must survive a crash
            statement += sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(template))
        self._execute(statement)
        return self.url_for(dbname)

    def drop(self, dbname: str) -> None:
        """Remove ``dbname`` if it exists, and end the connections to it."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(dbname)))

    def release(self) -> None:
        """Leave the cluster: the last one to leave stops it. Harmless when repeated."""
        self.membership.close()

    def connect(self, dbname: str) -> psycopg.Connection:
        """Return a connection in autocommit."""
        return psycopg.connect(
            host=str(self.socket_dir), port=5432, user="center", dbname=dbname, autocommit=True
        )

    def _execute(self, statement: sql.Composed) -> None:
        with self.connect("postgres") as connection:
            connection.execute(statement)


def start_cluster(directory: Path, *, durable: bool = False) -> Cluster:
    """Start the cluster of ``directory``, or join it when another process has started it already.

    ``directory`` holds only the locks; the data lies in a folder of its own under ``/tmp``.
    With ``durable`` a commit reaches the disk, as on a real server. Raises PostgresMissing.
    """
    directory.mkdir(parents=True, exist_ok=True)
    lock = directory / "postgres"
    with (directory / "postgres.starting").open("w") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        membership = lock.open("w")
        try:
            fcntl.flock(membership, fcntl.LOCK_SH)  # waits for a guard that is clearing up
            note = directory / "postgres.cluster"
            if not note.exists():
                note.write_text(json.dumps(str(_start_server(lock, durable=durable))))
            return Cluster(Path(json.loads(note.read_text())), membership)
        except BaseException:
            membership.close()
            raise


@contextmanager
def throwaway_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Start a cluster for this block alone."""
    with tempfile.TemporaryDirectory(prefix="center-cluster-") as directory:
        cluster = start_cluster(Path(directory), durable=durable)
        try:
            yield cluster
        finally:
            cluster.release()
            _wait_until_gone(cluster.socket_dir)


def find_binaries() -> Path:
    """Return the folder of ``initdb`` and ``postgres``, of the newest version on this machine.

    Raises PostgresMissing.
    """
    packaged = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(packaged, key=lambda folder: int(folder.parent.name), reverse=True)
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(answer.stdout.strip()))
    if initdb := shutil.which("initdb"):
        folders.append(Path(initdb).resolve().parent)
    for folder in folders:
        if os.access(folder / "initdb", os.X_OK) and os.access(folder / "postgres", os.X_OK):
            return folder
    raise PostgresMissing(
        "The tests need PostgreSQL's server programs (initdb, postgres). "
        "./dev test installs them; by hand: apt-get install postgresql"
    )


def _start_server(lock: Path, *, durable: bool) -> Path:
    """Make a cluster, start it under a guard that waits for ``lock``; return the socket's folder."""
    binaries = find_binaries()
    account = _ordinary_account()
    # not TMPDIR: a socket's path has at most 107 bytes, and the server's account must be able to reach it
    data = Path(tempfile.mkdtemp(prefix="center-pg-", dir="/tmp"))
    log = data / "server.log"
    become: list[str] = []
    if account is not None:
        os.chown(data, account.pw_uid, account.pw_gid)
        become = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    init = "--no-sync --no-instructions --auth=trust --encoding=UTF8 --locale=C.UTF-8 --username=center"
    made = subprocess.run(
        [*become, str(binaries / "initdb"), *init.split(), f"--pgdata={data / 'cluster'}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=data,
    )
    if made.returncode:
        shutil.rmtree(data)
        raise PostgresMissing(f"initdb failed: {made.stdout}{made.stderr}")
    settings = {"listen_addresses": "", "unix_socket_directories": str(data), "timezone": "UTC"}
    settings |= {} if durable else QUICK
    server = [*become, str(binaries / "postgres"), "-D", str(data / "cluster"), "-p", "5432"]
    for name, value in settings.items():
        server += ["-c", f"{name}={value}"]
    with log.open("w") as output:
        # a session of its own: Ctrl-C is for the tests; the server goes when they have gone
        subprocess.run(
            ["sh", "-c", GUARD, "postgres-guard", str(lock), str(data), *server],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            start_new_session=True,
            check=True,
        )
    _wait_until_ready(data, log)
    return data


def _ordinary_account() -> pwd.struct_passwd | None:
    """Return the account the server runs as when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresMissing("Root may not run PostgreSQL, and there is no account 'postgres' or 'nobody'.")


def _wait_until_ready(socket_dir: Path, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(host=str(socket_dir), port=5432, user="center", dbname="postgres").close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise PostgresMissing(f"PostgreSQL did not start: {error}\n{log.read_text()}") from error
            time.sleep(0.02)
        else:
            return


def _wait_until_gone(data: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while data.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
