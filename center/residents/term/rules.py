"""The term engine: from the decision and the events of a stay to its last day, with the proof.

Deterministic: no clock, no database. As docs/decisions/term-conventions.md says, the length in months is
laid on the calendar once, from the first day; everything after that is counted in whole days.
"""

from __future__ import annotations

from datetime import date

from center.legal.rules import Lookup, ParameterBook
from center.residents.term.calendar import DAY, days_between, last_day_of
from center.residents.term.checks import check_facts, check_starts_inside
from center.residents.term.conventions import conventions_used
from center.residents.term.lengths import length_rule, names_other_length
from center.residents.term.model import (
    Absence,
    AbsenceKind,
    Effect,
    Term,
    TermInput,
    TermKind,
    TermLine,
    TermState,
)
from center.residents.term.proof import Stretch, calendar_lines, counted_spans, head_lines

CUSTODY_RULE = "term.custody_credit"
VOLUNTARY_ESCAPE_RULE = "term.voluntary.at_large_counts"
COUNTS_RULE = {
    AbsenceKind.ESCAPE: "term.at_large_counts",
    AbsenceKind.HOSPITAL: "term.hospital_counts",
    AbsenceKind.COURT: "term.procedure_out_counts",
    AbsenceKind.FUNERAL_LEAVE: "funeral_leave.counts",
}
"""Name of the yes/no that says whether the days of an absence count toward the term."""
UNDER_TERM = {TermState.RUNNING, TermState.STOPPED}


def compute_term(term: TermInput, book: ParameterBook, *, on: date) -> Term:
    """Return the term as it stands on ``on``, that day included.

    An absence without an end lasts to ``on`` at least. An end after ``on`` is believed, so that "what if
    the person is back on day d" is the same question with that day filled in.
    Raises RuleViolation ``term.…`` for facts that contradict each other, naming the absence at fault, and
    MissingParameter when a rule the term needs is not in force on the day of the decision.
    """
    check_facts(term)
    length = length_rule(term, book)
    credit = _rule(term, CUSTODY_RULE, book) if term.custody_days else None
    treatments = {
        kind: _rule(term, _counts_rule(term.kind, kind), book)
        for kind in sorted({absence.kind for absence in term.absences})
    }
    counting = [absence for absence in term.absences if treatments[absence.kind].value]
    stopping = [absence for absence in term.absences if not treatments[absence.kind].value]
    check_starts_inside(term, stopping)

    total = days_between(term.first_day, last_day_of(term.first_day, term.months))
    credited = min(term.custody_days, total) if credit is not None and credit.value else 0
    horizon = on if term.ended_on is None else min(on, term.ended_on)
    last_day, gaps = _walk(term.first_day, total - credited, _gaps(stopping, horizon))
    spans = counted_spans(counting, stopping, horizon)

    calendar = calendar_lines(
        term,
        on=on,
        last_day=last_day,
        gaps=gaps,
        spans=spans,
        length=length,
        treatments={kind: lookup.parameter for kind, lookup in treatments.items()},
    )
    state = _state(term, on, last_day, gaps)
    open_absence = _open_absence(stopping, spans, on) if state in UNDER_TERM else None
    is_provisional = open_absence in stopping and open_absence.left_on < last_day
    return Term(
        on=on,
        first_day=term.first_day,
        last_day=last_day,
        is_provisional=is_provisional,
        days_total=total,
        days_credited=credited,
        days_counted=_days(calendar, Effect.COUNTED, to=on),
        days_not_counted=_days(calendar, Effect.NOT_COUNTED, to=on),
        days_left=_days(calendar, Effect.AHEAD),
        days_lapsed=_days(calendar, Effect.LAPSED),
        state=state,
        open_absence=open_absence,
        lines=(*head_lines(term, length, credit, credited), *calendar),
        conventions=conventions_used(
            term,
            last_day=last_day,
            covers_term=credited == total,
            counting=counting,
            stopping=stopping,
            is_provisional=is_provisional,
            other_length=names_other_length(term, book),
        ),
    )


def _counts_rule(kind: TermKind, absence: AbsenceKind) -> str:
    if kind is TermKind.VOLUNTARY and absence is AbsenceKind.ESCAPE:
        return VOLUNTARY_ESCAPE_RULE
    return COUNTS_RULE[absence]


def _rule(term: TermInput, name: str, book: ParameterBook) -> Lookup[bool]:
    return book.lookup(name, bool, on=term.decided_on, rule_set=term.rule_set)


def _gaps(stopping: list[Absence], horizon: date) -> list[Stretch]:
    """Return the days that do not count, in order, each once.

    The day an absence begins and the day it ends are days on which the person was held: they count.
    """
    gaps: list[Stretch] = []
    for absence in sorted(stopping, key=lambda item: (item.left_on, item.back_on or date.max)):
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


def _state(term: TermInput, on: date, last_day: date, gaps: list[Stretch]) -> TermState:
    if on < term.first_day:
        return TermState.NOT_BEGUN
    if term.ended_on is not None and term.ended_on < min(on, last_day):
        return TermState.ENDED
    if on > last_day:
        return TermState.COMPLETE
    if any(gap.holds(on) for gap in gaps):
        return TermState.STOPPED
    return TermState.RUNNING


def _open_absence(stopping: list[Absence], spans: list[Stretch], on: date) -> Absence | None:
    """Return the absence that lasts on ``on``: one that stops the term first, then the latest begun."""
    lasting = [absence for absence in stopping if absence.left_on <= on]
    lasting += [span.absence for span in spans if span.holds(on)]
    still_open = [absence for absence in lasting if absence.back_on is None]
    return max(still_open, key=lambda item: (item in stopping, item.left_on, item.kind), default=None)


def _days(lines: list[TermLine], effect: Effect, *, to: date = date.max) -> int:
    """Return the days of that effect up to ``to``, that day included."""
    return sum(
        max(0, days_between(line.from_day, min(line.to_day, to)))
        for line in lines
        if line.effect is effect and line.from_day is not None and line.to_day is not None
    )
