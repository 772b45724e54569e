"""Which of the written conventions bore on a result, so that the proof sheet can say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from center.legal.rules import rule_set_for
from center.residents.term.calendar import add_months
from center.residents.term.endings import Ending
from center.residents.term.model import (
    Absence,
    AbsenceKind,
    Convention,
    LineKind,
    TermInput,
    TermKind,
)


def conventions_used(
    term: TermInput,
    *,
    last_day: date,
    ending: Ending | None,
    covers_term: bool,
    counting: Sequence[Absence],
    stopping: Sequence[Absence],
    is_provisional: bool,
    other_length: bool,
    below_merit_range: bool,
) -> tuple[Convention, ...]:
    """Return the conventions without which the result might have been another, in the order of the page."""
    absences = (*counting, *stopping)
    kinds = {absence.kind for absence in term.absences}
    applies = {
        Convention.LAST_DAY_INSIDE: True,
        Convention.MONTH_END: add_months(term.first_day, term.months).day != term.first_day.day,
        Convention.DECISION_DAY: rule_set_for(term.first_day) is not term.rule_set,
        Convention.OTHER_LENGTH: other_length,
        Convention.CREDIT_OFF_THE_END: term.custody_days > 0,
        Convention.CREDIT_COVERS_TERM: covers_term,
        Convention.BORDER_DAYS: bool(stopping),
        Convention.OPEN_ABSENCE: is_provisional,
        Convention.ESCAPE_FROM_ABSENCE: any(
            _meet(escape, absence)
            for escape in stopping
            if escape.kind is AbsenceKind.ESCAPE
            for absence in counting
        ),
        Convention.OVERLAP: any(
            _meet(one, other) for number, one in enumerate(counting) for other in counting[number + 1 :]
        ),
        Convention.AFTER_LAST_DAY: any(absence.left_on > last_day for absence in absences)
        or any(absence.left_on == last_day for absence in stopping),
        Convention.VOLUNTARY_ESCAPE: term.kind is TermKind.VOLUNTARY and AbsenceKind.ESCAPE in kinds,
        Convention.LATE_FROM_SUSPENSION: AbsenceKind.LATE_FROM_SUSPENSION in kinds,
        Convention.LATE_FROM_LEAVE: AbsenceKind.LATE_FROM_LEAVE in kinds,
        Convention.LAST_DAY_HELD: ending is not None and ending.on_day < last_day,
        Convention.REDUCTION: bool(term.reductions),
        Convention.REDUCTION_MERIT: below_merit_range,
        Convention.PRISON: any(
            absence.kind is AbsenceKind.PRISON and rule_set_for(absence.left_on) is not term.rule_set
            for absence in term.absences
        ),
        Convention.TRANSFER: bool(term.moves) or (ending is not None and ending.kind is LineKind.TRANSFER),
    }
    return tuple(convention for convention, used in applies.items() if used)


def _meet(one: Absence, other: Absence) -> bool:
    """Return whether two absences share a day."""
    return one.left_on <= (other.back_on or date.max) and other.left_on <= (one.back_on or date.max)
