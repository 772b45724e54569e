"""From the events of a stay, in their order, to the facts of its term. Pure.

An event that contradicts the others is refused, and the refusal names the line at fault and the one it
contradicts. It does not matter in which order the events were typed in, only when they happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from center.errors import RuleViolation
from center.residents.term.events import (
    ABSENCE_OF,
    ENDS_STAY,
    LATE_FROM,
    LATENESS_OF,
    RETURN_OF,
    LedgerEvent,
    LineName,
    TermEventKind,
    TimedEvent,
)
from center.residents.term.model import Absence, AbsenceKind, Move, MoveKind, Reduction

Timed = TypeVar("Timed", bound=TimedEvent)

_GONE = (TermEventKind.PRISON, TermEventKind.ESCAPE, TermEventKind.SUSPENSION)
"""Absences out of which nobody is sent anywhere else."""
_MAY_FOLLOW = {
    TermEventKind.ESCAPE: frozenset({TermEventKind.PRISON}),
    TermEventKind.SUSPENSION: frozenset({TermEventKind.PRISON}),
    TermEventKind.PRISON: frozenset[TermEventKind](),
}
"""What may nevertheless begin while one of them lasts: a sentence ends being at large or at home."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the events of a stay say about its term."""

    absences: tuple[Absence, ...] = ()
    reductions: tuple[Reduction, ...] = ()
    moves: tuple[Move, ...] = ()
    exempted_on: date | None = None


def in_order(events: Iterable[Timed]) -> list[Timed]:
    """Return ``events`` as they happened; of one instant, in the order given."""
    return sorted(events, key=lambda event: event.happened_at)


def read_ledger(events: Iterable[LedgerEvent]) -> Ledger:
    """Return what ``events`` say; they come as they happened, those in force only.

    Raises RuleViolation ``term.…`` for the first event that cannot be true after the ones before it: a return
    without its absence, a second absence before the first has ended, lateness nobody was told of, anything
    after the end. Its facts ``line`` and ``other`` are the two lines, as LineName.
    """
    reading = _Reading(list(events))
    for event in reading.events:
        reading.take(event)
    return reading.result()


def open_absence(kinds: Iterable[TermEventKind]) -> TermEventKind | None:
    """Return what keeps a person away after events of ``kinds`` (as they happened), the first of several.

    Treatment at home is named last: it alone does not keep anybody from being released on the last day.
    """
    lasting: list[TermEventKind] = []
    for kind in kinds:
        if kind in RETURN_OF or kind in LATE_FROM:
            lasting.append(kind)
        elif kind in ABSENCE_OF:
            absence = ABSENCE_OF[kind]
            lasting = [one for one in lasting if one is not absence and LATE_FROM.get(one) is not absence]
    return min(lasting, key=lambda kind: kind is TermEventKind.SUSPENSION, default=None)


def name_of(event: LedgerEvent, events: Sequence[LedgerEvent] = ()) -> LineName:
    """Return the name of an event's line; ``events``, as they happened, are searched for the end of an absence."""
    back = RETURN_OF.get(event.kind)
    if back is None:
        return LineName(event.kind, event.on_day)
    place = next((number for number, other in enumerate(events) if other is event), len(events))
    later = (other.on_day for other in events[place:] if other.kind is back)
    end = next(later, None)
    return LineName(event.kind, event.on_day, end, is_open=end is None)


class _Reading:
    """The ledger read so far."""

    def __init__(self, events: list[LedgerEvent]) -> None:
        self.events = events
        self.lasting: dict[TermEventKind, LedgerEvent] = {}
        """Absences and lateness that have begun and not ended."""
        self.order: LedgerEvent | None = None
        """Newest order to return from the suspension that lasts."""
        self.end: LedgerEvent | None = None
        self.absences: list[Absence] = []
        self.reductions: list[Reduction] = []
        self.moves: list[Move] = []
        self.exempted_on: date | None = None

    def take(self, event: LedgerEvent) -> None:
        """Read one more event. Raises RuleViolation."""
        kind = event.kind
        if kind is TermEventKind.RECALCULATION:
            return
        if self.end is not None:
            raise self._refusal("term.event_after_end", event, self.end)
        if kind in RETURN_OF:
            self._begin(event)
        elif kind in ABSENCE_OF:
            self._close(event)
        elif kind in LATE_FROM:
            self._late(event)
        else:
            self._decided(event)

    def _begin(self, event: LedgerEvent) -> None:
        if not self.lasting:
            self.lasting[event.kind] = event
            return
        same = self.lasting.get(event.kind)
        if same is not None:
            ends = name_of(same, self.events).to_day is not None
            raise self._refusal("term.absences_overlap" if ends else "term.absence_still_open", event, same)
        for gone in _GONE:
            other = self.lasting.get(gone)
            if other is not None and event.kind not in _MAY_FOLLOW[gone]:
                raise self._refusal("term.absent_already", event, other)
        self.lasting[event.kind] = event

    def _close(self, event: LedgerEvent) -> None:
        absence = ABSENCE_OF[event.kind]
        began = self.lasting.pop(absence, None)
        if began is None:
            place = next(number for number, other in enumerate(self.events) if other is event)
            wanted = [number for number, other in enumerate(self.events) if other.kind is absence]
            if wanted and wanted[0] > place:
                raise self._refusal("term.absence_reversed", event, self.events[wanted[0]])
            raise RuleViolation("term.return_without_absence", line=name_of(event), kind=absence)
        self.absences.append(Absence(AbsenceKind(absence.value), began.on_day, event.on_day))
        late = LATENESS_OF.get(absence)
        if late is not None and late in self.lasting:
            since = self.lasting.pop(late)
            self.absences.append(Absence(AbsenceKind(late.value), since.on_day, event.on_day))
        if absence is TermEventKind.SUSPENSION:
            self.order = None

    def _late(self, event: LedgerEvent) -> None:
        absence = LATE_FROM[event.kind]
        began = self.lasting.get(absence)
        if began is None:
            raise RuleViolation("term.late_without_absence", line=name_of(event), kind=absence)
        same = self.lasting.get(event.kind)
        if same is not None:
            raise self._refusal("term.absence_still_open", event, same)
        if absence is TermEventKind.SUSPENSION:
            if self.order is None:
                raise self._refusal("term.late_without_order", event, began)
            if self.order.due_on is not None and event.on_day < self.order.due_on:
                raise self._refusal("term.late_before_due", event, self.order, due_on=self.order.due_on)
        self.lasting[event.kind] = event

    def _decided(self, event: LedgerEvent) -> None:
        kind = event.kind
        if kind is TermEventKind.RETURN_ORDER:
            began = self.lasting.get(TermEventKind.SUSPENSION)
            if began is None:
                raise RuleViolation(
                    "term.return_without_absence", line=name_of(event), kind=TermEventKind.SUSPENSION
                )
            if event.due_on is None or event.due_on < event.on_day:
                raise RuleViolation("term.order_reversed", field="due_on", line=name_of(event))
            self.order = event
        elif kind is TermEventKind.REDUCTION:
            if event.months is None:
                raise ValueError("a reduction names its months")
            self.reductions.append(Reduction(event.months, event.paper_on or event.on_day, event.with_merit))
        elif kind is TermEventKind.EXEMPTION:
            self.exempted_on = event.on_day
        elif kind is TermEventKind.TRANSFER_IN:
            first = next((move for move in self.moves if move.kind is MoveKind.IN), None)
            if first is not None:
                raise RuleViolation(
                    "term.event_twice", line=name_of(event), other=LineName(kind, first.on_day)
                )
            self.moves.append(Move(MoveKind.IN, event.on_day))
        else:
            leaves = kind is TermEventKind.TRANSFER_OUT or bool(event.place)
            self.moves.append(Move(MoveKind(kind.value), event.on_day, leaves))
        if kind in ENDS_STAY or (kind is TermEventKind.TRANSFER_AT_18 and event.place):
            self.end = event

    def result(self) -> Ledger:
        """Return everything read; what has not ended is open."""
        lasting = (
            Absence(AbsenceKind(kind.value), event.on_day, None) for kind, event in self.lasting.items()
        )
        return Ledger((*self.absences, *lasting), tuple(self.reductions), tuple(self.moves), self.exempted_on)

    def _refusal(self, code: str, event: LedgerEvent, other: LedgerEvent, **facts: object) -> RuleViolation:
        return RuleViolation(
            code,
            field="happened_at",
            line=name_of(event, self.events),
            other=name_of(other, self.events),
            **facts,
        )
