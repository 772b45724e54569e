"""Reading what is kept apart. Only ``secret.service.read_secrets`` may hand the findings to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from center.audit.models import AuditEntry
from center.db import db
from center.medical.audit import SecretRead
from center.medical.models import SecretFinding


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding, and whether a later one corrects it."""

    row: SecretFinding
    in_force: bool


def findings(stay_id: int) -> list[Finding]:
    """Return every finding of the stay, newest first, corrected ones too."""
    rows = db.session.scalars(
        select(SecretFinding)
        .where(SecretFinding.stay_id == stay_id)
        .order_by(SecretFinding.happened_at.desc(), SecretFinding.id.desc())
    ).all()
    corrected = {row.amends_id for row in rows}
    return [Finding(row, row.id not in corrected) for row in rows]


def readings(stay_id: int, *, limit: int = 20) -> Sequence[AuditEntry]:
    """Return who read the findings of the stay, newest first."""
    return db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.stay_id == stay_id, AuditEntry.name == SecretRead.name)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    ).all()
