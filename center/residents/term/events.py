"""The kinds of events a ledger of the term knows, and how a refusal names one of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class TermEventKind(StrEnum):
    """What can change the end of a term, or an absence that does not."""

    ESCAPE = "escape"
    ESCAPE_RETURN = "escape_return"
    HOSPITAL = "hospital"
    HOSPITAL_RETURN = "hospital_return"
    COURT = "court"
    COURT_RETURN = "court_return"
    FUNERAL_LEAVE = "funeral_leave"
    FUNERAL_RETURN = "funeral_return"
    LATE_FROM_LEAVE = "late_from_leave"
    """Not back from funeral leave, and a tracing decision was issued; its day is the last permitted one."""
    SUSPENSION = "suspension"
    """Treatment at home (tạm đình chỉ)."""
    RETURN_ORDER = "return_order"
    """Written order to come back from the suspension; ``due_on`` is the day it names."""
    LATE_FROM_SUSPENSION = "late_from_suspension"
    """Not back by one's own fault; its day is the one the order named."""
    SUSPENSION_RETURN = "suspension_return"
    PRISON = "prison"
    """A prison sentence begins to be served."""
    PRISON_RETURN = "prison_return"
    REDUCTION = "reduction"
    """The court takes ``months`` off the term (giảm thời hạn)."""
    EXEMPTION = "exemption"
    """The rest need not be served (miễn)."""
    TRANSFER_IN = "transfer_in"
    """Taken over from another center, where the term began."""
    TRANSFER_AT_18 = "transfer_at_18"
    """A minor who is 18 goes on among adults: here, or in the center ``place`` names."""
    TRANSFER_OUT = "transfer_out"
    """The term is served on in another center."""
    RECALCULATION = "recalculation"
    """Nothing happened to the person: a rule changed, and the last day with it."""


RETURN_OF = {
    TermEventKind.ESCAPE: TermEventKind.ESCAPE_RETURN,
    TermEventKind.HOSPITAL: TermEventKind.HOSPITAL_RETURN,
    TermEventKind.COURT: TermEventKind.COURT_RETURN,
    TermEventKind.FUNERAL_LEAVE: TermEventKind.FUNERAL_RETURN,
    TermEventKind.SUSPENSION: TermEventKind.SUSPENSION_RETURN,
    TermEventKind.PRISON: TermEventKind.PRISON_RETURN,
}
"""What closes each absence."""
ABSENCE_OF = {back: absence for absence, back in RETURN_OF.items()}
"""What each return closes."""
LATE_FROM = {
    TermEventKind.LATE_FROM_LEAVE: TermEventKind.FUNERAL_LEAVE,
    TermEventKind.LATE_FROM_SUSPENSION: TermEventKind.SUSPENSION,
}
"""The absence that each lateness prolongs; both end with the same return."""
LATENESS_OF = {absence: late for late, absence in LATE_FROM.items()}
ENDS_STAY = frozenset({TermEventKind.EXEMPTION, TermEventKind.TRANSFER_OUT})
"""After these the person is not here any more."""


class LedgerEvent(Protocol):
    """What the rules read of an event; a row of the ledger has it, and so has ``NewEvent``."""

    @property
    def kind(self) -> TermEventKind:
        """What happened."""

    @property
    def on_day(self) -> date:
        """Local day of ``happened_at``: terms count in days."""

    @property
    def months(self) -> int | None:
        """Months taken off, in a reduction."""

    @property
    def with_merit(self) -> bool:
        """True for a reduction granted for merit (lập công)."""

    @property
    def due_on(self) -> date | None:
        """Day that an order to return names."""

    @property
    def paper_on(self) -> date | None:
        """Day of the deciding paper."""

    @property
    def place(self) -> str:
        """Center the person comes from or goes to."""


class TimedEvent(LedgerEvent, Protocol):
    """An event that knows its instant, which puts the events of a day in order."""

    @property
    def happened_at(self) -> datetime:
        """When it happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event that is not recorded yet."""

    kind: TermEventKind
    happened_at: datetime
    on_day: date
    months: int | None = None
    with_merit: bool = False
    due_on: date | None = None
    paper_on: date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class LineName:
    """A line of the ledger as a refusal names it; ``center.residents.labels`` writes it out."""

    kind: StrEnum
    """``TermEventKind``, or ``AbsenceKind`` with the same values."""
    from_day: date
    to_day: date | None = None
    is_open: bool = False
    """True for an absence whose end is not recorded."""
