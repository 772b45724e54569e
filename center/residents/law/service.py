"""Acts on the book of legal parameters, with their record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, one_at_a_time
from center.errors import RuleViolation
from center.legal.models import LegalParameter
from center.legal.service import confirm_rows
from center.residents.law.audit import ParametersConfirmed

LOCK = "legal.parameters"
"""Acts on the book run one after the other."""
EARLIEST_READING = date(2026, 1, 1)
"""Nobody compared a row before the product was there."""


def confirm(
    row_ids: Collection[int],
    *,
    confirmed_by: str,
    confirmed_on: date,
    where: str,
    actor: Actor,
    now: datetime,
) -> list[LegalParameter]:
    """Record that ``confirmed_by`` compared the rows with the official text on ``confirmed_on``.

    ``where`` is the copy that was read. Each row is superseded by the same content with the confirmation.
    Raises RuleViolation for a day to come, for no rows, and for a row that no longer counts.
    """
    if not row_ids:
        raise RuleViolation("law.no_rows", field="rows")
    if confirmed_on > local_date(now):
        raise RuleViolation("law.confirmed_in_future", field="confirmed_on", day=confirmed_on)
    if confirmed_on < EARLIEST_READING:
        raise RuleViolation("law.confirmed_before_text", field="confirmed_on", day=confirmed_on)
    one_at_a_time(LOCK)
    written = confirm_rows(
        db.session,
        row_ids,
        confirmed_by=confirmed_by,
        confirmed_on=confirmed_on,
        where=where,
        recorded_by=actor.name,
        at=now,
    )
    event = ParametersConfirmed(
        count=len(written),
        row_ids=[row.id for row in written],
        confirmed_by=confirmed_by,
        confirmed_on=confirmed_on,
        where=where,
    )
    record(event, actor=actor, at=now)
    return written
