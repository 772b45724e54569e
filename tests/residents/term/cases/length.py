"""The months on the calendar, the first day, custody before it, the asked day."""

from __future__ import annotations

from dataclasses import replace

from center.residents.term.model import TermKind, TermState
from tests.residents.term.cases.base import BOUND_BEFORE, A, B, Case, M, from_
from tests.residents.term.support import day

CASES = (
    *from_(
        "Law 120/2025 art. 29.1; forms 22, 50 (from … to …)",
        "asked-day last-day-inside",
        # nothing served yet
        Case("eve", A, "2026-07-09", "2028-07-09", 0, 0, 731, state=TermState.NOT_BEGUN),
        # the first day itself counts: 731 - 1
        Case("first day", A, "2026-07-10", "2028-07-09", 1, 0, 730),
        # July 10…31 = 22, August 31: 53
        Case("end of August", A, "2026-08-31", "2028-07-09", 53, 0, 678),
        Case("last day", A, "2028-07-09", "2028-07-09", 731, 0, 0),
        Case("day after", A, "2028-07-10", "2028-07-09", 731, 0, 0, state=TermState.COMPLETE),
        # second rehabilitation: 731 + 365
        Case("36 months", replace(A, months=36), "2026-07-10", "2029-07-09", 1, 0, 1095),
        # 2028-07-09 is a Sunday and stays the last day
        Case("a last day on a Sunday", A, "2028-07-08", "2028-07-09", 730, 0, 1),
        # the same for minors and for voluntary stays
        Case("R2026 minor", replace(A, kind=TermKind.MINOR), "2026-08-31", "2028-07-09", 53, 0, 678),
        Case(
            "R2026 voluntary quiet",
            replace(A, kind=TermKind.VOLUNTARY),
            "2026-08-31",
            "2028-07-09",
            53,
            0,
            678,
        ),
    ),
    *from_(
        "Law 15/2012 art. 95.2; Law 73/2021 arts 31.1, 33.3",
        "last-day-inside",
        # Sep 30 + Oct 31 + Nov 30 + Dec 31 = 122; 366 - 122
        Case("R2022 adult", B, "2023-12-31", "2024-08-31", 122, 0, 244),
        # 31 + 28 + 31 = 90; 181 - 90
        Case("R2022 minor", M, "2023-03-31", "2023-06-30", 90, 0, 91),
        # form 28: the contract names the days; 12 months from 2023-01-01, 365 days. 31 + 28 + 31
        Case(
            "R2022 voluntary",
            replace(M, kind=TermKind.VOLUNTARY, months=12),
            "2023-03-31",
            "2023-12-31",
            90,
            0,
            275,
        ),
        # decided 2026-06-25, entered 2026-07-05: the old law; 365 days to 2027-07-04, July 5…31 = 27
        Case("decided before, entered after", BOUND_BEFORE, "2026-07-31", "2027-07-04", 27, 0, 338),
    ),
    *from_(
        "Law 120/2025 art. 56.1, 56.2",
        "decision-day",
        # the last day of the old law: 12 months; 365 days from 2026-07-02
        Case(
            "decided on the last day of the old law",
            replace(B, decided_on=day("2026-06-30"), first_day=day("2026-07-02")),
            "2026-07-02",
            "2027-07-01",
            1,
            0,
            364,
        ),
        # the first day of the new law: 24 months; 365 + 366 days
        Case(
            "decided on the first day of the new law",
            replace(A, decided_on=day("2026-07-01"), first_day=day("2026-07-01")),
            "2026-07-01",
            "2028-06-30",
            1,
            0,
            730,
        ),
    ),
    *from_(
        "Law 15/2012 art. 110.2; Law 120/2025 art. 29.1 (no express rule)",
        "first-day",
        # 2026-07-09 + 24 months, as the decision names the day before: 2028-07-08. July 9, 10
        Case(
            "the decision names an earlier day",
            replace(A, first_day=day("2026-07-09")),
            "2026-07-10",
            "2028-07-08",
            2,
            0,
            729,
        ),
        # held on August 30 to be taken to the center: 366 days to 2024-08-29; 30th, 31st
        Case(
            "R2022 from the day of holding",
            replace(B, first_day=day("2023-08-30")),
            "2023-08-31",
            "2024-08-29",
            2,
            0,
            364,
        ),
        # a minor fares no worse: 6 months from 2022-12-31, the eve of 2023-06-30; 181 days, one served
        Case(
            "R2022 minor from the day of holding",
            replace(M, first_day=day("2022-12-31")),
            "2022-12-31",
            "2023-06-29",
            1,
            0,
            180,
        ),
    ),
    *from_(
        "Law 120/2025 art. 29.1",
        "other-length",
        # 18 months: 365 to 2027-07-09, then 22 + 31 + 30 + 31 + 30 + 31 + 9 = 184; 549 in all
        Case("R2026 with 18 months", replace(A, months=18), "2026-07-10", "2028-01-09", 1, 0, 548),
    ),
    *from_(
        "Civil Code 91/2015 art. 148.3",
        "month-end",
        # 1 (Feb 29) + 31 = 32; 730 in all
        Case(
            "24 months from a leap day",
            replace(B, decided_on=day("2024-02-20"), first_day=day("2024-02-29"), months=24),
            "2024-03-31",
            "2026-02-27",
            32,
            0,
            698,
        ),
        # 365 days: 2023-08-31 … 2024-08-30 holds 29 February, so 366; 1 served
        Case(
            "12 months from the 31st",
            replace(B, first_day=day("2023-08-31")),
            "2023-08-31",
            "2024-08-30",
            1,
            0,
            365,
        ),
        # August 31, then 30 + 31 + 30 + 31 + 31 + 27 to the eve of 2027-02-28: 181; 31 served by September 30
        Case(
            "6 months from the 31st",
            replace(A, decided_on=day("2026-08-20"), first_day=day("2026-08-31"), months=6),
            "2026-09-30",
            "2027-02-27",
            31,
            0,
            150,
        ),
        # three years of 365 days, then the eve of 2031-02-28; 1 + 31 served
        Case(
            "36 months from a leap day",
            replace(A, decided_on=day("2028-02-20"), first_day=day("2028-02-29"), months=36),
            "2028-03-31",
            "2031-02-27",
            32,
            0,
            1063,
        ),
        # into a leap year: from 2027-08-30 six months, the eve of 2028-02-29; 2 + 30 + 31 + 30 + 31 + 31 + 28 = 183
        Case(
            "6 months into a leap February",
            replace(A, decided_on=day("2027-08-20"), first_day=day("2027-08-30"), months=6),
            "2027-08-30",
            "2028-02-28",
            1,
            0,
            182,
        ),
    ),
    *from_(
        "Decree 116/2021 art. 44.3; Law 120/2025 art. 37.2",
        "credit-off-the-end credit-covers-term",
        # 2028-07-09 less 15 days; 731 - 15 - 22 (July 10…31)
        Case("custody 15", replace(A, custody_days=15), "2026-07-31", "2028-06-24", 22, 0, 694, credited=15),
        # the same with its dates: June 25…July 9 are 15 days
        Case(
            "custody with dates",
            replace(A, custody_days=15, custody_from=day("2026-06-25")),
            "2026-07-31",
            "2028-06-24",
            22,
            0,
            694,
            credited=15,
        ),
        # 181 - 180 = 1: the first day is the last
        Case(
            "custody leaves a day",
            replace(M, custody_days=180),
            "2023-01-01",
            "2023-01-01",
            1,
            0,
            0,
            credited=180,
        ),
        # 181 - 181 = 0: the term was over on the eve
        Case(
            "custody covers all",
            replace(M, custody_days=181),
            "2023-01-01",
            "2022-12-31",
            0,
            0,
            0,
            credited=181,
            state=TermState.COMPLETE,
        ),
        Case(
            "custody beyond the term",
            replace(M, custody_days=200),
            "2023-01-01",
            "2022-12-31",
            0,
            0,
            0,
            credited=181,
            state=TermState.COMPLETE,
        ),
    ),
)
