"""From a filled form to the ledger, and the same act tried out first: what would the last day be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from center.audit.actor import Actor
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.labels import OUT_LABELS
from center.residents.stay.models import Stay, TermEvent, TermEventKind
from center.residents.stay.term_absences import (
    begin_prison,
    end_prison,
    late_from_leave,
    late_from_suspension,
    order_return,
    return_from_suspension,
    suspend,
)
from center.residents.stay.term_decisions import (
    exempt,
    reduce_term,
    transfer_at_18,
    transfer_in,
    transfer_out,
)
from center.residents.stay.terms import Paper
from center.residents.term_desk.forms import TermActForm
from center.residents.term_desk.kinds import ActKind, Need
from center.residents.whereabouts.models import Location
from center.residents.whereabouts.queries import whereabouts_at

Recorder = Callable[[], object]
"""Writes something about the stay of its unit of work."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act would do, or did."""

    before: date | None
    after: date | None
    ends_stay: bool
    place: str
    """Where the person would be then; empty where that does not change."""

    @property
    def shift(self) -> int | None:
        """By how many days the last day moves: above zero, later."""
        return (self.after - self.before).days if self.before and self.after else None

    @property
    def token(self) -> str:
        """The new last day as a form carries it."""
        return self.after.isoformat() if self.after else ""


class _TriedOut(Exception):
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


def try_out(stay: Stay, act: Recorder, *, now: datetime) -> Outcome:
    """Return what ``act`` would do to ``stay``; nothing of it is kept. Raises RuleViolation as the act does."""
    try:
        with unit_of_work():
            raise _TriedOut(_carry_out(stay, act, now=now))
    except _TriedOut as tried:
        return tried.outcome


def carry_out(stay: Stay, act: Recorder, *, expected: str, now: datetime) -> Outcome:
    """Do ``act`` in one unit of work; ``expected`` is the token of the preview the person saw.

    Raises RuleViolation as the act does, and ``residents.preview_stale`` when the last day would now be another.
    """
    with unit_of_work():
        done = _carry_out(stay, act, now=now)
        if done.token != expected:
            raise RuleViolation("residents.preview_stale")
        return done


def _carry_out(stay: Stay, act: Recorder, *, now: datetime) -> Outcome:
    before, was = stay.last_day, _place(stay, now)
    act()
    db.session.flush()  # where the person is follows from what was written
    place = _place(stay, now)
    return Outcome(before, stay.last_day, not stay.is_open, place if place != was else "")


def _place(stay: Stay, now: datetime) -> str:
    found = whereabouts_at(stay.id, now)
    if found is None:
        return ""
    if found.out_cause is not None:
        return OUT_LABELS[found.out_cause]
    return found.location.name if found.location else ""


def record_act(stay: Stay, kind: ActKind, form: TermActForm, *, actor: Actor, now: datetime) -> TermEvent:
    """Record the event of ``kind`` with what was typed into ``form``. Raises RuleViolation."""
    paper = form.paper(needed=Need.PAPER in kind.needs)
    common: dict[str, Any] = {"client_id": form.client_id.data, "actor": actor, "now": now}
    reason = form.reason.data or ""
    event = kind.event
    if event is TermEventKind.TRANSFER_IN:
        return transfer_in(stay, _given(paper), from_center=form.place.data or "", reason=reason, **common)
    if event is TermEventKind.LATE_FROM_SUSPENSION:
        return late_from_suspension(stay, due_on=_day(form), reason=reason, paper=paper, **common)
    if event is TermEventKind.LATE_FROM_LEAVE:
        return late_from_leave(stay, _given(paper), due_on=_day(form), reason=reason, **common)
    at = form.moment()
    if event is TermEventKind.SUSPENSION_RETURN:
        return return_from_suspension(stay, _location(form), happened_at=at, reason=reason, **common)
    if event is TermEventKind.PRISON_RETURN:
        return end_prison(stay, _location(form), paper, happened_at=at, reason=reason, **common)
    decided = _given(paper)
    if event is TermEventKind.RETURN_ORDER:
        return order_return(stay, decided, due_on=_day(form), happened_at=at, **common)
    if event is TermEventKind.REDUCTION:
        return reduce_term(
            stay,
            decided,
            months=form.months.data or 0,
            with_merit=bool(form.with_merit.data),
            happened_at=at,
            order=form.order.data or "",
            reason=reason,
            **common,
        )
    if event is TermEventKind.TRANSFER_AT_18:
        to = form.place.data or ""
        return transfer_at_18(stay, decided, to_center=to, happened_at=at, reason=reason, **common)
    if event is TermEventKind.TRANSFER_OUT:
        to = form.place.data or ""
        return transfer_out(stay, decided, to_center=to, happened_at=at, reason=reason, **common)
    plain = {
        TermEventKind.SUSPENSION: suspend,
        TermEventKind.PRISON: begin_prison,
        TermEventKind.EXEMPTION: exempt,
    }
    return plain[event](stay, decided, happened_at=at, reason=reason, **common)


def _given(paper: Paper | None) -> Paper:
    if paper is None:
        raise RuleViolation("residents.paper_missing", field="paper_number")
    return paper


def _day(form: TermActForm) -> date:
    found: date | None = form.due_on.data
    if found is None:
        raise ValueError("the form was not validated")
    return found


def _location(form: TermActForm) -> Location:
    found = db.session.get(Location, form.location_id.data)
    if found is None:
        raise RuleViolation("residents.no_such_location", field="location_id")
    return found
