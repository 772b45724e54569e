"""Giving, changing and freeing beds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.residents.audit import BedAssigned
from center.residents.housing.models import Bed, BedAssignment
from center.residents.housing.queries import other_sex_in_room
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stay
from center.residents.timeline.service import note


def assign_bed(stay: Stay, bed: Bed, *, actor: Actor, now: datetime) -> BedAssignment:
    """Give ``bed`` to ``stay``, leaving the bed it had.

    Raises RuleViolation when the stay has ended, when the bed is taken or out of order, and when its zone or
    room does not admit the person's sex.
    Source: Law 120/2025 art. 46.2.h; Decree 163/2026 art. 66.
    """
    hold(stay)
    one_at_a_time("residents.house")  # two desks must not put a man and a woman into one empty room
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    if bed.out_of_order:
        raise RuleViolation("residents.bed_out_of_order", field="bed_id", bed=bed.label)
    zone = bed.room.zone
    if zone.sex is not None and zone.sex != stay.resident.sex:
        raise RuleViolation("residents.bed_wrong_sex", field="bed_id", bed=bed.label, zone=zone.name)
    taken = db.session.scalar(
        select(BedAssignment.stay_id).where(BedAssignment.bed_id == bed.id, BedAssignment.until_at.is_(None))
    )
    if taken is not None:
        raise RuleViolation("residents.bed_taken", field="bed_id", bed=bed.label)
    if other_sex_in_room(bed.room_id, stay.resident.sex):
        raise RuleViolation("residents.room_other_sex", field="bed_id", bed=bed.label)
    before = free_bed(stay, now=now)
    assignment = BedAssignment(stay_id=stay.id, bed=bed, from_at=now, assigned_by_id=actor.id)
    db.session.add(assignment)
    record(
        BedAssigned(bed=bed.label, bed_before=before.bed.label if before else ""),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        f"Xếp giường {bed.label}" if before is None else f"Chuyển giường {before.bed.label} → {bed.label}",
        area="residents",
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
    return assignment


def free_bed(stay: Stay, *, now: datetime) -> BedAssignment | None:
    """End the stay's bed assignment, if it has one, and return it."""
    current = db.session.scalars(
        select(BedAssignment).where(BedAssignment.stay_id == stay.id, BedAssignment.until_at.is_(None))
    ).first()
    if current is not None:
        current.until_at = now
        db.session.flush()  # the old bed must be free before the new one is taken
    return current
