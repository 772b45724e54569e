"""Where the facts of an assessment come from: each feature counts what it recorded, for many residents at once.

This package knows nobody above it: ``vocational`` and ``security`` register their counts here. What medicine knows
reaches an assessment only as a restriction, whose public wording names no illness.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

Counts = Mapping[int, Mapping[str, int]]
"""Counts by stay, then by measure; what is missing is zero."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that can be counted for a resident in a period."""

    key: str
    """``area.what``, unique."""
    label: str
    """What it is, after its number: ``buổi vắng không lý do``. Lazy Vietnamese string."""


@dataclass(frozen=True, slots=True)
class Source:
    """The measures of one feature, and how they are counted."""

    key: str
    measures: tuple[Measure, ...]
    count: Callable[[Collection[int], date, date], Counts]
    """Called with stay ids and the first and last day of the period, both included; a fixed number of statements."""


_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Add a feature's measures; the same again changes nothing. Raises ValueError when its key is taken."""
    known = _sources.setdefault(source.key, source)
    if known is not source and known != source:
        raise ValueError(f"two sources claim the key {source.key!r}")


def measures() -> dict[str, Measure]:
    """Return every measure by key, in the order of their sources' keys."""
    return {measure.key: measure for _key, source in sorted(_sources.items()) for measure in source.measures}


def count_facts(stay_ids: Collection[int], first: date, last: date) -> dict[int, dict[str, int]]:
    """Return what every source counted for each stay in the period; zeros are left out."""
    found: dict[int, dict[str, int]] = {stay_id: {} for stay_id in stay_ids}
    if not found:
        return found
    for source in _sources.values():
        for stay_id, counts in source.count(stay_ids, first, last).items():
            found[stay_id].update({key: number for key, number in counts.items() if number})
    return found
