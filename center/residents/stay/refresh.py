"""Keeps ``Stay.last_day`` true while time alone moves it: each day of an open escape moves the end of the term."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from center.clock import local_date
from center.db import db, hold, unit_of_work
from center.residents.duty.service import sync_duties
from center.residents.stay.models import Stay, TermEvent
from center.residents.stay.terms import refresh_last_day


def refresh_last_days(now: datetime) -> str:
    """Bring the last days of the running stays up to the local day of ``now``; return what was done in one line.

    Only stays with an event in their ledger can differ from what was stored. One short unit of work for each,
    so that nobody waits for the whole round; again on the same day changes nothing.
    """
    on = local_date(now)
    with_events = (
        select(Stay.id)
        .where(Stay.ended_on.is_(None), exists().where(TermEvent.stay_id == Stay.id))
        .order_by(Stay.id)
    )
    ids = db.session.scalars(with_events).all()
    changed = 0
    for stay_id in ids:
        with unit_of_work():
            stay = db.session.get_one(Stay, stay_id)
            hold(stay)
            before = stay.last_day
            if stay.is_open:  # it may have ended since the list was read
                refresh_last_day(stay, on=on)
            if stay.last_day != before:
                changed += 1
                sync_duties([stay.id], now=now)
    return f"{changed} of {len(ids)} last days moved"
