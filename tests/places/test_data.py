"""The shipped files: counts, keys, and the facts of INTEROP 2."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from datetime import date, timedelta

import pytest

from center.places import dataset
from center.places.dataset import UNRECORDED_START, CommuneRecord, ProvinceRecord
from center.places.kinds import CommuneKind, ProvinceKind
from center.places.rules import name_key, search_text, without_kind
from tests.places.table import TODAY, stands, table

REFORM = date(2025, 7, 1)
EVE = REFORM - timedelta(days=1)


def kind_on(unit: ProvinceRecord | CommuneRecord, day: date) -> str:
    """Return the kind on ``day``, through the earlier names."""
    past = [e for e in reversed(table().earlier(unit)) if day <= e.until]
    return past[0].kind if past else unit.kind


def communes_on(day: date) -> list[CommuneRecord]:
    return [unit for unit in table().data.communes if stands(unit, day)]


@pytest.mark.parametrize(
    ("day", "provinces", "cities"),
    [
        (EVE, 57, 6),
        (date(2024, 12, 31), 58, 5),
        (REFORM, 28, 6),
        (date(2026, 4, 29), 28, 6),
        (date(2026, 4, 30), 27, 7),
        (date(2026, 9, 1), 26, 8),
        (date(2026, 9, 19), 26, 8),
        (date(2026, 9, 20), 25, 9),
    ],
)
def test_provinces_and_cities_by_day(day: date, provinces: int, cities: int) -> None:
    counts = Counter(kind_on(unit, day) for unit in table().data.provinces if stands(unit, day))
    assert counts == {ProvinceKind.PROVINCE: provinces, ProvinceKind.CITY: cities}


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (REFORM, (2621, 687, 13)),
        (date(2026, 4, 30), (2611, 697, 13)),
        (date(2026, 9, 20), (2599, 709, 13)),
        (TODAY, (2599, 709, 13)),
    ],
)
def test_communes_of_today_by_kind(day: date, counts: tuple[int, int, int]) -> None:
    found = Counter(kind_on(unit, day) for unit in communes_on(day))
    kinds = (CommuneKind.COMMUNE, CommuneKind.WARD, CommuneKind.SPECIAL_ZONE)
    assert found == dict(zip(kinds, counts, strict=True))
    assert found.total() == 3321


def test_old_communes_are_the_10035_announced_and_five_island_districts() -> None:
    found = Counter(unit.kind for unit in communes_on(EVE))
    assert found == {
        CommuneKind.COMMUNE: 7692,
        CommuneKind.WARD: 1726,
        CommuneKind.TOWN: 617,
        CommuneKind.DISTRICT: 5,
    }
    assert found.total() == 10035 + 5


@pytest.mark.parametrize(
    ("code", "name", "old", "current"),
    [
        ("08", "Tuyên Quang", {"Hà Giang": 193, "Tuyên Quang": 137}, 124),
        ("75", "Đồng Nai", {"Bình Phước": 111, "Đồng Nai": 159}, 95),
        ("52", "Gia Lai", {"Bình Định": 155, "Gia Lai": 218}, 135),
        ("46", "Huế", {"Huế": 133}, 40),
        ("40", "Nghệ An", {"Nghệ An": 412}, 130),
    ],
)
def test_the_seed_provinces(code: str, name: str, old: dict[str, int], current: int) -> None:
    provinces = table().data.provinces
    merged = {u.code: u.name for u in provinces if u.successor == code}
    assert {u.name for u in provinces if u.code == code and not u.valid_to} == {name}
    assert Counter(merged[u.province] for u in communes_on(EVE) if u.province in merged) == old
    assert sum(u.province == code for u in communes_on(REFORM)) == current


def test_codes_are_used_again_with_another_meaning() -> None:
    names = {(u.code, stands(u, EVE)): u.name for u in table().data.provinces}
    assert (names["52", True], names["52", False]) == ("Bình Định", "Gia Lai")
    units = {(u.code, stands(u, EVE)): u for u in table().data.communes}
    assert (units["21952", True].kind, units["21952", False].kind) == (CommuneKind.TOWN, CommuneKind.COMMUNE)


def test_a_code_means_one_unit_on_any_day() -> None:
    for units in (table().data.provinces, table().data.communes):
        keys = Counter((unit.code, unit.valid_from) for unit in units)
        assert max(keys.values()) == 1
        for day in (EVE, REFORM, TODAY):
            assert max(Counter(unit.code for unit in units if stands(unit, day)).values()) == 1


def test_codes_and_names_are_well_formed() -> None:
    lengths = {CommuneKind.DISTRICT: 3}
    for unit in table().data.communes:
        assert unit.code.isdigit()
        assert len(unit.code) == lengths.get(unit.kind, 5)
        assert unit.name == unicodedata.normalize("NFC", unit.name).strip()
        assert unit.basis
        old = unit.valid_to is not None
        assert (unit.valid_from, unit.valid_to) == ((UNRECORDED_START, EVE) if old else (REFORM, None))
        assert bool(unit.district) == (old and unit.kind is not CommuneKind.DISTRICT)
        assert not unit.district or without_kind(unit.district)[0]
        assert len(unit.basis) <= 120
        assert len(unit.name) <= 80


def test_every_unit_lies_in_a_province_of_its_time() -> None:
    known = {(unit.code, unit.valid_from) for unit in table().data.provinces}
    assert {(unit.province, unit.valid_from) for unit in table().data.communes} == known


def test_every_old_commune_went_somewhere_and_every_new_one_came_from_somewhere() -> None:
    links = table().data.successors
    assert {link.old for link in links} == {unit.code for unit in communes_on(EVE)}
    assert {link.new for link in links} == {unit.code for unit in communes_on(REFORM)}
    assert len({(link.old, link.new) for link in links}) == len(links)
    assert {link.first_day for link in links} == {REFORM}


def test_split_says_how_many_successors_there_are() -> None:
    counts = Counter(link.old for link in table().data.successors)
    assert all(link.split == (counts[link.old] > 1) for link in table().data.successors)


def test_successors_stay_in_the_province_that_follows() -> None:
    after = {unit.code: unit.successor for unit in table().data.provinces if unit.valid_to}
    old = {unit.code: unit.province for unit in communes_on(EVE)}
    new = {unit.code: unit.province for unit in communes_on(REFORM)}
    assert all(new[link.new] == after[old[link.old]] for link in table().data.successors)


def test_the_two_sources_agree_on_nearly_everything() -> None:
    links = table().data.successors
    alone = {link.old for link in links if not link.agreed}
    assert len(alone) < 250
    whole = [link for link in links if not link.split and not link.agreed]
    assert {link.old for link in whole} == {"01651", "02482", "23674"}


def test_upgrades_keep_name_and_code() -> None:
    upgraded = {e.code: e for e in table().data.earlier_names if len(e.code) == 5 and e.valid_from == REFORM}
    units = {unit.code: unit for unit in communes_on(TODAY)}
    assert Counter((units[code].province, e.until) for code, e in upgraded.items()) == {
        ("75", date(2026, 4, 29)): 10,
        ("24", date(2026, 9, 19)): 12,
    }
    for code, earlier in upgraded.items():
        assert (earlier.name, earlier.kind) == (units[code].name, CommuneKind.COMMUNE)
        assert units[code].kind is CommuneKind.WARD


def test_stored_keys_are_those_of_the_present_rules() -> None:
    """If this fails, names get other keys than a loaded database has: raise ``dataset.KEYS`` and pin the new hash."""
    found = hashlib.sha256()
    for unit in table().data.communes:
        found.update(f"{name_key(unit.name)}|{search_text(unit.name, unit.district)}\n".encode())
    assert (dataset.KEYS, found.hexdigest()[:16]) == ("1", "d1f20504a674d734")


def test_the_sources_are_written_down() -> None:
    text = (dataset.FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    assert table().data.version in text
    assert all(word in text for word in ("GPL-3.0-or-later", "Apache-2.0", "MIT", "Known gaps"))
