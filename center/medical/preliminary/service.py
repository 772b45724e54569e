"""Writing the check at the gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.medical.limits import vital_limits
from center.medical.preliminary.audit import PreliminaryCheckRecorded
from center.medical.preliminary.models import Conclusion, PreliminaryCheck
from center.medical.preliminary.queries import check_of_form, checks_in_force
from center.medical.rules import check_amend_reason, check_plain_text, check_ranges
from center.residents.duty.service import sync_duties
from center.residents.reception.models import Reception


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """What was seen at the gate."""

    conclusion: Conclusion
    wording: str = ""
    findings: str = ""
    pulse: int | None = None
    systolic: int | None = None
    diastolic: int | None = None
    spo2: int | None = None
    temperature: Decimal | None = None


def record_check(
    reception: Reception,
    facts: CheckFacts,
    *,
    amends_id: int | None = None,
    amend_reason: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> PreliminaryCheck:
    """Write the preliminary check of a reception, or a correction of it. Flushes.

    The same ``client_id`` again returns the check it wrote. Raises RuleViolation for a second check that corrects
    nothing, impossible values, a correction without its reason, or nothing said of somebody who is not stable.
    """
    there = check_of_form(client_id)
    if there is not None:
        return there
    hold(reception)
    if reception.abandoned:
        raise RuleViolation("medical.preliminary_over")
    known = checks_in_force([reception.id]).get(reception.id)
    if (known.id if known else None) != amends_id:
        raise RuleViolation("medical.preliminary_there")
    if amends_id is not None:
        check_amend_reason(amend_reason)
    values = {
        "pulse": facts.pulse,
        "systolic": facts.systolic,
        "diastolic": facts.diastolic,
        "spo2": facts.spo2,
        "temperature": facts.temperature,
    }
    check_ranges(values, vital_limits(local_date(now)))
    check_plain_text({"wording": facts.wording, "findings": facts.findings})
    if facts.conclusion is not Conclusion.STABLE and not facts.wording.strip():
        raise RuleViolation("medical.preliminary_signs", field="wording")
    row = PreliminaryCheck(
        reception_id=reception.id,
        amends_id=amends_id,
        amend_reason=amend_reason.strip(),
        happened_at=known.happened_at if known else now,
        conclusion=facts.conclusion,
        wording=facts.wording.strip(),
        findings=facts.findings.strip(),
        **values,
        client_id=client_id,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()
    event = PreliminaryCheckRecorded(check_id=row.id, reception_id=reception.id, amends_id=amends_id)
    record(event, actor=actor, at=now, stay_id=reception.stay_id)
    if reception.stay_id is not None:
        sync_duties([reception.stay_id], now=now)
    return row
