"""Reading the dated parameters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import g, has_app_context
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from center.db import db
from center.legal.models import LegalParameter
from center.legal.rules import ParameterBook

AnySession = Session | scoped_session[Any]
"""Scripts hold a plain session, requests the scoped one."""

_CACHE = "legal_parameter_book"


def parameter_book() -> ParameterBook:
    """Return every row that counts; read with one SELECT, once per request or application context."""
    cached: ParameterBook | None = g.get(_CACHE)
    if cached is None:
        rows = counting(stored_rows(db.session))
        cached = ParameterBook(row.as_parameter() for row in rows)
        setattr(g, _CACHE, cached)
    return cached


def forget_parameter_book() -> None:
    """Make the next ``parameter_book()`` of this context read the rows anew; call it after adding one."""
    if has_app_context():
        g.pop(_CACHE, None)


def stored_rows(session: AnySession) -> Sequence[LegalParameter]:
    """Return every revision ever stored, oldest first."""
    return session.scalars(select(LegalParameter).order_by(LegalParameter.id)).all()


def counting(rows: Sequence[LegalParameter]) -> list[LegalParameter]:
    """Return those of ``rows`` that no other of them supersedes."""
    superseded = {row.supersedes_id for row in rows}
    return [row for row in rows if row.id not in superseded]
