"""Absences that count, and lateness after them."""

from __future__ import annotations

from center.residents.term.model import TermState
from tests.residents.term.cases.base import (
    COURT,
    HOME,
    LATE_HOME,
    LATE_LEAVE,
    LEAVE,
    VOLUNTARY,
    A,
    B,
    Case,
    M,
    from_,
    with_,
)
from tests.residents.term.support import away, escape, hospital

CASES = (
    *from_(
        "Decree 163/2026 arts 111.4, 114.4, 121; Decree 116/2021 arts 67.4, 70",
        "overlap",
        Case(
            "hospital", with_(A, hospital("2026-08-01", "2026-08-31")), "2026-08-31", "2028-07-09", 53, 0, 678
        ),
        Case("hospital open", with_(A, hospital("2026-08-01")), "2026-08-31", "2028-07-09", 53, 0, 678),
        Case(
            "court", with_(A, away(COURT, "2026-08-03", "2026-08-14")), "2026-08-31", "2028-07-09", 53, 0, 678
        ),
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
    ),
    *from_(
        "Law 120/2025 art. 39.3; Law 15/2012 art. 112.2",
        "late-from-suspension",
        # July 10 … 31 = 22, August 31: all of it counts
        Case(
            "treated at home",
            with_(A, away(HOME, "2026-08-01", "2026-08-31")),
            "2026-08-31",
            "2028-07-09",
            53,
            0,
            678,
        ),
        Case(
            "treated at home, open",
            with_(A, away(HOME, "2026-08-01")),
            "2026-08-31",
            "2028-07-09",
            53,
            0,
            678,
        ),
        # 30 + 31 + 30 + 31 = 122
        Case(
            "treated at home, R2022",
            with_(B, away(HOME, "2023-10-01", "2023-12-01")),
            "2023-12-31",
            "2024-08-31",
            122,
            0,
            244,
        ),
        Case(
            "treated at home, minor",
            with_(M, away(HOME, "2023-02-01")),
            "2023-03-31",
            "2023-06-30",
            90,
            0,
            91,
        ),
        # from hospital straight home: each day once
        Case(
            "home from hospital",
            with_(A, hospital("2026-08-01"), away(HOME, "2026-08-10", "2026-08-20")),
            "2026-08-31",
            "2028-07-09",
            53,
            0,
            678,
        ),
        # ordered back for September 5, back on the 15th: 6 … 14 = 9. July 22 + August 31 + September 30 = 83
        Case(
            "late from home",
            with_(A, away(HOME, "2026-08-01", "2026-09-15"), away(LATE_HOME, "2026-09-05", "2026-09-15")),
            "2026-09-30",
            "2028-07-18",
            74,
            9,
            657,
        ),
        # 22 + 31 + 5 = 58 to the ordered day; 6 … 10 = 5 so far
        Case(
            "late from home, not back yet",
            with_(A, away(HOME, "2026-08-01"), away(LATE_HOME, "2026-09-05")),
            "2026-09-10",
            "2028-07-14",
            58,
            5,
            673,
            state=TermState.STOPPED,
            provisional=True,
        ),
        # the ordered day itself counts
        Case(
            "late from home, the ordered day",
            with_(A, away(HOME, "2026-08-01"), away(LATE_HOME, "2026-09-05")),
            "2026-09-05",
            "2028-07-09",
            58,
            0,
            673,
            provisional=True,
        ),
        # back ten days after the ordered day without a fault of one's own: 83
        Case(
            "late from home, excused",
            with_(A, away(HOME, "2026-08-01", "2026-09-15")),
            "2026-09-30",
            "2028-07-09",
            83,
            0,
            648,
        ),
        # back on the day after the ordered one: no day lies between
        Case(
            "a day late from home",
            with_(A, away(HOME, "2026-08-01", "2026-09-06"), away(LATE_HOME, "2026-09-05", "2026-09-06")),
            "2026-09-30",
            "2028-07-09",
            83,
            0,
            648,
        ),
    ),
    *from_(
        "Decree 163/2026 art. 121; Decree 116/2021 art. 70",
        "late-from-leave border-days",
        # permitted to August 8, traced, held on the 11th: 9 and 10
        Case(
            "traced after leave",
            with_(A, away(LEAVE, "2026-08-03", "2026-08-11"), away(LATE_LEAVE, "2026-08-08", "2026-08-11")),
            "2026-08-31",
            "2028-07-11",
            51,
            2,
            680,
        ),
        # the same without a tracing decision: an excused delay counts
        Case(
            "excused after leave",
            with_(A, away(LEAVE, "2026-08-03", "2026-08-11")),
            "2026-08-31",
            "2028-07-09",
            53,
            0,
            678,
        ),
        # permitted to October 7, held on the 12th: 8 … 11 = 4; 122 - 4
        Case(
            "traced after leave, R2022",
            with_(B, away(LEAVE, "2023-10-02", "2023-10-12"), away(LATE_LEAVE, "2023-10-07", "2023-10-12")),
            "2023-12-31",
            "2024-09-04",
            118,
            4,
            248,
        ),
        # still away on August 15: 9 … 15 = 7; July 22 + August 8 = 30 served
        Case(
            "traced after leave, not found",
            with_(A, away(LEAVE, "2026-08-03"), away(LATE_LEAVE, "2026-08-08")),
            "2026-08-15",
            "2028-07-16",
            30,
            7,
            701,
            state=TermState.STOPPED,
            provisional=True,
        ),
    ),
    *from_(
        "Decree 116/2021 arts 3.5, 36; Decree 163/2026 art. 109.3",
        "voluntary-escape late-from-leave",
        # the contract of the old law has a fixed end; 31 + 28 + 31
        Case(
            "traced after leave, R2022 voluntary",
            with_(
                M,
                away(LEAVE, "2023-02-01", "2023-02-12"),
                away(LATE_LEAVE, "2023-02-06", "2023-02-12"),
                kind=VOLUNTARY,
            ),
            "2023-03-31",
            "2023-06-30",
            90,
            0,
            91,
        ),
        Case(
            "traced after leave, R2026 voluntary",
            with_(
                A,
                away(LEAVE, "2026-08-03", "2026-08-11"),
                away(LATE_LEAVE, "2026-08-08", "2026-08-11"),
                kind=VOLUNTARY,
            ),
            "2026-08-31",
            "2028-07-11",
            51,
            2,
            680,
        ),
    ),
)
