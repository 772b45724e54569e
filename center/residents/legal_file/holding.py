"""Files held for a while: uploads whose form was refused, and prints of a whole file that wait to be fetched."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, select

from center.audit.actor import Actor
from center.db import db
from center.residents.legal_file.models import HeldFile

UPLOAD_KEPT = timedelta(hours=24)
"""How long a file waits for its form to be put right."""
PRINT_KEPT = timedelta(days=7)
"""How long the print of a whole file can be fetched."""


def held_file(token: str, *, account_id: int | None, stay_id: int, now: datetime) -> HeldFile | None:
    """Return an upload that waits for its form to be put right: the same account's, for the same stay."""
    return db.session.scalar(
        select(HeldFile).where(
            HeldFile.token == token,
            HeldFile.account_id == account_id,
            HeldFile.stay_id == stay_id,
            HeldFile.expires_at > now,
        )
    )


def held_content(held_id: int) -> bytes | None:
    """Return the bytes of a held file, or None when it is over."""
    return db.session.scalar(select(HeldFile.content).where(HeldFile.id == held_id))


def keep_for_a_while(
    content: bytes, pages: int, stay_id: int, *, kept: timedelta, actor: Actor, now: datetime
) -> HeldFile:
    """Keep a file until its form is put right, or its print is fetched. Flushes."""
    row = HeldFile(
        token=str(uuid4()),
        account_id=actor.id,
        stay_id=stay_id,
        pages=pages,
        content=content,
        expires_at=now + kept,
    )
    db.session.add(row)
    db.session.flush()
    return row


def let_go(token: str) -> None:
    """Drop a held file."""
    db.session.execute(delete(HeldFile).where(HeldFile.token == token))


def drop_expired(now: datetime) -> int:
    """Drop the held files that are over; return how many."""
    done = db.session.execute(delete(HeldFile).where(HeldFile.expires_at <= now))
    return int(done.rowcount)  # type: ignore[attr-defined]  # a DELETE's result has it
