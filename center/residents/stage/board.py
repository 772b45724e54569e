"""The conveyor of the whole center: how many stand where, who is late, blocked or due, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, false, func, literal, not_, or_, select

from center.db import db
from center.residents.housing.models import Bed, BedAssignment, Room
from center.residents.housing.queries import beds_of
from center.residents.person.models import Resident
from center.residents.stage.doctors import DoctorsWord, doctors_words
from center.residents.stage.limits import stage_limits
from center.residents.stage.model import Lanes, Pace, Stage, StageAct, StageLimit, StageLimits, Standing
from center.residents.stage.queries import (
    fact_in_force,
    lanes_of_stays,
    waiver_in_force,
    waivers_in_force,
    waivers_of,
)
from center.residents.stage.rules import education_reached, standing
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.queries import whereabouts_of, whereabouts_words


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What the board is narrowed to; empty fields narrow nothing."""

    stage: Stage | None = None
    """Stays in that stage: labour also while it runs beside another."""
    paces: tuple[Pace, ...] = ()
    zone_id: int | None = None
    kind: StayKind | None = None


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One stay on the board."""

    stay: Stay
    bed: Bed | None
    place: tuple[str, str]
    """Words and state colour of where the resident is."""
    lanes: Lanes
    standing: Standing
    doctors: DoctorsWord | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many running stays the filter leaves, by pace."""

    paces: Mapping[Pace, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.paces.values())


def persons_by_stage() -> dict[Stage, int]:
    """Return how many running stays are in each stage, in two statements.

    Labour counts those beside education and reintegration too, so the sum may exceed the roll.
    """
    rows = db.session.execute(
        select(Stay.stage, func.count()).where(Stay.ended_on.is_(None)).group_by(Stay.stage)
    )
    counts = {row[0]: row[1] for row in rows}
    labour = select(func.count()).select_from(Stay).where(Stay.ended_on.is_(None), in_stage(Stage.LABOUR))
    counts[Stage.LABOUR] = db.session.scalar(labour) or 0
    return {stage: counts.get(stage, 0) for stage in Stage}


def in_stage(stage: Stage) -> ColumnElement[bool]:
    """Return the condition that a ``Stay`` of the statement stands in ``stage``.

    The leading stage says it of every stage but labour, which runs beside others and is never finished before the
    end.
    """
    return fact_in_force(stage, StageAct.BEGIN) if stage is Stage.LABOUR else Stay.stage == stage


def pace_of(on: date, limits: StageLimits) -> ColumnElement[str]:
    """Return the pace of a running ``Stay`` on ``on``; the same as ``rules.standing``, for lists of thousands."""
    reception, detox, education = Stage.RECEPTION, Stage.DETOX, Stage.EDUCATION
    most, least = limits.reception_max_days, limits.detox_min_days
    received = Stay.stage == reception
    late_reception = Stay.stage_since < on - timedelta(days=most.value) if most else false()
    detoxed = or_(
        Stay.stage_since <= on - timedelta(days=least.value if least else 0),
        waiver_in_force(StageLimit.DETOX_MIN),
    )
    months = limits.education_min_months
    reached = or_(
        Stay.stage_since <= (education_reached(on, months.value) if months else on),
        waiver_in_force(StageLimit.EDUCATION_MIN),
    )
    window = limits.reintegration_days
    # the first of the last days is ``on`` or earlier
    edge = on + timedelta(days=window.value - 1) if window else None
    opened = Stay.last_day <= edge if edge else false()
    overdue = and_(Stay.last_day.is_not(None), Stay.last_day < edge) if edge else false()
    early = waiver_in_force(StageLimit.REINTEGRATION_WINDOW)
    open_now = or_(and_(Stay.last_day.is_not(None), opened), early)
    idle = not_(fact_in_force(Stage.LABOUR, StageAct.BEGIN)) if limits.labour_from_detox else false()
    at = Stay.stage
    return case(
        (and_(received, Stay.kind == StayKind.CUSTODY), literal(Pace.RUNNING.value)),
        (and_(received, late_reception), literal(Pace.LATE.value)),
        (received, literal(Pace.DUE.value)),
        (and_(at == detox, detoxed), literal(Pace.BLOCKED.value)),
        (at == detox, literal(Pace.RUNNING.value)),
        (at == Stage.REINTEGRATION, literal(Pace.RUNNING.value)),
        (and_(at == education, open_now, not_(reached)), literal(Pace.BLOCKED.value)),
        (overdue, literal(Pace.LATE.value)),
        (open_now, literal(Pace.DUE.value)),
        (and_(at == education, or_(reached, idle)), literal(Pace.DUE.value)),
        else_=literal(Pace.RUNNING.value),
    )


def counts(wanted: BoardFilter, on: date) -> Counts:
    """Return how many stays of the filter, whatever its paces, have each pace, in one statement."""
    pace = pace_of(on, stage_limits(on)).label("pace")
    inner = select(Stay.id, pace).where(*_narrowed(wanted)).subquery()
    rows = db.session.execute(select(inner.c.pace, func.count()).group_by(inner.c.pace))
    found = {row[0]: row[1] for row in rows}
    return Counts({one: found.get(one.value, 0) for one in Pace})


def board(
    wanted: BoardFilter, *, at: datetime, on: date, offset: int, limit: int
) -> tuple[list[BoardLine], int]:
    """Return the lines of the filtered board, the most urgent first, and how many there are in all.

    Within a pace those stand first whose term ends first. Eight statements, whatever the number of lines.
    """
    limits = stage_limits(on)
    pace = pace_of(on, limits)
    statement = select(Stay).join(Stay.resident).where(*_narrowed(wanted))
    if wanted.paces:
        statement = statement.where(pace.in_([one.value for one in wanted.paces]))
    total = (
        db.session.scalar(select(func.count()).select_from(statement.with_only_columns(Stay.id).subquery()))
        or 0
    )
    urgency = case({one.value: place for place, one in enumerate(Pace)}, value=pace)
    order = statement.order_by(urgency, Stay.last_day.is_(None), Stay.last_day, Resident.name_sort, Stay.id)
    stays = db.session.scalars(order.offset(offset).limit(limit)).all()
    return _lines(stays, limits, at=at, on=on), total


def _lines(stays: Sequence[Stay], limits: StageLimits, *, at: datetime, on: date) -> list[BoardLine]:
    ids = [stay.id for stay in stays]
    lanes, waivers, beds = lanes_of_stays(ids), waivers_of(ids), beds_of(ids)
    places = whereabouts_of(ids, at)
    doctors = doctors_words([stay.id for stay in stays if stay.stage is Stage.DETOX])
    return [
        BoardLine(
            stay,
            beds.get(stay.id),
            whereabouts_words(places.get(stay.id)),
            lanes[stay.id],
            standing(
                lanes[stay.id],
                on,
                limits=limits,
                last_day=stay.last_day,
                has_term=stay.kind is not StayKind.CUSTODY,
                waived=waivers_in_force(waivers.get(stay.id, ())),
            ),
            doctors.get(stay.id),
        )
        for stay in stays
    ]


def _narrowed(wanted: BoardFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Stay.ended_on.is_(None)]
    if wanted.stage is not None:
        conditions.append(in_stage(wanted.stage))
    if wanted.kind is not None:
        conditions.append(Stay.kind == wanted.kind)
    if wanted.zone_id is not None:
        housed = (
            select(BedAssignment.stay_id)
            .join(Bed, Bed.id == BedAssignment.bed_id)
            .join(Room, Room.id == Bed.room_id)
            .where(Room.zone_id == wanted.zone_id, BedAssignment.until_at.is_(None))
        )
        conditions.append(Stay.id.in_(housed))
    return conditions
