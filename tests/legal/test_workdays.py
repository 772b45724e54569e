"""Working days: weekends, holidays of the library, swapped days, what the center enters itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.legal.workdays.public import public_days_off, swapped_working_days
from center.legal.workdays.rules import WorkCalendar

YEARS = range(2025, 2030)
VIETNAM = WorkCalendar(
    {day: name for year in YEARS for day, name in public_days_off(year)},
    {day: "" for year in YEARS for day in swapped_working_days(year)},
)
days = st.dates(date(2026, 1, 1), date(2028, 12, 1))


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        # an ordinary week: Monday 2026-11-16 + 2 = Wednesday
        (date(2026, 11, 16), 2, date(2026, 11, 18)),
        # over a weekend: Thursday + 2 = Monday
        (date(2026, 11, 19), 2, date(2026, 11, 23)),
        # from a Sunday, which is not counted: Monday 23rd is the first; 24/11 is Vietnam Culture Day
        (date(2026, 11, 22), 2, date(2026, 11, 25)),
        # 0: the day itself when it is worked, else the next that is
        (date(2026, 11, 16), 0, date(2026, 11, 16)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        # Tết 2026: 16 to 20 February (Monday to Friday) off; Friday 13th + 1 = Monday 23rd
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        # Tết 2027: 4 to 10 February off (the 6th and 7th lie on the weekend); Wednesday 3rd + 2 = Friday 12th
        (date(2027, 2, 3), 2, date(2027, 2, 12)),
        # 30/4 and 1/5 2026 are Thursday and Friday; Wednesday 29th + 1 = Monday 4 May
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        # 30/4 2027 is a Friday, 1/5 a Saturday with Monday the 3rd given for it; Thursday 29th + 1 = Tuesday 4th
        (date(2027, 4, 29), 1, date(2027, 5, 4)),
        # 2/9 2026: Saturday 22/08 is worked, Monday 31/08 off instead, 1 and 2 September off
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
        # 2/9 2027 is a Thursday, with the 3rd; Wednesday 1st + 1 = Monday 6th
        (date(2027, 9, 1), 1, date(2027, 9, 6)),
        # the tenth anniversary kings, 26/04/2026, is a Sunday: Monday the 27th is given for it
        (date(2026, 4, 24), 1, date(2026, 4, 28)),
        # over New Year: Thursday 31/12/2026 + 1 = Monday 4/1/2027
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
    ],
)
def test_working_days_are_counted_over_weekends_and_holidays(start: date, count: int, expected: date) -> None:
    assert VIETNAM.add(start, count) == expected


def test_a_swapped_saturday_is_worked_and_beats_a_holiday() -> None:
    swapped = WorkCalendar({date(2026, 1, 2): "Nghỉ hoán đổi"}, {date(2026, 1, 10): "Làm bù ngày 02/01"})
    assert not swapped.is_working(date(2026, 1, 2))
    assert swapped.is_working(date(2026, 1, 10))
    assert swapped.add(date(2026, 1, 9), 1) == date(2026, 1, 10)
    assert WorkCalendar({date(2026, 1, 10): "x"}, {date(2026, 1, 10): "y"}).is_working(date(2026, 1, 10))


@given(days, st.integers(0, 40))
def test_the_result_is_worked_and_has_so_many_working_days_before_it(start: date, count: int) -> None:
    end = VIETNAM.add(start, count)
    assert VIETNAM.is_working(end)
    assert count == 0 or VIETNAM.between(start + timedelta(days=1), end) == count


def test_nobody_counts_backwards_or_without_end() -> None:
    with pytest.raises(ValueError, match="cannot count"):
        VIETNAM.add(date(2026, 1, 5), -1)
    never = WorkCalendar({date(2026, 1, 5) + timedelta(days=n): "" for n in range(200)})
    with pytest.raises(ValueError, match="no working day"):
        never.add(date(2026, 1, 5), 1)
    assert VIETNAM.between(date(2026, 1, 5), date(2026, 1, 4)) == 0


def test_years_the_library_does_not_know_have_no_holidays() -> None:
    assert public_days_off(1990) == ()
    assert swapped_working_days(2200) == ()
    assert dict(public_days_off(2026))[date(2026, 9, 2)] == "Quốc khánh"
