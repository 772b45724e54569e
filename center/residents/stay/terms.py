"""The term of a stay: its events in the ledger, and what the engine makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from center.residents.duty.service import sync_duties
from center.residents.labels import TERM_EVENT_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import EndReason, Stay, StayEnding, StayKind, TermEvent, TermEventKind
from center.residents.stay.term_inputs import input_of
from center.residents.term.events import LATE_FROM
from center.residents.term.ledger import in_order, read_ledger
from center.residents.term.lengths import term_months
from center.residents.term.model import Term, TermInput, TermKind
from center.residents.term.rules import compute_term
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper that decides an event."""

    number: str
    """Number and symbol as printed, ``12/QĐ-TA``."""
    issued_on: date
    issuer: str


def events_in_force(stay_id: int) -> Sequence[TermEvent]:
    """Return the stay's term events, as they happened, without those a later row amends or takes back."""
    amended = select(TermEvent.amends_id).where(
        TermEvent.stay_id == stay_id, TermEvent.amends_id.is_not(None)
    )
    return db.session.scalars(
        select(TermEvent)
        .where(TermEvent.stay_id == stay_id, TermEvent.id.not_in(amended), TermEvent.cancels.is_(False))
        .order_by(TermEvent.happened_at, TermEvent.id)
    ).all()


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


def facts_of(stay: Stay, events: Sequence[TermEvent] | None = None) -> TermInput | None:
    """Return what the term of ``stay`` follows from; None in custody.

    ``events`` are those in force, read when not given. Raises RuleViolation when they contradict each other.
    """
    ended: EndReason | None = None
    if not stay.is_open:
        ended = db.session.scalar(select(StayEnding.reason).where(StayEnding.stay_id == stay.id))
    return input_of(
        stay, read_ledger(in_order(events_in_force(stay.id) if events is None else events)), ended
    )


def term_of(stay: Stay, on: date) -> Term | None:
    """Return the term of ``stay`` as known, with its figures for the day ``on``; None in custody."""
    return _term(facts_of(stay), on)


def _term(facts: TermInput | None, on: date) -> Term | None:
    return None if facts is None else compute_term(facts, parameter_book(), on=on)


def refresh_last_day(stay: Stay, *, on: date) -> None:
    """Bring the projection ``Stay.last_day`` up to date."""
    term = term_of(stay, on)
    stay.last_day = term.last_day if term else None


def event_of_form(client_id: str | None) -> TermEvent | None:
    """Return the event that the form with ``client_id`` recorded, if it did."""
    if client_id is None:
        return None
    return db.session.scalars(select(TermEvent).where(TermEvent.client_id == client_id)).first()


def record_term_event(
    stay: Stay,
    kind: TermEventKind,
    *,
    happened_at: datetime,
    source: str,
    reason: str = "",
    months: int | None = None,
    with_merit: bool = False,
    due_on: date | None = None,
    paper: Paper | None = None,
    place: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> TermEvent:
    """Write an event into the stay's ledger and recompute its last day. Flushes.

    Raises RuleViolation when the stay has ended, the instant lies in the future or before the admission, the
    paper in the future or before the decision of the stay, or the event contradicts the others: the refusal
    names the lines (``term.ledger.read_ledger``, ``term.rules.compute_term``).
    """
    hold(stay)
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    event = TermEvent(
        stay_id=stay.id,
        kind=kind,
        happened_at=happened_at,
        on_day=local_date(happened_at),
        source=source,
        reason=reason.strip(),
        cancels=False,
        months=months,
        with_merit=with_merit,
        due_on=due_on,
        paper_number=paper.number.strip() if paper else "",
        paper_on=paper.issued_on if paper else None,
        paper_issuer=paper.issuer.strip() if paper else "",
        place=place.strip(),
        client_id=client_id,
        last_day_before=stay.last_day,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    earlier = events_in_force(stay.id)
    check_instant(stay, event, earlier, now)
    check_paper(stay, event, wanted=paper is not None, now=now)
    settle(stay, [event], [*earlier, event], now=now)
    tell(stay, event, TERM_EVENT_LABELS[kind], actor=actor, now=now)
    return event


def check_instant(stay: Stay, event: TermEvent, events: Sequence[TermEvent], now: datetime) -> None:
    """Refuse an event in the future, or before the person was here; raises RuleViolation.

    What happened in the center the person came from counts too.
    """
    if event.happened_at > now:
        raise RuleViolation("residents.happened_in_future", field="happened_at")
    taken_over = any(other.kind is TermEventKind.TRANSFER_IN for other in (*events, event))
    if event.happened_at < stay.admitted_at and not (taken_over and event.on_day >= stay.first_day):
        raise RuleViolation("residents.before_admission", field="happened_at")


def check_paper(stay: Stay, event: TermEvent, *, wanted: bool, now: datetime) -> None:
    """Refuse a paper of a day that has not come, older than the decision it builds on, or after its own event.

    ``wanted``: the event was given a paper, which is then named completely. Lateness is decided afterwards.
    """
    if wanted and not (event.paper_number and event.paper_issuer):
        raise RuleViolation("residents.paper_missing", field="paper_number")
    issued_on = event.paper_on
    if issued_on is None:
        return
    if issued_on > local_date(now):
        raise RuleViolation("residents.decision_in_future", field="paper_on", day=issued_on)
    if issued_on < stay.decided_on:
        raise RuleViolation(
            "term.paper_before_decision", field="paper_on", decided_on=issued_on, since=stay.decided_on
        )
    if event.on_day < issued_on and event.kind not in LATE_FROM:
        raise RuleViolation("residents.before_paper", field="happened_at", issued_on=issued_on)


def settle(stay: Stay, written: Sequence[TermEvent], events: Sequence[TermEvent], *, now: datetime) -> None:
    """Write ``written`` and make the last day of ``stay`` follow from ``events``, those then in force. Flushes.

    Raises RuleViolation when they contradict each other.
    """
    term = _term(facts_of(stay, events), local_date(now))
    stay.last_day = term.last_day if term else None
    for event in written:
        event.last_day_after = stay.last_day
    db.session.add_all(written)
    db.session.flush()  # whereabouts name it, and its id orders it
    sync_duties([stay.id], now=now)


def tell(stay: Stay, event: TermEvent, sentence: str, *, actor: Actor, now: datetime) -> None:
    """Put the event into the record and on the timeline: ``sentence``, the months, the paper, the new last day."""
    record(
        TermEventRecorded(
            kind=event.kind.value,
            happened_at=event.happened_at,
            last_day_before=event.last_day_before,
            last_day=event.last_day_after,
            months=event.months,
            amends=event.amends_id,
            cancels=event.cancels,
            reason=event.reason,
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    parts = [sentence]
    if event.months is not None:
        parts.append(f" {event.months} tháng")
    if event.place:
        parts.append(f": {event.place}")
    if event.paper_number:
        parts.append(f" (số {event.paper_number})")
    if event.due_on is not None:
        parts.append(f"; phải có mặt ngày {event.due_on:%d/%m/%Y}")
    if event.last_day_after and event.last_day_after != event.last_day_before:
        parts.append(f"; ngày cuối thời hạn {event.last_day_after:%d/%m/%Y}")
    note(
        stay.id,
        "".join(parts)[:300],
        area="residents",
        topic=Topic.TERM,
        permission=ResidentPermission.VIEW,
        happened_at=event.happened_at,
        actor=actor,
        now=now,
    )
