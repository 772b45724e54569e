"""The term of a stay: its events in the ledger, and what the engine makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.legal.rules import ParameterBook, RuleSet
from center.residents.audit import TermEventRecorded
from center.residents.labels import TERM_EVENT_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stay, StayKind, TermEvent, TermEventKind
from center.residents.stay.rules import RETURN_OF, check_term_event
from center.residents.term.lengths import term_months
from center.residents.term.model import Absence, AbsenceKind, Term, TermInput, TermKind
from center.residents.term.rules import compute_term
from center.residents.timeline.service import note


def events_in_force(stay_id: int) -> Sequence[TermEvent]:
    """Return the stay's term events, oldest first, without those a later row amends or takes back."""
    amended = select(TermEvent.amends_id).where(
        TermEvent.stay_id == stay_id, TermEvent.amends_id.is_not(None)
    )
    return db.session.scalars(
        select(TermEvent)
        .where(TermEvent.stay_id == stay_id, TermEvent.id.not_in(amended), TermEvent.cancels.is_(False))
        .order_by(TermEvent.happened_at, TermEvent.id)
    ).all()


def absences(events: Sequence[TermEvent]) -> tuple[Absence, ...]:
    """Pair each absence with its return; one without a return is open."""
    open_since: dict[str, date] = {}
    found: list[Absence] = []
    absence_of = {back: absence for absence, back in RETURN_OF.items()}
    for event in events:
        kind = event.kind.value
        if kind in RETURN_OF:
            open_since[kind] = event.on_day
        else:
            left = open_since.pop(absence_of[kind])
            found.append(Absence(AbsenceKind(absence_of[kind]), left, event.on_day))
    found += [Absence(AbsenceKind(kind), left, None) for kind, left in open_since.items()]
    return tuple(found)


def months_by_decision(
    kind: StayKind,
    rule_set: RuleSet,
    *,
    decision_months: int | None,
    earlier_rehabs: int,
    decided_on: date,
    book: ParameterBook,
) -> int | None:
    """Return the length of the term in months; None in custody, which has none. Raises RuleViolation."""
    if kind is StayKind.CUSTODY:
        return None
    return term_months(
        TermKind(kind.value),
        rule_set,
        decided_on=decided_on,
        earlier_rehabs=earlier_rehabs,
        decision_months=decision_months,
        book=book,
    )


def term_of(stay: Stay, on: date) -> Term | None:
    """Return the term of ``stay`` as known, with its figures for the day ``on``; None in custody."""
    return _term(stay, events_in_force(stay.id), on)


def _term(stay: Stay, events: Sequence[TermEvent], on: date) -> Term | None:
    if stay.term_months is None:
        return None
    facts = TermInput(
        rule_set=RuleSet(stay.rule_set),
        kind=TermKind(stay.kind.value),
        decided_on=stay.decided_on,
        months=stay.term_months,
        first_day=stay.first_day,
        custody_days=stay.custody_days,
        absences=absences(events),
        ended_on=stay.ended_on,
    )
    return compute_term(facts, parameter_book(), on=on)


def refresh_last_day(stay: Stay, *, on: date) -> None:
    """Bring the projection ``Stay.last_day`` up to date."""
    term = term_of(stay, on)
    stay.last_day = term.last_day if term else None


def record_term_event(
    stay: Stay,
    kind: TermEventKind,
    *,
    happened_at: datetime,
    source: str,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> TermEvent:
    """Write an event into the stay's ledger and recompute its last day.

    Raises RuleViolation when the stay has ended, the instant lies in the future or before the
    admission, or the event contradicts the earlier ones (a return without its absence, a second one open).
    """
    hold(stay)
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    if happened_at > now:
        raise RuleViolation("residents.happened_in_future", field="happened_at")
    if happened_at < stay.admitted_at:
        raise RuleViolation("residents.before_admission", field="happened_at")
    earlier = events_in_force(stay.id)
    on_day = local_date(happened_at)
    check_term_event(kind.value, on_day, [(event.kind.value, event.on_day) for event in earlier])
    before = stay.last_day
    event = TermEvent(
        stay_id=stay.id,
        kind=kind,
        happened_at=happened_at,
        on_day=on_day,
        source=source,
        reason=reason,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    term = _term(stay, [*earlier, event], local_date(now))
    stay.last_day = event.last_day_after = term.last_day if term else None
    db.session.add(event)
    record(
        TermEventRecorded(
            kind=kind.value,
            happened_at=happened_at,
            last_day_before=before,
            last_day=stay.last_day,
            reason=reason,
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    changed = (
        f"; ngày cuối thời hạn {stay.last_day:%d/%m/%Y}" if stay.last_day and stay.last_day != before else ""
    )
    note(
        stay.id,
        f"{TERM_EVENT_LABELS[kind]}{changed}",
        area="residents",
        permission=ResidentPermission.VIEW,
        happened_at=happened_at,
        actor=actor,
        now=now,
    )
    return event
