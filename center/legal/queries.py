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
    """Return those of ``rows`` that say what holds: not superseded, not only offered, not a taking back."""
    return [row for row in _newest(rows) if not row.offered and not row.cancels]


def open_offers(rows: Sequence[LegalParameter]) -> list[LegalParameter]:
    """Return what releases offered and nobody at the center has decided about yet."""
    return [row for row in _newest(rows) if row.offered and not row.cancels]


def row_of_form(client_id: str) -> LegalParameter | None:
    """Return the row that the form with ``client_id`` wrote, if it did."""
    return db.session.scalars(select(LegalParameter).where(LegalParameter.client_id == client_id)).first()


def rows_of(name: str) -> Sequence[LegalParameter]:
    """Return every revision of one name, oldest first."""
    return db.session.scalars(
        select(LegalParameter).where(LegalParameter.name == name).order_by(LegalParameter.id)
    ).all()


def _newest(rows: Sequence[LegalParameter]) -> list[LegalParameter]:
    superseded = {row.supersedes_id for row in rows}
    return [row for row in rows if row.id not in superseded]
