"""Amending and taking back events of the term that were entered wrongly. Facts stay; a new row says what is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.legal.rules import RuleSet
from center.residents.labels import TERM_EVENT_LABELS
from center.residents.stay.models import Stay, TermEvent, TermEventKind
from center.residents.stay.term_act import prison_waives, whereabouts_source
from center.residents.stay.terms import (
    Paper,
    check_instant,
    check_paper,
    event_of_form,
    events_in_force,
    settle,
    tell,
)
from center.residents.term.events import ENDS_STAY, RETURN_OF
from center.residents.term.reductions import check_amended_day
from center.residents.whereabouts.models import WhereaboutsChange
from center.residents.whereabouts.queries import whereabouts_at
from center.residents.whereabouts.service import change_whereabouts

OWN = "residents:"
"""How the sources of events begin that this package records itself."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What is right instead; None leaves a value as it is."""

    happened_at: datetime | None = None
    months: int | None = None
    with_merit: bool | None = None
    due_on: date | None = None
    paper: Paper | None = None
    place: str | None = None


def amend_event(
    event: TermEvent,
    right: Amendment,
    *,
    reason: str,
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> TermEvent:
    """Put ``right`` in the place of what ``event`` says, with a written ``reason``; return the new row.

    The last day follows. Raises RuleViolation when the event counts no more, when the other events would
    contradict it, or for the day of an event that ended the stay.
    """
    stay = _hold(event)
    there = event_of_form(client_id)
    if there is not None:
        return there
    events = _check(stay, [event], reason)
    if not stay.is_open and _ended_the_stay(stay, event) and right.happened_at is not None:
        raise RuleViolation("residents.event_ended_stay", field="happened_at")
    happened_at = right.happened_at or event.happened_at
    paper = right.paper
    row = TermEvent(
        stay_id=stay.id,
        kind=event.kind,
        happened_at=happened_at,
        on_day=local_date(happened_at),
        source=event.source,
        amends_id=event.id,
        reason=reason.strip(),
        cancels=False,
        months=event.months if right.months is None else right.months,
        with_merit=event.with_merit if right.with_merit is None else right.with_merit,
        due_on=right.due_on or event.due_on,
        paper_number=paper.number.strip() if paper else event.paper_number,
        paper_on=paper.issued_on if paper else event.paper_on,
        paper_issuer=paper.issuer.strip() if paper else event.paper_issuer,
        place=event.place if right.place is None else right.place.strip(),
        client_id=client_id,
        last_day_before=stay.last_day,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    kept = [other for other in events if other.id != event.id]
    check_instant(stay, row, kept, now)
    check_paper(stay, row, wanted=paper is not None, now=now)
    if row.kind is TermEventKind.REDUCTION and event.paper_on and row.paper_on:
        check_amended_day(event.paper_on, row.paper_on, RuleSet(stay.rule_set), parameter_book())
    settle(stay, [row], [*kept, row], now=now)
    tell(stay, row, f"Đính chính: {TERM_EVENT_LABELS[row.kind]}", actor=actor, now=now)
    return row


def take_back(
    events: Sequence[TermEvent], *, reason: str, client_id: str | None = None, actor: Actor, now: datetime
) -> list[TermEvent]:
    """Take ``events`` of one stay back: they never happened. Return the rows that say so.

    An absence and its return go together: without one the other makes no sense. If the person is out only
    because of one of them, the person is where it was before. Raises RuleViolation like ``amend_event``.
    """
    stay = _hold(events[0])
    there = event_of_form(client_id)
    if there is not None:
        return [there]
    known = _check(stay, events, reason)
    gone = {event.id for event in events}
    for event in events:
        if not stay.is_open and _ended_the_stay(stay, event):
            raise RuleViolation("residents.event_ended_stay", field="reason")
    kept = [other for other in known if other.id not in gone]
    _check_books(events, known)
    rows = [
        TermEvent(
            stay_id=stay.id,
            kind=event.kind,
            happened_at=event.happened_at,
            on_day=event.on_day,
            source=event.source,
            amends_id=event.id,
            reason=reason.strip(),
            cancels=True,
            months=event.months,
            with_merit=event.with_merit,
            due_on=event.due_on,
            paper_number=event.paper_number,
            paper_on=event.paper_on,
            paper_issuer=event.paper_issuer,
            place=event.place,
            client_id=client_id if number == 0 else None,
            last_day_before=stay.last_day,
            recorded_at=now,
            recorded_by_id=actor.id,
        )
        for number, event in enumerate(events)
    ]
    settle(stay, rows, kept, now=now)
    for event, row in zip(events, rows, strict=True):
        tell(stay, row, f"Rút: {TERM_EVENT_LABELS[row.kind]}", actor=actor, now=now)
        _put_back(stay, event, actor=actor, now=now)
    return rows


def _hold(event: TermEvent) -> Stay:
    stay = db.session.get_one(Stay, event.stay_id)
    hold(stay)
    return stay


def _check(stay: Stay, events: Sequence[TermEvent], reason: str) -> Sequence[TermEvent]:
    """Return the events in force. Raises RuleViolation without a reason, or for one that counts no more."""
    if not reason.strip():
        raise RuleViolation("residents.correction_reason", field="reason")
    if any(event.stay_id != stay.id for event in events):
        raise ValueError("events of one stay are corrected together")
    known = events_in_force(stay.id)
    ids = {event.id for event in known}
    if any(event.id not in ids or event.kind is TermEventKind.RECALCULATION for event in events):
        raise RuleViolation("residents.event_amended")
    return known


def _ended_the_stay(stay: Stay, event: TermEvent) -> bool:
    return (
        event.kind in ENDS_STAY
        or (event.kind is TermEventKind.TRANSFER_AT_18 and bool(event.place))
        or (event.kind is TermEventKind.PRISON and prison_waives(stay))
    )


def _check_books(events: Sequence[TermEvent], known: Sequence[TermEvent]) -> None:
    """Refuse to take an absence back that another department's book still holds open."""
    going = {event.kind for event in events}
    for event in events:
        back = RETURN_OF.get(event.kind)
        if back is None or event.source.startswith(OWN) or back in going:
            continue
        if not any(other.kind is back and other.happened_at >= event.happened_at for other in known):
            raise RuleViolation("residents.event_open_elsewhere", field="reason")


def _put_back(stay: Stay, event: TermEvent, *, actor: Actor, now: datetime) -> None:
    """Undo the whereabouts that ``event`` led to, if they still hold."""
    newest = whereabouts_at(stay.id, now)
    if newest is None or newest.source != whereabouts_source(event) or not stay.is_open:
        return
    before = db.session.scalars(
        select(WhereaboutsChange)
        .where(WhereaboutsChange.stay_id == stay.id, WhereaboutsChange.id != newest.id)
        .order_by(WhereaboutsChange.happened_at.desc(), WhereaboutsChange.id.desc())
        .limit(1)
    ).first()
    if before is not None:
        change_whereabouts(
            stay,
            location=before.location,
            out_cause=before.out_cause,
            happened_at=now,
            source=whereabouts_source(event),
            actor=actor,
            now=now,
        )
