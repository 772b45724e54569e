"""Reading scales and vital signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from center.clock import local_date
from center.db import db
from center.errors import NotFound
from center.medical import cows, news2
from center.medical.limits import Warnings, vital_limits, warnings
from center.medical.models import AdmissionExam, ScaleScore, VitalSigns
from center.medical.rules import SIGNS, Limits, Mark, marks, weight_change
from center.residents.stay.models import Stay
from center.residents.stay.rules import age_on


def scores_in_force() -> Select[ScaleScore]:
    """Return the statement of the COWS scores that no later row corrects."""
    later = aliased(ScaleScore)
    return (
        select(ScaleScore)
        .outerjoin(later, later.amends_id == ScaleScore.id)
        .where(ScaleScore.instrument == cows.INSTRUMENT, later.id.is_(None))
    )


def vitals_in_force() -> Select[VitalSigns]:
    """Return the statement of the readings that no later row corrects."""
    later = aliased(VitalSigns)
    return select(VitalSigns).outerjoin(later, later.amends_id == VitalSigns.id).where(later.id.is_(None))


def scores_of(stay_id: int) -> Sequence[ScaleScore]:
    """Return every COWS score of the stay, corrected ones too, newest first."""
    return db.session.scalars(
        select(ScaleScore)
        .where(ScaleScore.stay_id == stay_id, ScaleScore.instrument == cows.INSTRUMENT)
        .order_by(ScaleScore.happened_at.desc(), ScaleScore.id.desc())
    ).all()


def vitals_of(stay_id: int) -> Sequence[VitalSigns]:
    """Return every reading of the stay, corrected ones too, newest first."""
    return db.session.scalars(
        select(VitalSigns)
        .where(VitalSigns.stay_id == stay_id)
        .order_by(VitalSigns.happened_at.desc(), VitalSigns.id.desc())
    ).all()


def score_or_404(stay_id: int, row_id: int) -> ScaleScore:
    """Return a score of the stay. Raises NotFound."""
    row = db.session.get(ScaleScore, row_id)
    if row is None or row.stay_id != stay_id:
        raise NotFound(f"no score {row_id} of stay {stay_id}")
    return row


def reading_or_404(stay_id: int, row_id: int) -> VitalSigns:
    """Return a reading of the stay. Raises NotFound."""
    row = db.session.get(VitalSigns, row_id)
    if row is None or row.stay_id != stay_id:
        raise NotFound(f"no reading {row_id} of stay {stay_id}")
    return row


def newest_pulse(stay_id: int, since: datetime) -> VitalSigns | None:
    """Return the newest reading with a pulse from ``since`` on."""
    return db.session.scalars(
        vitals_in_force()
        .where(VitalSigns.stay_id == stay_id, VitalSigns.pulse.is_not(None), VitalSigns.happened_at >= since)
        .order_by(VitalSigns.happened_at.desc(), VitalSigns.id.desc())
        .limit(1)
    ).first()


def weights_of(vitals: Sequence[VitalSigns], exam: AdmissionExam | None) -> dict[datetime, Decimal]:
    """Return the weighings in ``vitals`` and at the exam, kilograms by instant."""
    found = {} if exam is None else {exam.happened_at: exam.weight_kg}
    return found | {row.happened_at: row.weight_kg for row in vitals if row.weight_kg is not None}


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading with what is remarkable about it."""

    row: VitalSigns
    marks: Mapping[str, Mark]
    """Signs beyond a limit."""
    news2: news2.Score | None
    """None under the age NEWS2 is made for."""
    urgency: str
    """``ok`` | ``warn`` | ``urgent`` | ``emergency``; ``unknown`` without NEWS2."""
    weight_change: Decimal | None = None
    """Ratio, when it is beyond the warning."""

    @property
    def is_red(self) -> bool:
        """True when a value alone calls for a doctor."""
        return Mark.RED in self.marks.values()


class Judge:
    """Judges readings by the limits of a day, for a person of an age."""

    def __init__(self, limits: Mapping[str, Limits], warnings: Warnings, *, age: int) -> None:
        self._limits = limits
        self._warnings = warnings
        self.news2_applies = age >= warnings.news2_from_years

    def __call__(self, row: VitalSigns, weights: Mapping[datetime, Decimal] | None = None) -> Judged:
        """Return ``row`` with its marks. Values of a person NEWS2 is not made for are not marked."""
        values = {sign: getattr(row, sign) for sign in SIGNS}
        change = self._weight(row, weights or {})
        if not self.news2_applies:
            return Judged(row, {}, None, "unknown", change)
        found = marks(values, self._limits)
        if row.consciousness is not None and row.consciousness.value in self._warnings.red_consciousness:
            found["consciousness"] = Mark.RED
        if change is not None:
            found.setdefault("weight_kg", Mark.WARN)
        letter = None if row.consciousness is None else row.consciousness.value
        score = news2.score(values, consciousness=letter, on_oxygen=row.on_oxygen)
        for sign, points in score.points.items():
            if points == news2.DOUBTFUL and sign in values:
                found.setdefault(sign, Mark.WARN)
        urgency = news2.state_of(
            score,
            urgent_total=self._warnings.urgent_total,
            emergency_total=self._warnings.emergency_total,
        )
        if Mark.RED in found.values() and urgency in {"ok", "warn"}:
            urgency = "urgent"
        return Judged(row, found, score, urgency, change)

    def _weight(self, row: VitalSigns, weights: Mapping[datetime, Decimal]) -> Decimal | None:
        if row.weight_kg is None:
            return None
        change = weight_change(row.weight_kg, row.happened_at, weights, days=self._warnings.weight_days)
        return change if change is not None and abs(change) >= self._warnings.weight_ratio else None


def judge_of(stay: Stay, now: datetime) -> Judge:
    """Return the judge of the stay's readings by the limits of the day of ``now``."""
    today = local_date(now)
    return Judge(vital_limits(today), warnings(today), age=age_on(stay.resident.birth_date, today))
