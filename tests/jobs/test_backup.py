"""The nightly copy: whole, usable, and not piling up."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from center.config import Config
from center.db import db, unit_of_work
from center.jobs import backup
from center.jobs.backup import BackupFailed, nightly_backup
from center.jobs.models import JobRun
from center.jobs.service import begin_run

NIGHT = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)


@pytest.fixture
def data_dir(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    config: Config = app.extensions["center.config"]
    from dataclasses import replace

    monkeypatch.setitem(app.extensions, "center.config", replace(config, data_dir=tmp_path))
    return tmp_path


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def test_the_copy_can_be_put_in_the_place_of_the_database(app: Flask, data_dir: Path) -> None:
    with unit_of_work():
        begin_run("before", "before", now=NIGHT)
    line = nightly_backup(NIGHT)
    if not is_sqlite():
        assert line == "not SQLite: nothing to do"
        assert list(data_dir.iterdir()) == []
        return
    with unit_of_work():
        begin_run("after", "after", now=NIGHT)
    (copy,) = (data_dir / "backups").iterdir()
    assert copy.name == "center-20261122-023000.sqlite3"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert line.startswith(f"{copy.name}: {copy.stat().st_size} bytes")
    restored = data_dir / "restored.sqlite3"
    shutil.copyfile(copy, restored)
    engine = create_engine(f"sqlite:///{restored}")
    with engine.connect() as connection:
        assert connection.scalars(text("SELECT name FROM job_runs")).all() == ["before"]
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        assert connection.scalar(text("SELECT count(*) FROM accounts")) == 12
        # the triggers that keep facts from being changed are in the copy too
        assert connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"))
    engine.dispose()


def test_the_copy_is_made_while_others_write(app: Flask, data_dir: Path) -> None:
    if not is_sqlite():
        assert nightly_backup(NIGHT)
        return
    with unit_of_work() as session:
        session.add(JobRun(name="open", due_key="open", started_at=NIGHT, outcome="running"))
        session.flush()
        nightly_backup(NIGHT)
    (copy,) = (data_dir / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM job_runs").fetchone() == (0,)


def test_the_newest_fourteen_copies_are_kept(tmp_path: Path) -> None:
    for day in range(1, 21):
        (tmp_path / f"center-202611{day:02}-023000.sqlite3").touch()
    (tmp_path / "notes.txt").touch()
    assert backup.prune(tmp_path) == 6
    left = sorted(file.name for file in tmp_path.iterdir())
    assert left[0] == "center-20261107-023000.sqlite3"
    assert len(left) == 15


def make_database(folder: Path) -> Path:
    path = folder / "center.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.executemany("INSERT INTO t VALUES (?)", [(n,) for n in range(1000)])
        connection.commit()
    return path


def test_without_room_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_database(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))  # type: ignore[attr-defined]
    with pytest.raises(BackupFailed, match="not enough room"):
        backup.back_up(source, tmp_path / "copy.sqlite3")
    assert [file.name for file in tmp_path.iterdir()] == ["center.sqlite3"]


def test_a_damaged_database_leaves_no_copy_and_the_old_ones_stay(tmp_path: Path) -> None:
    source = make_database(tmp_path)
    earlier = tmp_path / "center-20261101-023000.sqlite3"
    earlier.touch()
    content = bytearray(source.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    source.write_bytes(content)
    with pytest.raises(BackupFailed):
        backup.back_up(source, tmp_path / "center-20261102-023000.sqlite3")
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "center-20261101-023000.sqlite3",
        "center.sqlite3",
    ]
