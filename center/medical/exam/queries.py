"""Reading the admission examination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.medical.models import AdmissionExam, SubstanceUse


def exam_in_force(stay_id: int) -> AdmissionExam | None:
    """Return the admission exam of a stay as last corrected."""
    later = aliased(AdmissionExam)
    return db.session.scalars(
        select(AdmissionExam)
        .outerjoin(later, later.amends_id == AdmissionExam.id)
        .where(AdmissionExam.stay_id == stay_id, later.id.is_(None))
        .order_by(AdmissionExam.id.desc())
        .limit(1)
    ).first()


def exam_or_404(stay_id: int, exam_id: int) -> AdmissionExam:
    """Return an exam of the stay. Raises NotFound."""
    exam = db.session.get(AdmissionExam, exam_id)
    if exam is None or exam.stay_id != stay_id:
        raise NotFound(f"no exam {exam_id} of stay {stay_id}")
    return exam


def uses_of(exam_ids: Sequence[int]) -> Mapping[int, Sequence[SubstanceUse]]:
    """Return the history of use of each exam, the main substance first, in one statement."""
    found: dict[int, list[SubstanceUse]] = {exam_id: [] for exam_id in exam_ids}
    if found:
        for row in db.session.scalars(
            select(SubstanceUse)
            .where(SubstanceUse.exam_id.in_(exam_ids))
            .order_by(SubstanceUse.is_main.desc(), SubstanceUse.id)
        ):
            found[row.exam_id].append(row)
    return found


@dataclass(frozen=True, slots=True)
class ExamVersion:
    """One writing of the exam with its history of use."""

    exam: AdmissionExam
    uses: Sequence[SubstanceUse]
    in_force: bool


def exam_versions(stay_id: int) -> list[ExamVersion]:
    """Return every writing of the stay's exam, the one in force first."""
    exams = db.session.scalars(
        select(AdmissionExam).where(AdmissionExam.stay_id == stay_id).order_by(AdmissionExam.id.desc())
    ).all()
    uses = uses_of([exam.id for exam in exams])
    corrected = {exam.amends_id for exam in exams}
    return [ExamVersion(exam, uses[exam.id], exam.id not in corrected) for exam in exams]
