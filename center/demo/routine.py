"""The demo center's last weeks: what many residents did together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from center.clock import local_date
from center.db import unit_of_work
from center.demo.classes import enter_hours, make_classes
from center.demo.lives import Staff
from center.demo.posts import make_posts, report_incidents, scan_day

SCAN_DAYS = 2
LABOUR_DAYS = 21


def fill_weeks(*, rng: Random, staff: Staff, now: datetime, report: Callable[[int, int, str], None]) -> None:
    """Write classes, labour, incidents and scans up to ``now``."""
    steps = SCAN_DAYS + 3
    with unit_of_work():
        posts = make_posts()
        report_incidents(rng=rng, reporter=staff["truc"], now=now)
    report(1, steps, "Lớp học, lao động, chốt gác")
    with unit_of_work():
        make_classes(rng=rng, trainer=staff["giaovien"], now=now)
    report(2, steps, "Lớp học, lao động, chốt gác")
    with unit_of_work():
        enter_hours(rng=rng, trainer=staff["giaovien"], days=LABOUR_DAYS, now=now)
    report(3, steps, "Lớp học, lao động, chốt gác")
    for back in range(SCAN_DAYS - 1, -1, -1):
        with unit_of_work():
            scan_day(local_date(now) - timedelta(days=back), posts, rng=rng, guard=staff["baove"], now=now)
        report(steps - back, steps, "Lớp học, lao động, chốt gác")
