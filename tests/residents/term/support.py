"""Short hands for the tests of the term engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from center.legal.catalogue import shipped_parameters
from center.legal.rules import ParameterBook, RuleSet
from center.residents.term.model import Absence, AbsenceKind, Term, TermInput, TermKind
from center.residents.term.rules import compute_term

R2026_ADULT = TermInput(
    rule_set=RuleSet.R2026,
    kind=TermKind.COMPULSORY,
    decided_on=date(2026, 7, 8),
    months=24,
    first_day=date(2026, 7, 10),
)
"""24 months from 2026-07-10: 365 days to 2027-07-09, 366 to 2028-07-09 (29 February 2028), 731 in all."""

R2022_ADULT = TermInput(
    rule_set=RuleSet.R2022,
    kind=TermKind.COMPULSORY,
    decided_on=date(2023, 8, 25),
    months=12,
    first_day=date(2023, 9, 1),
)
"""12 months from 2023-09-01: 366 days to 2024-08-31 (29 February 2024)."""

R2022_MINOR = replace(
    R2022_ADULT, kind=TermKind.MINOR, months=6, decided_on=date(2022, 12, 20), first_day=date(2023, 1, 1)
)
"""6 months from 2023-01-01: 31 + 28 + 31 + 30 + 31 + 30 = 181 days to 2023-06-30."""


@cache
def shipped_book() -> ParameterBook:
    """Return the parameters that ship with the product."""
    return ParameterBook(shipped_parameters())


def term_of(facts: TermInput, on: str) -> Term:
    """Compute ``facts`` as they stand on an ISO day."""
    return compute_term(facts, shipped_book(), on=day(on))


def day(text: str) -> date:
    """Return an ISO day."""
    return date.fromisoformat(text)


def away(kind: AbsenceKind, left_on: str, back_on: str | None = None) -> Absence:
    """Return an absence between two ISO days."""
    return Absence(kind, day(left_on), day(back_on) if back_on else None)


def escape(left_on: str, back_on: str | None = None) -> Absence:
    """Return an escape between two ISO days."""
    return away(AbsenceKind.ESCAPE, left_on, back_on)


def hospital(left_on: str, back_on: str | None = None) -> Absence:
    """Return a hospital stay between two ISO days."""
    return away(AbsenceKind.HOSPITAL, left_on, back_on)
