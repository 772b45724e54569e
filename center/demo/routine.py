"""The demo center's last weeks: what many residents did together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from center.clock import local_date
from center.db import db, unit_of_work
from center.demo.absences import go_to_hospital
from center.demo.classes import enter_hours, make_classes
from center.demo.posts import make_posts, report_incidents, scan_day
from center.demo.staff import Staff
from center.residents.kit.demo import demo_kit
from center.residents.legal_file.demo import demo_legal_files
from center.residents.money.demo import demo_money
from center.residents.property.demo import demo_contraband
from center.residents.stay.models import Contact, Stage, Stay
from center.residents.stay.queries import whereabouts_of

SCAN_DAYS = 2
LABOUR_DAYS = 21
ACCOUNTS = 100
"""Residents with money in custody."""


def fill_weeks(*, rng: Random, staff: Staff, now: datetime, report: Callable[[int, int, str], None]) -> None:
    """Write classes, labour, incidents and scans up to ``now``."""
    steps = SCAN_DAYS + 4
    with unit_of_work():
        posts = make_posts()
        report_incidents(rng=rng, reporter=staff["truc"], now=now)
    report(1, steps, "Lớp học, lao động, chốt gác")
    with unit_of_work():
        make_classes(rng=rng, trainer=staff["giaovien"], now=now)
    report(2, steps, "Lớp học, lao động, chốt gác")
    with unit_of_work():
        _send_to_hospital(rng=rng, staff=staff, now=now)
        enter_hours(rng=rng, trainer=staff["giaovien"], days=LABOUR_DAYS, now=now)
    report(3, steps, "Lớp học, lao động, chốt gác")
    with unit_of_work():
        _keep_money(rng=rng, staff=staff, now=now)
        _custody(rng=rng, staff=staff, now=now)
    report(4, steps, "Tiền lưu ký")
    for back in range(SCAN_DAYS - 1, -1, -1):
        with unit_of_work():
            scan_day(local_date(now) - timedelta(days=back), posts, rng=rng, guard=staff["baove"], now=now)
        report(steps - back, steps, "Lớp học, lao động, chốt gác")


def _keep_money(*, rng: Random, staff: Staff, now: datetime) -> None:
    """Give people accounts with some weeks of entries."""
    stays = db.session.scalars(db.select(Stay).where(Stay.ended_on.is_(None)).order_by(Stay.id)).all()
    chosen = sorted(rng.sample(stays, min(len(stays) * 2 // 3, ACCOUNTS)), key=lambda stay: stay.id)
    contacts = {
        row.stay_id: row for row in db.session.scalars(db.select(Contact).order_by(Contact.id.desc()))
    }
    demo_money(chosen, contacts, rng=rng, clerk=staff["hoso"], second=staff["tiepnhan"], now=now)


def _custody(*, rng: Random, staff: Staff, now: datetime) -> None:
    """Hand out clothing and kit, and let the searches find a few things, and keep the legal files."""
    stays = db.session.scalars(db.select(Stay).where(Stay.ended_on.is_(None)).order_by(Stay.id)).all()
    demo_kit(stays, rng=rng, clerk=staff["tiepnhan"], now=now)
    demo_contraband(stays, rng=rng, finder=staff["tiepnhan"], witness=staff["truc"], now=now)
    demo_legal_files(stays, rng=Random(len(stays)), clerk=staff["hoso"], now=now)


def _send_to_hospital(*, rng: Random, staff: Staff, now: datetime) -> None:
    """Let two people be in hospital today."""
    running = db.select(Stay).where(Stay.ended_on.is_(None), Stay.stage == Stage.LABOUR).order_by(Stay.id)
    stays = db.session.scalars(running).all()
    here = [stay for stay in stays if whereabouts_of([stay.id], now)[stay.id].is_present]
    for stay in rng.sample(here, min(2, len(here))):
        yesterday = local_date(now) - timedelta(days=1)
        go_to_hospital(stay, yesterday, rng=rng, commander=staff["truc"], until=now)
