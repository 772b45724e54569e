"""Facts that cannot all be true are refused, with the one at fault."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Any

from center.errors import RuleViolation
from center.legal.rules import rule_set_for
from center.residents.term.events import LineName
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
    if not term.absences:
        return
    by_kind = sorted(term.absences, key=lambda item: (item.kind, item.left_on, item.back_on or date.max))
    for absence in by_kind:
        _check_absence(absence)
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


def check_after_end(absences: Iterable[Absence], ended_on: date | None) -> None:
    """Refuse an absence that reaches beyond ``ended_on``, the last day held; raises RuleViolation."""
    if ended_on is None:
        return
    for absence in absences:
        if (absence.back_on or absence.left_on) > ended_on:
            raise RuleViolation("term.absence_after_end", ended_on=ended_on, **_facts(absence))


def _check_absence(absence: Absence) -> None:
    if absence.back_on is not None and absence.back_on < absence.left_on:
        raise RuleViolation("term.absence_reversed", other=_name(absence), **_facts(absence))


def _check_pair(earlier: Absence, later: Absence) -> None:
    if earlier.back_on is None:
        raise RuleViolation("term.absence_still_open", other=_name(earlier), **_facts(later))
    if later.left_on < earlier.back_on:
        raise RuleViolation("term.absences_overlap", other=_name(earlier), **_facts(later))


def _name(absence: Absence) -> LineName:
    return LineName(absence.kind, absence.left_on, absence.back_on, is_open=absence.back_on is None)


def _facts(absence: Absence) -> dict[str, Any]:
    return {
        "line": _name(absence),
        "kind": absence.kind,
        "left_on": absence.left_on,
        "back_on": absence.back_on,
    }
