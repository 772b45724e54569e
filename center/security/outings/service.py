"""Sending residents out and bringing them back: outing, whereabouts and term ledger in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db
from center.errors import RuleViolation
from center.residents.restriction.models import RestrictionKind
from center.residents.restriction.queries import restrictions_in_force
from center.residents.risk.labels import flag_words
from center.residents.risk.queries import flags_in_force
from center.residents.risk.rules import RiskKind
from center.residents.stay.departures import closes_on_departure
from center.residents.stay.models import Stay, TermEventKind
from center.residents.stay.queries import whereabouts_words
from center.residents.stay.terms import record_term_event
from center.residents.timeline.service import note
from center.residents.whereabouts.models import Location, OutCause
from center.residents.whereabouts.queries import whereabouts_at
from center.residents.whereabouts.service import change_whereabouts
from center.security.audit import BroughtBack, SentOut
from center.security.labels import OUTING_LABELS
from center.security.models import Outing, OutingReturn
from center.security.outings.queries import open_outing_of, return_of
from center.security.outings.rules import (
    LastSeen,
    check_back,
    check_escort,
    check_expected,
    check_isolation,
    check_leaving,
    check_past,
)
from center.security.people import line_of
from center.security.permissions import SecurityPermission

TERM_EVENTS = {
    OutCause.HOSPITAL: (TermEventKind.HOSPITAL, TermEventKind.HOSPITAL_RETURN),
    OutCause.COURT: (TermEventKind.COURT, TermEventKind.COURT_RETURN),
    OutCause.FUNERAL: (TermEventKind.FUNERAL_LEAVE, TermEventKind.FUNERAL_RETURN),
}
"""What an absence is in the term ledger; work outside is served time like any other."""


@dataclass(frozen=True, slots=True)
class OutingFacts:
    """Where to, on what paper, with whom, until when."""

    cause: OutCause
    left_at: datetime
    destination: str
    escort: str = ""
    paper: str = ""
    expected_at: datetime | None = None


def send_out(
    stays: Sequence[Stay], facts: OutingFacts, *, client_id: str | None = None, actor: Actor, now: datetime
) -> list[Outing]:
    """Send ``stays`` out of the center for one authorised cause.

    All leave or none does. The same ``client_id`` again returns what it made. Raises RuleViolation when
    somebody is out already, was seen inside later, or the instants contradict each other.
    """
    if facts.cause not in OUTING_LABELS:
        raise ValueError(f"{facts.cause} is not a cause to send anybody out for")
    if not stays:
        raise RuleViolation("security.nobody_named", field="people")
    there = outings_of_form(client_id)
    if there:
        return there
    check_past(facts.left_at, now, "left_at")
    check_expected(facts.left_at, facts.expected_at)
    held = lock([stay.id for stay in stays])
    _check_safe(held, facts)
    return [_send(stay, facts, client_id, actor, now) for stay in held]


def _check_safe(stays: Sequence[Stay], facts: OutingFacts) -> None:
    """Heed what stands on each: isolation keeps in, a flag of escape asks who goes along; two statements."""
    ids = [stay.id for stay in stays]
    restrictions, flags = restrictions_in_force(ids, local_date(facts.left_at)), flags_in_force(ids)
    for stay in stays:
        kept = [row for row in restrictions.get(stay.id, ()) if row.kind is RestrictionKind.ISOLATION]
        check_isolation(line_of(stay), facts.cause.value, kept[0].public_wording if kept else "")
        risk = next((one for one in flags.get(stay.id, ()) if one.flag.kind is RiskKind.ESCAPE), None)
        check_escort(
            line_of(stay), facts.escort.strip(), flag_words(RiskKind.ESCAPE, risk.level) if risk else ""
        )


def outings_of_form(client_id: str | None) -> list[Outing]:
    """Return the outings that the form with ``client_id`` made."""
    if client_id is None:
        return []
    return list(db.session.scalars(select(Outing).where(Outing.client_id == client_id).order_by(Outing.id)))


def _send(stay: Stay, facts: OutingFacts, client_id: str | None, actor: Actor, now: datetime) -> Outing:
    check_leaving(line_of(stay), facts.left_at, last_seen(stay, now))
    outing = Outing(
        stay=stay,
        client_id=client_id,
        cause=facts.cause,
        left_at=facts.left_at,
        expected_at=facts.expected_at,
        destination=facts.destination.strip(),
        escort=facts.escort.strip(),
        paper=facts.paper.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(outing)
    db.session.flush()  # the ledger names it
    source = f"security:outing:{outing.id}"
    if facts.cause in TERM_EVENTS:
        kind = TERM_EVENTS[facts.cause][0]
        record_term_event(stay, kind, happened_at=facts.left_at, source=source, actor=actor, now=now)
    change_whereabouts(
        stay, out_cause=facts.cause, happened_at=facts.left_at, source=source, actor=actor, now=now
    )
    record(
        SentOut(
            outing_id=outing.id,
            cause=facts.cause.value,
            left_at=facts.left_at,
            expected_at=facts.expected_at,
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    _tell(outing, f"{OUTING_LABELS[facts.cause]}: {outing.destination}", facts.left_at, actor, now)
    return outing


def bring_back(
    outing: Outing,
    location: Location,
    *,
    returned_at: datetime,
    note_text: str = "",
    actor: Actor,
    now: datetime,
) -> OutingReturn:
    """Record that the person of ``outing`` is back, at ``location``.

    Raises RuleViolation when that was recorded before, when the person escaped meanwhile (the return from
    the escape closes the outing too), or for an instant before the departure.
    """
    stay = lock([outing.stay_id])[0]
    if return_of(outing.id) is not None:
        raise RuleViolation("security.not_out")
    seen = last_seen(stay, now)
    if seen is not None and seen.out_cause == OutCause.ESCAPE.value:
        raise RuleViolation("security.outing_escaped")
    check_past(returned_at, now, "returned_at")
    check_back(outing.left_at, returned_at)
    back = close_outing(outing, stay, returned_at=returned_at, note_text=note_text, actor=actor, now=now)
    change_whereabouts(
        stay,
        location=location,
        happened_at=returned_at,
        source=f"security:outing-return:{back.id}",
        actor=actor,
        now=now,
    )
    _tell(outing, f"Trở lại cơ sở ({str(OUTING_LABELS[outing.cause]).lower()})", returned_at, actor, now)
    return back


@closes_on_departure
def close_open_outing(
    stay: Stay, *, returned_at: datetime, note_text: str, actor: Actor, now: datetime
) -> None:
    """End the outing the books still hold open, when the person is back by another way; none is no fault."""
    outing = open_outing_of(stay.id)
    if outing is not None:
        close_outing(outing, stay, returned_at=returned_at, note_text=note_text, actor=actor, now=now)


def close_outing(
    outing: Outing, stay: Stay, *, returned_at: datetime, note_text: str, actor: Actor, now: datetime
) -> OutingReturn:
    """Write the end of ``outing`` and its event in the term ledger; where the person is now is not its concern."""
    back = OutingReturn(
        outing_id=outing.id,
        returned_at=returned_at,
        note=note_text.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(back)
    db.session.flush()  # the ledger names it
    if outing.cause in TERM_EVENTS:
        record_term_event(
            stay,
            TERM_EVENTS[outing.cause][1],
            happened_at=returned_at,
            source=f"security:outing-return:{back.id}",
            actor=actor,
            now=now,
        )
    record(
        BroughtBack(outing_id=outing.id, cause=outing.cause.value, returned_at=returned_at),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    return back


def lock(stay_ids: Sequence[int]) -> Sequence[Stay]:
    """Return the stays with their rows held until the act ends: two commanders do not send one person twice."""
    return db.session.scalars(
        select(Stay)
        .where(Stay.id.in_(stay_ids))
        .order_by(Stay.id)
        .with_for_update(of=Stay)
        .execution_options(populate_existing=True)
    ).all()


def last_seen(stay: Stay, now: datetime) -> LastSeen | None:
    """Return the newest thing known about where ``stay`` is."""
    place = whereabouts_at(stay.id, now)
    if place is None:
        return None
    cause = place.out_cause.value if place.out_cause else None
    return LastSeen(place.happened_at, whereabouts_words(place)[0], cause)


def _tell(outing: Outing, sentence: str, at: datetime, actor: Actor, now: datetime) -> None:
    note(
        outing.stay_id,
        sentence[:300],
        area="security",
        permission=SecurityPermission.VIEW,
        happened_at=at,
        actor=actor,
        now=now,
        link=f"/security/stays/{outing.stay_id}",
    )
