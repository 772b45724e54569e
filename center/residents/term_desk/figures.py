"""The figures of a term in the order in which somebody checks them by hand. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from center.residents.term.model import HEAD_LINES, Effect, LineKind, Reduction, Term, TermInput, TermLine


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the proof with its arithmetic."""

    line: TermLine
    before: int | None
    """Days served, or counted as served, before the line; None on lines about the whole term."""
    after: int | None
    """The same after it; equal to ``before`` where the days do not count."""
    reduction: Reduction | None = None
    """What the court took off, on a line about a reduction."""


@dataclass(frozen=True, slots=True)
class Check:
    """The last day found the other way round: from the first day, by one addition."""

    to_serve: int
    """Days to spend in the center or where it counts: the term less what was taken off or deducted."""
    not_counted: int
    """Days up to the last day that do not count."""
    first_day: date
    last_day: date

    @property
    def span(self) -> int:
        """How many days lie from the first to the last day, both included."""
        return self.to_serve + self.not_counted


def figures(term: Term, reductions: Sequence[Reduction]) -> tuple[Figure, ...]:
    """Return the lines of ``term`` with a running sum of the days served; custody begins it.

    ``reductions`` in the order of their decisions, as the lines about them come.
    """
    taken = iter(sorted(reductions, key=lambda item: (item.decided_on, item.months, item.with_merit)))
    served, found = 0, []
    for line in term.lines:
        if line.kind is LineKind.CUSTODY:
            found.append(Figure(line, served, served + line.days))
            served += line.days
        elif line.kind in HEAD_LINES:
            item = next(taken, None) if line.kind is LineKind.REDUCTION else None
            found.append(Figure(line, None, None, item))
        else:
            adds = line.days if line.effect is not Effect.NOT_COUNTED else 0
            found.append(Figure(line, served, served + adds))
            served += adds
    return tuple(found)


def check(term: Term) -> Check | None:
    """Return the addition that leads to the last day; None for a term that was not, or will not be, served out."""
    if term.days_lapsed or term.days_moved:
        return None
    gaps = sum(line.days for line in term.lines if line.effect is Effect.NOT_COUNTED)
    found = Check(
        to_serve=term.days_total - term.days_reduced - term.days_credited,
        not_counted=gaps,
        first_day=term.first_day,
        last_day=term.last_day,
    )
    # a credit as long as the term leaves nothing to add
    return found if found.first_day + timedelta(days=found.span - 1) == found.last_day else None


def balance(term: Term) -> tuple[tuple[str, int], ...]:
    """Return the parts of the whole term, by the names of ``Term``'s fields; their sum is ``term.days_total``."""
    parts = (
        ("days_reduced", term.days_reduced),
        ("days_credited", term.days_credited),
        ("days_counted", term.days_counted),
        ("days_left", term.days_left),
        ("days_lapsed", term.days_lapsed),
        ("days_moved", term.days_moved),
    )
    always = {"days_counted", "days_left"}
    return tuple((name, days) for name, days in parts if days or name in always)


@dataclass(frozen=True, slots=True)
class Supposition:
    """What did not happen, but might."""

    months: int | None = None
    """Months the court would take off."""
    back_on: date | None = None
    """Day on which everybody who is away would be back."""

    @property
    def is_empty(self) -> bool:
        """True when nothing is supposed."""
        return self.months is None and self.back_on is None


def suppose(facts: TermInput, what: Supposition, *, on: date) -> TermInput:
    """Return ``facts`` as if ``what`` had happened; a reduction would be decided on ``on``.

    Whether the law allows it is the engine's to say: ``compute_term`` raises RuleViolation.
    """
    absences = facts.absences
    if what.back_on is not None:
        absences = tuple(
            replace(item, back_on=what.back_on) if item.back_on is None else item for item in absences
        )
    reductions = facts.reductions
    if what.months is not None:
        reductions = (*reductions, Reduction(what.months, max(on, facts.decided_on)))
    return replace(facts, absences=absences, reductions=reductions)
