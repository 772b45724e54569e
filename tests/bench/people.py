"""Search, file and lists with 100,000 people, beside the same pages with 2,500."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.bench import crowd, servers, subject
from tests.bench.frame import Row, bench, percentile
from tests.bench.load import Shot, fire
from tests.support.postgres import throwaway_cluster

FEW, MANY = 2_500, 100_000
INSIDE = 0.6
"""Share of the people who are on the roll, in both: harder than life, where a center's beds stay the same."""
ROUNDS = 5
KINDS = ("search", "file", "list")


@bench("people")
def people(folder: Path) -> Iterator[Row]:
    """Measure on both databases: each page is asked of both centers in turn."""

    def copy_file(few: Path, many: Path) -> str:
        shutil.copytree(few, many)
        return f"sqlite:///{many / 'center.sqlite3'}"

    yield from _measure("sqlite", folder, lambda data: f"sqlite:///{data / 'center.sqlite3'}", copy_file)
    with throwaway_cluster(durable=True) as cluster:
        cluster.create("few")

        def copy_database(few: Path, many: Path) -> str:
            shutil.copytree(few, many)
            return cluster.create("many", template="few")

        yield from _measure("postgresql", folder, lambda _data: cluster.url_for("few"), copy_database)


def _measure(
    engine: str, folder: Path, url: Callable[[Path], str], copy: Callable[[Path, Path], str]
) -> Iterator[Row]:
    """Build one demo center, copy it, and let both grow; ``copy`` returns the address of the copied database."""
    data = {size: folder / f"{engine}-{size}" for size in (FEW, MANY)}
    data[FEW].mkdir()
    urls = {FEW: url(data[FEW])}
    subject.prepare(urls[FEW], data[FEW])
    urls[MANY] = copy(data[FEW], data[MANY])
    with ExitStack() as stack:
        centers = []
        for size in (FEW, MANY):
            crowd.grow(urls[size], size, round(size * INSIDE))
            port = servers.free_port()
            settings = {"CENTER_DATA_DIR": str(data[size]), "CENTER_DATABASE_URL": urls[size]}
            stack.enter_context(servers.running(subject.command("up", "--port", str(port)), port, settings))
            asked = crowd.questions(urls[size])
            centers.append((port, subject.signed_in(port, "hoso"), asked))
        for kind in KINDS:
            few, many = _p95s([(port, headers, getattr(asked, kind)) for port, headers, asked in centers])
            words = f"the same with {FEW:,} people; {INSIDE:.0%} on the roll in both"
            yield Row(f"people.{engine}.{kind}_p95", many, "ms", words, few)


def _p95s(centers: Sequence[tuple[int, dict[str, str], Sequence[str]]]) -> list[float]:
    """Return for each center the time that 95 of 100 pages do not exceed; of each page the median of its rounds."""
    seen: list[list[tuple[float, ...]]] = [[] for _ in centers]
    for number in range(ROUNDS + 1):  # in turn; the first round only warms up
        for (port, headers, paths), figures in zip(centers, seen, strict=True):
            load = fire(port, [[Shot("GET", path, headers=headers) for path in paths]])
            figures += [load.latencies_ms] if number else []
    return [
        percentile([statistics.median(page) for page in zip(*rounds, strict=True)], 0.95) for rounds in seen
    ]
