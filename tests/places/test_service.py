"""Loading the data files: once, again, and in a newer version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, scoped_session

from center.db import unit_of_work
from center.places import dataset
from center.places.dataset import Dataset
from center.places.models import Commune, CommuneSuccessor, PlaceDataVersion, Province
from center.places.queries import commune_by_code, map_old_address
from center.places.service import load_places
from tests.support.statements import statements


def counts(session: scoped_session[Session]) -> list[int | None]:
    tables = (Province, Commune, CommuneSuccessor, PlaceDataVersion)
    return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_the_files_are_loaded_whole(session: scoped_session[Session]) -> None:
    data = dataset.read()
    assert counts(session) == [len(data.provinces), len(data.communes), len(data.successors), 1]


def test_a_second_load_does_nothing(session: scoped_session[Session]) -> None:
    before = counts(session)
    with unit_of_work() as work:
        load_places(work)
        with statements() as seen:
            result = load_places(work)
    assert (result.loaded, result.version) == (False, dataset.version())
    assert counts(session) == before
    assert len(seen) <= 1


def test_an_empty_database_is_filled(session: scoped_session[Session]) -> None:
    with unit_of_work() as work:
        for table in (CommuneSuccessor, Commune, Province, PlaceDataVersion):
            work.execute(delete(table))
        result = load_places(work)
    assert (result.loaded, result.provinces, result.communes) == (True, 97, 13361)
    found = commune_by_code("25252", date(2026, 11, 22))
    assert found is not None
    assert found.full_label == "Xã Phú Riềng, Thành phố Đồng Nai"


@pytest.fixture
def newer() -> Dataset:
    """The data as a later version could bring them: one commune upgraded, one replaced by another."""
    data = dataset.read()
    communes = list(data.communes)
    at = {(unit.code, unit.valid_from.year): i for i, unit in enumerate(communes)}
    upgraded, ended = at["25252", 2025], at["25255", 2025]
    day = date(2027, 3, 1)
    communes[upgraded] = replace(communes[upgraded], kind=dataset.CommuneKind.WARD, basis="1/NQ-UBTVQH16")
    communes[ended] = replace(communes[ended], valid_to=date(2027, 2, 28))
    communes.append(replace(communes[upgraded], code="25256", name="Long Hà Mới", valid_from=day))
    name = dataset.EarlierNameRecord("25252", date(2025, 7, 1), date(2027, 2, 28), "xa", "Phú Riềng", "", "x")
    link = dataset.SuccessorRecord("25255", "25256", day, split=False, agreed=False)
    return replace(
        data,
        version="2027-03-01",
        digest="newer",
        communes=tuple(communes),
        earlier_names=(*data.earlier_names, name),
        successors=(*data.successors, link),
    )


def test_a_newer_version_changes_rows_and_keeps_their_ids(
    session: scoped_session[Session], newer: Dataset
) -> None:
    day = date(2026, 11, 22)
    before = {code: commune_by_code(code, day) for code in ("25252", "25255")}
    ids = {code: unit.id for code, unit in before.items() if unit}
    with unit_of_work() as work:
        result = load_places(work, newer)
    assert (result.loaded, result.version) == (True, "2027-03-01")
    phu_rieng, long_ha = (session.get_one(Commune, ids[code]) for code in ("25252", "25255"))
    assert phu_rieng.full_label == "Phường Phú Riềng, Thành phố Đồng Nai"
    assert phu_rieng.full_label_on(day) == "Xã Phú Riềng, Thành phố Đồng Nai"
    assert long_ha.valid_to == date(2027, 2, 28)
    assert commune_by_code("25255", date(2027, 3, 1)) is None
    successor = commune_by_code("25256", date(2027, 3, 1))
    assert successor is not None
    assert session.scalars(select(CommuneSuccessor.new_id).filter_by(old_id=long_ha.id)).all() == [
        successor.id
    ]
    assert counts(session)[3] == 2
    match = map_old_address("Xã Long Hà, Huyện Phú Riềng, Bình Phước")
    assert [candidate.id for candidate in match.candidates] == [successor.id], (
        "followed through the later change"
    )
    assert match.data_version == "2027-03-01"
