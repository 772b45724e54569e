"""What every medical fact shares when it is written: its time, its author, what it corrects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from center.audit.actor import Actor
from center.db import db
from center.errors import RuleViolation
from center.medical.models import AdmissionExam, ScaleScore, SecretFinding, VitalSigns
from center.medical.permissions import MedicalPermission
from center.medical.rules import check_amend_reason, check_entry_time, check_plain_text, is_late
from center.residents.stay.models import Stay
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

    @property
    def is_late(self) -> bool:
        """True when the fact is labelled as typed in late."""
        return is_late(self.happened_at, self.now)

    @property
    def suffix(self) -> str:
        """What the timeline adds: a correction, a late entry, or nothing."""
        if self.amends_id is not None:
            return " (đính chính)"
        return " (ghi muộn)" if self.is_late else ""

    def columns(self, stay: Stay) -> dict[str, Any]:
        """Return the columns every fact shares, after checking time, lateness and the reason of a correction.

        Call it before anything is looked up by the day of ``happened_at``: it may be any day.
        """
        if not stay.is_open:
            raise RuleViolation("residents.stay_ended")
        amends = self.amends_id is not None
        check_entry_time(self.happened_at, self.now, stay.admitted_at, self.late_reason, amends=amends)
        if amends:
            check_amend_reason(self.amend_reason)
        check_plain_text({"late_reason": self.late_reason, "amend_reason": self.amend_reason})
        return {
            "stay_id": stay.id,
            "happened_at": self.happened_at,
            "recorded_at": self.now,
            "late_reason": self.late_reason.strip() if self.is_late else "",
            "recorded_by_id": self.actor.id,
            "recorded_by_name": self.actor.name,
            "amends_id": self.amends_id,
            "amend_reason": self.amend_reason.strip() if amends else "",
        }


def check_amended(kind: type[Row], stay: Stay, amends_id: int | None) -> None:
    """Refuse a correction of a row that is not the stay's, or that was corrected before."""
    if amends_id is None:
        return
    amended = db.session.get(kind, amends_id)
    if amended is None or amended.stay_id != stay.id:
        raise RuleViolation("medical.nothing_to_amend")
    if db.session.scalar(select(kind.id).where(kind.amends_id == amends_id)) is not None:
        raise RuleViolation("medical.amended_before")


def add(row: Row) -> None:
    """Add a fact; its id is there at once.

    Raises RuleViolation when somebody else corrected the same row at this instant.
    """
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        if row.amends_id is None:
            raise
        raise RuleViolation("medical.amended_before") from error


def told(stay: Stay, text: str, entry: Entry) -> None:
    """Add a line for those who treat to the stay's timeline."""
    note(
        stay.id,
        text + entry.suffix,
        area="medical",
        permission=MedicalPermission.VIEW,
        happened_at=entry.happened_at,
        actor=entry.actor,
        now=entry.now,
        link=f"/medical/stays/{stay.id}",
    )
