"""The throw-away PostgreSQL: shared while somebody needs it, gone afterwards however they ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.support.postgres import Cluster, PostgresMissing, find_binaries, start_cluster, throwaway_cluster

JOIN_AND_WAIT = """
import sys, time
from pathlib import Path
from tests.support.postgres import start_cluster
cluster = start_cluster(Path(sys.argv[1]))
print(cluster.socket_dir, flush=True)
time.sleep(60)
"""


def _connect(cluster: Cluster, dbname: str) -> psycopg.Connection:
    return psycopg.connect(host=str(cluster.socket_dir), port=5432, user="center", dbname=dbname)


def _is_gone_soon(folder: Path) -> bool:
    deadline = time.monotonic() + 20
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not folder.exists()


def test_a_database_is_made_from_a_template_and_dropped() -> None:
    with throwaway_cluster() as cluster:
        cluster.create("template")
        with _connect(cluster, "template") as connection:
            connection.execute("CREATE TABLE letter (text text); INSERT INTO letter VALUES ('Đặng')")
        url = cluster.create("copy", template="template")
        with closing(_connect(cluster, "copy")) as connection:
            assert connection.execute("SELECT text, lower(text) FROM letter").fetchone() == ("Đặng", "đặng")
            cluster.drop("copy")  # even while somebody is connected
        assert url == cluster.url_for("copy")
        cluster.drop("copy")  # and when it is not there
    assert not cluster.socket_dir.exists()


def test_it_lives_as_long_as_one_of_its_users_even_a_killed_one(tmp_path: Path) -> None:
    command = [sys.executable, "-c", JOIN_AND_WAIT, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        socket_dir = Path(other.stdout.readline().strip())
        cluster = start_cluster(tmp_path)
        try:
            assert cluster.socket_dir == socket_dir
            os.kill(other.pid, signal.SIGKILL)
            other.wait()
            cluster.create("after")
        finally:
            cluster.release()
    assert _is_gone_soon(socket_dir)
    later = start_cluster(tmp_path)
    later.release()
    assert later.socket_dir != socket_dir
    assert _is_gone_soon(later.socket_dir)


def test_missing_server_programs_are_a_failure_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "glob", lambda *_: iter(()))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PostgresMissing, match="apt-get install postgresql"):
        find_binaries()
