"""Terms computed by hand; each comment is the computation a person would write on the sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from center.residents.term.model import Absence, AbsenceKind, TermInput, TermKind, TermState
from tests.residents.term.support import (
    R2022_ADULT,
    R2022_MINOR,
    R2026_ADULT,
    away,
    day,
    escape,
    hospital,
    term_of,
)

COURT, LEAVE = AbsenceKind.COURT, AbsenceKind.FUNERAL_LEAVE
VOLUNTARY = TermKind.VOLUNTARY


@dataclass(frozen=True)
class Case:
    """Facts, the asked day, and what a person computes."""

    name: str
    facts: TermInput
    on: str
    last: str
    counted: int
    not_counted: int
    left: int
    credited: int = 0
    lapsed: int = 0
    state: TermState = TermState.RUNNING
    provisional: bool = False


def with_(facts: TermInput, *absences: Absence, **changes: Any) -> TermInput:
    return replace(facts, absences=absences, **changes)


A, B, M = R2026_ADULT, R2022_ADULT, R2022_MINOR
BOUND_BEFORE = replace(B, decided_on=day("2026-06-25"), first_day=day("2026-07-05"))

CASES = [
    # ---- the asked day; A = 731 days, 2026-07-10 … 2028-07-09 ----
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
    # ---- old rule set ----
    # Sep 30 + Oct 31 + Nov 30 + Dec 31 = 122; 366 - 122
    Case("R2022 adult", B, "2023-12-31", "2024-08-31", 122, 0, 244),
    # 31 + 28 + 31 = 90; 181 - 90
    Case("R2022 minor", M, "2023-03-31", "2023-06-30", 90, 0, 91),
    # decided 2026-06-25, entered 2026-07-05: the old law; 365 days to 2027-07-04, July 5…31 = 27
    Case("decided before, entered after", BOUND_BEFORE, "2026-07-31", "2027-07-04", 27, 0, 338),
    # ---- month ends ----
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
    # ---- custody ----
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
    # ---- escape; July 10…31 = 22, so August 5 is day 27 ----
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
    # ---- escape still open ----
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
    # ---- absences that count ----
    Case("hospital", with_(A, hospital("2026-08-01", "2026-08-31")), "2026-08-31", "2028-07-09", 53, 0, 678),
    Case("hospital open", with_(A, hospital("2026-08-01")), "2026-08-31", "2028-07-09", 53, 0, 678),
    Case("court", with_(A, away(COURT, "2026-08-03", "2026-08-14")), "2026-08-31", "2028-07-09", 53, 0, 678),
    Case(
        "funeral leave",
        with_(A, away(LEAVE, "2026-08-03", "2026-08-08")),
        "2026-08-31",
        "2028-07-09",
        53,
        0,
        678,
    ),
    # to court from the hospital: each day once
    Case(
        "court from hospital",
        with_(A, hospital("2026-08-01", "2026-08-20"), away(COURT, "2026-08-05", "2026-08-06")),
        "2026-08-31",
        "2028-07-09",
        53,
        0,
        678,
    ),
    # 6…9 at large, the rest of the hospital stay counts
    Case(
        "escape from hospital",
        with_(A, hospital("2026-08-01", "2026-08-20"), escape("2026-08-05", "2026-08-10")),
        "2026-08-31",
        "2028-07-13",
        49,
        4,
        682,
    ),
    # late from leave: due back on August 8, held on the 11th: 9 and 10
    Case(
        "late from leave",
        with_(A, away(LEAVE, "2026-08-03", "2026-08-08"), escape("2026-08-08", "2026-08-11")),
        "2026-08-31",
        "2028-07-11",
        51,
        2,
        680,
    ),
    # ---- voluntary ----
    # R2022: the contract's end stands
    Case(
        "R2022 voluntary",
        with_(M, escape("2023-02-05", "2023-02-10"), kind=VOLUNTARY),
        "2023-03-31",
        "2023-06-30",
        90,
        0,
        91,
    ),
    # R2026: 6…9 do not count
    Case(
        "R2026 voluntary",
        with_(A, escape("2026-08-05", "2026-08-10"), kind=VOLUNTARY),
        "2026-08-31",
        "2028-07-13",
        49,
        4,
        682,
    ),
    # ---- ended early ----
    # July 10 … January 1 = 22+31+30+31+30+31+1 = 176; 731 - 176 lapse
    Case(
        "exempted",
        replace(A, ended_on=day("2027-01-01")),
        "2027-03-01",
        "2028-07-09",
        176,
        0,
        0,
        lapsed=555,
        state=TermState.ENDED,
    ),
    # asked on the day itself: the last day held is served
    Case(
        "exempted, that day",
        replace(A, ended_on=day("2027-01-01")),
        "2027-01-01",
        "2028-07-09",
        176,
        0,
        0,
        lapsed=555,
    ),
    # asked before, as known now: Dec 31 is day 175, one more day to serve
    Case(
        "exempted, before",
        replace(A, ended_on=day("2027-01-01")),
        "2026-12-31",
        "2028-07-09",
        175,
        0,
        1,
        lapsed=555,
    ),
    Case(
        "released on the last day",
        replace(A, ended_on=day("2028-07-09")),
        "2028-09-01",
        "2028-07-09",
        731,
        0,
        0,
        state=TermState.COMPLETE,
    ),
    # died at large on August 20: 6…20 = 15 days not counted, 27 served, 704 lapse
    Case(
        "died at large",
        with_(A, escape("2026-08-05"), ended_on=day("2026-08-20")),
        "2026-09-30",
        "2028-07-24",
        27,
        15,
        0,
        lapsed=704,
        state=TermState.ENDED,
    ),
    # held three days too long: the term knows its end
    Case(
        "held too long",
        replace(A, ended_on=day("2028-07-12")),
        "2028-07-12",
        "2028-07-09",
        731,
        0,
        0,
        state=TermState.COMPLETE,
    ),
    # ---- all together (docs/decisions/term-conventions.md) ----
    # 366 days from 2023-08-31 less 20: 346, to 2024-08-10; 11…14 December: to 2024-08-14.
    # Aug 31 … Jan 1: 1 + 30 + 31 + 30 + 31 + 1 = 124, less 4
    Case(
        "all together",
        with_(
            B,
            escape("2023-12-10", "2023-12-15"),
            hospital("2023-12-01"),
            first_day=day("2023-08-31"),
            custody_days=20,
        ),
        "2024-01-01",
        "2024-08-14",
        120,
        4,
        226,
        credited=20,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_engine_agrees_with_the_hand(case: Case) -> None:
    term = term_of(case.facts, case.on)

    assert term.last_day == day(case.last)
    assert (term.days_counted, term.days_not_counted, term.days_left) == (
        case.counted,
        case.not_counted,
        case.left,
    )
    assert (term.days_credited, term.days_lapsed) == (case.credited, case.lapsed)
    assert term.state is case.state
    assert term.is_running == (case.state is TermState.RUNNING)
    assert term.is_provisional == case.provisional
    assert term.days_total == case.credited + case.counted + case.left + case.lapsed


def test_there_are_enough_cases() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 45
