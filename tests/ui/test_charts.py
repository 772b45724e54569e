"""The numbers behind the drawings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.ui.charts import Band, Series, line_chart, nice_ticks
from center.ui.term_line import Segment, term_line

START = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
"""Local midnight of 2026-11-21."""


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 28, [0, 10, 20, 30]),
        (82, 150, [80, 100, 120, 140, 160]),
        (36.4, 38.9, [36, 37, 38, 39]),
        (5, 5, [4, 4.5, 5, 5.5, 6]),
        (0, 0, [0, 0.25, 0.5, 0.75, 1]),
        (-3, -3, [-4, -3.5, -3, -2.5, -2]),
        (0, 100000, [0, 25000, 50000, 75000, 100000]),
    ],
)
def test_ticks_are_round_and_enclose_the_values(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high, 5) == ticks


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_ticks_always_enclose_and_are_few(low: float, span: float) -> None:
    ticks = nice_ticks(low, low + span, 5)
    hair = (ticks[1] - ticks[0]) / 1e6
    assert ticks[0] <= low + hair
    assert ticks[-1] >= low + span - hair
    assert 2 <= len(ticks) <= 7


def test_points_lie_between_the_edges_in_order_of_time() -> None:
    points = [(START + timedelta(hours=8 * n), score) for n, score in ((2, 30), (0, 0), (1, 15))]
    chart = line_chart([Series("COWS", points)], title="Hội chứng cai")
    marks = chart.series[0].marks
    assert [mark.x for mark in marks] == [chart.left, (chart.left + chart.right) / 2, chart.right]
    assert [mark.y for mark in marks] == [chart.bottom, (chart.bottom + chart.top) / 2, chart.top]
    assert chart.series[0].path == "M50.0 210.0L318.0 111.0L586.0 12.0"
    assert marks[0].label == "COWS: 0 (21/11/2026 00:00)"
    assert not chart.is_empty


def test_one_point_stands_in_the_middle_without_a_line() -> None:
    chart = line_chart(
        [Series("Cân nặng", [(date(2026, 11, 22), Decimal("51.5"))])], title="Cân nặng", y_unit="kg"
    )
    assert chart.series[0].path == ""
    assert chart.series[0].marks[0].x == (chart.left + chart.right) / 2
    assert chart.table == (("22/11/2026", ("51,5",)),)


def test_nothing_measured_is_an_empty_chart() -> None:
    chart = line_chart([Series("Mạch", [])], title="Mạch")
    assert chart.is_empty
    assert chart.x_ticks == ()


def test_the_table_has_a_row_for_every_moment_and_gaps_where_nothing_was_measured() -> None:
    later = START + timedelta(hours=1)
    chart = line_chart([Series("a", [(START, 1), (later, 2)]), Series("b", [(later, 3)])], title="t")
    assert chart.table == (("21/11/2026 00:00", ("1", "")), ("21/11/2026 01:00", ("2", "3")))
    assert [series.marker for series in chart.series] == ["circle", "square"]


def test_a_band_is_cut_to_the_chart_and_one_outside_is_left_out() -> None:
    points = [(START, 0), (START + timedelta(days=1), 28)]
    bands = [Band(25, 48, "nặng", "danger"), Band(40, 48, "rất nặng", "danger"), Band(5, 13, "nhẹ")]
    chart = line_chart([Series("COWS", points)], bands, title="t")
    assert [band.label for band in chart.bands] == ["nặng", "nhẹ"]
    assert chart.bands[0].y == chart.top
    assert all(band.height > 0 for band in chart.bands)


@pytest.mark.parametrize(
    ("hours", "labels"),
    [
        (6, ["00:00", "01:00", "02:00", "03:00", "04:00", "05:00", "06:00"]),
        (24, ["00:00", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "00:00"]),
        (48, ["00:00", "06:00", "12:00", "18:00", "00:00", "06:00", "12:00", "18:00", "00:00"]),
        (72, ["21/11", "22/11", "23/11", "24/11"]),
    ],
)
def test_the_axis_of_time_is_labelled_by_local_hours_or_days(hours: int, labels: list[str]) -> None:
    chart = line_chart([Series("a", [(START, 1), (START + timedelta(hours=hours), 2)])], title="t")
    assert [tick.label for tick in chart.x_ticks] == labels


def test_readings_within_one_hour_still_have_an_axis() -> None:
    at = START + timedelta(minutes=5)
    chart = line_chart([Series("a", [(at, 1), (at + timedelta(minutes=20), 2)])], title="t")
    assert [tick.label for tick in chart.x_ticks] == ["00:05", "00:25"]


@pytest.mark.parametrize("days", [1, 9, 45, 200, 730, 4000])
def test_an_axis_of_days_never_has_more_labels_than_fit(days: int) -> None:
    first = date(2026, 1, 1)
    chart = line_chart([Series("a", [(first, 1), (first + timedelta(days=days), 2)])], title="t")
    assert 2 <= len(chart.x_ticks) <= 9
    assert chart.x_ticks[0].at == chart.left


def test_numbers_may_stand_on_the_axis_too() -> None:
    chart = line_chart([Series("a", [(1, 1), (8, 2)])], title="t")
    assert [tick.label for tick in chart.x_ticks] == ["2", "4", "6", "8"]


def test_kinds_of_x_do_not_mix_and_instants_are_aware() -> None:
    with pytest.raises(ValueError, match="one kind"):
        line_chart([Series("a", [(START, 1), (date(2026, 1, 1), 2)])], title="t")
    with pytest.raises(ValueError, match="aware"):
        line_chart([Series("a", [(datetime(2026, 1, 1), 1)])], title="t")  # noqa: DTZ001  the point of the test


def test_a_term_is_drawn_to_scale_with_both_ends_counted() -> None:
    line = term_line(
        [
            Segment("ahead", date(2026, 1, 8), date(2026, 1, 10), "ahead"),
            Segment("served", date(2026, 1, 1), date(2026, 1, 5)),
        ],
        today=date(2026, 1, 6),
    )
    assert line is not None
    assert [(part.x, part.width, part.days) for part in line.segments] == [(0, 500, "5"), (700, 300, "3")]
    assert line.segments[0].period == "01/01/2026 – 05/01/2026"
    assert (line.first_on, line.last_on) == (date(2026, 1, 1), date(2026, 1, 10))
    assert line.today_x == 500


@pytest.mark.parametrize("today", [None, date(2025, 12, 31), date(2026, 1, 11)])
def test_today_is_marked_only_inside_the_term(today: date | None) -> None:
    line = term_line([Segment("a", date(2026, 1, 1), date(2026, 1, 10))], today)
    assert line is not None
    assert line.today_x is None
    assert line.today is None


def test_a_term_without_parts_is_not_drawn() -> None:
    assert term_line([]) is None


def test_parts_of_a_term_neither_overlap_nor_run_backwards() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        term_line([Segment("a", date(2026, 1, 2), date(2026, 1, 1))])
    with pytest.raises(ValueError, match="share 2026-01-05"):
        term_line(
            [
                Segment("a", date(2026, 1, 1), date(2026, 1, 5)),
                Segment("b", date(2026, 1, 5), date(2026, 1, 9)),
            ]
        )
