"""Declaring detox complete, and the second doctor's word."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db
from center.errors import RuleViolation
from center.medical.audit import DetoxCountersigned, DetoxDeclared, DetoxRefused
from center.medical.detox.criteria import unmet_codes
from center.medical.detox.queries import criteria_of, waiting_declaration
from center.medical.entry import Entry, told
from center.medical.exam.service import set_fitness
from center.medical.models import DetoxCountersign, DetoxDeclaration, Fitness
from center.medical.rules import check_plain_text
from center.residents.stage.model import Step
from center.residents.stage.service import take_step
from center.residents.stay.models import Stage, Stay


def declare_detox_complete(
    stay: Stay,
    conclusion: str,
    *,
    fitness: Fitness,
    attested: Collection[str] = (),
    exception_reason: str = "",
    actor: Actor,
    now: datetime,
) -> DetoxDeclaration:
    """Declare detox complete; it has no effect before a second doctor signs (CLINICAL.md 2.5).

    ``attested`` holds the codes of ``criteria.ATTESTED`` the doctor vouches for. Raises RuleViolation
    outside detox, while another declaration waits, without a conclusion, and without a reason for what
    is not met.
    """
    # one declaration at a time, also by two doctors at two desks
    db.session.execute(select(Stay.id).where(Stay.id == stay.id).with_for_update())
    if stay.stage is not Stage.DETOX:
        raise RuleViolation("medical.not_in_detox")
    if waiting_declaration(stay.id) is not None:
        raise RuleViolation("medical.declaration_waiting")
    if not conclusion.strip():
        raise RuleViolation("medical.conclusion_missing", field="conclusion")
    check_plain_text({"conclusion": conclusion, "exception_reason": exception_reason})
    unmet = unmet_codes(criteria_of(stay, now), frozenset(attested))
    if unmet and not exception_reason.strip():
        raise RuleViolation("medical.exception_reason", field="exception_reason", count=len(unmet))
    entry = Entry(happened_at=now, now=now, actor=actor)
    row = DetoxDeclaration(
        **entry.columns(stay),
        conclusion=conclusion.strip(),
        unmet=unmet,
        exception_reason=exception_reason.strip() if unmet else "",
        fitness=fitness,
    )
    db.session.add(row)
    db.session.flush()  # the event names it
    record(DetoxDeclared(declaration_id=row.id, unmet=unmet), actor=actor, at=now, stay_id=stay.id)
    told(stay, "Bác sĩ kết luận kết thúc cắt cơn, chờ bác sĩ thứ hai ký xác nhận", entry)
    return row


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

    Raises RuleViolation for one's own declaration, another stay's, one that is decided, a refusal
    without a word, and whatever the stage's own limits refuse.
    """
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    if declaration.stay_id != stay.id:
        raise RuleViolation("medical.nothing_to_amend")
    if declaration.recorded_by_id == actor.id:
        raise RuleViolation("medical.own_declaration")
    if not agreed and not remark.strip():
        raise RuleViolation("medical.refusal_reason", field="remark")
    check_plain_text({"remark": remark})
    row = DetoxCountersign(
        declaration_id=declaration.id,
        agreed=agreed,
        note=remark.strip(),
        signed_at=now,
        signed_by_id=actor.id,
        signed_by_name=actor.name,
    )
    db.session.add(row)
    try:
        db.session.flush()  # one word on a declaration, whoever was first
    except IntegrityError as error:
        raise RuleViolation("medical.declaration_decided") from error
    word = DetoxCountersigned if agreed else DetoxRefused
    record(word(declaration_id=declaration.id), actor=actor, at=now, stay_id=stay.id)
    entry = Entry(happened_at=now, now=now, actor=actor)
    if agreed:
        take_step(
            stay,
            Step.END_DETOX,
            doctors_signed=True,
            source=f"medical:detox:{declaration.id}",
            actor=actor,
            now=now,
        )
        set_fitness(stay, declaration.fitness, until=None, actor=actor, now=now)
        told(stay, "Kết thúc cắt cơn: bác sĩ thứ hai đã ký xác nhận", entry)
    else:
        told(stay, "Bác sĩ thứ hai không ký xác nhận kết thúc cắt cơn", entry)
    return row
