"""Writing the admission examination, and what it means for labour and for the stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import or_, select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db
from center.errors import RuleViolation
from center.medical.audit import ExamRecorded
from center.medical.entry import Entry, add, check_amended, told
from center.medical.exam.queries import exam_in_force
from center.medical.exam.rules import UseFacts, check_uses
from center.medical.limits import vital_limits
from center.medical.models import AdmissionExam, Fitness, Route, Substance, SubstanceUse
from center.medical.rules import check_plain_text, check_ranges
from center.residents.duty.service import sync_duties
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.restriction.service import lift, restrict
from center.residents.stage.model import Step
from center.residents.stage.service import take_step
from center.residents.stay.models import Stage, Stay
from center.residents.stay.rules import age_on

BEFORE_COMPLETION = frozenset({Stage.RECEPTION, Stage.DETOX})
"""Stages in which the exam says what a person may do; later the end of detox has said it anew."""

_FITNESS = {
    Fitness.UNFIT: (RestrictionKind.NO_LABOUR, "Không lao động"),
    Fitness.LIGHT: (RestrictionKind.LIGHT_LABOUR, "Chỉ lao động nhẹ"),
}


@dataclass(frozen=True, slots=True)
class ExamFacts:
    """An admission examination as the form gives it."""

    height_cm: Decimal
    weight_kg: Decimal
    fitness: Fitness
    history: str = ""
    findings: str = ""
    urine_test: str = ""
    plan: str = ""
    unfit_until: date | None = None
    """Last day of the labour restriction; None until it is lifted."""
    uses: tuple[UseFacts, ...] = field(default=())


def record_exam(stay: Stay, facts: ExamFacts, *, entry: Entry) -> AdmissionExam:
    """Record the admission examination, or a correction of it, and what it means for labour.

    A correction after detox was completed leaves the labour restriction as it is. Raises RuleViolation
    for a second exam that corrects nothing, impossible measures, a history that cannot be, or an end of
    the restriction that has passed.
    """
    columns = entry.columns(stay)
    examined_on = local_date(entry.happened_at)
    check_ranges({"height_cm": facts.height_cm, "weight_kg": facts.weight_kg}, vital_limits(examined_on))
    check_uses(facts.uses, examined_on=examined_on, age=age_on(stay.resident.birth_date, examined_on))
    check_plain_text({name: getattr(facts, name) for name in ("history", "findings", "urine_test", "plan")})
    if facts.unfit_until is not None and facts.unfit_until < local_date(entry.now):
        raise RuleViolation("medical.unfit_until_past", field="unfit_until", day=facts.unfit_until)
    if entry.amends_id is None and exam_in_force(stay.id) is not None:
        raise RuleViolation("medical.exam_there")
    check_amended(AdmissionExam, stay, entry.amends_id)
    row = AdmissionExam(
        **columns,
        height_cm=facts.height_cm,
        weight_kg=facts.weight_kg,
        history=facts.history.strip(),
        findings=facts.findings.strip(),
        urine_test=facts.urine_test.strip(),
        fitness=facts.fitness,
        plan=facts.plan.strip(),
    )
    add(row)
    db.session.add_all(
        SubstanceUse(
            exam_id=row.id,
            substance=Substance(use.substance),
            route=Route(use.route),
            first_age=use.first_age,
            days_last_month=use.days_last_month,
            last_used_on=use.last_used_on,
            is_main=use.is_main,
        )
        for use in facts.uses
    )
    if stay.stage in BEFORE_COMPLETION:
        set_fitness(stay, facts.fitness, until=facts.unfit_until, actor=entry.actor, now=entry.now)
    record(
        ExamRecorded(exam_id=row.id, amends_id=entry.amends_id),
        actor=entry.actor,
        at=entry.now,
        stay_id=stay.id,
    )
    told(stay, "Khám khi tiếp nhận", entry)
    sync_duties([stay.id], now=entry.now)
    return row


def set_fitness(stay: Stay, fitness: Fitness, *, until: date | None, actor: Actor, now: datetime) -> None:
    """Replace the medical labour restrictions of ``stay`` by what ``fitness`` means.

    Others read "Không lao động đến 12/12/2026" and never why. What already says the same stays untouched.
    """
    today = local_date(now)
    kind, words = _FITNESS.get(fitness, (None, ""))
    wording = words if until is None else f"{words} đến {until:%d/%m/%Y}"
    same = None
    for restriction in _labour_restrictions(stay.id, today):
        if restriction.kind is kind and restriction.public_wording == wording:
            same = restriction
        else:
            lift(restriction, reason="Bác sĩ đánh giá lại", actor=actor, now=now)
    if kind is not None and same is None:
        restrict(
            stay,
            kind,
            public_wording=wording,
            area="medical",
            starts_on=today,
            ends_on=until,
            actor=actor,
            now=now,
        )


def _labour_restrictions(stay_id: int, today: date) -> list[Restriction]:
    return list(
        db.session.scalars(
            select(Restriction).where(
                Restriction.stay_id == stay_id,
                Restriction.area == "medical",
                Restriction.kind.in_([kind for kind, _words in _FITNESS.values()]),
                Restriction.lifted_at.is_(None),
                or_(Restriction.ends_on.is_(None), Restriction.ends_on >= today),
            )
        )
    )


def start_detox(stay: Stay, *, actor: Actor, now: datetime) -> None:
    """Take a stay from reception to detox once it has been examined."""
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    if exam_in_force(stay.id) is None:
        raise RuleViolation("medical.exam_first")
    take_step(stay, Step.START_DETOX, source="medical:exam", actor=actor, now=now)
