"""Due instants: what is counted in days ends at local midnight, what is counted in hours to the minute. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MIDNIGHT = time.min


def end_of_day(day: date) -> datetime:
    """Return the instant ``day`` is over, 24:00 local time (Civil Code 91/2015 art. 148.6)."""
    return start_of_day(day + timedelta(days=1))


def start_of_day(day: date) -> datetime:
    """Return the instant ``day`` begins."""
    return datetime.combine(day, MIDNIGHT, ZONE)


def is_whole_day(due_at: datetime) -> bool:
    """Tell whether a due time means "by the end of that day" and not an hour."""
    return due_at.astimezone(ZONE).time() == MIDNIGHT


def last_due_day(due_at: datetime) -> date:
    """Return the last local day on which a duty is in time."""
    return (due_at - timedelta(microseconds=1)).astimezone(ZONE).date()
