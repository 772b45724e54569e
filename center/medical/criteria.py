"""The completion criteria of one stay, from its record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from center.clock import local_date
from center.db import db
from center.medical import cows
from center.medical.limits import detox_limits, vital_limits
from center.medical.models import AdmissionExam, ScaleScore, Substance, SubstanceUse, VitalSigns
from center.medical.rules import SIGNS, Criterion, DetoxFacts, detox_criteria, red_signs
from center.residents.stay.models import Stay

OPIOIDS = frozenset({Substance.HEROIN, Substance.OTHER_OPIOID})


def criteria_of(stay: Stay, now: datetime) -> tuple[Criterion, ...]:
    """Return the completion criteria of ``stay`` as its record stands at ``now``."""
    later = aliased(ScaleScore)
    scores = db.session.execute(
        select(ScaleScore.happened_at, ScaleScore.total)
        .outerjoin(later, later.amends_id == ScaleScore.id)
        .where(
            ScaleScore.stay_id == stay.id,
            ScaleScore.instrument == cows.INSTRUMENT,
            ScaleScore.total.is_not(None),
            later.id.is_(None),
        )
    ).all()
    newer = aliased(VitalSigns)
    limits = vital_limits(local_date(now))
    vitals = db.session.scalars(
        select(VitalSigns)
        .outerjoin(newer, newer.amends_id == VitalSigns.id)
        .where(VitalSigns.stay_id == stay.id, newer.id.is_(None))
    ).all()
    exam = db.session.scalars(
        select(AdmissionExam)
        .where(AdmissionExam.stay_id == stay.id)
        .order_by(AdmissionExam.id.desc())
        .limit(1)
    ).first()
    uses = (
        db.session.scalars(select(SubstanceUse).where(SubstanceUse.exam_id == exam.id)).all() if exam else []
    )
    facts = DetoxFacts(
        today=local_date(now),
        now=now,
        last_used_on=max((use.last_used_on for use in uses if use.last_used_on), default=None),
        cows=[(when, total) for when, total in scores if total is not None],
        vitals=[
            (row.happened_at, bool(red_signs({sign: getattr(row, sign, None) for sign in SIGNS}, limits)))
            for row in vitals
        ],
        has_exam=exam is not None,
        opioid=any(use.is_main and use.substance in OPIOIDS for use in uses),
    )
    return detox_criteria(facts, detox_limits(facts.today))
