"""What this floor itself knows of a period: days on which nobody could be asked to work, rewards, discipline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from center.clock import local_date, local_day
from center.db import db
from center.i18n import lazy_gettext as _l
from center.residents.assessment.sources import Counts, Measure, Source
from center.residents.conduct.models import ConductKind
from center.residents.conduct.queries import counting_decisions
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.stage.model import Stage
from center.residents.stage.queries import lanes_of_stays
from center.residents.stay.models import TermEvent, TermEventKind

Days = set[date]
DAY = timedelta(days=1)
EXEMPT = "residents.labour_exempt_days"
CONDUCT_MEASURES = {
    ConductKind.OCCASIONAL: "conduct.rewards",
    ConductKind.PERIODIC: "conduct.rewards",
    ConductKind.CRITICISM: "conduct.criticisms",
    ConductKind.WARNING: "conduct.warnings",
    ConductKind.SEPARATION: "conduct.separations",
}
AWAY = {
    TermEventKind.HOSPITAL,
    TermEventKind.COURT,
    TermEventKind.FUNERAL_LEAVE,
    TermEventKind.SUSPENSION,
}
"""Absences nobody is to blame for."""
BACK = {
    TermEventKind.HOSPITAL_RETURN,
    TermEventKind.COURT_RETURN,
    TermEventKind.FUNERAL_RETURN,
    TermEventKind.SUSPENSION_RETURN,
}
NO_WORK = {RestrictionKind.NO_LABOUR, RestrictionKind.WARD_ONLY}


def count_exempt_days(stay_ids: Collection[int], first: date, last: date) -> Counts:
    """Count the days on which a resident was not to work, each day once, in three statements.

    That is before the stage of labour, while a restriction forbade it, and while away with leave.
    """
    days: dict[int, Days] = defaultdict(set)
    for stay_id, span in _before_labour(stay_ids, first, last):
        days[stay_id].update(span)
    for stay_id, span in _forbidden(stay_ids, first, last):
        days[stay_id].update(span)
    for stay_id, span in _away(stay_ids, first, last):
        days[stay_id].update(span)
    return {stay_id: {EXEMPT: len(found)} for stay_id, found in days.items()}


def count_conduct(stay_ids: Collection[int], first: date, last: date) -> Counts:
    """Count the rewards and disciplines decided in the period, in one statement."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    decisions = counting_decisions().subquery()
    rows = db.session.execute(
        select(decisions.c.stay_id, decisions.c.kind, func.count())
        .where(
            decisions.c.stay_id.in_(stay_ids),
            decisions.c.granted.is_(True),
            decisions.c.decided_on.between(first, last),
        )
        .group_by(decisions.c.stay_id, decisions.c.kind)
    )
    for stay_id, kind, count in rows:
        found[stay_id][CONDUCT_MEASURES[kind]] += count
    return found


OWN = Source(
    "residents",
    (Measure(EXEMPT, _l("ngày được miễn lao động")),),
    count_exempt_days,
)
CONDUCT = Source(
    "conduct",
    (
        Measure("conduct.rewards", _l("lần khen thưởng")),
        Measure("conduct.criticisms", _l("lần phê bình")),
        Measure("conduct.warnings", _l("lần cảnh cáo")),
        Measure("conduct.separations", _l("lần đưa vào khu dành riêng")),
    ),
    count_conduct,
)


def _before_labour(
    stay_ids: Collection[int], first: date, last: date
) -> Iterator[tuple[int, Iterable[date]]]:
    for stay_id, lanes in lanes_of_stays(stay_ids).items():
        begun_on = lanes[Stage.LABOUR].begun_on
        yield stay_id, _days(first, last if begun_on is None else begun_on - DAY, first, last)


def _forbidden(stay_ids: Collection[int], first: date, last: date) -> Iterator[tuple[int, Iterable[date]]]:
    for row in db.session.scalars(
        select(Restriction).where(
            Restriction.stay_id.in_(stay_ids),
            Restriction.kind.in_(NO_WORK),
            Restriction.starts_on <= last,
            or_(Restriction.ends_on.is_(None), Restriction.ends_on >= first),
        )
    ):
        ended = last if row.ends_on is None else row.ends_on
        if row.lifted_at is not None:
            ended = min(ended, local_date(row.lifted_at))
        yield row.stay_id, _days(row.starts_on, ended, first, last)


def _away(stay_ids: Collection[int], first: date, last: date) -> Iterator[tuple[int, Iterable[date]]]:
    amended = select(TermEvent.amends_id).where(TermEvent.amends_id.is_not(None))
    left: dict[int, date] = {}
    for stay_id, kind, on_day in db.session.execute(
        select(TermEvent.stay_id, TermEvent.kind, TermEvent.on_day)
        .where(
            TermEvent.stay_id.in_(stay_ids),
            TermEvent.kind.in_(AWAY | BACK),
            TermEvent.happened_at < local_day(last)[1],
            TermEvent.cancels.is_(False),
            TermEvent.id.not_in(amended),
        )
        .order_by(TermEvent.happened_at, TermEvent.id)
    ):
        if kind in AWAY:
            left[stay_id] = on_day
        elif stay_id in left:
            yield stay_id, _days(left.pop(stay_id), on_day, first, last)
    for stay_id, since in left.items():
        yield stay_id, _days(since, last, first, last)


def _days(from_day: date, to_day: date, first: date, last: date) -> Iterable[date]:
    """Return the days of a span that lie in the period, both ends included."""
    begin, end = max(from_day, first), min(to_day, last)
    return (begin + timedelta(days=n) for n in range((end - begin).days + 1))
