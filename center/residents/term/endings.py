"""The end of a stay before its term, and what becomes of the rest: waived, or served elsewhere. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.errors import RuleViolation
from center.legal.rules import Parameter, ParameterBook
from center.residents.term.model import AbsenceKind, Effect, EndCause, LineKind, MoveKind, TermInput
from center.residents.term.rests import AT_18_RULE

EXEMPTION_RULE = "term.exemption"
PRISON_RULE = "term.prison_effect"
WAIVES, RESUMES = "waive_rest", "resume_rest"
"""What ``PRISON_RULE`` may say."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The last day a stay held the person, and what becomes of the days after it."""

    on_day: date
    kind: LineKind
    effect: Effect
    parameter: Parameter | None
    """The row behind it; None where nothing but the term itself stands behind the line."""


def first_ending(term: TermInput, prison: Parameter | None, book: ParameterBook) -> Ending | None:
    """Return the first end of the stay that is known; None while it runs.

    ``prison`` is the row for the prison sentences among the absences, None without one. Raises RuleViolation
    ``term.ended_before_start``.
    """
    ends: list[Ending] = []
    if prison is not None and prison.value == WAIVES:
        began = min(item.left_on for item in term.absences if item.kind is AbsenceKind.PRISON)
        ends.append(Ending(began, LineKind.WAIVED_BY_PRISON, Effect.LAPSED, prison))
    if term.exempted_on is not None:
        ends.append(_ending(term, term.exempted_on, EndCause.EXEMPTION, book))
    for move in sorted(term.moves, key=lambda item: (item.on_day, item.kind)):
        if move.leaves:
            at_18 = move.kind is MoveKind.AT_18
            row = book.find_or_none(AT_18_RULE, term.decided_on, term.rule_set) if at_18 else None
            ends.append(Ending(move.on_day, LineKind.TRANSFER, Effect.MOVED, row))
    if term.ended_on is not None:
        ends.append(_ending(term, term.ended_on, term.ended_by, book))
    first = min(ends, key=lambda end: end.on_day, default=None)
    if first is not None and first.on_day < term.first_day:
        raise RuleViolation(
            "term.ended_before_start", field="ended_on", ended_on=first.on_day, first_day=term.first_day
        )
    return first


def prison_rule(term: TermInput, book: ParameterBook) -> Parameter:
    """Return the row that says what a prison sentence does to ``term``.

    Raises MissingParameter, and ValueError for a row nobody knows how to carry out.
    """
    rule = book.find(PRISON_RULE, term.decided_on, term.rule_set)
    if rule.value not in {WAIVES, RESUMES}:
        raise ValueError(f"{PRISON_RULE} says {rule.value!r}")
    return rule


def _ending(term: TermInput, on_day: date, cause: EndCause | None, book: ParameterBook) -> Ending:
    if cause is EndCause.EXEMPTION:
        row = book.find_or_none(EXEMPTION_RULE, term.decided_on, term.rule_set)
        return Ending(on_day, LineKind.EXEMPTION, Effect.LAPSED, row)
    if cause is EndCause.PRISON:
        return Ending(on_day, LineKind.WAIVED_BY_PRISON, Effect.LAPSED, prison_rule(term, book))
    if cause is EndCause.TRANSFER:
        return Ending(on_day, LineKind.TRANSFER, Effect.MOVED, None)
    return Ending(on_day, LineKind.REST, Effect.LAPSED, None)
