"""Days of a stay that follow from calendar rules, so that a new value can say which of them it moves. Pure.

The module that owns a deadline registers it here, as it registers a panel: ``residents`` the limits of the stages,
``handover`` the notice of the coming end. Each gets the plain facts of a stay and a book, and answers a day or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from center.legal.rules import Parameter, ParameterBook


@dataclass(frozen=True, slots=True, kw_only=True)
class StayFacts:
    """What a clock may read of an open stay."""

    kind: str
    """``StayKind`` value."""
    stage: str
    """``Stage`` value."""
    stage_since: date
    last_day: date | None
    """Last day of the term by the book that is asked; None in custody."""
    today: date


@dataclass(frozen=True, slots=True)
class Clock:
    """One day that a rule sets for a stay."""

    key: str
    label: str
    """Lazy string."""
    names: frozenset[str]
    """Parameters it looks up."""
    day: Callable[[StayFacts, ParameterBook], date | None]
    """None where the rule says nothing about such a stay, or the day has passed and no longer matters."""
    order: int = 100


_clocks: dict[str, Clock] = {}


def register_clocks(clocks: Iterable[Clock]) -> None:
    """Add clocks; the same ones again change nothing. Raises ValueError when a key is taken."""
    for clock in clocks:
        known = _clocks.setdefault(clock.key, clock)
        if known is not clock and known != clock:
            raise ValueError(f"two clocks claim the key {clock.key!r}")


def clocks() -> tuple[Clock, ...]:
    """Return every clock in its order."""
    return tuple(sorted(_clocks.values(), key=lambda clock: (clock.order, clock.key)))


def first_day_reached(
    book: ParameterBook, name: str, since: date, reached: Callable[[Parameter], date]
) -> date | None:
    """Return the first day from ``since`` on on which the row in force that day is satisfied.

    ``reached`` says from which day on a row would be. The row of the day itself decides, so that a value which
    changes meanwhile counts from its own first day. None where no row ever says anything.
    """
    for row in (row for row in book if row.name == name):
        day = max(reached(row), row.valid_from, since)
        if row.in_force(day):
            return day
    return None
