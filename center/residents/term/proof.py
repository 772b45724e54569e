"""The lines that prove a term: every day from the first to the last stands in exactly one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from center.legal.rules import Lookup, Parameter
from center.residents.term.calendar import DAY, days_between, last_day_of
from center.residents.term.model import Absence, AbsenceKind, Effect, LineKind, TermInput, TermLine


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one absence, both ends included."""

    from_day: date
    to_day: date
    absence: Absence

    def holds(self, day: date) -> bool:
        """Return whether ``day`` is one of them."""
        return self.from_day <= day <= self.to_day


@dataclass(frozen=True, slots=True)
class _Cell:
    """Days that are alike in every respect."""

    from_day: date
    to_day: date
    effect: Effect
    absence: Absence | None


def head_lines(
    term: TermInput, length: Parameter, credit: Lookup[bool] | None, credited: int
) -> list[TermLine]:
    """Return the line of the term itself and, where there was custody, the line of its deduction."""
    last_day = last_day_of(term.first_day, term.months)
    lines = [_line(LineKind.TERM, Effect.BASIS, term.first_day, last_day, length)]
    if credit is not None:
        lines.append(
            TermLine(
                kind=LineKind.CUSTODY,
                effect=Effect.COUNTED,
                days=credited,
                from_day=term.custody_from,
                to_day=None if term.custody_from is None else term.first_day - DAY,
                parameter=credit.parameter,
            )
        )
    return lines


def calendar_lines(
    term: TermInput,
    *,
    on: date,
    last_day: date,
    gaps: Sequence[Stretch],
    spans: Sequence[Stretch],
    length: Parameter,
    treatments: Mapping[AbsenceKind, Parameter],
) -> list[TermLine]:
    """Return the lines from the first day to ``last_day``, in order.

    ``gaps`` are the days that do not count, ``spans`` those of absences that do; ``length`` is the rule
    behind all other days, ``treatments`` the rule behind each kind of absence.
    """
    lines = []
    for cell in _merged(_cells(term, on, last_day, gaps, spans)):
        if cell.absence is not None:
            kind, parameter = LineKind(cell.absence.kind.value), treatments[cell.absence.kind]
        else:
            kind, parameter = LineKind.CENTER if cell.effect is Effect.COUNTED else LineKind.REST, length
        lines.append(_line(kind, cell.effect, cell.from_day, cell.to_day, parameter))
    return lines


def counted_spans(counting: Sequence[Absence], stopping: Sequence[Absence], horizon: date) -> list[Stretch]:
    """Return the days up to ``horizon`` spent in absences that count.

    One without an end is over on the day of an escape out of it: the person came back to custody, not to it.
    """
    spans = []
    for absence in counting:
        escapes = (escape.left_on for escape in stopping if escape.left_on >= absence.left_on)
        end = min(escapes, default=horizon) if absence.back_on is None else absence.back_on
        if absence.left_on <= min(end, horizon):
            spans.append(Stretch(absence.left_on, min(end, horizon), absence))
    return spans


def _cells(
    term: TermInput, on: date, last_day: date, gaps: Sequence[Stretch], spans: Sequence[Stretch]
) -> list[_Cell]:
    """Cut the calendar wherever anything changes."""
    cuts = {term.first_day, last_day + DAY, on + DAY}
    if term.ended_on is not None:
        cuts.add(term.ended_on + DAY)
    for stretch in (*gaps, *spans):
        cuts |= {stretch.from_day, stretch.to_day + DAY}
    inside = sorted(cut for cut in cuts if term.first_day <= cut <= last_day + DAY)
    cells = []
    for start, stop in pairwise(inside):
        gap = _owner(start, gaps)
        if gap is not None:
            cells.append(_Cell(start, stop - DAY, Effect.NOT_COUNTED, gap))
        elif term.ended_on is not None and start > term.ended_on:
            cells.append(_Cell(start, stop - DAY, Effect.LAPSED, None))
        elif start > on:
            cells.append(_Cell(start, stop - DAY, Effect.AHEAD, None))
        else:
            cells.append(_Cell(start, stop - DAY, Effect.COUNTED, _owner(start, spans)))
    return cells


def _merged(cells: Sequence[_Cell]) -> list[_Cell]:
    merged: list[_Cell] = []
    for cell in cells:
        if merged and (merged[-1].effect, merged[-1].absence) == (cell.effect, cell.absence):
            cell = _Cell(merged.pop().from_day, cell.to_day, cell.effect, cell.absence)
        merged.append(cell)
    return merged


def _owner(day: date, stretches: Sequence[Stretch]) -> Absence | None:
    """Return the absence that names ``day``: of several, the one that began last."""
    holding = [stretch.absence for stretch in stretches if stretch.holds(day)]
    return max(holding, key=lambda item: (item.left_on, item.kind, item.back_on or date.max), default=None)


def _line(kind: LineKind, effect: Effect, from_day: date, to_day: date, parameter: Parameter) -> TermLine:
    return TermLine(
        kind=kind,
        effect=effect,
        days=days_between(from_day, to_day),
        from_day=from_day,
        to_day=to_day,
        parameter=parameter,
    )
