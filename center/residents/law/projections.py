"""Brings what stays repeat of the book up to date, in the act that changes the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import local_date
from center.db import db
from center.i18n import gettext as _
from center.legal.changes import Change
from center.residents.labels import TERM_EVENT_LABELS
from center.residents.law.impact import StayMoved
from center.residents.law.words import word_of
from center.residents.stay.models import Stay, TermEvent, TermEventKind
from center.residents.stay.terms import tell

SOURCE = "law:parameter"


def hold_open_stays() -> None:
    """Keep everybody else from changing an open stay until the act ends; one statement."""
    db.session.execute(
        select(Stay.id)
        .where(Stay.ended_on.is_(None))
        .order_by(Stay.id)
        .with_for_update(of=Stay, key_share=True)
    )


def move_ends(moved: Sequence[StayMoved], change: Change, *, actor: Actor, now: datetime) -> None:
    """Write the new last day of every stay whose term ends on another one, with a line in its ledger naming why."""
    ends = {stay.stay_id: stay for stay in moved if stay.last_day is not None}
    if not ends:
        return
    stays = db.session.scalars(
        select(Stay).where(Stay.id.in_(ends)).order_by(Stay.id).execution_options(populate_existing=True)
    ).all()
    cause = _("thay đổi quy định «%(label)s»", label=word_of(change.name).label)
    events = []
    for stay in stays:
        end = ends[stay.id]
        before = stay.last_day
        stay.last_day = end.last_day.after if end.last_day else before
        if end.months is not None:
            stay.term_months = end.months[1]
        event = TermEvent(
            stay_id=stay.id,
            kind=TermEventKind.RECALCULATION,
            happened_at=now,
            on_day=local_date(now),
            source=SOURCE,
            reason=cause,
            cancels=False,
            last_day_before=before,
            last_day_after=stay.last_day,
            recorded_at=now,
            recorded_by_id=actor.id,
        )
        events.append((stay, event))
    db.session.add_all(event for _stay, event in events)
    db.session.flush()
    for stay, event in events:
        tell(stay, event, f"{TERM_EVENT_LABELS[event.kind]} ({cause})", actor=actor, now=now)
