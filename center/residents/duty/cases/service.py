"""Recording a case: the clock starts with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, one_at_a_time
from center.legal.queries import parameter_book
from center.residents.duty.audit import CaseOpened
from center.residents.duty.cases.rules import check_case
from center.residents.duty.labels import CASE_LABELS
from center.residents.duty.models import CaseKind, DutyCase
from center.residents.duty.permissions import DutyPermission
from center.residents.duty.service import sync_center, sync_duties
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as typed."""

    kind: CaseKind
    happened_at: datetime
    summary: str
    requester: str = ""
    stay: Stay | None = None
    act_days: int | None = None


def open_case(facts: CaseFacts, *, client_id: str | None = None, actor: Actor, now: datetime) -> DutyCase:
    """Record a case and make its duties. The same ``client_id`` again returns the case it made.

    Raises RuleViolation.
    """
    one_at_a_time("duties.case")  # the same form sent twice at once
    there = None
    if client_id is not None:
        there = db.session.scalars(select(DutyCase).where(DutyCase.client_id == client_id)).first()
    if there is not None:
        return there
    check_case(
        facts.kind.value,
        facts.happened_at,
        has_stay=facts.stay is not None,
        requester=facts.requester,
        act_days=facts.act_days,
        allowed_days=act_days_on(facts.happened_at),
        now=now,
    )
    case = DutyCase(
        kind=facts.kind,
        happened_at=facts.happened_at,
        stay_id=facts.stay.id if facts.stay else None,
        requester=facts.requester.strip(),
        summary=facts.summary.strip(),
        act_days=facts.act_days if facts.kind is CaseKind.DATA_REQUEST else None,
        client_id=client_id,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(case)
    db.session.flush()
    event = CaseOpened(case_id=case.id, kind=case.kind.value, happened_at=case.happened_at)
    record(event, actor=actor, at=now, stay_id=case.stay_id)
    if case.stay_id is None:
        sync_center(now=now)
    else:
        note(
            case.stay_id,
            str(CASE_LABELS[case.kind]),
            area="residents",
            topic=Topic.DUTY,
            permission=DutyPermission.CASE,
            happened_at=case.happened_at,
            actor=actor,
            now=now,
        )
        sync_duties([case.stay_id], now=now)
    return case


def act_days_on(at: datetime) -> list[int]:
    """Return the numbers of days the law of that day names for acting on a data request."""
    found = parameter_book().find_or_none("privacy.request_act_days", local_date(at))
    values = found.value if found is not None else ()
    return [int(value) for value in values] if isinstance(values, tuple) else []
