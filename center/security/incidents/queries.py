"""Reading incidents: always the newest version, with the older ones beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.security.models import Incident, IncidentKind, IncidentParty, PartyRole, Severity


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """What a list of incidents is narrowed to; empty fields narrow nothing."""

    kind: IncidentKind | None = None
    severity: Severity | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Excluded."""
    reporter_id: int | None = None
    """Those this account wrote a version of."""


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident on a list."""

    incident: Incident
    persons: int


@dataclass(frozen=True, slots=True)
class Matter:
    """One incident in all its versions."""

    versions: tuple[Incident, ...]
    """Oldest first."""
    parties: tuple[IncidentParty, ...]
    """Of the newest version: those involved first, then by Vietnamese name."""

    @property
    def newest(self) -> Incident:
        """What holds."""
        return self.versions[-1]

    @property
    def first(self) -> Incident:
        """What was reported at first."""
        return self.versions[0]

    def stays(self, role: PartyRole) -> list[Stay]:
        """Return the people in ``role``."""
        return [party.stay for party in self.parties if party.role is role]


def in_force() -> ColumnElement[bool]:
    """Return the condition that an incident is the newest version of its matter."""
    later = aliased(Incident)
    return ~select(later.id).where(later.amends_id == Incident.id).exists()


def _wanted(narrowed: IncidentFilter) -> Select[Incident]:
    wanted = select(Incident).where(in_force())
    if narrowed.kind is not None:
        wanted = wanted.where(Incident.kind == narrowed.kind)
    if narrowed.severity is not None:
        wanted = wanted.where(Incident.severity == narrowed.severity)
    if narrowed.since is not None:
        wanted = wanted.where(Incident.happened_at >= narrowed.since)
    if narrowed.until is not None:
        wanted = wanted.where(Incident.happened_at < narrowed.until)
    if narrowed.reporter_id is not None:
        version = aliased(Incident)
        first = func.coalesce(Incident.first_id, Incident.id)
        mine = select(version.id).where(
            func.coalesce(version.first_id, version.id) == first,
            version.recorded_by_id == narrowed.reporter_id,
        )
        wanted = wanted.where(mine.exists())
    return wanted


def incidents(narrowed: IncidentFilter, *, offset: int = 0, limit: int) -> tuple[Sequence[IncidentLine], int]:
    """Return the newest incidents first, and how many there are in all, in two statements."""
    wanted = _wanted(narrowed)
    total = db.session.scalar(
        select(func.count()).select_from(wanted.with_only_columns(Incident.id).subquery())
    )
    persons = (
        select(func.count())
        .where(IncidentParty.incident_id == Incident.id)
        .correlate(Incident)
        .scalar_subquery()
    )
    rows = db.session.execute(
        wanted.add_columns(persons)
        .order_by(Incident.happened_at.desc(), Incident.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return [IncidentLine(incident, count) for incident, count in rows], total or 0


def matter_or_404(incident_id: int) -> Matter:
    """Return the incident that any version ``incident_id`` belongs to, in three statements. Raises NotFound."""
    found = db.session.get(Incident, incident_id)
    if found is None:
        raise NotFound(f"no incident {incident_id}")
    versions = db.session.scalars(
        select(Incident)
        .where(or_(Incident.id == found.number, Incident.first_id == found.number))
        .order_by(Incident.id)
    ).all()
    return Matter(tuple(versions), tuple(parties_of(versions[-1].id)))


def parties_of(incident_id: int) -> Sequence[IncidentParty]:
    """Return the people of one version, those involved first, then by Vietnamese name."""
    found = db.session.scalars(
        select(IncidentParty)
        .join(IncidentParty.stay)
        .join(Stay.resident)
        .where(IncidentParty.incident_id == incident_id)
        .order_by(Resident.name_sort, IncidentParty.id)
    ).all()
    return sorted(found, key=lambda party: list(PartyRole).index(party.role))


def newer_version(incident_id: int) -> int | None:
    """Return the row that corrects this one."""
    return db.session.scalar(select(Incident.id).where(Incident.amends_id == incident_id))


def incidents_of_stay(stay_id: int) -> Sequence[tuple[Incident, PartyRole]]:
    """Return the incidents the stay is named in, newest first, with its role."""
    rows = db.session.execute(
        select(Incident, IncidentParty.role)
        .join(IncidentParty, IncidentParty.incident_id == Incident.id)
        .where(IncidentParty.stay_id == stay_id, in_force())
        .order_by(Incident.happened_at.desc(), Incident.id.desc())
    )
    return [(incident, role) for incident, role in rows]
