"""Brings what stays repeat of the book up to date, in the act that changes the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import local_date
from center.db import db
from center.i18n import gettext as _
from center.legal.changes import Change
from center.residents.duty.service import sync_duties
from center.residents.labels import TERM_EVENT_LABELS
from center.residents.law.impact import End, StayMoved
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
    """Write every last day that moves, with a line in the ledger of its stay naming why; the duties follow."""
    ends = {stay.stay_id: stay.end for stay in moved if stay.end is not None}
    if ends:
        _write(ends, change, actor=actor, now=now)
    sync_duties([stay.stay_id for stay in moved], now=now)


def _write(ends: Mapping[int, End], change: Change, *, actor: Actor, now: datetime) -> None:
    stays = db.session.scalars(
        select(Stay).where(Stay.id.in_(ends)).order_by(Stay.id).execution_options(populate_existing=True)
    ).all()
    cause = _("thay đổi quy định «%(label)s»", label=word_of(change.name).label)
    events = []
    for stay in stays:
        end = ends[stay.id]
        before = stay.last_day
        stay.last_day = end.after
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
