"""Reading the prints of files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import undefer

from center.db import db
from center.residents.whole_file.models import FilePrint, FilePrintContent


def print_of_form(client_id: str | None) -> FilePrint | None:
    """Return the print that form asked for, when it was sent before."""
    if client_id is None:
        return None
    return db.session.scalars(select(FilePrint).where(FilePrint.client_id == client_id)).first()


def prints_of(
    stay_ids: Collection[int], *, limit: int = 50
) -> Sequence[tuple[FilePrint, FilePrintContent | None]]:
    """Return who printed the file on one of the stays, newest first, with what can still be fetched."""
    rows = db.session.execute(
        select(FilePrint, FilePrintContent)
        .outerjoin(FilePrintContent, FilePrintContent.print_id == FilePrint.id)
        .where(FilePrint.stay_id.in_(stay_ids))
        .order_by(FilePrint.id.desc())
        .limit(limit)
    )
    return [(row, content) for row, content in rows]


def content_of(print_id: int, *, at: datetime) -> FilePrintContent | None:
    """Return a PDF with its bytes while it may be fetched."""
    return db.session.scalars(
        select(FilePrintContent)
        .options(undefer(FilePrintContent.content))
        .where(FilePrintContent.print_id == print_id, FilePrintContent.expires_at > at)
    ).first()
