"""Escapes, closed and open."""

from __future__ import annotations

from center.residents.term.model import TermState
from tests.residents.term.cases.base import VOLUNTARY, A, B, Case, M, from_, with_
from tests.residents.term.support import escape, hospital

CASES = (
    *from_(
        "Decree 163/2026 arts 107.4, 109.3; Decree 116/2021 art. 56.4",
        "border-days after-last-day",
        # August 6, 7, 8, 9 do not count: 2028-07-09 + 4. To August 31: 53 - 4 = 49
        Case("escape", with_(A, escape("2026-08-05", "2026-08-10")), "2026-08-31", "2028-07-13", 49, 4, 682),
        Case(
            "back the same day",
            with_(A, escape("2026-08-05", "2026-08-05")),
            "2026-08-31",
            "2028-07-09",
            53,
            0,
            678,
        ),
        Case(
            "back the next day",
            with_(A, escape("2026-08-05", "2026-08-06")),
            "2026-08-31",
            "2028-07-09",
            53,
            0,
            678,
        ),
        # only August 6
        Case(
            "back on the third day",
            with_(A, escape("2026-08-05", "2026-08-07")),
            "2026-08-31",
            "2028-07-10",
            52,
            1,
            679,
        ),
        # 6…9 and 11: five days; the 10th, return and new escape, counts
        Case(
            "escapes that touch",
            with_(A, escape("2026-08-05", "2026-08-10"), escape("2026-08-10", "2026-08-12")),
            "2026-08-31",
            "2028-07-14",
            48,
            5,
            683,
        ),
        # 29 February 2024 alone: 2024-08-31 + 1. Sep 1 … Feb 28 = 122 + 31 + 28 = 181, + March 1
        Case(
            "over a leap day",
            with_(B, escape("2024-02-28", "2024-03-01")),
            "2024-03-01",
            "2024-09-01",
            182,
            1,
            184,
        ),
        # December 31 and January 1. July 10 … Dec 30 = 22+31+30+31+30+30 = 174, + January 2
        Case(
            "over the new year",
            with_(A, escape("2026-12-30", "2027-01-02")),
            "2027-01-02",
            "2028-07-11",
            175,
            2,
            556,
        ),
        # 730 served by July 8; 9…19 do not count (11); the 731st day is the 20th
        Case(
            "on the eve of the end",
            with_(A, escape("2028-07-08", "2028-07-20")),
            "2028-07-20",
            "2028-07-20",
            731,
            11,
            0,
        ),
        # the day of escape completes the term
        Case("on the last day", with_(A, escape("2028-07-09")), "2028-07-09", "2028-07-09", 731, 0, 0),
        Case(
            "on the last day, later",
            with_(A, escape("2028-07-09")),
            "2028-08-01",
            "2028-07-09",
            731,
            0,
            0,
            state=TermState.COMPLETE,
        ),
        # four days from the first: to July 13. July 12, 13, 14 more: to July 16
        Case(
            "in the days an escape added",
            with_(A, escape("2026-08-05", "2026-08-10"), escape("2028-07-11", "2028-07-15")),
            "2028-07-16",
            "2028-07-16",
            731,
            7,
            0,
        ),
        # the term ended on July 13: an escape on the 14th finds nothing to stop
        Case(
            "after the days an escape added",
            with_(A, escape("2026-08-05", "2026-08-10"), escape("2028-07-14", "2028-07-20")),
            "2028-07-13",
            "2028-07-13",
            731,
            4,
            0,
        ),
    ),
    *from_(
        "Decree 163/2026 art. 109.3",
        "open-absence",
        # 6…10 do not count: 5; 27 served, 731 - 27; back on the 11th it would be true
        Case(
            "open",
            with_(A, escape("2026-08-05")),
            "2026-08-10",
            "2028-07-14",
            27,
            5,
            704,
            state=TermState.STOPPED,
            provisional=True,
        ),
        # the day of leaving counts
        Case(
            "open, day of leaving",
            with_(A, escape("2026-08-05")),
            "2026-08-05",
            "2028-07-09",
            27,
            0,
            704,
            provisional=True,
        ),
        # on August 1 it had not begun
        Case("open, asked before", with_(A, escape("2026-08-05")), "2026-08-01", "2028-07-09", 23, 0, 708),
        # a year and a day away: 2026-08-06 … 2027-08-05 = 365
        Case(
            "open for a year",
            with_(A, escape("2026-08-05")),
            "2027-08-05",
            "2029-07-09",
            27,
            365,
            704,
            state=TermState.STOPPED,
            provisional=True,
        ),
        # asked in the middle of an escape that has its end: 6 and 7
        Case(
            "closed, asked inside",
            with_(A, escape("2026-08-05", "2026-08-10")),
            "2026-08-07",
            "2028-07-13",
            27,
            2,
            704,
            state=TermState.STOPPED,
        ),
        # what if back on August 20, asked on the 10th: 6…19 = 14 days in all, 5 of them so far
        Case(
            "what if",
            with_(A, escape("2026-08-05", "2026-08-20")),
            "2026-08-10",
            "2028-07-23",
            27,
            5,
            704,
            state=TermState.STOPPED,
        ),
    ),
    *from_(
        "Decree 116/2021 arts 3.5, 36; Decree 163/2026 art. 109.3",
        "voluntary-escape",
        # R2022: the contract's end stands
        Case(
            "R2022 voluntary, escaped",
            with_(M, escape("2023-02-05", "2023-02-10"), kind=VOLUNTARY),
            "2023-03-31",
            "2023-06-30",
            90,
            0,
            91,
        ),
        # R2026: 6…9 do not count
        Case(
            "R2026 voluntary, escaped",
            with_(A, escape("2026-08-05", "2026-08-10"), kind=VOLUNTARY),
            "2026-08-31",
            "2028-07-13",
            49,
            4,
            682,
        ),
    ),
    *from_(
        "Decree 163/2026 arts 109.3, 114.4",
        "escape-from-absence",
        # open hospital stay, escape from it: 6 … 9 do not count, after the return the person is here
        Case(
            "escape from an open hospital stay",
            with_(A, hospital("2026-08-01"), escape("2026-08-05", "2026-08-10")),
            "2026-08-31",
            "2028-07-13",
            49,
            4,
            682,
        ),
    ),
)
