"""Posts, scans and incidents of the demo center's last days."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from center.audit.actor import Actor
from center.clock import local_date, local_instant
from center.db import db
from center.demo.absences import living_area
from center.residents.badge.models import Badge
from center.residents.stay.models import Stage, Stay
from center.residents.stay.queries import whereabouts_of
from center.residents.whereabouts.models import Location
from center.security.incidents.service import IncidentFacts, report_incident
from center.security.models import IncidentKind, PartyRole, Post, Severity
from center.security.service import ensure_post, record_scan

WORKPLACES = ("MAY", "MOC", "VUON", "LOP1", "LOP2", "SAN")

INCIDENTS = (
    (
        IncidentKind.FIGHT,
        Severity.MINOR,
        "Khu A, phòng 3",
        "Hai học viên xô xát khi xếp hàng lấy cơm.",
        "Tách hai bên, lập biên bản.",
    ),
    (
        IncidentKind.CONTRABAND,
        Severity.SERIOUS,
        "Nhà thăm gặp",
        "Phát hiện thuốc lá giấu trong quà gửi.",
        "Thu giữ, lập biên bản.",
    ),
    (
        IncidentKind.WORK_ACCIDENT,
        Severity.MINOR,
        "Xưởng mộc",
        "Học viên bị xước tay khi bào gỗ.",
        "Sơ cứu tại trạm y tế.",
    ),
    (IncidentKind.PROPERTY, Severity.MINOR, "Khu B", "Hỏng ổ khóa cửa phòng.", "Thay khóa."),
)


def make_posts() -> Mapping[str, Post]:
    """Make a post for every location; return them by the location's code."""
    return {
        place.code: ensure_post(f"CHOT-{place.code}", f"Chốt {place.name}", place)
        for place in db.session.scalars(db.select(Location).order_by(Location.id))
    }


def scan_day(day: date, posts: Mapping[str, Post], *, rng: Random, guard: Actor, now: datetime) -> None:
    """Let those in the stages of class and labour go to work in the morning and home at noon, by their badges."""
    stays = db.session.scalars(
        db.select(Stay)
        .where(Stay.ended_on.is_(None), Stay.stage.in_([Stage.EDUCATION, Stage.LABOUR]))
        .order_by(Stay.id)
    ).all()
    tokens = dict(
        db.session.execute(db.select(Badge.stay_id, Badge.token).where(Badge.revoked_at.is_(None))).all()
    )
    present = {
        stay_id
        for stay_id, where in whereabouts_of([stay.id for stay in stays], now).items()
        if where.is_present
    }
    for stay in stays:
        if stay.id not in present or local_date(stay.admitted_at) > day:
            continue
        home = living_area(stay).code
        for code, hour in ((rng.choice(WORKPLACES), 7), (home, 11)):
            at = local_instant(day, time(hour, rng.randint(0, 45)))
            if at < now:
                record_scan(
                    tokens[stay.id],
                    posts[code],
                    client_id=str(uuid.UUID(int=rng.getrandbits(128), version=4)),
                    happened_at=at,
                    actor=guard,
                    now=at + timedelta(seconds=1),
                )


def report_incidents(*, rng: Random, reporter: Actor, now: datetime) -> None:
    """Report a few incidents of the last weeks, with residents involved."""
    stays = db.session.scalars(db.select(Stay).where(Stay.ended_on.is_(None)).order_by(Stay.id)).all()
    for place, (kind, severity, where, what, measures) in enumerate(INCIDENTS):
        at = now - timedelta(days=2 + 6 * place, hours=rng.randint(1, 9))
        here = [stay for stay in stays if stay.admitted_at < at]
        involved = rng.sample(here, min(len(here), 2)) if kind is not IncidentKind.PROPERTY else []
        facts = IncidentFacts(
            kind=kind,
            severity=severity,
            happened_at=at,
            place=where,
            description=what,
            measures=measures,
            parties=tuple((stay, PartyRole.INVOLVED) for stay in involved),
        )
        report_incident(facts, actor=reporter, now=at + timedelta(minutes=30))
