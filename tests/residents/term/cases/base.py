"""What a worked case is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from center.residents.term.model import Absence, AbsenceKind, TermInput, TermKind, TermState
from tests.residents.term.support import R2022_ADULT, R2022_MINOR, R2026_ADULT, day

A, B, M = R2026_ADULT, R2022_ADULT, R2022_MINOR
"""731 days to 2028-07-09; 366 to 2024-08-31; 181 to 2023-06-30."""
BOUND_BEFORE = replace(B, decided_on=day("2026-06-25"), first_day=day("2026-07-05"))
"""Decided under the old law, entered under the new one: 365 days to 2027-07-04."""
VOLUNTARY = TermKind.VOLUNTARY
COURT, LEAVE = AbsenceKind.COURT, AbsenceKind.FUNERAL_LEAVE
HOME, LATE_HOME = AbsenceKind.SUSPENSION, AbsenceKind.LATE_FROM_SUSPENSION
LATE_LEAVE, PRISON = AbsenceKind.LATE_FROM_LEAVE, AbsenceKind.PRISON


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
    reduced: int = 0
    moved: int = 0
    state: TermState = TermState.RUNNING
    provisional: bool = False
    source: str = ""
    """The text it rests on."""
    rows: tuple[str, ...] = ()
    """Rows of docs/decisions/term-conventions.md that decide it."""


def from_(source: str, rows: str, *cases: Case) -> tuple[Case, ...]:
    """Return ``cases`` with the text and the conventions (blank-separated) they rest on."""
    return tuple(replace(case, source=source, rows=tuple(rows.split())) for case in cases)


def with_(facts: TermInput, *absences: Absence, **changes: Any) -> TermInput:
    return replace(facts, absences=absences, **changes)
