"""Setting how the center grades."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, one_at_a_time
from center.errors import RuleViolation
from center.residents.assessment.audit import SchemeSet
from center.residents.assessment.models import AssessmentRound, AssessmentScheme
from center.residents.assessment.rules import check_scheme
from center.residents.assessment.scheme import Scheme
from center.residents.assessment.sources import measures


def set_scheme(scheme: Scheme, *, source: str, reason: str, actor: Actor, now: datetime) -> AssessmentScheme:
    """Grade periods that begin on ``scheme.valid_from`` or later by ``scheme``; earlier ones keep theirs.

    Raises RuleViolation naming the field at fault: an incomplete scheme, no source or reason, or a first day that
    a round was opened for already.
    """
    one_at_a_time("assessment.open")  # a round must not be opened by the former scheme meanwhile
    check_scheme(scheme, frozenset(measures()))
    if not source.strip():
        raise RuleViolation("assessment.source_needed", field="source")
    if not reason.strip():
        raise RuleViolation("assessment.reason_needed", field="reason")
    taken = db.session.scalar(
        select(AssessmentRound.period_last)
        .where(AssessmentRound.period_last >= scheme.valid_from)
        .order_by(AssessmentRound.period_last.desc())
        .limit(1)
    )
    if taken is not None:
        raise RuleViolation("assessment.scheme_used", field="valid_from", last=taken)
    row = AssessmentScheme(
        valid_from=scheme.valid_from,
        period_months=scheme.period_months,
        min_days=scheme.min_days,
        posting_days=scheme.posting_days,
        parts=scheme.parts(),
        source=source.strip(),
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    record(
        SchemeSet(
            valid_from=scheme.valid_from,
            levels=", ".join(f"{level.label} từ {level.from_points}" for level in scheme.levels),
            criteria=", ".join(f"{one.label} {one.max_points}" for one in scheme.criteria),
            reason=reason.strip(),
        ),
        actor=actor,
        at=now,
    )
    return row
