"""Questions about places: by date, by name, by code, and where an old address lies today."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, or_, select

from center.db import db
from center.places.models import Commune, CommuneSuccessor, PlaceDataVersion, Province
from center.places.rules import (
    AddressMatch,
    Candidate,
    KnownCommune,
    KnownProvince,
    Naming,
    SearchText,
    decide,
    plain_key,
    read,
    read_address,
    read_search,
    without_kind,
)

# A folded name has at most some sixty bearers (Tân Lập); all must be seen before marks can rank them.
_RANKED_AT_LEAST = 100


def provinces_on(day: date) -> list[Province]:
    """Return the provinces that stand on ``day``, by code. Before 2025-07-01: the 63 of the last day before it."""
    return list(db.session.scalars(select(Province).where(_valid(Province, day)).order_by(Province.code)))


def commune_by_code(code: str, on: date) -> Commune | None:
    """Return the commune that bears ``code`` on that day, or None."""
    return db.session.scalars(select(Commune).where(Commune.code == code, _valid(Commune, on))).one_or_none()


def communes_matching(text: str, on: date, limit: int = 20) -> list[Commune]:
    """Return communes valid on that day whose name, district or province hold every word of ``text``.

    Best first: the name as written, the name without its marks, names that begin so, the rest. A kind at the front
    (``xã phú riềng``) puts communes of that kind first. Returns nothing for a text without a word.
    """
    wanted = read_search(text)
    if not wanted.words:
        return []
    name_is = Commune.name_key.in_(wanted.name_keys)
    begins = Commune.name_search.startswith(" ".join(wanted.words))
    rank = case((name_is, 0), (begins, 1), else_=2)
    statement = (
        select(Commune)
        .where(_valid(Commune, on), *(Commune.name_search.contains(word) for word in wanted.words))
        .order_by(rank, Commune.name_search, Commune.id)
        .limit(max(limit, _RANKED_AT_LEAST))
    )
    found = db.session.scalars(statement).all()
    return sorted(found, key=lambda unit: (*_rank(unit, wanted), unit.name_search, unit.id))[:limit]


def _rank(unit: Commune, wanted: SearchText) -> tuple[bool, bool, bool, bool]:
    exact = wanted.names(unit.name)
    folded = unit.name_key in wanted.name_keys
    begins = unit.name_search.startswith(" ".join(wanted.words))
    return (not exact, not folded, not begins, bool(wanted.kind) and wanted.kind != unit.kind)


def map_old_address(text: str) -> AddressMatch:
    """Say which commune of today ``text`` lies in: an address as a card or a paper prints it, old or new.

    ``mapped`` only when the table leaves one answer; see ``MatchMethod`` for how it was found.
    """
    address = read_address(text, _known_provinces())
    province_ids = address.named | address.related
    communes = _known_communes(province_ids, address.name_keys())
    reading = read(address, communes, lambda: _district_keys(province_ids))
    decision = decide(reading, _today({unit.id for unit in reading.units if not unit.current}))
    return AddressMatch(decision.status, decision.method, _candidates(decision.commune_ids), data_version())


def data_version() -> str:
    """Return the version of the data that is loaded; blank when none is."""
    statement = select(PlaceDataVersion.version).order_by(PlaceDataVersion.id.desc()).limit(1)
    return db.session.scalar(statement) or ""


def _valid(model: type[Province | Commune], day: date) -> ColumnElement[bool]:
    return and_(model.valid_from <= day, or_(model.valid_to.is_(None), model.valid_to >= day))


def _known_provinces() -> list[KnownProvince]:
    columns = select(Province.id, Province.name, Province.kind, Province.earlier, Province.successor_id)
    return [
        KnownProvince(
            id_, (name, *(e["name"] for e in earlier)), (kind, *(e["kind"] for e in earlier)), successor_id
        )
        for id_, name, kind, earlier, successor_id in db.session.execute(columns)
    ]


def _known_communes(province_ids: Collection[int], name_keys: Collection[str]) -> list[KnownCommune]:
    columns = select(
        Commune.id,
        Commune.name,
        Commune.kind,
        Commune.earlier,
        Commune.district,
        Commune.province_id,
        Commune.valid_to,
    ).where(Commune.name_key.in_(name_keys))
    if province_ids:
        columns = columns.where(Commune.province_id.in_(province_ids))
    return [
        KnownCommune(id_, name, _namings(kind, district, earlier), province_id, current=valid_to is None)
        for id_, name, kind, earlier, district, province_id, valid_to in db.session.execute(columns)
    ]


def _namings(kind: str, district: str, earlier: list[dict[str, str]]) -> tuple[Naming, ...]:
    return (Naming(kind, district), *(Naming(e["kind"], e["district"]) for e in reversed(earlier)))


def _district_keys(province_ids: Collection[int]) -> set[str]:
    columns = select(Commune.district, Commune.earlier).where(
        Commune.province_id.in_(province_ids), Commune.district != ""
    )
    labels = {
        label
        for district, earlier in db.session.execute(columns)
        for label in (district, *(e["district"] for e in earlier))
    }
    return {plain_key(without_kind(label)[1]) for label in labels}


def _today(old: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return, for each id, the standing communes it went to; those both sources name come first."""
    if not old:
        return {}
    statement = (
        select(CommuneSuccessor.old_id, CommuneSuccessor.new_id, Commune.valid_to)
        .join(Commune, Commune.id == CommuneSuccessor.new_id)
        .where(CommuneSuccessor.old_id.in_(old))
        .order_by(CommuneSuccessor.agreed.desc(), Commune.code)
    )
    links = db.session.execute(statement).all()
    later = _today({new for _, new, valid_to in links if valid_to is not None})
    found: dict[int, tuple[int, ...]] = {}
    for old_id, new_id, _ in links:
        found[old_id] = (*found.get(old_id, ()), *later.get(new_id, (new_id,)))
    return found


def _candidates(ids: Sequence[int]) -> tuple[Candidate, ...]:
    if not ids:
        return ()
    found = {unit.id: unit for unit in db.session.scalars(select(Commune).where(Commune.id.in_(ids)))}
    return tuple(Candidate(unit.id, unit.code, unit.full_label) for unit in (found[id_] for id_ in ids))
