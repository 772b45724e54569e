"""Places by date, by name, by code; old addresses through the database."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from center.places.models import Commune
from center.places.queries import (
    commune_by_code,
    communes_matching,
    data_version,
    map_old_address,
    provinces_on,
)
from center.places.rules import MatchStatus, name_key
from tests.places.table import TODAY, table
from tests.places.test_rules import AMBIGUOUS, MAPPED
from tests.support.statements import statements

pytestmark = pytest.mark.usefixtures("app")
EVE = date(2025, 6, 30)


def test_provinces_by_day() -> None:
    assert len(provinces_on(EVE)) == 63
    today = {unit.code: unit for unit in provinces_on(TODAY)}
    assert len(today) == 34
    assert list(today) == sorted(today)
    assert today["52"].label == "Tỉnh Gia Lai"
    assert {unit.code: unit.label for unit in provinces_on(EVE)}["52"] == "Tỉnh Bình Định"


PROVINCES_BY_DAY = [
    ("75", date(2026, 4, 29), "Tỉnh Đồng Nai"),
    ("75", date(2026, 4, 30), "Thành phố Đồng Nai"),
    ("22", date(2026, 8, 31), "Tỉnh Quảng Ninh"),
    ("22", date(2026, 9, 1), "Thành phố Quảng Ninh"),
    ("24", date(2026, 9, 20), "Thành phố Bắc Ninh"),
    ("24", EVE, "Tỉnh Bắc Giang"),
    ("46", date(2024, 12, 31), "Tỉnh Thừa Thiên Huế"),
    ("46", date(2025, 1, 1), "Thành phố Huế"),
]


def test_a_province_is_called_as_on_the_day() -> None:
    for code, day, label in PROVINCES_BY_DAY:
        assert {unit.code: unit.label_on(day) for unit in provinces_on(day)}[code] == label


COMMUNES_BY_DAY = [
    ("25252", TODAY, "Xã Phú Riềng, Thành phố Đồng Nai"),
    ("25252", date(2026, 1, 1), "Xã Phú Riềng, Tỉnh Đồng Nai"),
    ("25270", date(2026, 4, 29), "Xã Lộc Ninh, Tỉnh Đồng Nai"),
    ("25270", date(2026, 4, 30), "Phường Lộc Ninh, Thành phố Đồng Nai"),
    ("09193", date(2026, 9, 19), "Xã Yên Phong, Tỉnh Bắc Ninh"),
    ("09193", TODAY, "Phường Yên Phong, Thành phố Bắc Ninh"),
    ("21952", EVE, "Thị trấn Tuy Phước, Huyện Tuy Phước, Tỉnh Bình Định"),
    ("21952", TODAY, "Xã Tuy Phước, Tỉnh Gia Lai"),
    ("19777", date(2024, 6, 1), "Phường Vỹ Dạ, Thành phố Huế, Tỉnh Thừa Thiên Huế"),
    ("755", EVE, "Huyện Côn Đảo, Tỉnh Bà Rịa - Vũng Tàu"),
]


def test_a_commune_is_called_as_on_the_day() -> None:
    for code, day, label in COMMUNES_BY_DAY:
        found = commune_by_code(code, day)
        assert found is not None
        assert found.full_label_on(day) == label


def test_an_unknown_code_is_nothing() -> None:
    assert commune_by_code("99999", TODAY) is None
    assert commune_by_code("755", TODAY) is None


def test_labels_need_no_further_statement(session: scoped_session[Session]) -> None:
    with statements() as seen:
        assert [unit.full_label for unit in communes_matching("đồng", TODAY)]
    assert len(seen) == 1


FIRST_FOUND = [
    ("phú riềng", "Xã Phú Riềng, Thành phố Đồng Nai"),
    ("PHU RIENG", "Xã Phú Riềng, Thành phố Đồng Nai"),
    ("xã phú riềng, đồng nai", "Xã Phú Riềng, Thành phố Đồng Nai"),
    ("phu rieng dong nai", "Xã Phú Riềng, Thành phố Đồng Nai"),
    ("phú ri", "Xã Phú Riềng, Thành phố Đồng Nai"),
    ("p. quy nhơn", "Phường Quy Nhơn, Tỉnh Gia Lai"),
    ("lộc thành", "Xã Lộc Thành, Thành phố Đồng Nai"),
    ("lộc thạnh", "Xã Lộc Thạnh, Thành phố Đồng Nai"),
    ("m’drak", "Xã M'Drắk, Tỉnh Đắk Lắk"),
    ("côn đảo", "Đặc khu Côn Đảo, Thành phố Hồ Chí Minh"),
    ("hoà bình phú thọ", "Phường Hòa Bình, Tỉnh Phú Thọ"),
]


def test_search_puts_the_best_first() -> None:
    for text, first in FIRST_FOUND:
        assert communes_matching(text, TODAY)[0].full_label == first


def test_search_ranks_marks_then_letters_then_beginnings_then_the_rest() -> None:
    found = communes_matching("tân an", TODAY, limit=60)
    ranks = [
        (unit.name != "Tân An", name_key(unit.name) != "tanan", not unit.name_search.startswith("tan an"))
        for unit in found
    ]
    assert ranks == sorted(ranks)
    assert {any(rank) for rank in ranks} == {True, False}
    assert len(set(ranks)) >= 3


def test_search_is_by_day_and_limited() -> None:
    assert not communes_matching("thị trấn tuy phước", TODAY)[0].district
    assert communes_matching("thị trấn tuy phước", EVE)[0].district == "Huyện Tuy Phước"
    assert len(communes_matching("an", TODAY)) == 20
    assert len(communes_matching("an", TODAY, limit=3)) == 3
    assert all(unit.valid_to is None for unit in communes_matching("tân", TODAY, limit=100))


def test_search_for_nothing_finds_nothing() -> None:
    for text in ["", "  ", "%", "_", ",", "không có nơi này"]:
        assert communes_matching(text, TODAY) == []


def test_the_database_answers_as_the_rules_do() -> None:
    for address, *_ in (*MAPPED, *AMBIGUOUS):
        expected = table().map(address)
        match = map_old_address(address)
        assert (match.status, match.method) == (expected.status, expected.method), address
        labels = sorted(candidate.label for candidate in match.candidates)
        assert labels == sorted(table().label(i) for i in expected.commune_ids), address


def test_candidates_are_communes_of_today(session: scoped_session[Session]) -> None:
    match = map_old_address("Phường Điện Biên, Quận Ba Đình, Hà Nội")
    units = [session.get_one(Commune, candidate.id) for candidate in match.candidates]
    assert [unit.code for unit in units] == [candidate.code for candidate in match.candidates]
    assert all(unit.valid_to is None for unit in units)
    assert match.candidates[0].label.startswith("Phường Ba Đình"), "what both sources name comes first"
    assert match.data_version == data_version() == table().data.version


def test_an_empty_table_knows_nothing(session: scoped_session[Session]) -> None:
    from sqlalchemy import delete

    from center.places.models import CommuneSuccessor, PlaceDataVersion

    session.execute(delete(CommuneSuccessor))
    session.execute(delete(PlaceDataVersion))
    match = map_old_address("Xã Phú Riềng, Huyện Phú Riềng, Bình Phước")
    assert (match.status, match.candidates, match.data_version) == (MatchStatus.UNKNOWN, (), "")


def test_an_address_costs_few_statements(session: scoped_session[Session]) -> None:
    addresses = [address for address, *_ in (*MAPPED, *AMBIGUOUS)]
    for address in addresses:
        with statements() as seen:
            map_old_address(address)
        assert len(seen) <= 6


def test_the_longest_texts_are_answered_too(session: scoped_session[Session]) -> None:
    text = ", ".join(session.scalars(select(Commune.name).limit(300))) + ", Bình Phước"
    assert map_old_address(text).status is not None
    assert map_old_address("a " * 5000).status is MatchStatus.UNKNOWN
