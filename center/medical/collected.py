"""What the medical module gives to the information sheet: measurements and plain history, never a secret finding."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import aliased

from center.db import db
from center.medical.exam.queries import exam_in_force, uses_of
from center.medical.models import Route, Substance, VitalSigns
from center.medical.permissions import MedicalPermission
from center.medical.preliminary.models import PreliminaryCheck
from center.medical.preliminary.queries import checks_in_force
from center.residents.collection.model import SubstanceFacts, UsedSubstance, UseRoute
from center.residents.collection.sources import HealthFacts, HealthSource
from center.residents.reception.queries import reception_of_stay
from center.residents.secrecy import tells_a_secret

_ROWS = {
    Substance.HEROIN: (UsedSubstance.OPIOID, "3"),
    Substance.OTHER_OPIOID: (UsedSubstance.OPIOID, ""),
    Substance.METHAMPHETAMINE: (UsedSubstance.ATS, "2"),
    Substance.ECSTASY: (UsedSubstance.ECSTASY, ""),
    Substance.CANNABIS: (UsedSubstance.CANNABIS, ""),
    Substance.SYNTHETIC_CANNABINOID: (UsedSubstance.OTHER, "cần sa tổng hợp"),
    Substance.KETAMINE: (UsedSubstance.OTHER, "ketamine"),
    Substance.BENZODIAZEPINE: (UsedSubstance.BENZODIAZEPINE, ""),
    Substance.ALCOHOL: (UsedSubstance.ALCOHOL, ""),
    Substance.OTHER: (UsedSubstance.OTHER, ""),
}
"""Row of the form, with the number of its legend or the name."""
_ROUTES = {
    Route.SMOKED: UseRoute.SMOKED,
    Route.SNORTED: UseRoute.SNORTED,
    Route.INJECTED: UseRoute.INJECTED,
    Route.SWALLOWED: UseRoute.SWALLOWED,
}


def health_facts(stay_id: int) -> HealthFacts | None:
    """Return what was examined and first measured in the stay; a fixed number of statements, None without any of it."""
    exam, vitals = exam_in_force(stay_id), _first_vitals(stay_id) or _at_the_gate(stay_id)
    if exam is None and vitals is None:
        return None
    history, findings = (exam.history, exam.findings) if exam else ("", "")
    return HealthFacts(
        height_cm=exam.height_cm if exam else None,
        weight_kg=exam.weight_kg if exam else None,
        pulse=vitals.pulse if vitals else None,
        systolic=vitals.systolic if vitals and vitals.diastolic is not None else None,
        diastolic=vitals.diastolic if vitals and vitals.systolic is not None else None,
        history="" if tells_a_secret(history) else history,
        findings="" if tells_a_secret(findings) else findings,
        substances=_substances(exam.id) if exam else (),
    )


def _at_the_gate(stay_id: int) -> PreliminaryCheck | None:
    """Return the preliminary check of the reception, which comes before any other reading."""
    reception = reception_of_stay(stay_id)
    return checks_in_force([reception.id]).get(reception.id) if reception is not None else None


def _first_vitals(stay_id: int) -> VitalSigns | None:
    later = aliased(VitalSigns)
    return db.session.scalars(
        select(VitalSigns)
        .outerjoin(later, later.amends_id == VitalSigns.id)
        .where(VitalSigns.stay_id == stay_id, later.id.is_(None), VitalSigns.pulse.is_not(None))
        .order_by(VitalSigns.happened_at, VitalSigns.id)
        .limit(1)
    ).first()


def _substances(exam_id: int) -> tuple[SubstanceFacts, ...]:
    """Return one row for each row of the form; of two substances that share one, the main one speaks."""
    found: dict[UsedSubstance, SubstanceFacts] = {}
    for use in uses_of([exam_id])[exam_id]:
        row, detail = _ROWS[use.substance]
        found.setdefault(
            row,
            SubstanceFacts(
                row,
                detail=detail,
                first_age=use.first_age,
                days_last_month=use.days_last_month,
                route=_ROUTES[use.route],
            ),
        )
    return tuple(found[row] for row in UsedSubstance if row in found)


SOURCE = HealthSource(MedicalPermission.VIEW, health_facts)
