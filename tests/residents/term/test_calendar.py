from datetime import date

import pytest

from center.residents.term.calendar import add_months, days_between, last_day_of
from tests.residents.term.support import day


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-07-10", 24, "2028-07-10"),
        ("2026-01-31", 1, "2026-02-28"),  # February 2026 has no 31st
        ("2024-01-31", 1, "2024-02-29"),  # nor has that of a leap year
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-08-31", 3, "2026-11-30"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-12-31", 14, "2028-02-29"),
        ("2026-07-10", 0, "2026-07-10"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-01-15", -13, "2024-12-15"),
    ],
)
def test_months_end_where_the_calendar_ends_them(start: str, months: int, expected: str) -> None:
    assert add_months(day(start), months) == day(expected)


@pytest.mark.parametrize(
    ("first", "months", "last", "days"),
    [
        # 365 (to 2027-07-09) + 366 (29 February 2028)
        ("2026-07-10", 24, "2028-07-09", 731),
        # 365 + 366 + 365
        ("2026-07-10", 36, "2029-07-09", 1096),
        # eve of 2026-02-28; 366 to 2025-02-28, then 306 to 2025-12-31, 31 + 27
        ("2024-02-29", 24, "2026-02-27", 730),
        # eve of 2027-02-28; 1 + 30 + 31 + 30 + 31 + 31 + 27
        ("2026-08-31", 6, "2027-02-27", 181),
        # eve of 2024-02-29; 1 + 30 + 31 + 30 + 31 + 31 + 28
        ("2023-08-31", 6, "2024-02-28", 182),
        # the 30th, same target: one day longer because it began one day earlier
        ("2023-08-30", 6, "2024-02-28", 183),
        ("2023-08-29", 6, "2024-02-28", 184),
        # 2026-08-01 to 2027-07-31: 365; to 2028-07-31: 366
        ("2026-08-01", 24, "2028-07-31", 731),
        # the target month has a 31st
        ("2026-08-31", 24, "2028-08-30", 731),
        # 1 + 365 + 31 + 28
        ("2022-12-31", 14, "2024-02-28", 425),
        ("2026-02-01", 1, "2026-02-28", 28),
    ],
)
def test_the_last_day_is_inside_the_term(first: str, months: int, last: str, days: int) -> None:
    assert last_day_of(day(first), months) == day(last)
    assert days_between(day(first), day(last)) == days


def test_the_eve_is_no_day_at_all() -> None:
    assert days_between(date(2026, 7, 10), date(2026, 7, 9)) == 0


def test_a_later_first_day_never_ends_earlier() -> None:
    ends = [last_day_of(date.fromordinal(date(2023, 1, 1).toordinal() + n), 6) for n in range(1500)]
    assert ends == sorted(ends)
