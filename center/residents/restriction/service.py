"""Putting and lifting restrictions."""

from __future__ import annotations

from datetime import date, datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.audit import RestrictionLifted, RestrictionSet
from center.residents.permissions import ResidentPermission
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


def restrict(
    stay: Stay,
    kind: RestrictionKind,
    *,
    public_wording: str,
    private_reason: str = "",
    area: str,
    starts_on: date,
    ends_on: date | None,
    actor: Actor,
    now: datetime,
) -> Restriction:
    """Put a restriction on ``stay`` from ``starts_on`` to ``ends_on`` (both included; None: until lifted)."""
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    if ends_on is not None and ends_on < starts_on:
        raise RuleViolation("residents.restriction_reversed", field="ends_on")
    if not public_wording.strip():
        raise RuleViolation("residents.restriction_wording", field="public_wording")
    restriction = Restriction(
        stay_id=stay.id,
        kind=kind,
        public_wording=public_wording.strip(),
        private_reason=private_reason,
        area=area,
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(restriction)
    record(
        RestrictionSet(kind=kind.value, wording=restriction.public_wording, ends_on=ends_on),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        f"Hạn chế: {restriction.public_wording}",
        area=area,
        topic=Topic.RESTRICTION,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
    return restriction


def lift(restriction: Restriction, *, reason: str, actor: Actor, now: datetime) -> None:
    """End ``restriction`` now. Raises RuleViolation when it was lifted before."""
    hold(restriction)
    if restriction.lifted_at is not None:
        raise RuleViolation("residents.restriction_lifted")
    restriction.lifted_at = now
    restriction.lifted_by_id = actor.id
    restriction.lift_reason = reason
    record(
        RestrictionLifted(kind=restriction.kind.value, reason=reason),
        actor=actor,
        at=now,
        stay_id=restriction.stay_id,
    )
    note(
        restriction.stay_id,
        f"Bỏ hạn chế: {restriction.public_wording}",
        area=restriction.area,
        topic=Topic.RESTRICTION,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
