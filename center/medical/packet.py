"""The medical summary that leaves the house with the packet.

No free text of the medical record is copied, so nothing secret can travel by mistake: only figures, codes in
words, dates and names. The one short text that is copied (the urine test) is dropped when it names HIV.
Source: Law 64/2006 art. 30 as replaced by Law 71/2020; Law 15/2023/QH15 arts 10, 69 (secrecy).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from center.clock import today
from center.i18n import gettext as _
from center.medical import cows
from center.medical.detox.queries import declarations_of, uses_opioids
from center.medical.exam.queries import exam_in_force, uses_of
from center.medical.labels import ROUTE_LABELS, SUBSTANCE_LABELS
from center.medical.models import AdmissionExam, ScaleScore, SubstanceUse, VitalSigns
from center.medical.observation.queries import scores_of, vitals_of, weights_of
from center.medical.summary import (
    Completion,
    ExamEssentials,
    MedicalSummary,
    ScoreFacts,
    VitalsFacts,
    Weighing,
)
from center.residents.restriction.queries import restrictions_in_force
from center.residents.secrecy import tells_a_secret
from center.residents.stage.queries import lanes_of_stay
from center.residents.stay.models import Stage
from center.ui.filters import format_date
from center.vietnamese import fold

Row = TypeVar("Row", ScaleScore, VitalSigns)


def summary_for_packet(stay_id: int, *, on: date | None = None) -> MedicalSummary:
    """Return the medical summary of a stay as its record stands; ``on`` is the paper's day (default today).

    Everything unknown is None or empty: a stay without a single medical act has a summary too.
    """
    exam = exam_in_force(stay_id)
    uses = uses_of([exam.id])[exam.id] if exam else ()
    scores = [_score(row) for row in _standing(scores_of(stay_id)) if row.total is not None]
    vitals = _standing(vitals_of(stay_id))
    detox = lanes_of_stay(stay_id)[Stage.DETOX]
    restrictions = restrictions_in_force([stay_id], on or today()).get(stay_id, ())
    return MedicalSummary(
        exam=_exam(exam, uses) if exam else None,
        cows_first=scores[-1] if scores else None,
        cows_last=scores[0] if scores else None,
        detox_from=detox.begun_on,
        detox_to=detox.finished_on,
        completion=_completion(stay_id),
        last_vitals=next((_vitals(row) for row in vitals if row.systolic is not None), None),
        last_weight=_weighing(exam, vitals),
        allergies=_allergies(exam),
        advice=_advice(
            opioid=exam is not None and uses_opioids(uses),
            limits=[row.public_wording for row in restrictions if row.area == "medical"],
        ),
    )


def _standing(rows: Sequence[Row]) -> list[Row]:
    corrected = {row.amends_id for row in rows}
    return [row for row in rows if row.id not in corrected]


def _exam(exam: AdmissionExam, uses: Sequence[SubstanceUse]) -> ExamEssentials:
    return ExamEssentials(
        at=exam.happened_at,
        by=exam.recorded_by_name,
        height_cm=exam.height_cm,
        weight_kg=exam.weight_kg,
        urine_test="" if tells_a_secret(exam.urine_test) else exam.urine_test,
        uses=tuple(_use(use) for use in uses),
    )


def _use(use: SubstanceUse) -> str:
    route = str(ROUTE_LABELS[use.route]).lower()
    words = f"{SUBSTANCE_LABELS[use.substance]} ({route})"
    if use.last_used_on is None:
        return words
    return _("%(words)s, lần cuối %(day)s", words=words, day=format_date(use.last_used_on))


def _score(row: ScaleScore) -> ScoreFacts:
    return ScoreFacts(row.happened_at, row.total or 0, str(cows.BAND_LABELS[row.band or "none"]))


def _vitals(row: VitalSigns) -> VitalsFacts:
    return VitalsFacts(
        at=row.happened_at,
        pulse=row.pulse,
        systolic=row.systolic,
        diastolic=row.diastolic,
        respiration=row.respiration,
        spo2=row.spo2,
        temperature=row.temperature,
    )


def _weighing(exam: AdmissionExam | None, vitals: Sequence[VitalSigns]) -> Weighing | None:
    weights = weights_of(vitals, exam)
    newest = max(weights, default=None)
    if exam is None or newest is None or newest <= exam.happened_at:
        return None
    return Weighing(newest, weights[newest], weights[newest] - exam.weight_kg)


def _completion(stay_id: int) -> Completion | None:
    for one in declarations_of(stay_id):
        if one.countersign is not None and one.countersign.agreed:
            return Completion(
                declared_by=one.declaration.recorded_by_name,
                declared_at=one.declaration.happened_at,
                signed_by=one.countersign.signed_by_name,
                signed_at=one.countersign.signed_at,
            )
    return None


def _allergies(exam: AdmissionExam | None) -> str:
    """Return that none is recorded, or nothing: a paper must not deny what a doctor wrote in free words."""
    if exam is not None and "di ung" in fold(f"{exam.history} {exam.findings} {exam.plan}"):
        return ""
    return _("không có ghi nhận")


def _advice(*, opioid: bool, limits: Sequence[str]) -> tuple[str, ...]:
    said = [_("Khám sức khỏe định kỳ tại trạm y tế nơi cư trú.")]
    if limits:
        said.append(_("Khi rời cơ sở còn hạn chế: %(limits)s.", limits="; ".join(limits)))
    if opioid:
        said.append(
            _(
                "Sau thời gian không dùng, cơ thể không còn chịu được liều cũ: dùng lại chất dạng thuốc phiện dù một "
                "lần có thể gây ngừng thở. Gặp người gọi không tỉnh, gọi ngay 115."
            )
        )
    return tuple(said)
