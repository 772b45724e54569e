"""What those who treat say of the preliminary check; they register it, this package never asks them by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HealthNote:
    """That a person at the gate was looked at."""

    at: datetime
    by: str
    wording: str = ""
    """What the hand-over record may say of the person's state; never a diagnosis."""
    conclusion: str = ""
    """Public words of what is to be done: stay, be watched, go to hospital."""


Find = Callable[[Mapping[int, int | None]], Mapping[int, HealthNote]]
"""From receptions with their stays (None before admission) to the check of each that had one; fixed statements."""

_finders: dict[str, Find] = {}


def register_health_checks(name: str, find: Find) -> None:
    """Add who knows of checks; the same again changes nothing. Raises ValueError when the name is taken."""
    if _finders.setdefault(name, find) is not find:
        raise ValueError(f"two sources of health checks are named {name!r}")


def health_checks(receptions: Mapping[int, int | None]) -> dict[int, HealthNote]:
    """Return the earliest check of each reception that had one."""
    found: dict[int, HealthNote] = {}
    if not receptions:
        return found
    for find in _finders.values():
        for reception_id, note in find(receptions).items():
            known = found.get(reception_id)
            if known is None or note.at < known.at:
                found[reception_id] = note
    return found
