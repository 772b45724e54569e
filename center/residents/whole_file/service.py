"""Asking for the whole file, keeping the PDF for a day, wiping it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db
from center.errors import RuleViolation
from center.residents.reading.permissions import ReadingPermission
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.whole_file.audit import FilePrintAsked, FilePrinted, FilePrintsWiped
from center.residents.whole_file.models import FilePrint, FilePrintContent
from center.residents.whole_file.parts import left_out_for, parts_for
from center.residents.whole_file.queries import print_of_form

KEPT = timedelta(hours=24)
"""How long a PDF can be fetched: a shift and the next one. Nobody needs it longer, and each copy of a whole file is a
danger (Law 91/2025/QH15: no longer than needed). A choice of the program, not a number of the law."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants on paper."""

    parts: tuple[str, ...]
    """Keys of parts; those the reader may not see are dropped."""
    every_stay: bool
    purpose: str
    client_id: str | None = None


def ask(stay: Stay, wanted: Wanted, *, actor: Actor, now: datetime) -> FilePrint:
    """Record that ``actor`` wants the file of ``stay`` on paper. Flushes. Raises RuleViolation.

    The same form sent twice is one print.
    """
    before = print_of_form(wanted.client_id)
    if before is not None:
        return before
    purpose = " ".join(wanted.purpose.split())
    if not purpose:
        raise RuleViolation("whole_file.purpose", field="purpose")
    keys = [part.key for part in parts_for(actor) if part.key in wanted.parts]
    if not keys:
        raise RuleViolation("whole_file.no_parts", field="parts")
    row = FilePrint(
        stay_id=stay.id,
        every_stay=wanted.every_stay,
        parts=keys,
        purpose=purpose,
        client_id=wanted.client_id,
        asked_at=now,
        asked_by_id=actor.id,
        asked_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()
    event = FilePrintAsked(print_id=row.id, count=len(keys), every_stay=wanted.every_stay)
    record(event, actor=actor, at=now, stay_id=stay.id)
    return row


def keep(
    row: FilePrint, content: bytes, *, pages: int, printed: list[str], actor: Actor, now: datetime
) -> None:
    """Keep the PDF of a print for ``KEPT``; made again after a crash it takes the place of the former one."""
    db.session.merge(
        FilePrintContent(print_id=row.id, content=content, pages=pages, printed_at=now, expires_at=now + KEPT)
    )
    event = FilePrinted(
        print_id=row.id,
        pages=pages,
        parts=printed,
        left_out=[part.key for part in left_out_for(actor)],
        sha256=hashlib.sha256(content).hexdigest(),
    )
    record(event, actor=actor, at=now, stay_id=row.stay_id)
    note(
        row.stay_id,
        f"In toàn bộ hồ sơ, {pages} trang: {row.purpose}"[:300],
        area="residents",
        permission=ReadingPermission.OF_FILE,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/residents/stays/{row.stay_id}/readings",
    )


def wipe_over(*, now: datetime) -> int:
    """Remove every PDF whose time is over, and return their number."""
    gone = db.session.execute(delete(FilePrintContent).where(FilePrintContent.expires_at <= now))
    count = int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE's result has it
    if count:
        record(FilePrintsWiped(count=count), actor=Actor.system("wipe_file_prints"), at=now)
    return count
