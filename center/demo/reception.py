"""The papers of reception in the demo center: their facts for everybody, the paper itself for the newest few."""

from __future__ import annotations

from datetime import datetime, timedelta

from center.db import db
from center.demo.staff import Staff
from center.residents.collection.demo import demo_sheet
from center.residents.collection.documents import issue_sheet
from center.residents.collection.queries import current_sheet
from center.residents.plan.demo import demo_plan
from center.residents.plan.documents import issue_plan
from center.residents.plan.queries import current_plan, evaluations_of
from center.residents.stay.models import Stay, StayKind

AFTER = timedelta(hours=20)
"""So long after the gate the sheet is filled in."""
DRAWN = 3
"""Stays whose papers are drawn: drawing takes far longer than everything else about a stay."""


def fill_papers(stay: Stay, *, staff: Staff, now: datetime) -> None:
    """Write sheet, plan and evaluations of a stay, but of who has only just come. In the caller's unit."""
    at = stay.admitted_at + AFTER
    if at + timedelta(hours=1) <= now and stay.is_open:
        demo_sheet(stay, clerk=staff["tiepnhan"], now=at)
        demo_plan(stay, counsellor=staff["tuvan"], now=at + timedelta(hours=1), until=now)


def draw_papers(*, staff: Staff, now: datetime) -> None:
    """Draw the papers of the newest stays; opens its own units of work."""
    newest = db.session.scalars(
        db.select(Stay)
        .where(Stay.ended_on.is_(None), Stay.kind != StayKind.CUSTODY, Stay.admitted_at <= now - AFTER)
        .order_by(Stay.admitted_at.desc(), Stay.id)
        .offset(1)  # the newest is still at the desk: the next shift has something to take up
        .limit(DRAWN)
    ).all()
    for stay in newest:
        sheet = current_sheet(stay.id)
        if sheet is not None:
            at = stay.admitted_at + AFTER + timedelta(minutes=10)
            issue_sheet(stay, sheet, key="demo", actor=staff["tiepnhan"], now=at)
        plan = current_plan(stay.id)
        if plan is not None:
            at = stay.admitted_at + AFTER + timedelta(hours=1, minutes=10)
            evaluation = next(iter(evaluations_of(stay.id)), None)
            if evaluation is not None:
                at = evaluation.row.recorded_at + timedelta(minutes=5)
            issue_plan(stay, plan, evaluation, key="demo", actor=staff["tuvan"], now=min(at, now))
