"""Declaring escapes, notices and returns: incident, term ledger and whereabouts in one act."""

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
from center.legal.queries import parameter_book
from center.residents.duty.service import sync_duties
from center.residents.stay.models import Stay, TermEventKind
from center.residents.stay.queries import contacts_of_stays
from center.residents.stay.terms import record_term_event
from center.residents.timeline.service import note
from center.residents.whereabouts.models import Location, OutCause
from center.residents.whereabouts.service import change_whereabouts
from center.security.audit import EscapeDeclared, EscapeEnded, EscapeNotified
from center.security.escapes.queries import return_of
from center.security.escapes.rules import (
    GROUP_FROM,
    check_escape,
    check_family_told,
    check_notice,
    check_return,
    notify_deadline,
)
from center.security.incidents.service import IncidentFacts, incident_of_form, write_incident
from center.security.labels import NOTICE_LABELS
from center.security.models import (
    Escape,
    EscapeNotice,
    EscapeReturn,
    Incident,
    IncidentKind,
    NoticeTo,
    PartyRole,
    Severity,
)
from center.security.outings.service import close_open_outing, last_seen, lock
from center.security.people import line_of
from center.security.permissions import SecurityPermission

NOTIFY_PARAMETER = "escape.notify_within"


@dataclass(frozen=True, slots=True)
class EscapeFacts:
    """What is known when the escape is declared."""

    left_at: datetime
    """As far as known."""
    discovered_at: datetime
    place: str
    circumstances: str
    measures: str = ""


def declare_escape(
    stays: Sequence[Stay], facts: EscapeFacts, *, client_id: str | None = None, actor: Actor, now: datetime
) -> list[Escape]:
    """Declare that ``stays`` escaped together: one incident, and for each an escape that stops the term.

    Everybody is declared or nobody is. The same ``client_id`` again returns what it declared. Raises
    RuleViolation when somebody's escape is open already, was seen in the center later, or the stay has ended.
    Source: Law 120/2025 arts 46.2.đ, 46.2.i; Decree 163/2026 art. 109.
    """
    if not stays:
        raise RuleViolation("security.nobody_named", field="people")
    there = incident_of_form(client_id)
    if there is not None:
        return escapes_in(there)
    held = lock([stay.id for stay in stays])
    for stay in held:
        check_escape(line_of(stay), facts.left_at, facts.discovered_at, last_seen(stay, now), now=now)
    incident = write_incident(
        IncidentFacts(
            kind=IncidentKind.ESCAPE,
            severity=Severity.GRAVE if len(held) >= GROUP_FROM else Severity.SERIOUS,
            happened_at=facts.left_at,
            place=facts.place,
            description=facts.circumstances,
            measures=facts.measures,
            parties=tuple((stay, PartyRole.INVOLVED) for stay in held),
        ),
        client_id=client_id,
        actor=actor,
        now=now,
    )
    return [_declare(stay, incident, facts, actor=actor, now=now) for stay in held]


def escapes_in(incident: Incident) -> list[Escape]:
    """Return the escapes that an incident declared."""
    return list(
        db.session.scalars(select(Escape).where(Escape.incident_id == incident.number).order_by(Escape.id))
    )


def _declare(stay: Stay, incident: Incident, facts: EscapeFacts, *, actor: Actor, now: datetime) -> Escape:
    escape = Escape(
        stay=stay,
        incident_id=incident.id,
        happened_at=facts.left_at,
        discovered_at=facts.discovered_at,
        notify_by=notify_deadline(facts.discovered_at, notify_hours(facts.discovered_at)),
        circumstances=facts.circumstances.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(escape)
    db.session.flush()  # ledger and whereabouts name it
    source = f"security:escape:{escape.id}"
    record_term_event(
        stay, TermEventKind.ESCAPE, happened_at=facts.left_at, source=source, actor=actor, now=now
    )
    change_whereabouts(
        stay, out_cause=OutCause.ESCAPE, happened_at=facts.left_at, source=source, actor=actor, now=now
    )
    record(
        EscapeDeclared(
            escape_id=escape.id,
            incident_id=incident.id,
            happened_at=escape.happened_at,
            discovered_at=escape.discovered_at,
            notify_by=escape.notify_by,
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    return escape


def notify_hours(discovered_at: datetime) -> int | None:
    """Return within how many hours the police must know of an escape discovered then; None under older law."""
    found = parameter_book().find_or_none(NOTIFY_PARAMETER, local_date(discovered_at))
    return found.value if found is not None and isinstance(found.value, int) else None


def record_notice(
    escapes: Sequence[Escape],
    *,
    told: NoticeTo,
    recipient: str,
    sent_at: datetime,
    means: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Record that a body was told of each of ``escapes``.

    Raises RuleViolation for an impossible instant, and for a relative who must not be told.
    """
    if told is NoticeTo.FAMILY:
        families = contacts_of_stays({escape.stay_id for escape in escapes})
        secret = [one.full_name for rows in families.values() for one in rows if one.not_told]
        check_family_told(recipient, secret)
    for escape in escapes:
        check_notice(escape.happened_at, sent_at, now=now)
        db.session.add(
            EscapeNotice(
                escape_id=escape.id,
                told=told,
                recipient=recipient.strip(),
                sent_at=sent_at,
                means=means.strip(),
                recorded_at=now,
                recorded_by_id=actor.id,
            )
        )
        record(
            EscapeNotified(escape_id=escape.id, told=told.value, sent_at=sent_at),
            actor=actor,
            at=now,
            stay_id=escape.stay_id,
        )
        note(
            escape.stay_id,
            f"Thông báo việc bỏ trốn: {NOTICE_LABELS[told]}",
            area="security",
            permission=SecurityPermission.VIEW,
            happened_at=sent_at,
            actor=actor,
            now=now,
            link=f"/security/escapes/{escape.id}",
        )
    sync_duties(sorted({escape.stay_id for escape in escapes}), now=now)


def record_return(
    escape: Escape,
    location: Location,
    *,
    happened_at: datetime,
    brought_by: str,
    circumstances: str,
    actor: Actor,
    now: datetime,
) -> EscapeReturn:
    """Record that the person is held again, at ``location``: the term resumes.

    Leave or a hospital stay that was open when the person escaped ends with it. Raises RuleViolation
    without an open escape, for an instant before it, or in the future.
    Source: Decree 163/2026 arts 107.4, 109.3; Decree 116/2021 art. 56.4.
    """
    stay = lock([escape.stay_id])[0]
    check_return(escape.happened_at, happened_at, is_open=return_of(escape.id) is None, now=now)
    back = EscapeReturn(
        escape_id=escape.id,
        happened_at=happened_at,
        circumstances=circumstances.strip(),
        brought_by=brought_by.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(back)
    db.session.flush()  # ledger and whereabouts name it
    source = f"security:escape-return:{back.id}"
    record_term_event(
        stay, TermEventKind.ESCAPE_RETURN, happened_at=happened_at, source=source, actor=actor, now=now
    )
    close_open_outing(
        stay, returned_at=happened_at, note_text="Bỏ trốn trong lúc ra ngoài", actor=actor, now=now
    )
    change_whereabouts(stay, location=location, happened_at=happened_at, source=source, actor=actor, now=now)
    record(EscapeEnded(escape_id=escape.id, happened_at=happened_at), actor=actor, at=now, stay_id=stay.id)
    return back
