"""Writing and reading findings that are kept apart."""

from __future__ import annotations

from datetime import datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.errors import RuleViolation
from center.medical.audit import SecretRead, SecretRecorded
from center.medical.entry import Entry, add, check_amended
from center.medical.models import SecretFinding, SecretKind
from center.medical.rules import check_plain_text
from center.medical.secret.queries import Finding, findings
from center.residents.stay.models import Stay


def record_secret(stay: Stay, kind: SecretKind, text: str, *, entry: Entry) -> SecretFinding:
    """Record a finding that only holders of ``medical.secret`` may know.

    Neither the timeline nor the record of acts tells its kind or text.
    """
    if not text.strip():
        raise RuleViolation("medical.secret_empty", field="text")
    columns = entry.columns(stay)
    check_amended(SecretFinding, stay, entry.amends_id)
    row = SecretFinding(**columns, kind=kind, text=text.strip())
    add(row)
    record(
        SecretRecorded(finding_id=row.id, amends_id=entry.amends_id),
        actor=entry.actor,
        at=entry.now,
        stay_id=stay.id,
    )
    return row


def read_secrets(stay: Stay, *, reason: str, actor: Actor, now: datetime) -> list[Finding]:
    """Return the secret findings of ``stay``, newest first, and record that ``actor`` read them and why."""
    if not reason.strip():
        raise RuleViolation("medical.reading_reason", field="reason")
    check_plain_text({"reason": reason})  # the record of acts has readers of its own
    rows = findings(stay.id)
    record(SecretRead(count=len(rows), reason=reason.strip()), actor=actor, at=now, stay_id=stay.id)
    return rows
