"""Whose last day would be another one: for the nightly refresh, the check, and a rule about to change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement

from center.audit.actor import Actor
from center.clock import local_date
from center.db import db, hold, unit_of_work
from center.errors import MissingParameter, RuleViolation
from center.legal.queries import parameter_book
from center.legal.rules import ParameterBook
from center.residents.duty.service import sync_duties
from center.residents.labels import TERM_EVENT_LABELS
from center.residents.stay.models import Stay, TermEvent, TermEventKind
from center.residents.stay.term_inputs import StayTerm, stay_terms
from center.residents.stay.terms import facts_of, tell
from center.residents.term.rules import compute_last_day

SOURCE = "residents:recalculation"


@dataclass(frozen=True, slots=True)
class EndChange:
    """A stay whose last day would change."""

    stay_id: int
    code: str
    """Code of the resident."""
    number: int
    """Which of the person's stays."""
    is_open: bool
    before: date | None
    after: date | None
    is_provisional: bool
    """True when an open absence moves the last day from day to day."""
    fault: RuleViolation | MissingParameter | None = None
    """Why the last day could not be computed; ``after`` is then None."""


def differences(*wanted: ColumnElement[bool], on: date) -> Iterator[EndChange]:
    """Yield the stays that fulfil ``wanted`` whose stored last day is not what follows from their facts on ``on``.

    Two statements, in batches: nothing may be committed before the last was read.
    """
    book = parameter_book()
    for stay in stay_terms(*wanted):
        change = _computed(stay, book, on)
        if change.after != stay.last_day or change.fault is not None:
            yield change


def changes_between(
    now_in_force: ParameterBook, wanted_instead: ParameterBook, *wanted: ColumnElement[bool], on: date
) -> Iterator[EndChange]:
    """Yield the stays whose last day on ``on`` would be another one with other rules.

    For the page that adds a legal parameter. A stay that cannot be computed under the new rules is one of
    them, with the fault; one that cannot be computed now either is not.
    """
    for stay in stay_terms(*wanted):
        if stay.facts is None:
            continue
        before, after = _computed(stay, now_in_force, on), _computed(stay, wanted_instead, on)
        if before.after != after.after or (after.fault is not None and before.fault is None):
            yield EndChange(
                stay.stay_id,
                stay.code,
                stay.number,
                stay.is_open,
                before.after,
                after.after,
                after.is_provisional,
                after.fault,
            )


def _computed(stay: StayTerm, book: ParameterBook, on: date) -> EndChange:
    last_day: date | None = None
    provisional = False
    fault: RuleViolation | MissingParameter | None = stay.fault
    if stay.facts is not None:
        try:
            last_day, provisional = compute_last_day(stay.facts, book, on=on)
        except (RuleViolation, MissingParameter) as error:
            fault = error
    return EndChange(
        stay.stay_id, stay.code, stay.number, stay.is_open, stay.last_day, last_day, provisional, fault
    )


def recalculate(*wanted: ColumnElement[bool], cause: str, actor: Actor, now: datetime) -> tuple[int, int]:
    """Bring the stored last days up to the local day of ``now``; return how many moved, and how many could not be.

    One short unit of work for each that differs, so that nobody waits for the whole round; again on the same
    day changes nothing. Where no open absence explains the difference, a rule changed: that is an event in
    the ledger, with ``cause``.
    """
    on = local_date(now)
    found = list(differences(*wanted, on=on))
    for change in found:
        if change.fault is None:
            with unit_of_work():
                _settle(change.stay_id, cause, on, actor=actor, now=now)
    faults = sum(change.fault is not None for change in found)
    return len(found) - faults, faults


def _settle(stay_id: int, cause: str, on: date, *, actor: Actor, now: datetime) -> None:
    stay = db.session.get_one(Stay, stay_id)
    hold(stay)
    facts = facts_of(stay)  # somebody may have recorded something since the list was read
    if facts is None:
        stay.last_day = None
        return
    before = stay.last_day
    stay.last_day, provisional = compute_last_day(facts, parameter_book(), on=on)
    if before == stay.last_day:
        return
    if not provisional and before is not None:
        _write(stay, before, cause, on, actor=actor, now=now)
    sync_duties([stay.id], now=now)


def _write(stay: Stay, before: date, cause: str, on: date, *, actor: Actor, now: datetime) -> None:
    event = TermEvent(
        stay_id=stay.id,
        kind=TermEventKind.RECALCULATION,
        happened_at=now,
        on_day=on,
        source=SOURCE,
        reason=cause,
        last_day_before=before,
        last_day_after=stay.last_day,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(event)
    db.session.flush()
    tell(stay, event, f"{TERM_EVENT_LABELS[event.kind]} ({cause})", actor=actor, now=now)
