"""The rhythm of observations in force on a day, read from the dated parameters."""

from __future__ import annotations

from datetime import date, timedelta

from center.legal.queries import parameter_book
from center.medical.observation.schedule import Rhythm


def rhythm_on(on: date) -> Rhythm:
    """Return the intervals in force on ``on``."""
    book = parameter_book()

    def number(name: str) -> int:
        return book.value_int(f"clinical.{name}", on=on)

    def hours(name: str) -> timedelta:
        return timedelta(hours=number(name))

    return Rhythm(
        first_days=hours("chart.interval_hours.days_1_3"),
        next_days=hours("chart.interval_hours.days_4_7"),
        later_days=hours("chart.interval_hours.days_8_15"),
        red_repeat=timedelta(minutes=number("chart.red_repeat_max")),
        cows_moderate=hours("cows.interval_hours.moderate"),
        cows_mild=hours("cows.interval_hours.mild"),
        cows_none=hours("cows.interval_hours.none"),
        mild_from=number("cows.mild_from"),
        moderate_from=number("cows.moderate_from"),
        low_readings=number("cows.low_readings_for_daily"),
    )
