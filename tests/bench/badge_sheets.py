"""A whole center's badges as print-ready sheets, beside the same sheets drawn bare by the fastest PDF library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.frame import BenchFailed, Row, bench

BADGES = 2500

WORDS = "the same sheets, one document of bare Typst"


@bench("badge_sheets")
def badge_sheets(folder: Path) -> Iterator[Row]:
    """Measure seconds and peak memory, each in a process of its own; every code of the sheets must be read."""
    _run("prepare", folder)
    app, bare = _run("app", folder), _run("bare", folder)
    if app["read"] != BADGES:
        raise BenchFailed(f"{app['read']} of {BADGES} codes could be read from the sheets")
    yield Row("badge_sheets", app["seconds"], "s", WORDS, bare["seconds"])
    yield Row("badge_sheets.memory", app["megabytes"], "MB", WORDS, bare["megabytes"])
    yield Row("badge_sheets.size", app["size"], "MB", WORDS, bare["size"])


def _run(part: str, folder: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.badge_parts", part, str(folder), str(BADGES)],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "CENTER_DATA_DIR": str(folder)},
    )
    if done.returncode:
        raise BenchFailed(f"{part} ended with {done.returncode}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
