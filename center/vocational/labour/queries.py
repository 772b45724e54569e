"""Reading hours of labour, and what decides over new ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, or_, select

from center.clock import local_day
from center.db import db
from center.errors import NotFound, RuleViolation
from center.legal.queries import parameter_book
from center.residents.housing.models import Bed
from center.residents.housing.queries import beds_of
from center.residents.person.models import Resident
from center.residents.restriction.models import RestrictionKind
from center.residents.stage.queries import detox_ended_on
from center.residents.stay.models import Stay
from center.residents.stay.rules import age_on
from center.vocational.models import LabourEntry
from center.vocational.queries import (
    CONFINED,
    MOST_CANDIDATES,
    counting_labour,
    narrow,
    out_all_day,
    restrictions_held_on,
    wording_of,
)
from center.vocational.rules.labour import (
    AGE_GROUPS,
    Caps,
    LabourDay,
    Worker,
    check_may_work,
    hours_left,
    plain,
    week_of,
)

NO_HOURS = Decimal(0)


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """One resident on the group entry."""

    stay: Stay
    bed: Bed | None
    age: int
    booked: Decimal
    """Hours of that day."""
    booked_week: Decimal
    left: Decimal
    """Hours that may still be entered for that day."""
    light: str
    """Public wording of a restriction to light labour; empty when there is none."""
    obstacle: RuleViolation | None
    """Why nothing may be entered at all; None when something may."""


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One entry of a day with the rows it replaced."""

    entry: LabourEntry
    stay: Stay
    earlier: tuple[LabourEntry, ...]
    """Amended rows, the newest first."""


def labour_day(day: date, today: date) -> LabourDay:
    """Return the rules of labour on ``day``. Raises RuleViolation for a day before any rule that is known."""
    book = parameter_book()
    caps = {}
    for group in AGE_GROUPS:
        most = book.find_or_none(f"labour.{group}.max_h_day", on=day)
        if most is None:
            raise RuleViolation("vocational.no_rule_that_day", field="worked_on", day=day)
        caps[group] = Caps(
            day=Decimal(book.value_int(f"labour.{group}.max_h_day", on=day)),
            week=Decimal(book.value_int(f"labour.{group}.max_h_week", on=day)),
            source=most.source,
        )
    window = book.find_or_none("stage.labour.starts_after", on=day)
    # before Decree 163/2026 only the order of the stages says it
    source = window.source if window else "Luật Phòng, chống ma túy 2021, điều 29"
    return LabourDay(day=day, today=today, caps=caps, window_source=source)


def workers(stays: Mapping[int, Stay], day: date, *, without: int | None = None) -> dict[int, Worker]:
    """Return what decides over labour of each stay on ``day``, in five statements.

    ``without``: id of an entry that is being corrected, whose hours do not count.
    """
    ids = list(stays)
    detoxed = detox_ended_on(ids)
    held = restrictions_held_on(ids, day)
    out = out_all_day(ids, day)
    booked = booked_by_day(ids, week_of(day), without=without)
    return {
        stay_id: Worker(
            name=stay.resident.full_name,
            birth_date=stay.resident.birth_date,
            admitted_on=stay.admitted_on,
            ended_on=stay.ended_on,
            last_day=stay.last_day,
            detox_ended_on=detoxed.get(stay_id),
            out=out.get(stay_id, ""),
            forbidden=wording_of(held.get(stay_id, ()), RestrictionKind.NO_LABOUR, *CONFINED),
            booked=booked.get(stay_id, {}),
        )
        for stay_id, stay in stays.items()
    }


def booked_by_day(
    stay_ids: Collection[int], days: Sequence[date], *, without: int | None = None
) -> Mapping[int, Mapping[date, Decimal]]:
    """Return the hours of each stay on each of ``days`` (a run of days), in one statement."""
    if not stay_ids:
        return {}
    counting = counting_labour().where(
        LabourEntry.stay_id.in_(stay_ids), LabourEntry.worked_on >= days[0], LabourEntry.worked_on <= days[-1]
    )
    if without is not None:
        counting = counting.where(LabourEntry.id != without)
    found: dict[int, dict[date, Decimal]] = defaultdict(dict)
    for entry in db.session.scalars(counting):
        hours = found[entry.stay_id]
        hours[entry.worked_on] = hours.get(entry.worked_on, Decimal(0)) + entry.hours
    return found


def group_of(
    day: date,
    today: date,
    *,
    zone_id: int | None,
    course_id: int | None,
    text: str,
    also: Collection[int] = (),
) -> list[WorkerLine]:
    """Return the residents hours may be entered for on ``day``, by Vietnamese name; seven statements.

    Those in the center that day and past admission, narrowed to a zone, a class or a name, at most
    MOST_CANDIDATES; and those of ``also``, whom a form already holds.
    """
    _start, end = local_day(day)
    here = (Stay.admitted_at < end) & or_(Stay.ended_on.is_(None), Stay.ended_on >= day)
    wanted = select(Stay).join(Stay.resident).where(here).order_by(Resident.name_sort, Stay.id)
    narrowed = narrow(wanted, zone_id=zone_id, course_id=course_id, text=text, on=day)
    stays = {stay.id: stay for stay in db.session.scalars(narrowed.limit(MOST_CANDIDATES))}
    missing = [stay_id for stay_id in also if stay_id not in stays]
    if missing:
        stays |= {stay.id: stay for stay in db.session.scalars(wanted.where(Stay.id.in_(missing)))}
    return worker_lines(stays, labour_day(day, today))


def worker_lines(stays: Mapping[int, Stay], on: LabourDay) -> list[WorkerLine]:
    """Return the lines of ``stays``, in their order."""
    ids = list(stays)
    facts = workers(stays, on.day)
    held = restrictions_held_on(ids, on.day)
    beds = beds_of(ids)
    lines = []
    for stay_id, stay in stays.items():
        worker = facts[stay_id]
        booked_week = sum(worker.booked.values(), Decimal(0))
        lines.append(
            WorkerLine(
                stay=stay,
                bed=beds.get(stay_id),
                age=age_on(stay.resident.birth_date, on.day),
                booked=plain(worker.booked.get(on.day, Decimal(0))),
                booked_week=plain(booked_week),
                left=hours_left(worker, on),
                light=wording_of(held.get(stay_id, ()), RestrictionKind.LIGHT_LABOUR),
                obstacle=_obstacle(worker, on),
            )
        )
    return lines


def _obstacle(worker: Worker, on: LabourDay) -> RuleViolation | None:
    try:
        check_may_work(worker, on)
    except RuleViolation as refusal:
        return refusal
    return None


def entry_or_404(entry_id: int) -> LabourEntry:
    """Return the labour entry. Raises NotFound."""
    entry = db.session.get(LabourEntry, entry_id)
    if entry is None:
        raise NotFound(f"no labour entry {entry_id}")
    return entry


def batch_size(batch: str) -> int:
    """Return how many entries a group act made."""
    return db.session.scalar(select(func.count()).where(LabourEntry.batch == batch)) or 0


def works_named(limit: int = 30) -> Sequence[str]:
    """Return the kinds of work entered lately, most used first, to pick from."""
    lately = select(LabourEntry.work, LabourEntry.id).order_by(LabourEntry.id.desc()).limit(2000).subquery()
    return db.session.scalars(
        select(lately.c.work)
        .group_by(lately.c.work)
        .order_by(func.count().desc(), lately.c.work)
        .limit(limit)
    ).all()


def entries_of(
    *, day: date | None = None, stay_id: int | None = None, since: date | None = None
) -> list[DayEntry]:
    """Return the entries of a day, or of a stay since a day, by day (newest first) and name; two statements."""
    wanted = select(LabourEntry)
    if day is not None:
        wanted = wanted.where(LabourEntry.worked_on == day)
    if stay_id is not None:
        wanted = wanted.where(LabourEntry.stay_id == stay_id)
    if since is not None:
        wanted = wanted.where(LabourEntry.worked_on >= since)
    rows = db.session.execute(
        wanted.join(Stay, Stay.id == LabourEntry.stay_id)
        .join(Stay.resident)
        .add_columns(Stay)
        .order_by(LabourEntry.worked_on.desc(), Resident.name_sort, LabourEntry.id)
    ).all()
    by_id = {entry.id: entry for entry, _ in rows}
    amended = {entry.amends_id for entry, _ in rows}
    found = []
    for entry, stay in rows:
        if entry.id in amended:
            continue
        chain, at = [], entry
        while at.amends_id is not None:
            at = by_id[at.amends_id]
            chain.append(at)
        found.append(DayEntry(entry, stay, tuple(chain)))
    return found
