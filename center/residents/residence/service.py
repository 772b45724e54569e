"""Recording where a resident lives outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.places.models import Commune
from center.residents.permissions import ResidentPermission
from center.residents.residence.audit import ResidenceChanged
from center.residents.residence.models import Residence
from center.residents.residence.rules import Mapping
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


@dataclass(frozen=True, slots=True)
class ResidenceFacts:
    """A residence as a paper or the person states it."""

    address_text: str
    home_commune_id: int
    mapping: Mapping
    since: date | None = None


def change_residence(
    stay: Stay, facts: ResidenceFacts, *, reason: str, actor: Actor, now: datetime
) -> Residence:
    """Record a new or corrected residence; the earlier ones stay as they were written.

    Raises RuleViolation when the stay has ended, without a reason, when nothing differs, for a day that has not come,
    and for a commune that no longer stands.
    """
    hold(stay)
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    if not reason.strip():
        raise RuleViolation("residents.residence_reason", field="reason")
    if facts.since is not None and facts.since > local_date(now):
        raise RuleViolation("residents.residence_in_future", field="since")
    if (facts.address_text, facts.home_commune_id) == (stay.address_text, stay.home_commune_id):
        raise RuleViolation("residents.residence_unchanged", field="address_text")
    commune = db.session.get(Commune, facts.home_commune_id)
    if commune is None or commune.valid_to is not None:
        raise RuleViolation("residents.no_such_commune", field="home_commune_id")
    row = Residence(
        stay_id=stay.id,
        address_text=facts.address_text,
        home_commune=commune,
        address_mapping=facts.mapping.text,
        since=facts.since,
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(row)
    stay.address_text, stay.home_commune, stay.address_mapping = (
        facts.address_text,
        commune,
        facts.mapping.text,
    )
    record(
        ResidenceChanged(commune_code=commune.code, mapping=facts.mapping.text),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        f"Ghi nơi cư trú mới: {commune.full_label}",
        area="residents",
        topic=Topic.IDENTITY,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        link=f"/residents/stays/{stay.id}/person",
        actor=actor,
        now=now,
    )
    return row
