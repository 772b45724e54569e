"""What if: the facts of a term with one thing changed, to be computed like any others. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from center.errors import RuleViolation
from center.residents.term.model import Absence, Reduction, TermInput


def what_if_reduced(term: TermInput, months: int, *, on: date, with_merit: bool = False) -> TermInput:
    """Return ``term`` as if the court took ``months`` more off it by a decision of ``on``.

    Computing it refuses what the law does not allow (``reductions.check_reductions``).
    """
    return replace(term, reductions=(*term.reductions, Reduction(months, on, with_merit)))


def what_if_back_on(term: TermInput, day: date) -> TermInput:
    """Return ``term`` as if the person were held again on ``day``: every absence still open ends then.

    Raises RuleViolation ``term.no_open_absence`` when none is open, ``term.back_before_leaving`` for a day
    before one began.
    """
    if all(absence.back_on is not None for absence in term.absences):
        raise RuleViolation("term.no_open_absence", field="back_on", day=day)
    return replace(term, absences=tuple(_ended(absence, day) for absence in term.absences))


def _ended(absence: Absence, day: date) -> Absence:
    if absence.back_on is not None:
        return absence
    if day < absence.left_on:
        raise RuleViolation("term.back_before_leaving", field="back_on", day=day, left_on=absence.left_on)
    return replace(absence, back_on=day)
