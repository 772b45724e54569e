"""A center's ledgers for the measurements: 2,500 residents with five years of stays and events, written as rows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, select

RESIDENTS = 2500
FIRST = date(2022, 1, 10)
DAY = timedelta(days=1)
# first day after FIRST, months, under the old law: five years of one person
STAYS = ((0, 12), (400, 18), (1010, 18), (1632, 24))
PAIRS = ("hospital", "court", "hospital", "escape", "funeral_leave", "suspension")
RETURNS = {"funeral_leave": "funeral_return"}
OPEN_UNTIL = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Stays in a database, ready to be recomputed."""

    recompute: Callable[[], int]
    """Recomputes every term with its proof; returns how many stays."""
    check: Callable[[], int]
    """Compares every stored last day with the computed one, like ``center term check``; returns how many differ."""
    read: Callable[[], int]
    """Reads the same rows plainly and adds a day to the date of each event; returns how many rows."""


@contextmanager
def ledgers(folder: Path, residents: int = RESIDENTS) -> Iterator[Ledgers]:
    """Write the rows into a new database in ``folder`` and give what can be done with them."""
    from flask_migrate import upgrade

    from center.app import create_app
    from center.app.launch import prepare
    from center.config import load_config
    from center.db import db

    settings = {**os.environ, "CENTER_DATA_DIR": str(folder)}
    settings.pop("CENTER_DATABASE_URL", None)
    app = create_app(load_config(settings))
    with app.app_context():
        upgrade()
        prepare()
        yield written(residents)
        db.session.remove()
        db.engine.dispose()


def written(residents: int) -> Ledgers:
    """Write the rows into the database of the current application."""
    from center.db import db, unit_of_work
    from center.legal.queries import parameter_book
    from center.places.models import Commune
    from center.residents.person.models import Resident
    from center.residents.stay.models import Stay, TermEvent
    from center.residents.stay.term_changes import differences
    from center.residents.stay.term_inputs import stay_terms
    from center.residents.term.rules import compute_last_day, compute_term

    people, stays, events = _rows(residents, db.session.scalars(select(Commune.id).limit(1)).one())
    with unit_of_work() as session:
        for table, rows in ((Resident, people), (Stay, stays), (TermEvent, events)):
            for start in range(0, len(rows), 5000):
                session.execute(insert(table), rows[start : start + 5000])
    book = parameter_book()
    ends = {
        stay.stay_id: compute_last_day(stay.facts, book, on=OPEN_UNTIL)[0]
        for stay in stay_terms()
        if stay.facts is not None
    }
    with unit_of_work() as session:
        session.execute(
            Stay.__table__.update()
            .where(Stay.id == db.bindparam("stay"))
            .values(last_day=db.bindparam("end")),  # type: ignore[attr-defined]
            [{"stay": stay_id, "end": end} for stay_id, end in ends.items()],
        )

    def recompute() -> int:
        db.session.rollback()
        return sum(
            compute_term(stay.facts, book, on=OPEN_UNTIL).days_total > 0
            for stay in stay_terms()
            if stay.facts is not None
        )

    def check() -> int:
        db.session.rollback()
        return sum(1 for _ in differences(on=OPEN_UNTIL))

    def read() -> int:
        db.session.rollback()
        found = len(
            db.session.execute(select(Stay.id, Stay.first_day, Stay.term_months, Stay.last_day)).all()
        )
        plain = select(TermEvent.stay_id, TermEvent.kind, TermEvent.on_day).order_by(TermEvent.stay_id)
        return found + sum(row.on_day + DAY > FIRST for row in db.session.execute(plain))

    return Ledgers(recompute, check, read)


def _rows(
    residents: int, commune_id: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return persons, stays and events; every third person is still away at the end."""
    rng = Random(1)
    people: list[dict[str, Any]] = []
    stays: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    ids = count(1)
    for person in range(1, residents + 1):
        name = f"Học Viên {person}"
        people.append(
            {
                "id": person,
                "code": f"HV{person:06d}",
                "full_name": name,
                "name_fold": name.lower(),
                "name_sort": name.lower(),
                "sex": "male",
                "birth_date": date(1990, 1, 1),
                "created_at": _at(FIRST),
            }
        )
        shift = rng.randint(0, 45)
        for number, (after, months) in enumerate(STAYS, start=1):
            first_day = FIRST + DAY * (after + shift)
            stay_id = next(ids)
            running = number == len(STAYS)
            stays.append(_stay(stay_id, person, number, first_day, months, commune_id, running=running))
            events += _events(rng, stay_id, first_day, running=running, away=running and person % 3 == 0)
    return people, stays, events


def _stay(
    stay_id: int, person: int, number: int, first_day: date, months: int, commune_id: int, *, running: bool
) -> dict[str, Any]:
    new_law = first_day >= date(2026, 7, 3)
    return {
        "id": stay_id,
        "resident_id": person,
        "number": number,
        "kind": "compulsory",
        "rule_set": "R2026" if new_law else "R2022",
        "admitted_at": _at(first_day),
        "decided_on": first_day - DAY * 2,
        "first_day": first_day,
        "term_months": months,
        "custody_days": 10,
        "earlier_rehabs": 0,
        "address_text": "",
        "home_commune_id": commune_id,
        "address_mapping": "chosen",
        "stage": "labour",
        "stage_since": first_day,
        "ended_on": None if running else first_day + DAY * (months * 30),
        "version": 1,
    }


def _events(rng: Random, stay_id: int, first_day: date, *, running: bool, away: bool) -> list[dict[str, Any]]:
    found = []
    day = first_day
    for kind in PAIRS[:3] if running else PAIRS:
        day += DAY * rng.randint(4, 25)
        back = day + DAY * rng.randint(1, 9)
        found += [_event(stay_id, kind, day), _event(stay_id, RETURNS.get(kind, f"{kind}_return"), back)]
        day = back
    if away:
        found.append(_event(stay_id, "escape", day + DAY))
    elif not running:
        paper = {"months": 1, "paper_number": "1/QĐ-TA", "paper_on": day, "paper_issuer": "Tòa án"}
        found.append({**_event(stay_id, "reduction", day + DAY), **paper})
    return found


def _event(stay_id: int, kind: str, day: date) -> dict[str, Any]:
    return {
        "stay_id": stay_id,
        "kind": kind,
        "happened_at": _at(day),
        "on_day": day,
        "source": "bench",
        "reason": "",
        "cancels": False,
        "months": None,
        "paper_number": "",
        "paper_on": None,
        "paper_issuer": "",
        "recorded_at": _at(day),
    }


def _at(day: date) -> datetime:
    return datetime.combine(day, time(3), UTC)
