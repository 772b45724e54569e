"""The nightly copy of an SQLite database; everything the center has, photos and papers too, is in that one file.

To restore: stop the program, put a copy in the place of ``center.sqlite3`` (remove ``-wal`` and ``-shm`` beside
it), start the program. A copy made on the same disk does not survive that disk: carry them elsewhere.
PostgreSQL is saved by its own tools (``pg_dump``, base backups), outside this program.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from flask import current_app

from center.clock import LOCAL_ZONE
from center.config import Config
from center.db import db
from center.errors import CenterError

KEPT = 14
"""Copies kept: two weeks, so that damage found after a long holiday can still be undone."""
PREFIX = "center-"


class BackupFailed(CenterError):
    """No usable copy could be made; the earlier copies are untouched."""


def nightly_backup(now: datetime) -> str:
    """Copy the SQLite database into the data folder's ``backups``, check the copy, drop the oldest ones.

    Returns one line about it. Raises BackupFailed when there is no room or the copy is damaged.
    """
    url = db.engine.url
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return "not SQLite: nothing to do"
    config: Config = current_app.extensions["center.config"]
    folder = config.data_dir / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    made = back_up(Path(url.database), folder / f"{PREFIX}{now.astimezone(LOCAL_ZONE):%Y%m%d-%H%M%S}.sqlite3")
    dropped = prune(folder)
    return f"{made.name}: {made.stat().st_size} bytes, {dropped} old removed"


def back_up(database: Path, target: Path) -> Path:
    """Write a consistent copy of ``database`` to ``target`` while others go on writing; return ``target``.

    The copy appears under its name only when it is whole and on the disk. Raises BackupFailed.
    """
    needed = database.stat().st_size
    if shutil.disk_usage(target.parent).free < needed * 1.1 + 1024 * 1024:
        raise BackupFailed(f"not enough room in {target.parent} for {needed} bytes")
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=30)) as source:
            # one read transaction, so a snapshot; the file API would start over at every write of others
            source.execute("VACUUM INTO ?", (str(part),))
        part.chmod(0o600)
        with closing(sqlite3.connect(f"{part.as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise BackupFailed(f"the copy is damaged: {verdict}")
        _to_disk(part)
        part.rename(target)
        _to_disk(target.parent)
    except (sqlite3.Error, OSError) as error:
        raise BackupFailed(str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def prune(folder: Path, keep: int = KEPT) -> int:
    """Remove all but the newest ``keep`` copies (their names sort by time); return how many went."""
    copies = sorted(folder.glob(f"{PREFIX}*.sqlite3"))
    old = copies[: max(0, len(copies) - keep)]
    for copy in old:
        copy.unlink()
    return len(old)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
