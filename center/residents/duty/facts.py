"""What the sources are asked about, and the duties as stored: read in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from center.clock import local_date
from center.db import db
from center.legal.queries import parameter_book
from center.legal.rules import RuleSet
from center.legal.workdays.queries import work_calendar
from center.residents.duty.models import Duty, DutyState
from center.residents.duty.rules import ByHand, Known, Scope, Stayer, Steps, TermStep
from center.residents.person.models import Resident
from center.residents.stay.models import Stay, TermEvent

AFTER_END = timedelta(days=30)
"""So long after its end a stay may still open duties: what was not written down in time is written then."""

HORIZON = "duty.horizon_days"


def horizon(on: date) -> timedelta:
    """Return how near a duty counted back from a coming day must be to be made."""
    return timedelta(days=parameter_book().value_int(HORIZON, on=on))


def steps_on(on: date) -> Steps:
    """Return the steps of escalation in force on ``on``."""
    book = parameter_book()
    return Steps(
        soon_hours=book.value_int("duty.soon_hours", on=on),
        soon_days=book.value_int("duty.soon_days", on=on),
        director_hours=book.value_int("duty.director_after_hours", on=on),
    )


def known_of_stays(stay_ids: Collection[int]) -> list[Known]:
    """Return the stored duties of the stays."""
    return _known(Duty.stay_id.in_(stay_ids))


def known_of_center() -> list[Known]:
    """Return the stored duties of the whole center."""
    return _known(Duty.stay_id.is_(None))


def _known(condition: object) -> list[Known]:
    rows = db.session.execute(
        select(
            Duty.id, Duty.key, Duty.kind, Duty.stay_id, Duty.state, Duty.by_facts,
            Duty.due_at, Duty.closed_at, Duty.level, Duty.version,
        ).where(condition)  # type: ignore[arg-type]
    )  # fmt: skip
    return [
        Known(id_, key, kind, stay_id, state.value, by_facts, due_at, closed_at, level, version)
        for id_, key, kind, stay_id, state, by_facts, due_at, closed_at, level, version in rows
    ]


def stays_to_look_at(after: int, limit: int, on: date, *, ended_within: timedelta) -> Sequence[int]:
    """Return the next stays after ``after`` that may have duties: running, ended lately, or with open ones."""
    owing = select(Duty.stay_id).where(Duty.state == DutyState.OPEN, Duty.stay_id.is_not(None))
    return db.session.scalars(
        select(Stay.id)
        .where(Stay.id > after)
        .where(or_(Stay.ended_on.is_(None), Stay.ended_on >= on - ended_within, Stay.id.in_(owing)))
        .order_by(Stay.id)
        .limit(limit)
    ).all()


MEMORY = timedelta(days=2 * 366 + 60)
"""How long a stay is looked at after its end: the longest management after rehabilitation, and its horizon."""


def stayers(stay_ids: Collection[int]) -> dict[int, Stayer]:
    """Return the facts of the stays.

    The rows are kept from being taken by an act meanwhile (PostgreSQL: FOR KEY SHARE), in the order of their
    numbers as every act takes them, so that the job and an act never wait for each other.
    """
    rows = db.session.execute(
        select(
            Stay.id, Stay.kind, Stay.rule_set, Stay.decided_on, Stay.admitted_at, Stay.first_day,
            Stay.last_day, Stay.stage, Stay.ended_on, Resident.birth_date,
        )
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.id.in_(stay_ids))
        .order_by(Stay.id)
        .with_for_update(read=True, key_share=True, of=Stay)
    )  # fmt: skip
    return {
        id_: Stayer(
            id=id_, kind=kind.value, rule_set=RuleSet(rule_set), decided_on=decided_on,
            admitted_at=admitted_at, first_day=first_day, last_day=last_day, stage=stage.value,
            ended_on=ended_on, birth_date=born,
        )
        for id_, kind, rule_set, decided_on, admitted_at, first_day, last_day, stage, ended_on, born in rows
    }  # fmt: skip


def term_events(stay_ids: Collection[int]) -> dict[int, list[TermStep]]:
    """Return what stands in the ledgers of the stays, as it happened, without what was amended or taken back."""
    amended = select(TermEvent.amends_id).where(
        TermEvent.stay_id.in_(stay_ids), TermEvent.amends_id.is_not(None)
    )
    rows = db.session.execute(
        select(TermEvent.stay_id, TermEvent.id, TermEvent.kind, TermEvent.happened_at, TermEvent.due_on)
        .where(TermEvent.stay_id.in_(stay_ids), TermEvent.cancels.is_(False), TermEvent.id.not_in(amended))
        .order_by(TermEvent.happened_at, TermEvent.id)
    )
    found: dict[int, list[TermStep]] = defaultdict(list)
    for stay_id, id_, kind, happened_at, due_on in rows:
        found[stay_id].append(TermStep(id_, kind, happened_at, due_on))
    return found


def scope_of(stays: Mapping[int, Stayer], known: Collection[Known], *, now: datetime) -> Scope:
    """Return what the sources get: the stays, the law, the calendar, and what people closed by hand."""
    by_hand = [
        ByHand(one.id, one.kind, one.stay_id, one.closed_at)
        for one in known
        if one.state == DutyState.DONE.value and not one.by_facts and one.closed_at is not None
    ]
    return Scope(
        stays=stays,
        now=now,
        today=local_date(now),
        book=parameter_book(),
        calendar=work_calendar(),
        events=term_events(stays) if stays else {},
        by_hand=by_hand,
    )
