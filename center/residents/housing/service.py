"""Giving, changing, exchanging and freeing beds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, or_, select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.residents.housing.admission.queries import bed_facts, facts_of
from center.residents.housing.admission.rules import BedFacts, PersonFacts, obstacles
from center.residents.housing.audit import BedAssigned
from center.residents.housing.models import AssignmentCause, Bed, BedAssignment
from center.residents.housing.permissions import HousingPermission
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.residents.whereabouts.models import LocationKind
from center.residents.whereabouts.queries import living_area, whereabouts_at
from center.residents.whereabouts.service import change_whereabouts
from center.ui.messages import sentence

LOCK = "residents.house"
"""Beds are given one after the other: two desks must not put a man and a woman into one empty room."""


@dataclass(frozen=True, slots=True)
class Why:
    """What the act says about itself."""

    cause: AssignmentCause = AssignmentCause.MOVE
    reason: str = ""
    override_reason: str = ""
    """Why the head of the center lets the person past the center's own order."""
    client_id: str | None = None


MOVED = Why()


def assign_bed(stay: Stay, bed: Bed, *, actor: Actor, now: datetime, why: Why = MOVED) -> BedAssignment:
    """Give ``bed`` to ``stay``, leaving the bed it had; the same form sent twice (``why.client_id``) moves once.

    Raises RuleViolation when the stay has ended, or for the first thing that speaks against the bed; what is only
    the center's own order gives way to a written reason of its head.
    Source: Law 120/2025 art. 46.2.h; Decree 163/2026 art. 66.
    """
    hold(stay)
    one_at_a_time(LOCK)
    done = _done_before(stay, why)
    if done is not None:
        return done
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    current = open_assignment(stay.id)
    if current is not None and current.bed_id == bed.id:
        raise RuleViolation("housing.same_bed", field="bed_id", bed=bed.label)
    on = local_date(now)
    person = facts_of([stay], on)[stay.id]
    beds = {facts.id: facts for facts in bed_facts(on, room_ids=[bed.room_id], leaving=[stay.id])}
    why = _admitted(person, beds[bed.id], actor=actor, why=why)
    return _put(stay, bed, free_bed(stay, now=now), actor=actor, now=now, why=why)


def swap_beds(one: Stay, other: Stay, *, actor: Actor, now: datetime, why: Why = MOVED) -> None:
    """Let two stays exchange their beds in one act.

    Raises RuleViolation when one of them has no bed, or may not lie where the other does.
    """
    if one.id == other.id:
        raise RuleViolation("housing.swap_with_oneself", field="other")
    pair = sorted(
        (one, other), key=lambda stay: stay.id
    )  # always in this order: two swaps never wait for each other
    for stay in pair:
        hold(stay)
    one_at_a_time(LOCK)
    if _done_before(one, why) is not None:
        return
    here = {stay.id: open_assignment(stay.id) for stay in pair}
    for stay in pair:
        if not stay.is_open:
            raise RuleViolation("residents.stay_ended", field="other")
        if here[stay.id] is None:
            raise RuleViolation("housing.swap_without_bed", field="other", person=stay.resident.code)
    targets = _crossed(one, other, here)
    on, both = local_date(now), (one.id, other.id)
    people = facts_of(pair, on, leaving=both)
    rooms = {bed.room_id for bed in targets.values()}
    beds = {facts.id: facts for facts in bed_facts(on, room_ids=rooms, leaving=both)}
    whys = {
        stay.id: _admitted(people[stay.id], beds[targets[stay.id].id], actor=actor, why=why, field="other")
        for stay in pair
    }
    left = {stay.id: free_bed(stay, now=now) for stay in pair}
    for stay in pair:
        _put(stay, targets[stay.id], left[stay.id], actor=actor, now=now, why=whys[stay.id])


def move_many(
    moves: Mapping[int, Bed], stays: Sequence[Stay], *, actor: Actor, now: datetime, why: Why
) -> int:
    """Move each of ``stays`` to its bed (stay id → bed) in one act; return how many were moved.

    All or none: the first refusal, which names the person, undoes the whole.
    """
    ordered = sorted(stays, key=lambda stay: stay.id)
    for stay in ordered:
        hold(stay)
    for stay in ordered:
        try:
            assign_bed(stay, moves[stay.id], actor=actor, now=now, why=why)
        except RuleViolation as refusal:
            raise RuleViolation(
                "housing.batch_refused", person=stay.resident.code, why=sentence(refusal).what
            ) from refusal
    return len(ordered)


def free_bed(stay: Stay, *, now: datetime) -> BedAssignment | None:
    """End the stay's bed assignment, if it has one, and return it."""
    current = open_assignment(stay.id)
    if current is not None:
        current.until_at = max(now, current.from_at)
        db.session.flush()  # the old bed must be free before the new one is taken
    return current


def open_assignment(stay_id: int) -> BedAssignment | None:
    """Return the bed a stay has now."""
    return db.session.scalars(
        select(BedAssignment).where(BedAssignment.stay_id == stay_id, BedAssignment.until_at.is_(None))
    ).first()


def _crossed(one: Stay, other: Stay, here: Mapping[int, BedAssignment | None]) -> dict[int, Bed]:
    mine, theirs = here[one.id], here[other.id]
    if mine is None or theirs is None:
        raise ValueError("both have a bed")
    return {one.id: theirs.bed, other.id: mine.bed}


def _done_before(stay: Stay, why: Why) -> BedAssignment | None:
    if why.client_id is None:
        return None
    return db.session.scalars(
        select(BedAssignment).where(
            BedAssignment.stay_id == stay.id, BedAssignment.client_id == why.client_id
        )
    ).first()


def _admitted(person: PersonFacts, bed: BedFacts, *, actor: Actor, why: Why, field: str = "bed_id") -> Why:
    """Return ``why`` as it is to be written: with a reason to pass over a rule only where one was in the way.

    Raises RuleViolation for the first thing in the way that nobody, or not this actor, may pass over.
    """
    against = obstacles(person, bed)
    if not against:
        return replace(why, override_reason="")
    first = against[0]
    if first.firm or not why.override_reason.strip():
        raise first.violation(field)
    if not actor.may(HousingPermission.OVERRIDE.value):
        raise RuleViolation("housing.override_not_yours", field="override_reason")
    return why


def _put(
    stay: Stay, bed: Bed, left: BedAssignment | None, *, actor: Actor, now: datetime, why: Why
) -> BedAssignment:
    assignment = BedAssignment(
        stay_id=stay.id,
        bed=bed,
        from_at=_begin(stay, bed, now),
        cause=why.cause,
        reason=why.reason.strip(),
        override_reason=why.override_reason.strip(),
        assigned_by_id=actor.id,
        assigned_by_name=actor.name,
        client_id=why.client_id,
    )
    db.session.add(assignment)
    db.session.flush()  # two acts on one bed meet here, and the next bed of the act must see this one taken
    _record(stay, bed, left, actor=actor, now=now, why=why)
    if left is not None and left.bed.room.zone_id != bed.room.zone_id:
        _go_along(stay, left.bed, bed, source=f"residents:bed:{assignment.id}", actor=actor, now=now)
    return assignment


def _begin(stay: Stay, bed: Bed, now: datetime) -> datetime:
    """Return when the new assignment begins: now, or when the last one of bed or stay ended, if clocks disagree."""
    last = db.session.scalar(
        select(func.max(BedAssignment.until_at)).where(
            or_(BedAssignment.bed_id == bed.id, BedAssignment.stay_id == stay.id)
        )
    )
    return max(now, last) if last is not None else now


def _record(
    stay: Stay, bed: Bed, left: BedAssignment | None, *, actor: Actor, now: datetime, why: Why
) -> None:
    before = left.bed.label if left else ""
    record(
        BedAssigned(
            bed=bed.label, bed_before=before, cause=why.cause.value, overridden=bool(why.override_reason)
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    said = f"Chuyển giường {before} → {bed.label}" if left else f"Xếp giường {bed.label}"
    note(
        stay.id,
        f"{said}: {why.reason.strip()}" if why.reason.strip() else said,
        area="residents",
        topic=Topic.HOUSING,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )


def _go_along(stay: Stay, left: Bed, bed: Bed, *, source: str, actor: Actor, now: datetime) -> None:
    """Move the person with the bed when they are in the living area they leave; wherever else they are, they stay."""
    here = whereabouts_at(stay.id, now)
    if here is None or here.location is None or here.location.kind is not LocationKind.LIVING:
        return
    area = living_area(bed.room.zone_id)
    if here.location.zone_id == left.room.zone_id and area is not None:
        change_whereabouts(stay, location=area, happened_at=now, source=source, actor=actor, now=now)
