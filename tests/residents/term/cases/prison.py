"""Prison: the new law resumes the rest, the older ones waive it."""

from __future__ import annotations

from center.residents.term.model import TermKind, TermState
from tests.residents.term.cases.base import BOUND_BEFORE, COURT, HOME, PRISON, A, B, Case, M, from_, with_
from tests.residents.term.support import away, escape

CASES = (
    *from_(
        "Law 120/2025 art. 47.1",
        "prison border-days",
        # January 2 … June 30 = 30 + 28 + 31 + 30 + 31 + 30 = 180 do not count: July 9 + 180 days.
        # Elapsed by 2027-07-31: 22 + 31 + 30 + 31 + 30 + 31 = 175, and 212 in 2027
        Case(
            "prison",
            with_(A, away(PRISON, "2027-01-01", "2027-07-01")),
            "2027-07-31",
            "2029-01-05",
            207,
            180,
            524,
        ),
        # January 2 … 10 = 9 so far; 175 + January 1
        Case(
            "prison, open",
            with_(A, away(PRISON, "2027-01-01")),
            "2027-01-10",
            "2028-07-18",
            176,
            9,
            555,
            state=TermState.STOPPED,
            provisional=True,
        ),
        # taken out for the procedure (counts), sentenced on the 10th, held for the rest on the 20th: 11 … 19 = 9
        Case(
            "prison out of a procedure",
            with_(A, away(COURT, "2026-08-05"), away(PRISON, "2026-08-10", "2026-08-20")),
            "2026-08-31",
            "2028-07-18",
            44,
            9,
            687,
        ),
        # arrested at home
        Case(
            "prison out of treatment at home",
            with_(A, away(HOME, "2026-08-01"), away(PRISON, "2026-08-10", "2026-08-20")),
            "2026-08-31",
            "2028-07-18",
            44,
            9,
            687,
        ),
        # at large from the 5th, in prison from the 10th, held for the rest on the 20th: 6 … 19 = 14, each once
        Case(
            "prison out of an escape",
            with_(A, escape("2026-08-05", "2026-08-10"), away(PRISON, "2026-08-08", "2026-08-20")),
            "2026-08-31",
            "2028-07-23",
            39,
            14,
            692,
        ),
    ),
    *from_(
        "Law 15/2012 art. 117; Law 73/2021 art. 39; Decree 116/2021 art. 58.3.d",
        "prison last-day-held",
        # 122 to December 31, 10 in January; 366 - 132
        Case(
            "prison, R2022",
            with_(B, away(PRISON, "2024-01-10")),
            "2024-03-01",
            "2024-08-31",
            132,
            0,
            0,
            lapsed=234,
            state=TermState.ENDED,
        ),
        Case(
            "prison, R2022, that day",
            with_(B, away(PRISON, "2024-01-10")),
            "2024-01-10",
            "2024-08-31",
            132,
            0,
            0,
            lapsed=234,
        ),
        # before it, as known now: 9 days of January, one more to serve
        Case(
            "prison, R2022, the day before",
            with_(B, away(PRISON, "2024-01-10")),
            "2024-01-09",
            "2024-08-31",
            131,
            0,
            1,
            lapsed=234,
        ),
        # 31 + 10; 181 - 41
        Case(
            "prison, R2022 minor",
            with_(M, away(PRISON, "2023-02-10")),
            "2023-03-31",
            "2023-06-30",
            41,
            0,
            0,
            lapsed=140,
            state=TermState.ENDED,
        ),
    ),
    *from_(
        "Law 120/2025 art. 56.1 with Law 15/2012 art. 117",
        "prison",
        # after 2026-06-30 the old stay still waives: July 27 + August 31 + September 30 + October 1 = 89; 365 - 89
        Case(
            "prison in an old stay under the new law",
            with_(BOUND_BEFORE, away(PRISON, "2026-10-01")),
            "2026-12-01",
            "2027-07-04",
            89,
            0,
            0,
            lapsed=276,
            state=TermState.ENDED,
        ),
        # a voluntary stay of the new law stops like any other: 11 … 19 = 9
        Case(
            "prison, R2026 voluntary",
            with_(A, away(PRISON, "2026-08-10", "2026-08-20"), kind=TermKind.VOLUNTARY),
            "2026-08-31",
            "2028-07-18",
            44,
            9,
            687,
        ),
    ),
)
