"""Search, file and lists with 100,000 people, beside the same pages with 2,500."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
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


@bench("people")
def people(folder: Path) -> Iterator[Row]:
    """Measure on both databases: each page is asked of both centers in turn."""
    yield from _measure("sqlite", folder, "sqlite:///{}/center.sqlite3")
    with throwaway_cluster(durable=True) as cluster:
        for name in ("few", "many"):
            cluster.create(name)
        yield from _measure("postgresql", folder, cluster.url_for("{}"))


def _measure(engine: str, folder: Path, url: str) -> Iterator[Row]:
    with ExitStack() as stack:
        centers = []
        for name, size in (("few", FEW), ("many", MANY)):
            data = folder / f"{engine}-{name}"
            data.mkdir()
            database = url.format(data if engine == "sqlite" else name)
            subject.prepare(database, data)
            crowd.grow(database, size, round(size * INSIDE))
            port = servers.free_port()
            settings = {"CENTER_DATA_DIR": str(data), "CENTER_DATABASE_URL": database}
            stack.enter_context(servers.running(subject.command("up", "--port", str(port)), port, settings))
            centers.append((port, subject.signed_in(port, "hoso"), crowd.questions(database)))
        for kind in ("search", "file", "list"):
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
