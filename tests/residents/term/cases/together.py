"""Many rows in one stay (docs/decisions/term-conventions.md, "They fit together")."""

from __future__ import annotations

from tests.residents.term.cases.base import B, Case, from_, with_
from tests.residents.term.support import day, escape, hospital

CASES = (
    *from_(
        "docs/decisions/term-conventions.md",
        "month-end credit-off-the-end border-days escape-from-absence",
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
    ),
)
