"""What the stages ask of the counsellors now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from center.db import db
from center.legal.queries import parameter_book
from center.residents.person.models import Resident
from center.residents.stay.models import Stage, Stay
from center.residents.stay.stages import stage_limits


@dataclass(frozen=True, slots=True)
class StageDue:
    """A running stay whose next stage is due."""

    stay: Stay
    why: str
    """``reception``: longer in reception than allowed; ``reintegration``: the last days of the term have begun."""
    days: int
    """Days in reception, or days left of the term."""


def persons_by_stage() -> dict[Stage, int]:
    """Return how many running stays are in each stage, in the order of the stages."""
    rows = db.session.execute(
        select(Stay.stage, func.count()).where(Stay.ended_on.is_(None)).group_by(Stay.stage)
    )
    counts = {row[0]: row[1] for row in rows}
    return {stage: counts.get(stage, 0) for stage in Stage}


def stages_due(on: date, limit: int) -> tuple[Sequence[StageDue], int]:
    """Return the running stays whose next stage is due on ``on``, those that end first ahead, and how many.

    Source: Decree 163/2026 arts 84.6 (reception) and 88.7 (reintegration).
    """
    book = parameter_book()
    known = book.find_or_none("stage.reception.max_days", on)
    longest = book.value_int("stage.reception.max_days", on=on) if known else None
    last_days = stage_limits(book, on).reintegration_days_before_end
    conditions = []
    if longest is not None:
        conditions.append(
            (Stay.stage == Stage.RECEPTION) & (Stay.stage_since <= on - timedelta(days=longest))
        )
    if last_days is not None:
        conditions.append((Stay.stage == Stage.LABOUR) & (Stay.last_day < on + timedelta(days=last_days)))
    if not conditions:
        return [], 0
    wanted = select(Stay).join(Stay.resident).where(Stay.ended_on.is_(None), or_(*conditions))
    total = (
        db.session.scalar(select(func.count()).select_from(wanted.with_only_columns(Stay.id).subquery())) or 0
    )
    stays = db.session.scalars(wanted.order_by(Stay.last_day, Resident.name_sort, Stay.id).limit(limit)).all()
    return [_due(stay, on) for stay in stays], total


def _due(stay: Stay, on: date) -> StageDue:
    if stay.stage is Stage.RECEPTION or stay.last_day is None:
        return StageDue(stay, "reception", (on - stay.stage_since).days)
    return StageDue(stay, "reintegration", (stay.last_day - on).days + 1)
