"""What this package must know of residents on a day, read for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, or_, select

from center.clock import local_day
from center.db import db
from center.residents.housing.models import Bed, BedAssignment, Room
from center.residents.labels import OUT_LABELS
from center.residents.person.models import Resident
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.stay.models import Stay
from center.residents.stay.queries import whereabouts_of
from center.residents.whereabouts.models import OutCause, WhereaboutsChange
from center.vietnamese import fold
from center.vocational.models import Attendance, Certificate, Enrolment, LabourEntry

MOST_CANDIDATES = 200
"""Residents shown to choose from; more are found by narrowing the list."""


def stays_by_id(stay_ids: Collection[int]) -> dict[int, Stay]:
    """Return the stays with these ids, by Vietnamese name."""
    if not stay_ids:
        return {}
    wanted = (
        select(Stay).join(Stay.resident).where(Stay.id.in_(stay_ids)).order_by(Resident.name_sort, Stay.id)
    )
    return {stay.id: stay for stay in db.session.scalars(wanted)}


def narrow(
    wanted: Select[Stay],
    *,
    zone_id: int | None = None,
    course_id: int | None = None,
    text: str = "",
    on: date,
) -> Select[Stay]:
    """Return the statement over ``Stay`` and ``Resident``, narrowed to a zone, a class and part of a name or code."""
    if zone_id is not None:
        wanted = (
            wanted.join(BedAssignment, (BedAssignment.stay_id == Stay.id) & BedAssignment.until_at.is_(None))
            .join(Bed, Bed.id == BedAssignment.bed_id)
            .join(Room, (Room.id == Bed.room_id) & (Room.zone_id == zone_id))
        )
    if course_id is not None:
        in_course = select(Enrolment.stay_id).where(Enrolment.course_id == course_id, *in_class_on(on))
        wanted = wanted.where(Stay.id.in_(in_course))
    for word in fold(text).split():
        wanted = wanted.where(
            or_(
                Resident.name_fold.contains(word, autoescape=True),
                Resident.code == word.upper(),
            )
        )
    return wanted


def in_class_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which an enrolment counts on ``day``."""
    return (Enrolment.joined_on <= day, or_(Enrolment.left_on.is_(None), Enrolment.left_on > day))


def restrictions_held_on(stay_ids: Collection[int], day: date) -> Mapping[int, Sequence[Restriction]]:
    """Return the restrictions that held to the end of ``day``, those lifted since then too."""
    found: dict[int, list[Restriction]] = defaultdict(list)
    if not stay_ids:
        return found
    for row in db.session.scalars(
        select(Restriction)
        .where(
            Restriction.stay_id.in_(stay_ids),
            Restriction.starts_on <= day,
            or_(Restriction.ends_on.is_(None), Restriction.ends_on >= day),
            or_(Restriction.lifted_at.is_(None), Restriction.lifted_at >= local_day(day)[1]),
        )
        .order_by(Restriction.id)
    ):
        found[row.stay_id].append(row)
    return found


CONFINED = (RestrictionKind.WARD_ONLY, RestrictionKind.ISOLATION)
"""What keeps somebody out of classes: bound to the ward, or in a zone or room of their own by medical order."""


def wording_of(restrictions: Sequence[Restriction], *kinds: RestrictionKind) -> str:
    """Return the public wording of a restriction of ``kinds``, the first kind first; empty when there is none."""
    return next((row.public_wording for kind in kinds for row in restrictions if row.kind is kind), "")


def out_at(stay_ids: Collection[int], instant: datetime) -> Mapping[int, OutCause]:
    """Return why each stay was out of the center at ``instant``; those present are missing."""
    places = whereabouts_of(stay_ids, instant)
    return {stay_id: place.out_cause for stay_id, place in places.items() if place.out_cause is not None}


def out_all_day(stay_ids: Collection[int], day: date) -> Mapping[int, str]:
    """Return why each stay was out from the first to the last minute of ``day``, in words.

    Who came back, or left, during the day was there for a part of it and is missing here; so is who works
    outside.
    """
    start, end = local_day(day)
    away = {
        stay_id: cause
        for stay_id, cause in out_at(stay_ids, start).items()
        if cause is not OutCause.WORK_OUTSIDE
    }
    if not stay_ids:
        return {}
    back = set(
        db.session.scalars(
            select(WhereaboutsChange.stay_id).where(
                WhereaboutsChange.stay_id.in_(stay_ids),
                WhereaboutsChange.happened_at >= start,
                WhereaboutsChange.happened_at < end,
                or_(
                    WhereaboutsChange.out_cause.is_(None),
                    WhereaboutsChange.out_cause == OutCause.WORK_OUTSIDE,
                ),
            )
        )
    )
    return {stay_id: OUT_LABELS[cause] for stay_id, cause in away.items() if stay_id not in back}


def counting_attendance() -> Select[Attendance]:
    """Return the statement of the register lines that no other line amends."""
    later = Attendance.__table__.alias("later_attendance")
    amended = select(later.c.id).where(later.c.amends_id == Attendance.id).exists()
    return select(Attendance).where(~amended)


def counting_labour() -> Select[LabourEntry]:
    """Return the statement of the labour entries that no other entry amends."""
    later = LabourEntry.__table__.alias("later_entry")
    amended = select(later.c.id).where(later.c.amends_id == LabourEntry.id).exists()
    return select(LabourEntry).where(~amended)


def counting_certificates() -> Select[Certificate]:
    """Return the statement of the certificates that stand: neither amended nor taken back."""
    later = Certificate.__table__.alias("later_certificate")
    amended = select(later.c.id).where(later.c.amends_id == Certificate.id).exists()
    return select(Certificate).where(~amended, Certificate.withdrawn.is_(False))
