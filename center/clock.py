"""Time: the injected clock, and the local calendar of the center."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from flask import current_app

LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the machine's present instant in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until told otherwise; for tests and the demo center."""

    def __init__(self, at: datetime) -> None:
        self.set(at)

    def set(self, at: datetime) -> None:
        """Put the clock to ``at`` (aware)."""
        if at.tzinfo is None:
            raise ValueError("a clock needs an aware instant")
        self._now = at.astimezone(UTC)

    def advance(self, **delta: float) -> None:
        """Move the clock by ``timedelta(**delta)``."""
        self._now += timedelta(**delta)

    def now(self) -> datetime:
        """Return the instant the clock was put to."""
        return self._now


def clock() -> Clock:
    """Return the clock of the current application."""
    found: Clock = current_app.extensions["center.clock"]
    return found


def local_date(instant: datetime) -> date:
    """Return the local calendar day of ``instant`` (aware)."""
    if instant.tzinfo is None:
        raise ValueError("an instant must be aware")
    return instant.astimezone(LOCAL_ZONE).date()


def local_day(day: date) -> tuple[datetime, datetime]:
    """Return the local day as two UTC instants, the end excluded."""
    return local_instant(day), local_instant(day + timedelta(days=1))


def local_instant(day: date, at: time = time.min) -> datetime:
    """Return the UTC instant of local wall time ``at`` on ``day``."""
    return datetime.combine(day, at, LOCAL_ZONE).astimezone(UTC)


def today() -> date:
    """Return the local day of the application's clock."""
    return local_date(clock().now())
