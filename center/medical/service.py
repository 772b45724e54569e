"""Writing medical facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db
from center.errors import RuleViolation
from center.medical import cows
from center.medical.audit import (
    DetoxCountersigned,
    DetoxDeclared,
    ExamRecorded,
    ObservationRecorded,
    SecretRead,
    SecretRecorded,
)
from center.medical.criteria import criteria_of
from center.medical.limits import vital_limits
from center.medical.models import (
    AdmissionExam,
    Consciousness,
    DetoxCountersign,
    DetoxDeclaration,
    Fact,
    Fitness,
    Route,
    ScaleContext,
    ScaleScore,
    SecretFinding,
    SecretKind,
    Substance,
    SubstanceUse,
    VitalSigns,
)
from center.medical.permissions import MedicalPermission
from center.medical.rules import check_amend_reason, check_entry_time, check_ranges
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.restriction.service import lift, restrict
from center.residents.stay.models import Stage, Stay
from center.residents.stay.stages import move_stage
from center.residents.timeline.service import note

Row = TypeVar("Row", AdmissionExam, ScaleScore, VitalSigns, SecretFinding)


@dataclass(frozen=True, slots=True)
class Entry:
    """When and by whom a fact is written, and what it corrects."""

    happened_at: datetime
    now: datetime
    actor: Actor
    late_reason: str = ""
    amends_id: int | None = None
    amend_reason: str = ""

    def columns(self, stay: Stay) -> dict[str, Any]:
        """Return the columns every fact shares, after checking time, lateness and the reason of a correction."""
        if not stay.is_open:
            raise RuleViolation("residents.stay_ended")
        # a correction is late by nature; its own reason says more
        late = self.late_reason or self.amend_reason
        check_entry_time(self.happened_at, self.now, stay.admitted_at, late)
        if self.amends_id is not None:
            check_amend_reason(self.amend_reason)
        return {
            "stay_id": stay.id,
            "happened_at": self.happened_at,
            "recorded_at": self.now,
            "late_reason": self.late_reason.strip(),
            "recorded_by_id": self.actor.id,
            "recorded_by_name": self.actor.name,
            "amends_id": self.amends_id,
            "amend_reason": self.amend_reason.strip(),
        }


def _check_amended(kind: type[Row], stay: Stay, amends_id: int | None) -> None:
    """Refuse a correction of a row that is not the stay's, or that was corrected before."""
    if amends_id is None:
        return
    amended = db.session.get(kind, amends_id)
    if amended is None or amended.stay_id != stay.id:
        raise RuleViolation("medical.nothing_to_amend")
    if db.session.scalar(select(kind.id).where(kind.amends_id == amends_id)) is not None:
        raise RuleViolation("medical.amended_before")


def score_cows(
    stay: Stay,
    items: Mapping[str, int | None],
    unscorable: Mapping[str, str],
    *,
    context: ScaleContext,
    entry: Entry,
) -> ScaleScore:
    """Record a COWS score; the total and the band are computed here, never taken from outside."""
    result = cows.score(items, unscorable)
    columns = entry.columns(stay)
    _check_amended(ScaleScore, stay, entry.amends_id)
    row = ScaleScore(
        **columns,
        instrument=cows.INSTRUMENT,
        instrument_version=cows.VERSION,
        band_set=cows.BAND_SET,
        context=context,
        items={item.code: items.get(item.code) for item in cows.ITEMS},
        unscorable={code: reason.strip() for code, reason in unscorable.items() if items.get(code) is None},
        total=result.total,
        band=result.band,
    )
    db.session.add(row)
    db.session.flush()
    shown = "chưa đủ mục" if result.total is None else f"{result.total} điểm"
    _observed(stay, "cows", row, f"Chấm COWS: {shown}", entry)
    return row


def record_vitals(
    stay: Stay,
    values: Mapping[str, Decimal | int | None],
    *,
    consciousness: Consciousness | None = None,
    on_oxygen: bool = False,
    remark: str = "",
    entry: Entry,
) -> VitalSigns:
    """Record a reading of vital signs; ``values`` by the column names of ``VitalSigns``, None = not measured."""
    if consciousness is None and all(value is None for value in values.values()):
        raise RuleViolation("medical.nothing_measured")
    check_ranges(values, vital_limits(local_date(entry.happened_at)))
    columns = entry.columns(stay)
    _check_amended(VitalSigns, stay, entry.amends_id)
    row = VitalSigns(
        **columns, **dict(values), consciousness=consciousness, on_oxygen=on_oxygen, note=remark.strip()
    )
    db.session.add(row)
    db.session.flush()
    _observed(stay, "vitals", row, "Đo dấu hiệu sinh tồn", entry)
    return row


def _observed(stay: Stay, kind: str, row: Fact, text: str, entry: Entry) -> None:
    record(
        ObservationRecorded(
            kind=kind, row_id=row.id, amends_id=entry.amends_id, happened_at=entry.happened_at
        ),
        actor=entry.actor,
        at=entry.now,
        stay_id=stay.id,
    )
    late = " (ghi muộn)" if entry.late_reason else ""
    fixed = " (đính chính)" if entry.amends_id else ""
    _note(stay, f"{text}{late}{fixed}", entry)


def _note(stay: Stay, text: str, entry: Entry) -> None:
    note(
        stay.id,
        text,
        area="medical",
        permission=MedicalPermission.VIEW,
        happened_at=entry.happened_at,
        actor=entry.actor,
        now=entry.now,
        link=f"/medical/stays/{stay.id}",
    )


@dataclass(frozen=True, slots=True)
class UseFacts:
    """One substance as told at the exam."""

    substance: Substance
    route: Route
    first_age: int | None = None
    days_last_month: int | None = None
    last_used_on: date | None = None
    is_main: bool = False


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
    """Record the admission examination and what it means for labour."""
    check_ranges(
        {"height_cm": facts.height_cm, "weight_kg": facts.weight_kg},
        vital_limits(local_date(entry.happened_at)),
    )
    for use in facts.uses:
        if use.last_used_on is not None and use.last_used_on > local_date(entry.happened_at):
            raise RuleViolation("medical.last_use_in_future", field="uses")
        if use.days_last_month is not None and not 0 <= use.days_last_month <= 30:
            raise RuleViolation("medical.days_last_month", field="uses", days=use.days_last_month)
    if facts.uses and sum(use.is_main for use in facts.uses) != 1:
        raise RuleViolation("medical.one_main_substance", field="uses")
    columns = entry.columns(stay)
    _check_amended(AdmissionExam, stay, entry.amends_id)
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
    db.session.add(row)
    db.session.flush()
    for use in facts.uses:
        db.session.add(
            SubstanceUse(
                exam_id=row.id,
                substance=use.substance,
                route=use.route,
                first_age=use.first_age,
                days_last_month=use.days_last_month,
                last_used_on=use.last_used_on,
                is_main=use.is_main,
            )
        )
    set_fitness(stay, facts.fitness, until=facts.unfit_until, actor=entry.actor, now=entry.now)
    record(
        ExamRecorded(exam_id=row.id, amends_id=entry.amends_id),
        actor=entry.actor,
        at=entry.now,
        stay_id=stay.id,
    )
    _note(stay, "Khám khi tiếp nhận" + (" (đính chính)" if entry.amends_id else ""), entry)
    return row


_FITNESS_WORDS = {
    Fitness.UNFIT: (RestrictionKind.NO_LABOUR, "Không lao động"),
    Fitness.LIGHT: (RestrictionKind.LIGHT_LABOUR, "Chỉ lao động nhẹ"),
}


def set_fitness(stay: Stay, fitness: Fitness, *, until: date | None, actor: Actor, now: datetime) -> None:
    """Replace the medical labour restrictions of ``stay`` by what ``fitness`` means.

    Others read "Không lao động đến 12/12/2026" and never why.
    """
    today = local_date(now)
    current = db.session.scalars(
        select(Restriction).where(
            Restriction.stay_id == stay.id,
            Restriction.area == "medical",
            Restriction.kind.in_([RestrictionKind.NO_LABOUR, RestrictionKind.LIGHT_LABOUR]),
            Restriction.lifted_at.is_(None),
        )
    ).all()
    for restriction in current:
        lift(restriction, reason="Bác sĩ đánh giá lại", actor=actor, now=now)
    if fitness not in _FITNESS_WORDS:
        return
    kind, words = _FITNESS_WORDS[fitness]
    restrict(
        stay,
        kind,
        public_wording=words if until is None else f"{words} đến {until:%d/%m/%Y}",
        area="medical",
        starts_on=today,
        ends_on=until,
        actor=actor,
        now=now,
    )


def start_detox(stay: Stay, *, actor: Actor, now: datetime) -> None:
    """Take a stay from reception to detox once it has been examined."""
    if db.session.scalar(select(AdmissionExam.id).where(AdmissionExam.stay_id == stay.id)) is None:
        raise RuleViolation("medical.exam_first")
    move_stage(stay, Stage.DETOX, actor=actor, now=now)


def record_secret(stay: Stay, kind: SecretKind, text: str, *, entry: Entry) -> SecretFinding:
    """Record a finding that only holders of ``medical.secret`` may know."""
    if not text.strip():
        raise RuleViolation("medical.secret_empty", field="text")
    columns = entry.columns(stay)
    _check_amended(SecretFinding, stay, entry.amends_id)
    row = SecretFinding(**columns, kind=kind, text=text.strip())
    db.session.add(row)
    db.session.flush()
    record(SecretRecorded(finding_id=row.id), actor=entry.actor, at=entry.now, stay_id=stay.id)
    return row


def read_secrets(stay: Stay, *, actor: Actor, now: datetime) -> list[SecretFinding]:
    """Return the secret findings of ``stay``, oldest first, and record that ``actor`` read them."""
    rows = list(
        db.session.scalars(
            select(SecretFinding).where(SecretFinding.stay_id == stay.id).order_by(SecretFinding.id)
        )
    )
    record(SecretRead(count=len(rows)), actor=actor, at=now, stay_id=stay.id)
    return rows


def declare_detox_complete(
    stay: Stay, conclusion: str, *, fitness: Fitness, exception_reason: str = "", actor: Actor, now: datetime
) -> DetoxDeclaration:
    """Declare detox complete; a second doctor countersigns before it has effect (CLINICAL.md 2.5)."""
    if stay.stage is not Stage.DETOX:
        raise RuleViolation("medical.not_in_detox")
    if not conclusion.strip():
        raise RuleViolation("medical.conclusion_missing", field="conclusion")
    if waiting_declaration(stay.id) is not None:
        raise RuleViolation("medical.declaration_waiting")
    unmet = [criterion.code for criterion in criteria_of(stay, now) if not criterion.met]
    if unmet and not exception_reason.strip():
        raise RuleViolation("medical.exception_reason", field="exception_reason")
    entry = Entry(happened_at=now, now=now, actor=actor)
    row = DetoxDeclaration(
        **entry.columns(stay),
        conclusion=conclusion.strip(),
        unmet=unmet,
        exception_reason=exception_reason.strip(),
        fitness=fitness,
    )
    db.session.add(row)
    db.session.flush()
    record(DetoxDeclared(declaration_id=row.id, unmet=unmet), actor=actor, at=now, stay_id=stay.id)
    _note(stay, "Bác sĩ kết luận kết thúc cắt cơn, chờ bác sĩ thứ hai ký xác nhận", entry)
    return row


def waiting_declaration(stay_id: int) -> DetoxDeclaration | None:
    """Return the declaration of the stay that nobody has countersigned or refused yet."""
    return db.session.scalars(
        select(DetoxDeclaration)
        .outerjoin(DetoxCountersign, DetoxCountersign.declaration_id == DetoxDeclaration.id)
        .where(DetoxDeclaration.stay_id == stay_id, DetoxCountersign.id.is_(None))
        .order_by(DetoxDeclaration.id.desc())
    ).first()


def countersign_detox(
    stay: Stay,
    declaration: DetoxDeclaration,
    *,
    agreed: bool,
    remark: str = "",
    actor: Actor,
    now: datetime,
) -> DetoxCountersign:
    """Sign or refuse a colleague's declaration; a signature moves the stay to the next stage.

    Raises RuleViolation for one's own declaration, one that is decided, a refusal without a word, and
    whatever the stage's own limits refuse.
    """
    if declaration.recorded_by_id == actor.id:
        raise RuleViolation("medical.own_declaration")
    decided = select(DetoxCountersign.id).where(DetoxCountersign.declaration_id == declaration.id)
    if db.session.scalar(decided) is not None:
        raise RuleViolation("medical.declaration_decided")
    if not agreed and not remark.strip():
        raise RuleViolation("medical.refusal_reason", field="remark")
    row = DetoxCountersign(
        declaration_id=declaration.id,
        agreed=agreed,
        note=remark.strip(),
        signed_at=now,
        signed_by_id=actor.id,
        signed_by_name=actor.name,
    )
    db.session.add(row)
    record(
        DetoxCountersigned(declaration_id=declaration.id, agreed=agreed), actor=actor, at=now, stay_id=stay.id
    )
    entry = Entry(happened_at=now, now=now, actor=actor)
    if agreed:
        move_stage(stay, Stage.EDUCATION, detox_completed=True, actor=actor, now=now)
        set_fitness(stay, declaration.fitness, until=None, actor=actor, now=now)
        _note(stay, "Kết thúc cắt cơn: bác sĩ thứ hai đã ký xác nhận", entry)
    else:
        _note(stay, "Bác sĩ thứ hai không ký xác nhận kết thúc cắt cơn", entry)
    return row
