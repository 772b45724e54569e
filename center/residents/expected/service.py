"""Writing down who is to come, putting it right, taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.residents.duty.service import sync_center
from center.residents.expected.audit import ArrivalExpected, ExpectedCorrected, ExpectedWithdrawn
from center.residents.expected.models import ExpectedArrival, ExpectedVersion, ExpectedWithdrawal
from center.residents.expected.queries import expected_or_404, first_of_form, waiting_for
from center.residents.expected.rules import check_facts, check_open
from center.residents.identity.number import tidy_number
from center.residents.person.models import Sex
from center.residents.stay.models import StayKind
from center.vietnamese import fold, nfc

DESK = "residents.expected"


@dataclass(frozen=True, slots=True)
class ExpectedFacts:
    """What the papers received say."""

    full_name: str
    kind: StayKind
    decision_number: str
    decision_issued_on: date
    decision_issuer: str
    expected_on: date
    birth_year: int | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    number: str = ""
    months: int | None = None
    delivered_by: str = ""
    home_commune_id: int | None = None
    note: str = ""


def expect(
    facts: ExpectedFacts, *, client_id: str | None = None, actor: Actor, now: datetime
) -> ExpectedArrival:
    """Record that somebody is to come. Flushes.

    The same ``client_id`` again returns what it recorded. Raises RuleViolation for impossible days, an unknown year of
    birth, or a number that is waited for already.
    """
    one_at_a_time(DESK)
    there = first_of_form(client_id)
    if there is not None:
        return there
    today = local_date(now)
    number = tidy_number(facts.number).upper()
    waiting = waiting_for(number, "", None, today) if number else None
    if waiting is not None:
        raise RuleViolation(
            "expected.number_waiting",
            field="number",
            name=waiting.version.full_name,
            day=waiting.version.expected_on,
        )
    case = ExpectedArrival(
        client_id=client_id, recorded_at=now, recorded_by_id=actor.id, recorded_by_name=actor.name
    )
    db.session.add(case)
    db.session.flush()
    _write(case.id, facts, actor=actor, now=now)
    event = ArrivalExpected(expected_id=case.id, kind=facts.kind.value, expected_on=facts.expected_on)
    record(event, actor=actor, at=now)
    sync_center(now=now)
    return case


def correct_expected(
    expected_id: int, facts: ExpectedFacts, *, amends_id: int, reason: str, actor: Actor, now: datetime
) -> ExpectedVersion:
    """Put right what is written about an expected arrival, by a whole new version. Flushes.

    ``amends_id`` is the version that was corrected. Raises RuleViolation without a reason, when somebody else corrected
    it meanwhile, or when the person came or will not come.
    """
    case = db.session.get_one(ExpectedArrival, expected_id)
    hold(case)
    line = expected_or_404(expected_id, local_date(now))
    check_open(line.state)
    if not reason.strip():
        raise RuleViolation("expected.reason", field="reason")
    if line.version.id != amends_id:
        raise RuleViolation("expected.amended_meanwhile")
    version = _write(expected_id, facts, amends_id=amends_id, reason=reason.strip(), actor=actor, now=now)
    event = ExpectedCorrected(expected_id=expected_id, expected_on=facts.expected_on, reason=version.reason)
    record(event, actor=actor, at=now)
    sync_center(now=now)
    return version


def withdraw_expected(expected_id: int, *, reason: str, actor: Actor, now: datetime) -> ExpectedWithdrawal:
    """Say that the person will not come. Flushes. Raises RuleViolation without a reason, or when it is settled."""
    hold(db.session.get_one(ExpectedArrival, expected_id))
    check_open(expected_or_404(expected_id, local_date(now)).state)
    if not reason.strip():
        raise RuleViolation("expected.reason", field="reason")
    row = ExpectedWithdrawal(
        expected_id=expected_id,
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    record(ExpectedWithdrawn(expected_id=expected_id, reason=row.reason), actor=actor, at=now)
    sync_center(now=now)
    return row


def hold_expected(expected_id: int, *, now: datetime) -> ExpectedVersion:
    """Keep an expected arrival for a reception and return what is written. Raises RuleViolation when it is settled."""
    case = db.session.scalars(select(ExpectedArrival).where(ExpectedArrival.id == expected_id)).first()
    if case is None:
        raise RuleViolation("expected.withdrawn")
    hold(case)
    line = expected_or_404(expected_id, local_date(now))
    check_open(line.state)
    return line.version


def _write(
    expected_id: int,
    facts: ExpectedFacts,
    *,
    amends_id: int | None = None,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> ExpectedVersion:
    year = check_facts(
        birth_year=facts.birth_year,
        birth_date=facts.birth_date,
        decided_on=facts.decision_issued_on,
        expected_on=facts.expected_on,
        today=local_date(now),
    )
    name = nfc(facts.full_name).strip()
    row = ExpectedVersion(
        expected_id=expected_id,
        amends_id=amends_id,
        reason=reason,
        full_name=name,
        name_fold=fold(name),
        birth_year=year,
        birth_date=facts.birth_date,
        sex=facts.sex,
        number=tidy_number(facts.number).upper(),
        kind=facts.kind,
        decision_number=facts.decision_number.strip(),
        decision_issued_on=facts.decision_issued_on,
        decision_issuer=facts.decision_issuer.strip(),
        months=facts.months,
        delivered_by=facts.delivered_by.strip(),
        expected_on=facts.expected_on,
        home_commune_id=facts.home_commune_id,
        note=facts.note.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()
    return row
