"""Putting the data files into the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session, scoped_session

from center.places import dataset
from center.places.dataset import CommuneRecord, Dataset, EarlierNameRecord, Key, ProvinceRecord
from center.places.models import Commune, CommuneSuccessor, PlaceDataVersion, Province
from center.places.rules import name_key, search_text

Row = dict[str, Any]
Unit = TypeVar("Unit", Province, Commune)


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did; the counts are of the data, zero when nothing was to do."""

    version: str
    loaded: bool
    """False when these very files were loaded last."""
    provinces: int = 0
    communes: int = 0
    successors: int = 0


def load_places(session: Session | scoped_session[Session], data: Dataset | None = None) -> LoadResult:
    """Bring the tables to the state of the data files (or of ``data``).

    Rows keep their ids: a unit is found again by code and first day, changed where the data changed, and never
    removed, because stays and papers point to it.
    """
    digest = data.digest if data else dataset.digest()
    last = session.scalar(select(PlaceDataVersion).order_by(PlaceDataVersion.id.desc()).limit(1))
    if last is not None and last.digest == digest:
        return LoadResult(last.version, loaded=False)
    data = data or dataset.read()
    earlier = _earlier(data.earlier_names)
    provinces = _Ids(data.provinces, _store(session, Province, _province_rows(data, earlier)))
    after = [
        {
            "id": provinces.on(unit.code, unit.valid_to),
            "successor_id": provinces.on(unit.successor, unit.valid_to + timedelta(days=1)),
        }
        for unit in data.provinces
        if unit.successor and unit.valid_to
    ]
    if after:
        session.execute(update(Province), after)
    communes = _Ids(data.communes, _store(session, Commune, _commune_rows(data, earlier, provinces)))
    session.execute(delete(CommuneSuccessor))
    links = [
        {
            "old_id": communes.on(link.old, link.first_day - timedelta(days=1)),
            "new_id": communes.on(link.new, link.first_day),
            "split": link.split,
            "agreed": link.agreed,
        }
        for link in data.successors
    ]
    session.execute(insert(CommuneSuccessor), links)
    session.add(PlaceDataVersion(version=data.version, digest=digest))
    session.flush()  # the next load of the same transaction must see it
    session.expire_all()  # rows were written past the session
    return LoadResult(data.version, True, len(data.provinces), len(data.communes), len(data.successors))


class _Ids:
    """Finds the id of the unit that bears a code on a day."""

    def __init__(self, units: Iterable[ProvinceRecord | CommuneRecord], ids: dict[Key, int]) -> None:
        self._spans: dict[str, list[tuple[date, date | None, int]]] = defaultdict(list)
        for unit in units:
            span = (unit.valid_from, unit.valid_to, ids[unit.code, unit.valid_from])
            self._spans[unit.code].append(span)

    def on(self, code: str, day: date) -> int:
        """Return the id; raise LookupError when no unit bears ``code`` on ``day``."""
        for first, last, found in self._spans[code]:
            if first <= day and (last is None or day <= last):
                return found
        raise LookupError(f"no unit has the code {code} on {day.isoformat()}")


def _earlier(names: Iterable[EarlierNameRecord]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for name in sorted(names, key=lambda name: name.until):
        found.setdefault((name.code, name.valid_from), []).append(
            {
                "name": name.name,
                "kind": name.kind,
                "district": name.district,
                "until": name.until.isoformat(),
                "basis": name.basis,
            }
        )
    return found


def _province_rows(data: Dataset, earlier: dict[Key, list[Row]]) -> list[Row]:
    return [
        {
            "code": unit.code,
            "valid_from": unit.valid_from,
            "valid_to": unit.valid_to,
            "name": unit.name,
            "kind": unit.kind,
            "earlier": earlier.get((unit.code, unit.valid_from), []),
            "basis": unit.basis,
        }
        for unit in data.provinces
    ]


def _commune_rows(data: Dataset, earlier: dict[Key, list[Row]], provinces: _Ids) -> list[Row]:
    names = {provinces.on(unit.code, unit.valid_from): unit.name for unit in data.provinces}
    searched = cache(search_text)  # districts and provinces come again and again
    rows = []
    for unit in data.communes:
        province_id = provinces.on(unit.province, unit.valid_from)
        rows.append(
            {
                "code": unit.code,
                "valid_from": unit.valid_from,
                "valid_to": unit.valid_to,
                "province_id": province_id,
                "name": unit.name,
                "kind": unit.kind,
                "district": unit.district,
                "name_key": name_key(unit.name),
                "name_search": " ".join(
                    filter(
                        None,
                        (search_text(unit.name), searched(unit.district), searched(names[province_id])),
                    )
                ),
                "earlier": earlier.get((unit.code, unit.valid_from), []),
                "basis": unit.basis,
            }
        )
    return rows


def _store(session: Session | scoped_session[Session], model: type[Unit], rows: list[Row]) -> dict[Key, int]:
    """Insert what is new, change what differs, and return every id by code and first day."""
    present = {(unit.code, unit.valid_from): unit for unit in session.scalars(select(model))}
    fresh, changed = [], []
    for row in rows:
        known = present.get((row["code"], row["valid_from"]))
        if known is None:
            fresh.append(row)
        elif any(getattr(known, column) != value for column, value in row.items()):
            changed.append({**row, "id": known.id})
    if fresh:
        session.execute(insert(model), fresh)
    if changed:
        session.execute(update(model), changed)
    ids = session.execute(select(model.id, model.code, model.valid_from))
    return {(code, valid_from): id_ for id_, code, valid_from in ids}
