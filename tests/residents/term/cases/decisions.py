"""What a decision does: reduction, exemption, transfer; and the end of a stay."""

from __future__ import annotations

from dataclasses import replace

from center.residents.term.model import EndCause, Move, MoveKind, Reduction, TermInput, TermKind, TermState
from tests.residents.term.cases.base import A, B, Case, M, from_, with_
from tests.residents.term.support import day, escape


def reduced(
    facts: TermInput, *reductions: tuple[int, str], merit: bool = False, **changes: object
) -> TermInput:
    """Return ``facts`` with reductions of so many months, decided on ISO days."""
    found = tuple(Reduction(months, day(decided), merit) for months, decided in reductions)
    return replace(facts, reductions=found, **changes)  # type: ignore[arg-type]


def moved(facts: TermInput, how: MoveKind, on: str, *, leaves: bool = False, **changes: object) -> TermInput:
    return replace(facts, moves=(Move(how, day(on), leaves),), **changes)  # type: ignore[arg-type]


MINOR = TermKind.MINOR
MARCH_2023 = replace(B, decided_on=day("2023-02-20"), first_day=day("2023-03-01"))
"""12 months to 2024-02-29: 366 days."""
MARCH_2022 = replace(B, decided_on=day("2022-02-20"), first_day=day("2022-03-01"))
"""12 months to 2023-02-28: 365 days."""


CASES = (
    *from_(
        "Decree 116/2021 art. 58.1",
        "reduction",
        # 10 months from 2023-09-01: to 2024-06-30, 31 + 31 days less. 122 + 31 + 29 + 31 = 213; April … June = 91
        Case(
            "two months less",
            reduced(B, (2, "2024-03-20")),
            "2024-03-31",
            "2024-06-30",
            213,
            0,
            91,
            reduced=62,
        ),
        # 1 + 2 = 3 months: to 2024-05-31, 30 + 31 + 31 less. 122 + 31 + 29 + 31 + 30 + 25 = 268
        Case(
            "two reductions",
            reduced(B, (1, "2024-02-20"), (2, "2024-05-20")),
            "2024-05-25",
            "2024-05-31",
            268,
            0,
            6,
            reduced=92,
        ),
        # six months laid from the first day end on 2023-08-31, the last day counted back on 2023-08-29: the 29th.
        # 31 + 30 + 31 + 30 + 31 + 29 = 182; 366 - 182
        Case(
            "counted back is earlier, leap year",
            reduced(MARCH_2023, (6, "2023-08-20"), merit=True),
            "2023-08-29",
            "2023-08-29",
            182,
            0,
            0,
            reduced=184,
        ),
        # 2022-08-31 or 2022-08-28, three days apart: the 28th; 31 + 30 + 31 + 30 + 31 + 28 = 181
        Case(
            "counted back is earlier by three days",
            reduced(MARCH_2022, (6, "2022-08-20"), merit=True),
            "2022-08-28",
            "2022-08-28",
            181,
            0,
            0,
            reduced=184,
        ),
        # from 2023-08-31: the eve of 2024-02-29, or 2024-08-30 counted back = 2024-02-29: the 28th.
        # 1 + 30 + 31 + 30 + 31 + 31 + 28 = 182 of 366
        Case(
            "laid from the first day is earlier",
            reduced(B, (6, "2024-02-20"), merit=True, first_day=day("2023-08-31")),
            "2024-02-28",
            "2024-02-28",
            182,
            0,
            0,
            reduced=184,
        ),
        # to 2024-06-30 are 304 days, less 10 of custody = 294; October 2 … 5 do not count: June 20 + 4.
        # 213 - 4 = 209 served by March 31
        Case(
            "reduced, with custody and an escape",
            reduced(
                replace(B, custody_days=10, absences=(escape("2023-10-01", "2023-10-06"),)), (2, "2024-03-20")
            ),
            "2024-03-31",
            "2024-06-24",
            209,
            4,
            85,
            credited=10,
            reduced=62,
        ),
        # three months less: 2024-05-31, already past when the court decides: released on the day it arrives
        Case(
            "the new end is past",
            reduced(B, (3, "2024-07-10")),
            "2024-07-10",
            "2024-05-31",
            274,
            0,
            0,
            reduced=92,
            state=TermState.COMPLETE,
        ),
        # five months from 2023-01-01: to 2023-05-31, or 2023-06-30 counted back = 05-30: the 30th, 150 of 181 days.
        # 31 + 28 + 31 + 30 = 120
        Case(
            "a minor's reduction",
            reduced(M, (1, "2023-04-10")),
            "2023-04-30",
            "2023-05-30",
            120,
            0,
            30,
            reduced=31,
        ),
        # the same with 160 days of custody: 150 of them cover what is left
        Case(
            "reduction and custody cover the term",
            reduced(replace(M, custody_days=160), (1, "2022-12-28")),
            "2023-01-01",
            "2022-12-31",
            0,
            0,
            0,
            credited=150,
            reduced=31,
            state=TermState.COMPLETE,
        ),
    ),
    *from_(
        "Decree 116/2021 art. 58.1",
        "reduction-merit reduction",
        # one month with merit: to 2024-07-31; 213 served, 30 + 31 + 30 + 31 left
        Case(
            "a month for merit",
            reduced(B, (1, "2024-03-20"), merit=True),
            "2024-03-31",
            "2024-07-31",
            213,
            0,
            122,
            reduced=31,
        ),
        # six months with merit: to 2024-02-29; 30 + 31 + 30 + 31 + 31 + 29 = 182
        Case(
            "six months for merit",
            reduced(B, (6, "2024-02-20"), merit=True),
            "2024-02-29",
            "2024-02-29",
            182,
            0,
            0,
            reduced=184,
        ),
    ),
    *from_(
        "Law 120/2025 art. 39.3; Decree 116/2021 art. 58.3",
        "last-day-held",
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
        # decided for January 1, let go on the 2nd: the decision is the end
        Case(
            "exempted, let go a day later",
            replace(
                A, exempted_on=day("2027-01-01"), ended_on=day("2027-01-02"), ended_by=EndCause.EXEMPTION
            ),
            "2027-03-01",
            "2028-07-09",
            176,
            0,
            0,
            lapsed=555,
            state=TermState.ENDED,
        ),
        # exempted while treated at home, R2022: 122 + 31 January; 366 - 153
        Case(
            "exempted, R2022",
            replace(B, exempted_on=day("2024-01-31")),
            "2024-02-15",
            "2024-08-31",
            153,
            0,
            0,
            lapsed=213,
            state=TermState.ENDED,
        ),
    ),
    *from_(
        "Law 120/2025 art. 36.4",
        "transfer",
        # 176 served here to January 1, the other 555 there; nothing lapses
        Case(
            "transferred away",
            moved(
                A,
                MoveKind.OUT,
                "2027-01-01",
                leaves=True,
                ended_on=day("2027-01-01"),
                ended_by=EndCause.TRANSFER,
            ),
            "2027-03-01",
            "2028-07-09",
            176,
            0,
            0,
            moved=555,
            state=TermState.MOVED,
        ),
        # the book of the stay says it even without the event
        Case(
            "transferred away, by the ending alone",
            replace(A, ended_on=day("2027-01-01"), ended_by=EndCause.TRANSFER),
            "2027-01-01",
            "2028-07-09",
            176,
            0,
            0,
            moved=555,
        ),
        Case(
            "18 and on among adults",
            moved(A, MoveKind.AT_18, "2026-08-15", kind=MINOR),
            "2026-08-31",
            "2028-07-09",
            53,
            0,
            678,
        ),
        # July 10 … August 15 = 22 + 15 = 37
        Case(
            "18 and to another center",
            moved(A, MoveKind.AT_18, "2026-08-15", leaves=True, kind=MINOR),
            "2026-08-31",
            "2028-07-09",
            37,
            0,
            0,
            moved=694,
            state=TermState.MOVED,
        ),
        # an escape from the other center, July 15 to 20: 16 … 19 = 4
        Case(
            "taken over with an escape there",
            moved(with_(A, escape("2026-07-15", "2026-07-20")), MoveKind.IN, "2026-08-01"),
            "2026-08-31",
            "2028-07-13",
            49,
            4,
            682,
        ),
    ),
)
