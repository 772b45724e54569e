"""Facts that cannot all be true are refused, with the one at fault."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from center.errors import RuleViolation
from center.legal.rules import rule_set_for
from center.residents.term.model import Absence, TermInput


def check_facts(term: TermInput) -> None:
    """Raise RuleViolation ``term.…`` for the first contradiction found, always the same one."""
    if rule_set_for(term.decided_on) is not term.rule_set:
        raise RuleViolation(
            "term.decision_outside_rule_set",
            field="decided_on",
            decided_on=term.decided_on,
            rule_set=term.rule_set,
        )
    if term.months < 1:
        raise RuleViolation("term.months_not_positive", field="months", months=term.months)
    _check_custody(term)
    if term.ended_on is not None and term.ended_on < term.first_day:
        raise RuleViolation(
            "term.ended_before_start", field="ended_on", ended_on=term.ended_on, first_day=term.first_day
        )
    by_kind = sorted(term.absences, key=lambda item: (item.kind, item.left_on, item.back_on or date.max))
    for absence in by_kind:
        _check_absence(term, absence)
    for earlier, later in pairwise(by_kind):
        if earlier.kind is later.kind:
            _check_pair(earlier, later)


def check_starts_inside(term: TermInput, stopping: list[Absence]) -> None:
    """Refuse an absence that stops the term before its first day; raises RuleViolation.

    One that counts may begin earlier: in hospital already when the decision came.
    """
    for absence in sorted(stopping, key=lambda item: item.left_on):
        if absence.left_on < term.first_day:
            raise RuleViolation("term.absence_before_start", first_day=term.first_day, **_facts(absence))


def _check_custody(term: TermInput) -> None:
    available = None if term.custody_from is None else (term.first_day - term.custody_from).days
    if term.custody_days < 0 or (available is not None and term.custody_days > available):
        raise RuleViolation(
            "term.custody_out_of_range", field="custody_days", days=term.custody_days, available=available
        )


def _check_absence(term: TermInput, absence: Absence) -> None:
    if absence.back_on is not None and absence.back_on < absence.left_on:
        raise RuleViolation("term.absence_reversed", **_facts(absence))
    newest_day = absence.left_on if absence.back_on is None else absence.back_on
    if term.ended_on is not None and newest_day > term.ended_on:
        raise RuleViolation("term.absence_after_end", ended_on=term.ended_on, **_facts(absence))


def _check_pair(earlier: Absence, later: Absence) -> None:
    if earlier.back_on is None:
        raise RuleViolation("term.absence_still_open", earlier_left_on=earlier.left_on, **_facts(later))
    if later.left_on < earlier.back_on:
        raise RuleViolation(
            "term.absences_overlap",
            earlier_left_on=earlier.left_on,
            earlier_back_on=earlier.back_on,
            **_facts(later),
        )


def _facts(absence: Absence) -> dict[str, Any]:
    return {"kind": absence.kind, "left_on": absence.left_on, "back_on": absence.back_on}
