"""The frame of the measurements: registry, rows, table and JSON."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


class BenchFailed(Exception):
    """A measurement went wrong: a wrong answer, a server that did not start."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the app beside the same figure of the barest thing that does the same work."""

    name: str
    value: float | None
    """None when the app cannot do it yet; the baseline is measured all the same."""
    unit: str
    baseline: str
    """What was measured beside it, in words."""
    baseline_value: float

    @property
    def ratio(self) -> float | None:
        """Return value / baseline: 1 is the limit of the machine, whichever way is better."""
        return None if self.value is None else self.value / self.baseline_value

    def as_json(self) -> dict[str, str | float | None]:
        """Return the row as the fields name, value, unit, baseline, baseline_value, ratio."""
        return {**asdict(self), "ratio": self.ratio}


Bench = Callable[[Path], Iterable[Row]]
"""A measurement: takes an empty folder for its files, returns rows."""

BENCHES: dict[str, Bench] = {}


def bench(name: str) -> Callable[[Bench], Bench]:
    """Register a measurement under ``name``, the word people type after ``./dev bench``."""

    def register(function: Bench) -> Bench:
        if name in BENCHES:
            raise ValueError(f"two measurements are called {name}")
        BENCHES[name] = function
        return function

    return register


def milliseconds(work: Callable[[], object]) -> float:
    """Do ``work`` once and return how long it took."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def medians_in_turn(rounds: int, *works: Callable[[], float]) -> list[float]:
    """Measure each of ``works`` ``rounds`` times, in turn, and return the median of each.

    In turn, because other work on the machine must not fall on one of them alone.
    """
    figures: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for measure, seen in zip(works, figures, strict=True):
            seen.append(measure())
    return [statistics.median(seen) for seen in figures]


def percentile(figures: Sequence[float], share: float) -> float:
    """Return the smallest figure that at least ``share`` (0–1) of ``figures`` do not exceed."""
    ordered = sorted(figures)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table for people."""
    cells = [("what", "value", "unit", "limit", "ratio", "the limit is")]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        cells.append(
            (row.name, _figure(row.value), row.unit, _figure(row.baseline_value), ratio, row.baseline)
        )
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    for name, value, unit, limit, ratio, baseline in cells:
        yield (
            f"{name:<{widths[0]}}  {value:>{widths[1]}}  {unit:<{widths[2]}}"
            f"  {limit:>{widths[3]}}  {ratio:>{widths[4]}}  {baseline}"
        )


def write_json(rows: Sequence[Row], file: Path) -> None:
    """Write ``rows`` as a JSON list, one row a line."""
    lines = ",\n".join(json.dumps(row.as_json(), ensure_ascii=False) for row in rows)
    file.write_text(f"[\n{lines}\n]\n" if rows else "[]\n", encoding="utf-8")


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
