"""When an incident may be written down or corrected. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from center.errors import RuleViolation

AMEND_REASON_LENGTH = 10
"""Least length of the reason of a correction, as for clinical entries (CLINICAL.md 8.3)."""


@dataclass(frozen=True, slots=True)
class Party:
    """A resident named in an incident."""

    stay_id: int
    person: str
    """Code and name, for the refusal."""
    field: str
    """Box of the form that names the person."""
    admitted_at: datetime
    ended_on: date | None


def check_incident(happened_at: datetime, on: date, parties: Sequence[Party], *, now: datetime) -> None:
    """Refuse an incident in the future, a person named twice, or one who was not in the center that day.

    ``on`` is the local day of ``happened_at``.
    """
    if happened_at > now:
        raise RuleViolation("security.incident_in_future", field="happened_at")
    seen: set[int] = set()
    for party in parties:
        if party.stay_id in seen:
            raise RuleViolation("security.person_twice", field=party.field, person=party.person)
        seen.add(party.stay_id)
        if happened_at < party.admitted_at or (party.ended_on is not None and on > party.ended_on):
            raise RuleViolation("security.party_not_here", field=party.field, person=party.person)


def check_amendment(*, reason: str, newer_id: int | None, is_reporter: bool, commands: bool) -> None:
    """Refuse a correction without a reason, of what was corrected before, or by somebody it is not for.

    ``commands``: the actor may declare escapes, so the duty commander or the head.
    """
    if not (is_reporter or commands):
        raise RuleViolation("security.amend_not_yours")
    if newer_id is not None:
        raise RuleViolation("security.amended_before", newer=newer_id)
    if len(reason.strip()) < AMEND_REASON_LENGTH:
        raise RuleViolation("security.amend_reason", field="reason", least=AMEND_REASON_LENGTH)
