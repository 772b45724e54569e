"""Writing incidents down, and correcting them by new rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db
from center.errors import RuleViolation
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.security.audit import IncidentAmended, IncidentReported
from center.security.incidents.queries import newer_version, parties_of
from center.security.incidents.rules import Party, check_amendment, check_incident
from center.security.models import Incident, IncidentKind, IncidentParty, PartyRole, Severity
from center.security.people import line_of
from center.security.permissions import SecurityPermission
from center.ui.filters import format_date

FIELDS = {PartyRole.INVOLVED: "involved", PartyRole.VICTIM: "victims", PartyRole.WITNESS: "witnesses"}
"""Box of the form for each role."""

_SENTENCES = {
    PartyRole.INVOLVED: "Có liên quan sự việc số {number} ngày {day}",
    PartyRole.VICTIM: "Bị ảnh hưởng trong sự việc số {number} ngày {day}",
    PartyRole.WITNESS: "Chứng kiến sự việc số {number} ngày {day}",
}
"""Lines of the timeline: where to look, and no word that judges."""


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """What the reporter says."""

    kind: IncidentKind
    severity: Severity
    happened_at: datetime
    place: str
    description: str
    measures: str = ""
    parties: tuple[tuple[Stay, PartyRole], ...] = ()


def report_incident(
    facts: IncidentFacts, *, client_id: str | None = None, actor: Actor, now: datetime
) -> Incident:
    """Write an incident down, with a line on the timeline of everybody in it.

    The same ``client_id`` again returns the report it made. Raises RuleViolation; an escape is refused,
    because it is declared (``escapes.service``).
    """
    there = incident_of_form(client_id)
    if there is not None:
        return there
    if facts.kind is IncidentKind.ESCAPE:
        raise RuleViolation("security.escape_is_declared", field="kind")
    return write_incident(facts, client_id=client_id, actor=actor, now=now)


def incident_of_form(client_id: str | None) -> Incident | None:
    """Return the incident that the form with ``client_id`` wrote, if it did."""
    if client_id is None:
        return None
    return db.session.scalars(select(Incident).where(Incident.client_id == client_id)).first()


def write_incident(facts: IncidentFacts, *, client_id: str | None, actor: Actor, now: datetime) -> Incident:
    """Write the row, its people and their timelines; for this package, which checked the kind before."""
    _check(facts, now)
    incident = _row(facts, client_id=client_id, actor=actor, now=now)
    db.session.add(incident)
    db.session.flush()  # the people and the timeline name it
    for stay, role in facts.parties:
        _add_party(incident, stay, role)
        _tell(incident, stay, _SENTENCES[role], actor=actor, now=now)
    record(
        IncidentReported(
            incident_id=incident.id,
            kind=facts.kind.value,
            severity=facts.severity.value,
            happened_at=facts.happened_at,
            persons=len(facts.parties),
        ),
        actor=actor,
        at=now,
    )
    return incident


def amend_incident(
    incident: Incident, facts: IncidentFacts, *, reason: str, actor: Actor, now: datetime
) -> Incident:
    """Correct ``incident`` by a new row that stands for it from now on; the old one stays to be read.

    Kind and people of an escape stay as declared: they hang on terms and whereabouts. Raises RuleViolation.
    """
    newer = newer_version(incident.id)
    check_amendment(
        reason=reason,
        newer_id=newer,
        is_reporter=incident.recorded_by_id is not None and incident.recorded_by_id == actor.id,
        commands=actor.may(SecurityPermission.ESCAPE),
    )
    before = {party.stay_id: party for party in parties_of(incident.id)}
    after = {stay.id: role for stay, role in facts.parties}
    if incident.kind is IncidentKind.ESCAPE:
        if facts.kind is not IncidentKind.ESCAPE or after.keys() != before.keys():
            raise RuleViolation("security.escape_kind_stays", field="kind")
    elif facts.kind is IncidentKind.ESCAPE:
        raise RuleViolation("security.escape_is_declared", field="kind")
    _check(facts, now)
    amended = _row(facts, client_id=None, actor=actor, now=now)
    amended.first_id, amended.amends_id, amended.amend_reason = incident.number, incident.id, reason.strip()
    db.session.add(amended)
    db.session.flush()  # the people name it; a second correction of the same row fails here
    for stay, role in facts.parties:
        _add_party(amended, stay, role)
        if stay.id not in before or before[stay.id].role is not role:
            _tell(amended, stay, "Đính chính: " + _SENTENCES[role], actor=actor, now=now)
    for stay_id, party in before.items():
        if stay_id not in after:
            _tell(
                amended,
                party.stay,
                "Đính chính: không liên quan sự việc số {number} ngày {day}",
                actor=actor,
                now=now,
            )
    record(
        IncidentAmended(incident_id=amended.id, amended_id=incident.id, reason=amended.amend_reason),
        actor=actor,
        at=now,
    )
    return amended


def _check(facts: IncidentFacts, now: datetime) -> None:
    parties = [
        Party(stay.id, line_of(stay), FIELDS[role], stay.admitted_at, stay.ended_on)
        for stay, role in facts.parties
    ]
    check_incident(facts.happened_at, local_date(facts.happened_at), parties, now=now)


def _row(facts: IncidentFacts, *, client_id: str | None, actor: Actor, now: datetime) -> Incident:
    return Incident(
        kind=facts.kind,
        severity=facts.severity,
        happened_at=facts.happened_at,
        place=facts.place.strip(),
        description=facts.description.strip(),
        measures=facts.measures.strip(),
        client_id=client_id,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )


def _add_party(incident: Incident, stay: Stay, role: PartyRole) -> None:
    db.session.add(IncidentParty(incident_id=incident.id, stay_id=stay.id, role=role))


def _tell(incident: Incident, stay: Stay, sentence: str, *, actor: Actor, now: datetime) -> None:
    note(
        stay.id,
        sentence.format(number=incident.number, day=format_date(incident.happened_at)),
        area="security",
        permission=SecurityPermission.VIEW,
        happened_at=incident.happened_at,
        actor=actor,
        now=now,
        link=f"/security/incidents/{incident.number}",
    )
