"""The lines that prove a term: every day from the first to the last stands in exactly one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from center.legal.rules import Parameter
from center.residents.term.calendar import DAY, days_between, last_day_of
from center.residents.term.endings import Ending
from center.residents.term.model import (
    Absence,
    AbsenceKind,
    Effect,
    LineKind,
    MoveKind,
    Reduction,
    TermInput,
    TermLine,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one absence, both ends included."""

    from_day: date
    to_day: date
    absence: Absence

    def holds(self, day: date) -> bool:
        """Return whether ``day`` is one of them."""
        return self.from_day <= day <= self.to_day


class _Cell(NamedTuple):
    """Days that are alike in every respect."""

    from_day: date
    to_day: date
    effect: Effect
    kind: LineKind
    absence: Absence | None


def head_lines(
    term: TermInput,
    length: Parameter,
    reductions: Sequence[tuple[tuple[Reduction, date, date, int], Parameter]],
    credit: Parameter | None,
    credited: int,
) -> list[TermLine]:
    """Return the line of the term itself and, where there were any, of the reductions and the custody.

    ``reductions`` are the steps of ``reductions.reduction_steps``, each with the row behind it.
    """
    last_day = last_day_of(term.first_day, term.months)
    lines = [_line(LineKind.TERM, Effect.BASIS, term.first_day, last_day, length)]
    lines += [
        _line(LineKind.REDUCTION, Effect.REDUCED, first, last, parameter)
        for (_item, first, last, _days), parameter in reductions
    ]
    if credit is not None:
        lines.append(
            TermLine(
                kind=LineKind.CUSTODY,
                effect=Effect.COUNTED,
                days=credited,
                from_day=term.custody_from,
                to_day=None if term.custody_from is None else term.first_day - DAY,
                parameter=credit,
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
    ending: Ending | None,
    length: Parameter,
    treatments: Mapping[AbsenceKind, Parameter],
    at_18: Parameter | None,
) -> list[TermLine]:
    """Return the lines from the first day to ``last_day``, in order.

    ``gaps`` are the days that do not count, ``spans`` those of absences that do; ``length`` is the rule
    behind all other days, ``treatments`` the rule behind each kind of absence, ``at_18`` the one that moves
    a minor who comes of age.
    """
    lines = []
    for from_day, to_day, effect, kind, absence in _merged(_cells(term, on, last_day, gaps, spans, ending)):
        parameter = length
        if absence is not None:
            parameter = treatments[absence.kind]
        elif ending is not None and kind is ending.kind and ending.parameter is not None:
            parameter = ending.parameter
        elif kind is LineKind.ADULT_CENTER and at_18 is not None:
            parameter = at_18
        lines.append(_line(kind, effect, from_day, to_day, parameter))
    return lines


def counted_spans(counting: Sequence[Absence], stopping: Sequence[Absence], horizon: date) -> list[Stretch]:
    """Return the days up to ``horizon`` spent in absences that count.

    One without an end is over on the day of an escape out of it, of a sentence or of a suspension: the person
    came back to custody, not to it.
    """
    spans = []
    leaving = [*stopping, *(item for item in counting if item.kind is AbsenceKind.SUSPENSION)]
    for absence in counting:
        end = absence.back_on
        if end is None:
            others = (
                other.left_on
                for other in leaving
                if other is not absence and other.left_on >= absence.left_on
            )
            end = min(others, default=horizon)
        if absence.left_on <= min(end, horizon):
            spans.append(Stretch(absence.left_on, min(end, horizon), absence))
    return spans


def _cells(
    term: TermInput,
    on: date,
    last_day: date,
    gaps: Sequence[Stretch],
    spans: Sequence[Stretch],
    ending: Ending | None,
) -> list[_Cell]:
    """Cut the calendar wherever anything changes."""
    after = last_day + DAY
    cuts = {term.first_day, after, on + DAY}
    if ending is not None:
        cuts.add(ending.on_day + DAY)
    for stretch in (*gaps, *spans):
        cuts.add(stretch.from_day)
        cuts.add(stretch.to_day + DAY)
    moves = sorted(term.moves, key=lambda item: (item.on_day, item.kind))
    places = [(move.on_day, _PLACES[move.kind]) for move in moves if not move.leaves]
    cuts.update(day for day, _place in places)
    inside = sorted(cut for cut in cuts if term.first_day <= cut <= after)
    left = iter([*gaps, None])  # they lie one after the other
    gap = next(left)
    cells = []
    for start, stop in pairwise(inside):
        until = stop - DAY
        while gap is not None and gap.to_day < start:
            gap = next(left)
        if gap is not None and gap.from_day <= start:
            kind = LineKind(gap.absence.kind.value)
            cells.append(_Cell(start, until, Effect.NOT_COUNTED, kind, gap.absence))
        elif ending is not None and start > ending.on_day:
            cells.append(_Cell(start, until, ending.effect, ending.kind, None))
        elif start > on:
            cells.append(_Cell(start, until, Effect.AHEAD, LineKind.REST, None))
        else:
            owner = _owner(start, spans)
            kind = LineKind(owner.kind.value) if owner is not None else _place(start, places)
            cells.append(_Cell(start, until, Effect.COUNTED, kind, owner))
    return cells


_PLACES = {
    MoveKind.IN: (LineKind.OTHER_CENTER, LineKind.CENTER),
    MoveKind.AT_18: (LineKind.CENTER, LineKind.ADULT_CENTER),
}
"""What the days before a move and from it on are called."""


def _place(day: date, places: Sequence[tuple[date, tuple[LineKind, LineKind]]]) -> LineKind:
    """Return where the days of no absence were spent."""
    found = LineKind.CENTER
    for moved_on, (before, after) in places:  # seldom any
        name = before if day < moved_on else after
        if name is not LineKind.CENTER:
            found = name
    return found


def _merged(cells: Sequence[_Cell]) -> list[_Cell]:
    """Join neighbours that say the same."""
    merged: list[_Cell] = []
    for cell in cells:
        if merged and merged[-1][2:] == cell[2:]:
            cell = cell._replace(from_day=merged.pop().from_day)
        merged.append(cell)
    return merged


def _owner(day: date, stretches: Sequence[Stretch]) -> Absence | None:
    """Return the absence that names ``day``: of several, the one that began last."""
    holding = [stretch.absence for stretch in stretches if stretch.from_day <= day <= stretch.to_day]
    if len(holding) < 2:
        return holding[0] if holding else None
    return max(holding, key=lambda item: (item.left_on, item.kind, item.back_on or date.max))


def _line(kind: LineKind, effect: Effect, from_day: date, to_day: date, parameter: Parameter) -> TermLine:
    return TermLine(
        kind=kind,
        effect=effect,
        days=days_between(from_day, to_day),
        from_day=from_day,
        to_day=to_day,
        parameter=parameter,
    )
