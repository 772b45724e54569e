"""The data files as the rules see them, without a database: ids are positions in the files."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property, lru_cache

from center.places import dataset
from center.places.dataset import CommuneRecord, ProvinceRecord
from center.places.kinds import full_name
from center.places.rules import (
    Decision,
    KnownCommune,
    KnownProvince,
    Naming,
    decide,
    name_key,
    plain_key,
    read,
    read_address,
    without_kind,
)

TODAY = date(2026, 11, 22)


class Table:
    """Answers like ``queries.map_old_address``."""

    def __init__(self) -> None:
        self.data = dataset.read()
        self.by_name: dict[str, list[int]] = defaultdict(list)
        for i, unit in enumerate(self.data.communes):
            self.by_name[name_key(unit.name)].append(i)

    @cached_property
    def provinces(self) -> list[KnownProvince]:
        return [
            KnownProvince(
                i,
                (unit.name, *(e.name for e in self.earlier(unit))),
                (unit.kind, *(e.kind for e in self.earlier(unit))),
                None
                if unit.valid_to is None
                else self.province_on(unit.successor, unit.valid_to + timedelta(1)),
            )
            for i, unit in enumerate(self.data.provinces)
        ]

    def earlier(self, unit: ProvinceRecord | CommuneRecord) -> list[dataset.EarlierNameRecord]:
        key = (unit.code, unit.valid_from)
        return sorted((e for e in self.earlier_by_key[key]), key=lambda e: e.until, reverse=True)

    @cached_property
    def earlier_by_key(self) -> dict[dataset.Key, list[dataset.EarlierNameRecord]]:
        found: dict[dataset.Key, list[dataset.EarlierNameRecord]] = defaultdict(list)
        for name in self.data.earlier_names:
            found[name.code, name.valid_from].append(name)
        return found

    def province_on(self, code: str, day: date) -> int:
        return next(
            i for i, unit in enumerate(self.data.provinces) if unit.code == code and stands(unit, day)
        )

    def province_of(self, i: int) -> int:
        unit = self.data.communes[i]
        return self._province_ids[unit.province, unit.valid_from]

    @cached_property
    def _province_ids(self) -> dict[dataset.Key, int]:
        return {(unit.code, unit.valid_from): i for i, unit in enumerate(self.data.provinces)}

    def known(self, i: int) -> KnownCommune:
        unit = self.data.communes[i]
        namings = (
            Naming(unit.kind, unit.district),
            *(Naming(e.kind, e.district) for e in self.earlier(unit)),
        )
        return KnownCommune(i, unit.name, namings, self.province_of(i), unit.valid_to is None)

    @cached_property
    def today(self) -> dict[int, tuple[int, ...]]:
        position = {(unit.code, unit.valid_from): i for i, unit in enumerate(self.data.communes)}
        found: dict[int, tuple[int, ...]] = defaultdict(tuple)
        for link in self.data.successors:
            old = position[link.old, dataset.UNRECORDED_START]
            found[old] = (*found[old], position[link.new, link.first_day])
        return dict(found)

    def label(self, i: int) -> str:
        unit = self.data.communes[i]
        province = self.data.provinces[self.province_of(i)]
        parts = (full_name(unit.kind, unit.name), unit.district, full_name(province.kind, province.name))
        return ", ".join(part for part in parts if part)

    def district_keys(self, provinces: frozenset[int]) -> set[str]:
        return {
            plain_key(without_kind(naming.district)[1])
            for i in range(len(self.data.communes))
            if self.province_of(i) in provinces
            for naming in self.known(i).namings
            if naming.district
        }

    def map(self, text: str) -> Decision:
        address = read_address(text, self.provinces)
        provinces = address.named | address.related
        communes = [
            self.known(i)
            for key in address.name_keys()
            for i in self.by_name.get(key, ())
            if not provinces or self.province_of(i) in provinces
        ]
        return decide(read(address, communes, lambda: self.district_keys(provinces)), self.today)


def stands(unit: ProvinceRecord | CommuneRecord, day: date) -> bool:
    return unit.valid_from <= day and (unit.valid_to is None or day <= unit.valid_to)


@lru_cache(1)
def table() -> Table:
    return Table()
