"""Where the health part of a sheet may be filled in from: the medical module registers what it has measured.

This package knows nobody above it. A source is asked only for readers with its permission.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from center.auth.permissions import Permission
from center.residents.collection.model import SubstanceFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthFacts:
    """What was examined and measured; nothing of it is secret by law."""

    height_cm: Decimal | None = None
    weight_kg: Decimal | None = None
    pulse: int | None = None
    systolic: int | None = None
    diastolic: int | None = None
    history: str = ""
    findings: str = ""
    substances: tuple[SubstanceFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class HealthSource:
    """Who measures, and who may read it."""

    permission: Permission
    read: Callable[[int], HealthFacts | None]
    """Called with the id of a stay; a fixed number of statements."""


_sources: dict[str, HealthSource] = {}


def register_health_source(name: str, source: HealthSource) -> None:
    """Add a source; the same again changes nothing. Raises ValueError when its name is taken."""
    if _sources.setdefault(name, source) != source:
        raise ValueError(f"two sources of health facts are named {name!r}")


def health_of(stay_id: int, may: Callable[[str], bool]) -> HealthFacts | None:
    """Return what the first source has that the reader may see; None where there is nothing."""
    for source in _sources.values():
        if may(source.permission):
            found = source.read(stay_id)
            if found is not None:
                return found
    return None
