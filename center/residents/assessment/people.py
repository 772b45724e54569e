"""Who is to be assessed for a period, and in which bed they were."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from center.clock import local_date, local_day
from center.db import db
from center.residents.assessment.models import AssessmentLine, AssessmentRound
from center.residents.assessment.rules import Period, days_here
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.stay.models import Stay, StayKind


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to assess."""

    stay_id: int
    days: int
    """Days of the period in the center."""
    bed: Bed | None
    """Where the person lay on the last evening; now, while the period runs."""


def people_of(period: Period, zone: Zone | None) -> list[Person]:
    """Return who was here on the last day of the period and is in no other round of it, in two statements.

    ``zone`` keeps those who lay there that evening. People in custody have no term yet and are left out.
    """
    end = local_day(period.last)[1]
    taken = (
        select(AssessmentLine.stay_id)
        .join(AssessmentRound, AssessmentRound.id == AssessmentLine.round_id)
        .where(AssessmentRound.period_first <= period.last, AssessmentRound.period_last >= period.first)
    )
    rows = db.session.execute(
        select(Stay.id, Stay.admitted_at, Stay.ended_on)
        .where(
            Stay.kind != StayKind.CUSTODY,
            Stay.admitted_at < end,
            or_(Stay.ended_on.is_(None), Stay.ended_on >= period.last),
            Stay.id.not_in(taken),
        )
        .order_by(Stay.id)
    ).all()
    lay = db.session.scalars(
        select(BedAssignment)
        .join(BedAssignment.bed)
        .join(Bed.room)
        .join(Room.zone)
        .options(contains_eager(BedAssignment.bed).contains_eager(Bed.room).contains_eager(Room.zone))
        .where(
            BedAssignment.from_at < end,
            or_(BedAssignment.until_at.is_(None), BedAssignment.until_at >= end),
        )
        .order_by(BedAssignment.id)
    )
    beds = {row.stay_id: row.bed for row in lay}
    people = [
        Person(stay_id, days_here(local_date(admitted_at), ended_on, period), beds.get(stay_id))
        for stay_id, admitted_at, ended_on in rows
    ]
    return [
        person
        for person in people
        if zone is None or (person.bed is not None and person.bed.room.zone_id == zone.id)
    ]
