"""The caps the house rules set. There are none until the center enters them."""

from __future__ import annotations

from datetime import date, datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db
from center.errors import RuleViolation
from center.residents.money.audit import MoneyLimitSet
from center.residents.money.models import LimitKind, MoneyLimit


def set_limit(
    kind: LimitKind, amount: int | None, valid_from: date, basis: str, *, actor: Actor, now: datetime
) -> MoneyLimit:
    """Set the cap of ``kind`` from ``valid_from`` on; None lifts it. Raises RuleViolation without a basis. Flushes."""
    if not basis.strip():
        raise RuleViolation("residents.money_limit_basis", field="basis")
    row = MoneyLimit(
        kind=kind,
        amount=amount,
        valid_from=valid_from,
        basis=basis.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()
    record(
        MoneyLimitSet(kind=kind.value, amount=amount, valid_from=valid_from, basis=row.basis),
        actor=actor,
        at=now,
    )
    return row
