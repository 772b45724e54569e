"""What the record says about the end of detox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.clock import local_date
from center.db import db
from center.errors import NotFound
from center.legal.queries import parameter_book
from center.medical.detox.criteria import Criterion, DetoxFacts, DetoxLimits, Reading, detox_criteria
from center.medical.exam.queries import exam_in_force, uses_of
from center.medical.models import (
    DetoxCountersign,
    DetoxDeclaration,
    ScaleScore,
    Substance,
    SubstanceUse,
    VitalSigns,
)
from center.medical.observation.queries import judge_of, scores_in_force, vitals_in_force
from center.residents.stay.models import Stay

OPIOIDS = frozenset({Substance.HEROIN, Substance.OTHER_OPIOID})


def detox_limits(on: date) -> DetoxLimits:
    """Return the thresholds of the criteria in force on ``on``."""
    book = parameter_book()
    name = "clinical.detox_complete"
    return DetoxLimits(
        days_since_last_use=book.value_int(f"{name}.days_since_last_use", on=on),
        cows_below=book.value_int(f"{name}.cows_below", on=on),
        cows_readings=book.value_int(f"{name}.cows_readings", on=on),
        cows_gap_hours=book.value_int(f"{name}.cows_gap", on=on),
        news2_max=book.value_int(f"{name}.news2_max", on=on),
        calm_hours=book.value_int(f"{name}.news2_window", on=on),
        news2_from_years=book.value_int("clinical.news2.from_years", on=on),
        medicine_hours=book.value_int(f"{name}.no_withdrawal_medicine", on=on),
        meal_percent=book.value_int(f"{name}.meal_min", on=on),
        sleep_hours=book.value_int(f"{name}.sleep_min", on=on),
        sleep_nights=book.value_int(f"{name}.sleep_nights", on=on),
    )


def uses_opioids(uses: Sequence[SubstanceUse]) -> bool:
    """Tell whether an opioid was in use: the main substance, or taken on any of the last 30 days.

    A history nobody told may hide one.
    """
    return not uses or any(
        use.substance in OPIOIDS and (use.is_main or use.days_last_month != 0) for use in uses
    )


def criteria_of(stay: Stay, now: datetime) -> tuple[Criterion, ...]:
    """Return the completion criteria of ``stay`` as its record stands at ``now``; five statements."""
    today = local_date(now)
    judge = judge_of(stay, now)
    scores = db.session.scalars(scores_in_force().where(ScaleScore.stay_id == stay.id))
    judged = [
        judge(row) for row in db.session.scalars(vitals_in_force().where(VitalSigns.stay_id == stay.id))
    ]
    exam = exam_in_force(stay.id)
    uses = uses_of([exam.id])[exam.id] if exam else []
    facts = DetoxFacts(
        today=today,
        now=now,
        last_used_on=max((use.last_used_on for use in uses if use.last_used_on), default=None),
        cows=[(row.happened_at, row.total) for row in scores if row.total is not None],
        vitals=[
            Reading(one.row.happened_at, one.news2.measured if one.news2 else 0, one.is_red) for one in judged
        ],
        has_exam=exam is not None,
        opioid=uses_opioids(uses),
        news2_applies=judge.news2_applies,
    )
    return detox_criteria(facts, detox_limits(today))


@dataclass(frozen=True, slots=True)
class Decided:
    """A declaration with the second doctor's word, if there is one."""

    declaration: DetoxDeclaration
    countersign: DetoxCountersign | None


def declarations_of(stay_id: int) -> list[Decided]:
    """Return every declaration of the stay, newest first."""
    rows = db.session.execute(
        select(DetoxDeclaration, DetoxCountersign)
        .outerjoin(DetoxCountersign, DetoxCountersign.declaration_id == DetoxDeclaration.id)
        .where(DetoxDeclaration.stay_id == stay_id)
        .order_by(DetoxDeclaration.id.desc())
    )
    return [Decided(declaration, countersign) for declaration, countersign in rows]


def waiting_declaration(stay_id: int) -> DetoxDeclaration | None:
    """Return the declaration of the stay that nobody has signed or refused yet."""
    return db.session.scalars(
        select(DetoxDeclaration)
        .outerjoin(DetoxCountersign, DetoxCountersign.declaration_id == DetoxDeclaration.id)
        .where(DetoxDeclaration.stay_id == stay_id, DetoxCountersign.id.is_(None))
        .order_by(DetoxDeclaration.id.desc())
        .limit(1)
    ).first()


def declaration_or_404(stay_id: int, declaration_id: int) -> DetoxDeclaration:
    """Return a declaration of the stay. Raises NotFound."""
    row = db.session.get(DetoxDeclaration, declaration_id)
    if row is None or row.stay_id != stay_id:
        raise NotFound(f"no declaration {declaration_id} of stay {stay_id}")
    return row


def declarations_waiting() -> Mapping[int, DetoxDeclaration]:
    """Return the declarations of running stays that wait for a second doctor, by stay."""
    rows = db.session.scalars(
        select(DetoxDeclaration)
        .join(Stay, Stay.id == DetoxDeclaration.stay_id)
        .outerjoin(DetoxCountersign, DetoxCountersign.declaration_id == DetoxDeclaration.id)
        .where(DetoxCountersign.id.is_(None), Stay.ended_on.is_(None))
        .order_by(DetoxDeclaration.id)
    )
    return {row.stay_id: row for row in rows}
