"""The app as the measurements see it: the only file here that knows its commands, pages and services."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bare import Paper
from tests.bench.frame import BenchFailed, NotThere
from tests.bench.load import Shot


@dataclass(frozen=True, slots=True)
class Packet:
    """A handover packet of the demo center."""

    build: Callable[[], object]
    """Builds it as the app does: facts, papers, contents, one PDF."""
    papers: tuple[Paper, ...]
    """The HTML of its papers, for the same rendering without the app."""


def command(*arguments: str) -> list[str]:
    """Return the command line of ``center`` in the environment that runs the measurements."""
    script = Path(sys.executable).parent / "center"
    if not script.is_file():
        raise BenchFailed(f"{script} is missing: start the measurements with ./dev bench, which installs it")
    return [str(script), *arguments]


def prepare(database_url: str, folder: Path) -> None:
    """Bring the database at ``database_url`` to the newest schema and put a demo center in it.

    ``folder`` is the app's data folder; ``center up`` serves both afterwards. Raises NotThere.
    """
    raise NotThere("scanning a badge at a post")


def scan_shots(port: int, clients: int, each: int) -> list[list[Shot]]:
    """Sign in at the app on ``port`` and return ``each`` badge scans for every one of ``clients``."""
    raise NotThere("scanning a badge at a post")


def packet(folder: Path) -> Packet:
    """Return a packet to be built, of a stay whose term has ended, in a demo center in ``folder``."""
    raise NotThere("the handover packet")
