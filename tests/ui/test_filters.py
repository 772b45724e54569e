"""How facts are written on the screen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest
from flask import Flask, render_template_string

from center.ui import filters
from tests.ui.ingredients import NOW


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


def test_an_instant_is_shown_in_local_time() -> None:
    late = datetime(2026, 11, 22, 17, 5, tzinfo=UTC)
    assert filters.format_date(late) == "23/11/2026"
    assert filters.format_time(late) == "00:05"
    assert filters.format_datetime(late) == "23/11/2026 00:05"
    assert filters.format_iso(late) == "2026-11-23T00:05:00+07:00"
    elsewhere = late.astimezone(timezone(timedelta(hours=-8)))
    assert filters.format_datetime(elsewhere) == "23/11/2026 00:05"


def test_a_day_has_no_zone() -> None:
    assert filters.format_date(date(987, 1, 2)) == "02/01/0987"
    assert filters.format_day_month(date(2026, 1, 2)) == "02/01"
    assert filters.format_iso(date(2026, 1, 2)) == "2026-01-02"


@pytest.mark.parametrize("name", ["date", "time", "datetime", "iso"])
def test_an_instant_without_a_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="aware"):
        filters.FILTERS[name](datetime(2026, 1, 1))  # noqa: DTZ001  the point of the test


@pytest.mark.parametrize("name", sorted(filters.FILTERS))
def test_nothing_is_shown_as_nothing(name: str) -> None:
    assert filters.FILTERS[name](None) == ""


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (0, None, "0"),
        (1312, None, "1.312"),
        (-1234567, None, "-1.234.567"),
        (Decimal("1234.50"), None, "1.234,50"),
        (Decimal("0.125"), None, "0,125"),
        (Decimal("1E+3"), None, "1.000"),
        (36.8, None, "36,8"),
        (0.1 + 0.2, None, "0,3"),
        (2.0, None, "2"),
        (1234.567, 1, "1.234,6"),
        (5, 2, "5,00"),
    ],
)
def test_a_number_has_points_between_thousands_and_a_comma(
    value: int | float | Decimal, places: int | None, written: str
) -> None:
    assert filters.format_number(value, places) == written


@pytest.mark.parametrize(
    ("size", "written"),
    [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (31_457_280, "30,0 MB"), (1_048_575, "1.024 KB")],
)
def test_a_file_has_a_readable_size(size: int, written: str) -> None:
    assert filters.format_bytes(size) == written


def test_a_sex_is_named(inside: Flask) -> None:
    assert [filters.sex_label(value) for value in (Sex.MALE, "female", "other", None)] == [
        "Nam",
        "Nữ",
        "Chưa rõ",
        "",
    ]


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2008, 11, 22), date(2026, 11, 22), "18"),
        (date(2008, 11, 23), date(2026, 11, 22), "17"),
        (date(2008, 2, 29), date(2026, 2, 28), "17"),
        (date(2008, 2, 29), date(2026, 3, 1), "18"),
        (date(2008, 2, 29), date(2028, 2, 29), "20"),
        (date(2026, 11, 22), date(2026, 11, 22), "0"),
    ],
)
def test_age_counts_completed_years(born: date, on: date, age: str) -> None:
    assert filters.age_on(born, on) == age


def test_age_and_days_are_counted_from_the_apps_clock(inside: Flask) -> None:
    shown = render_template_string(
        "{{ born|age }} {{ tomorrow|days_until }} {{ today|days_until }} {{ before|days_until }} {{ 1200|days }}",
        born=date(1990, 11, 22),
        tomorrow=NOW + timedelta(days=1),
        today=date(2026, 11, 22),
        before=date(2026, 11, 20),
    )
    assert shown == "36 còn 1 ngày hôm nay quá 2 ngày 1.200 ngày"
