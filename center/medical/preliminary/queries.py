"""Preliminary checks, and what others may know of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import aliased

from center.db import db
from center.medical.models import AdmissionExam
from center.medical.preliminary.labels import CONCLUSION_LABELS
from center.medical.preliminary.models import PreliminaryCheck
from center.residents.reception.health import HealthNote


def checks_in_force(reception_ids: Collection[int]) -> Mapping[int, PreliminaryCheck]:
    """Return the check of each reception as last corrected, in one statement."""
    if not reception_ids:
        return {}
    later = aliased(PreliminaryCheck)
    rows = db.session.scalars(
        select(PreliminaryCheck)
        .outerjoin(later, later.amends_id == PreliminaryCheck.id)
        .where(PreliminaryCheck.reception_id.in_(reception_ids), later.id.is_(None))
    )
    return {row.reception_id: row for row in rows}


def checks_of(reception_id: int) -> Sequence[PreliminaryCheck]:
    """Return every version of a reception's check, newest first."""
    return db.session.scalars(
        select(PreliminaryCheck)
        .where(PreliminaryCheck.reception_id == reception_id)
        .order_by(PreliminaryCheck.id.desc())
    ).all()


def check_of_form(client_id: str | None) -> PreliminaryCheck | None:
    """Return the check that the form with ``client_id`` wrote, if it did."""
    if client_id is None:
        return None
    return db.session.scalars(select(PreliminaryCheck).where(PreliminaryCheck.client_id == client_id)).first()


def notes_of(receptions: Mapping[int, int | None]) -> dict[int, HealthNote]:
    """Return what the desk may know: the check at the gate, else that the admission exam was made; two statements."""
    found = {
        key: HealthNote(
            row.happened_at, row.recorded_by_name, row.wording, str(CONCLUSION_LABELS[row.conclusion])
        )
        for key, row in checks_in_force(receptions).items()
    }
    by_stay = {
        stay_id: key for key, stay_id in receptions.items() if stay_id is not None and key not in found
    }
    if by_stay:
        for exam in db.session.scalars(
            select(AdmissionExam).where(AdmissionExam.stay_id.in_(by_stay)).order_by(AdmissionExam.id)
        ):
            found.setdefault(by_stay[exam.stay_id], HealthNote(exam.happened_at, exam.recorded_by_name))
    return found
