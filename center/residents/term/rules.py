"""The term engine: from the decision and the events of a stay to its last day, with the proof.

Deterministic: no clock, no database. As docs/decisions/term-conventions.md says, the length in months is
laid on the calendar once, from the first day; everything after that is counted in whole days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.legal.rules import Lookup, Parameter, ParameterBook
from center.residents.term.calendar import DAY, days_between, last_day_of
from center.residents.term.checks import check_after_end, check_facts, check_starts_inside
from center.residents.term.conventions import conventions_used
from center.residents.term.endings import WAIVES, Ending, first_ending, prison_rule
from center.residents.term.lengths import length_rule
from center.residents.term.model import (
    Absence,
    AbsenceKind,
    Effect,
    Term,
    TermInput,
    TermKind,
    TermState,
)
from center.residents.term.proof import Stretch, calendar_lines, counted_spans, head_lines
from center.residents.term.reductions import (
    below_merit_range,
    check_reductions,
    reduced_last_day,
    reduction_rule,
    reduction_steps,
)
from center.residents.term.rests import AT_18_RULE

CUSTODY_RULE = "term.custody_credit"
VOLUNTARY_ESCAPE_RULE = "term.voluntary.at_large_counts"
COUNTS_RULE = {
    AbsenceKind.ESCAPE: "term.at_large_counts",
    AbsenceKind.LATE_FROM_LEAVE: "term.at_large_counts",
    AbsenceKind.LATE_FROM_SUSPENSION: "term.at_large_counts",
    AbsenceKind.HOSPITAL: "term.hospital_counts",
    AbsenceKind.COURT: "term.procedure_out_counts",
    AbsenceKind.FUNERAL_LEAVE: "funeral_leave.counts",
    AbsenceKind.SUSPENSION: "term.suspension_treatment_counts",
}
"""Name of the yes/no that says whether the days of an absence count toward the term."""
AT_LARGE = frozenset({AbsenceKind.ESCAPE, AbsenceKind.LATE_FROM_LEAVE, AbsenceKind.LATE_FROM_SUSPENSION})
UNDER_TERM = frozenset({TermState.RUNNING, TermState.STOPPED})


def compute_term(term: TermInput, book: ParameterBook, *, on: date) -> Term:
    """Return the term as it stands on ``on``, that day included.

    An absence without an end lasts to ``on`` at least. An end after ``on`` is believed, so that "what if
    the person is back on day d" is the same question with that day filled in.
    Raises RuleViolation ``term.…`` for facts that contradict each other, naming the absence at fault, and
    MissingParameter when a rule the term needs is not in force on the day of the decision.
    """
    found = _reckon(term, book, on)
    length, other_length = length_rule(term, book)
    spans = counted_spans(found.counting, found.stopping, found.horizon)
    calendar = calendar_lines(
        term,
        on=on,
        last_day=found.last_day,
        gaps=found.gaps,
        spans=spans,
        ending=found.ending,
        length=length,
        treatments={kind: rule for kind, (_counts, rule) in found.treatments.items()},
        at_18=book.find_or_none(AT_18_RULE, term.decided_on, term.rule_set),
    )
    state = _state(found, term.first_day, on)
    open_absence = _open_absence(found.stopping, spans, on) if state in UNDER_TERM else None
    is_provisional = _provisional(found, open_absence, on)
    days = dict.fromkeys(Effect, 0)
    for line in calendar:
        if line.from_day is not None and line.to_day is not None:
            until = min(line.to_day, on) if line.effect in _UP_TO_ON else line.to_day
            days[line.effect] += max(0, days_between(line.from_day, until))
    steps = reduction_steps(term) if term.reductions else []
    return Term(
        on=on,
        first_day=term.first_day,
        last_day=found.last_day,
        is_provisional=is_provisional,
        days_total=found.days_total,
        days_reduced=found.days_reduced,
        days_credited=found.days_credited,
        days_counted=days[Effect.COUNTED],
        days_not_counted=days[Effect.NOT_COUNTED],
        days_left=days[Effect.AHEAD],
        days_lapsed=days[Effect.LAPSED],
        days_moved=days[Effect.MOVED],
        state=state,
        open_absence=open_absence,
        lines=(
            *head_lines(
                term,
                length,
                [(step, reduction_rule(term, step[0], book)) for step in steps],
                found.credit,
                found.days_credited,
            ),
            *calendar,
        ),
        conventions=conventions_used(
            term,
            last_day=found.last_day,
            ending=found.ending,
            covers_term=found.days_credited == found.days_total - found.days_reduced,
            counting=found.counting,
            stopping=found.stopping,
            is_provisional=is_provisional,
            other_length=other_length,
            below_merit_range=below_merit_range(term, book),
        ),
    )


def compute_last_day(term: TermInput, book: ParameterBook, *, on: date) -> tuple[date, bool]:
    """Return ``last_day`` and ``is_provisional`` of ``compute_term``, without the proof: a fraction of its work.

    Raises what ``compute_term`` raises.
    """
    found = _reckon(term, book, on)
    if not found.stopping or _state(found, term.first_day, on) not in UNDER_TERM:
        return found.last_day, False
    return found.last_day, _provisional(found, _open_absence(found.stopping, [], on), on)


_UP_TO_ON = frozenset({Effect.COUNTED, Effect.NOT_COUNTED})
"""Effects of which only the days up to the asked one are told."""


@dataclass(slots=True)
class _Reckoning:
    """The arithmetic of a term, before anything is drawn."""

    days_total: int
    days_reduced: int
    credit: Parameter | None
    """The row behind the deduction of custody; None without custody."""
    days_credited: int
    last_day: date
    horizon: date
    """Last day known to be past and still under the term."""
    gaps: list[Stretch]
    ending: Ending | None
    counting: list[Absence]
    stopping: list[Absence]
    treatments: dict[AbsenceKind, tuple[bool, Parameter]]


def _reckon(term: TermInput, book: ParameterBook, on: date) -> _Reckoning:
    """Return where the term ends, and why. Raises RuleViolation, MissingParameter."""
    check_facts(term)
    if term.reductions:
        check_reductions(term, book)
    treatments = {
        kind: _treatment(term, kind, book) for kind in sorted({absence.kind for absence in term.absences})
    }
    prison = treatments[AbsenceKind.PRISON][1] if AbsenceKind.PRISON in treatments else None
    ending = first_ending(term, prison, book)
    absences = term.absences
    if prison is not None and prison.value == WAIVES:
        absences = tuple(item for item in absences if item.kind is not AbsenceKind.PRISON)
    check_after_end(absences, ending.on_day if ending is not None else None)
    counting = [absence for absence in absences if treatments[absence.kind][0]]
    stopping = [absence for absence in absences if not treatments[absence.kind][0]]
    check_starts_inside(term, stopping)

    total = kept = days_between(term.first_day, last_day_of(term.first_day, term.months))
    if term.reductions:
        taken = sum(item.months for item in term.reductions)
        kept = days_between(term.first_day, reduced_last_day(term.first_day, term.months, taken))
    credit = _yes_no(term, CUSTODY_RULE, book) if term.custody_days else None
    credited = min(term.custody_days, kept) if credit is not None and credit.value else 0
    horizon = on if ending is None else min(on, ending.on_day)
    last_day, gaps = _walk(term.first_day, kept - credited, _gaps(stopping, horizon))
    return _Reckoning(
        days_total=total,
        days_reduced=total - kept,
        credit=credit.parameter if credit is not None else None,
        days_credited=credited,
        last_day=last_day,
        horizon=horizon,
        gaps=gaps,
        ending=ending,
        counting=counting,
        stopping=stopping,
        treatments=treatments,
    )


def _treatment(term: TermInput, kind: AbsenceKind, book: ParameterBook) -> tuple[bool, Parameter]:
    """Return whether the days of an absence count, and the row that says so."""
    if kind is AbsenceKind.PRISON:
        # where the rest is waived, nothing is left that its days could count toward
        return False, prison_rule(term, book)
    name = COUNTS_RULE[kind]
    if term.kind is TermKind.VOLUNTARY and kind in AT_LARGE:
        name = VOLUNTARY_ESCAPE_RULE
    found = _yes_no(term, name, book)
    return found.value, found.parameter


def _yes_no(term: TermInput, name: str, book: ParameterBook) -> Lookup[bool]:
    return book.lookup(name, bool, on=term.decided_on, rule_set=term.rule_set)


def _gaps(stopping: list[Absence], horizon: date) -> list[Stretch]:
    """Return the days that do not count, in order, each once.

    The day an absence begins and the day it ends are days on which the person was held: they count.
    """
    gaps: list[Stretch] = []
    for absence in sorted(stopping, key=lambda item: (item.left_on, item.back_on or date.max, item.kind)):
        from_day = absence.left_on + DAY
        to_day = horizon if absence.back_on is None else absence.back_on - DAY
        if gaps:
            from_day = max(from_day, gaps[-1].to_day + DAY)
        if from_day <= to_day:
            gaps.append(Stretch(from_day, to_day, absence))
    return gaps


def _walk(first_day: date, to_serve: int, gaps: list[Stretch]) -> tuple[date, list[Stretch]]:
    """Return the last day of ``to_serve`` counted days, and the gaps that lie before it.

    A gap that begins after the last day has nothing left to stop.
    """
    cursor = first_day
    crossed: list[Stretch] = []
    for gap in gaps:
        served = (gap.from_day - cursor).days
        if served >= to_serve:
            break
        to_serve -= served
        cursor = gap.to_day + DAY
        crossed.append(gap)
    return cursor + DAY * (to_serve - 1), crossed


def _state(found: _Reckoning, first_day: date, on: date) -> TermState:
    if on < first_day:
        return TermState.NOT_BEGUN
    if found.ending is not None and found.ending.on_day < min(on, found.last_day):
        return TermState.MOVED if found.ending.effect is Effect.MOVED else TermState.ENDED
    if on > found.last_day:
        return TermState.COMPLETE
    if any(gap.holds(on) for gap in found.gaps):
        return TermState.STOPPED
    return TermState.RUNNING


def _open_absence(stopping: list[Absence], spans: list[Stretch], on: date) -> Absence | None:
    """Return the absence that lasts on ``on``: one that stops the term first, then the latest begun."""
    lasting = [absence for absence in stopping if absence.left_on <= on]
    lasting += [span.absence for span in spans if span.holds(on)]
    still_open = [absence for absence in lasting if absence.back_on is None]
    return max(still_open, key=lambda item: (item in stopping, item.left_on, item.kind), default=None)


def _provisional(found: _Reckoning, open_absence: Absence | None, on: date) -> bool:
    """Return whether the last day moves on with each day, because an absence that stops the term lasts."""
    return (
        open_absence is not None
        and open_absence in found.stopping
        and open_absence.left_on < found.last_day
        and (found.ending is None or on <= found.ending.on_day)
    )
