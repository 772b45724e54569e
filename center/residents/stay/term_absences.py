"""Being away from the center for what others decide: treatment at home, lateness, prison.

Each act (``term_act.one_act``) writes one event into the ledger with the paper that decides it, and moves the person
where that follows. All of them flush, none commits. They raise RuleViolation when the stay has ended, an instant lies
in the future, the paper is older than the decision of the stay, or the event contradicts what is recorded.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Unpack

from center.clock import local_date, local_instant
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.legal.rules import RuleSet
from center.residents.stay.models import EndReason, Stay, TermEvent, TermEventKind
from center.residents.stay.term_act import (
    Act,
    Who,
    comes_back,
    ends,
    goes_out,
    last_day_of_term,
    one_act,
    prison_waives,
    write,
)
from center.residents.stay.terms import Paper, events_in_force
from center.residents.term.ledger import open_absence
from center.residents.term.rests import must_return
from center.residents.whereabouts.models import Location, OutCause

LAST_MINUTE = time(23, 59, 59)
"""When a day named in a paper is over: lateness begins with it."""


@one_act
def suspend(
    stay: Stay, paper: Paper, *, happened_at: datetime, reason: str = "", **who: Unpack[Who]
) -> TermEvent:
    """Let the person go home for treatment (tạm đình chỉ), from the center or from hospital; the days count.

    Source: Law 120/2025 art. 39.3; Law 15/2012 art. 112.2; Decree 116/2021 art. 58.2.
    """
    last_day_of_term(stay)
    act = Act(kind=TermEventKind.SUSPENSION, happened_at=happened_at, paper=paper, reason=reason, **who)
    return goes_out(stay, act, OutCause.SUSPENSION)


@one_act
def order_return(
    stay: Stay, paper: Paper, *, due_on: date, happened_at: datetime, **who: Unpack[Who]
) -> TermEvent:
    """Order a person who has recovered to be back on ``due_on``; days at home count up to that day.

    ``happened_at`` is when the order was handed over. Refused when too little of the term is left for anybody
    to be called back (``small-rest``): it is then served out at home.
    Source: Law 120/2025 art. 39.3.
    """
    last_day = last_day_of_term(stay)
    if not must_return(
        last_day,
        local_date(happened_at),
        decided_on=stay.decided_on,
        rule_set=RuleSet(stay.rule_set),
        book=parameter_book(),
    ):
        raise RuleViolation("residents.rest_too_small_to_return", field="due_on", last_day=last_day)
    act = Act(kind=TermEventKind.RETURN_ORDER, happened_at=happened_at, due_on=due_on, paper=paper, **who)
    return write(stay, act)


@one_act
def late_from_suspension(
    stay: Stay, *, due_on: date, reason: str, paper: Paper | None = None, **who: Unpack[Who]
) -> TermEvent:
    """Find that the person did not come back on ``due_on``, the day of the order, by the person's own fault.

    ``reason`` says how the fault was established. The days after ``due_on`` do not count until the person is
    held again (``late-from-suspension``); without this finding every day at home counts.
    """
    kind = TermEventKind.LATE_FROM_SUSPENSION
    return _late(stay, kind, due_on, reason, paper, who)


@one_act
def return_from_suspension(
    stay: Stay, location: Location, *, happened_at: datetime, reason: str = "", **who: Unpack[Who]
) -> TermEvent:
    """Take the person back from treatment at home, to ``location``."""
    act = Act(kind=TermEventKind.SUSPENSION_RETURN, happened_at=happened_at, reason=reason, **who)
    return comes_back(stay, act, location)


@one_act
def late_from_leave(
    stay: Stay, tracing: Paper, *, due_on: date, reason: str = "", **who: Unpack[Who]
) -> TermEvent:
    """Record that somebody on funeral leave was not back on ``due_on``, the last permitted day, and is traced.

    Only a tracing decision stops the term; an excused delay counts (``late-from-leave``).
    Source: Decree 163/2026 art. 121; Decree 116/2021 art. 70.
    """
    kind = TermEventKind.LATE_FROM_LEAVE
    return _late(stay, kind, due_on, reason, tracing, who)


@one_act
def begin_prison(
    stay: Stay, paper: Paper, *, happened_at: datetime, reason: str = "", **who: Unpack[Who]
) -> TermEvent:
    """Record that a prison sentence begins to be served; ``paper`` is the order to carry it out.

    Under R2026 the term stops and the rest is served afterwards; under the older laws the rest is waived and
    the stay ends (``prison``). Somebody at large must first be recorded as held again.
    Source: Law 120/2025 art. 47.1; Law 15/2012 art. 117; Law 73/2021 art. 39.
    """
    last_day_of_term(stay)
    act = Act(kind=TermEventKind.PRISON, happened_at=happened_at, paper=paper, reason=reason, **who)
    if prison_waives(stay):
        return ends(stay, act, EndReason.IMPRISONED)
    if open_absence(event.kind for event in events_in_force(stay.id)) is TermEventKind.ESCAPE:
        raise RuleViolation("residents.prison_while_at_large", field="happened_at")
    return goes_out(stay, act, OutCause.PRISON)


@one_act
def end_prison(
    stay: Stay,
    location: Location,
    paper: Paper | None = None,
    *,
    happened_at: datetime,
    reason: str = "",
    **who: Unpack[Who],
) -> TermEvent:
    """Take the person back for the rest of the term, to ``location``. Source: Law 120/2025 art. 47.1."""
    act = Act(kind=TermEventKind.PRISON_RETURN, happened_at=happened_at, paper=paper, reason=reason, **who)
    return comes_back(stay, act, location)


def _late(
    stay: Stay, kind: TermEventKind, due_on: date, reason: str, paper: Paper | None, who: Who
) -> TermEvent:
    if not reason.strip() and paper is None:
        raise RuleViolation("residents.late_without_ground", field="reason")
    if due_on >= local_date(who["now"]):
        raise RuleViolation("residents.not_late_yet", field="due_on", due_on=due_on)
    act = Act(
        kind=kind,
        happened_at=local_instant(due_on, LAST_MINUTE),
        due_on=due_on,
        paper=paper,
        reason=reason,
        **who,
    )
    return write(stay, act)
