"""Joins the two sources and the corrections into one dataset, and says where the sources differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from center.places.build import corrections as fix
from center.places.build.paths import Finder, Path, SecondSource, path
from center.places.build.sources import FirstSource, Named, NamedRow, split_label
from center.places.dataset import (
    UNRECORDED_START,
    CommuneRecord,
    Dataset,
    EarlierNameRecord,
    ProvinceRecord,
    SuccessorRecord,
)
from center.places.kinds import CommuneKind, ProvinceKind, full_name

LAST_OLD_DAY = fix.REFORM_DAY - timedelta(days=1)
SECOND = "vietnam-address-converter 1.0.5"


@dataclass(frozen=True, slots=True)
class Merged:
    """The dataset, and what a person should look at."""

    dataset: Dataset
    differences: list[str]


def merge(first: FirstSource, second: list[NamedRow]) -> Merged:
    """Return the dataset. Raise ValueError where a correction no longer fits the sources."""
    return _Merge(first, SecondSource(second)).run()


@dataclass
class _Merge:
    first: FirstSource
    second: SecondSource
    differences: list[str] = field(default_factory=list)

    def run(self) -> Merged:
        old = list(self.old_communes())
        successors = list(self.successors(old))
        provinces = [*self.old_provinces(successors), *self.provinces()]
        communes = [*old, *self.communes()]
        self.compare_current()
        dataset = Dataset(
            max(
                upgrade.first_day for upgrade in (*fix.COMMUNES_TO_WARDS, *fix.PROVINCES_TO_CITIES)
            ).isoformat(),
            "",
            tuple(sorted(provinces, key=lambda unit: (unit.valid_from, unit.code))),
            tuple(sorted(communes, key=lambda unit: (unit.valid_from, unit.code))),
            tuple(sorted(self.earlier_names(old), key=lambda name: (name.valid_from, name.code))),
            tuple(sorted(successors, key=lambda link: (link.old, link.new))),
        )
        return Merged(dataset, self.differences)

    def provinces(self) -> Iterator[ProvinceRecord]:
        upgrades = {upgrade.code: upgrade.basis for upgrade in fix.PROVINCES_TO_CITIES}
        for code, unit in self.first.provinces.items():
            if code in upgrades and unit.kind != ProvinceKind.CITY:
                raise ValueError(f"province {code} is no city in the first source")
            basis = upgrades.get(code, fix.PROVINCE_REFORM)
            yield ProvinceRecord(code, fix.REFORM_DAY, None, ProvinceKind(unit.kind), unit.name, "", basis)

    def old_provinces(self, successors: list[SuccessorRecord]) -> Iterator[ProvinceRecord]:
        went: dict[str, set[str]] = defaultdict(set)
        for link in successors:
            went[self.place(link.old)[1]].add(self.first.communes[link.new][1])
        for code, unit in self.first.old_provinces.items():
            if len(went[code]) != 1:
                raise ValueError(f"old province {code} went to {sorted(went[code])}")
            yield ProvinceRecord(
                code,
                UNRECORDED_START,
                LAST_OLD_DAY,
                ProvinceKind(unit.kind),
                unit.name,
                went[code].pop(),
                fix.CONVERSION_TABLE,
            )

    def communes(self) -> Iterator[CommuneRecord]:
        upgrades = {upgrade.code: upgrade.basis for upgrade in fix.COMMUNES_TO_WARDS}
        for code, (unit, province) in self.first.communes.items():
            if code in upgrades and unit.kind != CommuneKind.COMMUNE:
                raise ValueError(f"commune {code} was no xã in the first source")
            kind = CommuneKind.WARD if code in upgrades else CommuneKind(unit.kind)
            basis = upgrades.get(code, fix.CODES_2025)
            yield CommuneRecord(code, fix.REFORM_DAY, None, province, kind, unit.name, "", basis)

    def earlier_names(self, old: list[CommuneRecord]) -> Iterator[EarlierNameRecord]:
        for code, name, kind, until, basis in fix.EARLIER_PROVINCES:
            yield EarlierNameRecord(code, UNRECORDED_START, until, kind, name, "", basis)
        by_name = {(unit.province, unit.district, unit.name): unit for unit in old}
        for change in fix.EARLIER_DISTRICTS:
            for name in change.names:
                unit = by_name[change.province, change.district, name]
                yield EarlierNameRecord(
                    unit.code,
                    UNRECORDED_START,
                    change.until,
                    change.earlier_kind or unit.kind,
                    name,
                    change.earlier_district,
                    change.basis,
                )
        for code, day, _basis in fix.PROVINCES_TO_CITIES:
            name = self.first.provinces[code].name
            yield _before(code, day, ProvinceKind.PROVINCE, name, fix.PROVINCE_REFORM)
        for code, day, _basis in fix.COMMUNES_TO_WARDS:
            name = self.first.communes[code][0].name
            yield _before(code, day, CommuneKind.COMMUNE, name, fix.CODES_2025)

    def old_communes(self) -> Iterator[CommuneRecord]:
        first = self.first
        codes = [*first.table, *fix.LEFT_OUT_BY_THE_TABLE]
        for code in sorted(first.old_communes.keys() - set(codes)):
            unit = first.old_communes[code][0]
            self.note(f"{code} {full_name(*unit)}: in the list of old units, not in the conversion table")
        taken = {
            self.old_path(code, first.old_communes[code][0]) for code in codes if code in first.old_communes
        }
        for code in codes:
            unit, basis = self.old_unit(code, taken)
            district, province = self.place(code)
            yield _old(code, province, unit, district, basis)
        for code in fix.DISTRICTS_WITHOUT_COMMUNES:
            label, province = first.old_districts[code]
            yield _old(code, province, split_label(label), "", "Huyện không có đơn vị cấp xã")

    def old_unit(self, code: str, taken: set[Path]) -> tuple[Named, str]:
        """Return an old commune's last name and its basis."""
        if code in fix.OLD_COMMUNES:
            kind, name, basis = fix.OLD_COMMUNES[code]
            return Named(kind, name), basis
        if code in fix.LEFT_OUT_BY_THE_TABLE:
            return self.first.old_communes[code][0], f"{SECOND}; không có trong bảng chuyển đổi"
        if code in self.first.old_communes:
            return self.first.old_communes[code][0], fix.CONVERSION_TABLE
        unit = self.name_by_successors(code, taken)
        self.note(f"{code}: not in the list of old units; the second source calls it {full_name(*unit)}")
        return unit, f"{fix.CONVERSION_TABLE}; tên: {SECOND}"

    def place(self, code: str) -> tuple[str, str]:
        """Return the district (with its kind) and the province's code of an old commune."""
        if code in fix.DISTRICTS_WITHOUT_COMMUNES:
            return self.first.old_districts[code]
        row = self.first.table.get(code)
        district = row.district if row else self.first.old_communes[code][1]
        label, province = self.first.old_districts[district]
        # Two rows of the table carry a neighbour's province code; the district is right.
        if row and row.province != province:
            self.note(f"{code}: province {row.province} in the conversion table, {province} by its district")
        return fix.OLD_DISTRICTS.get(district, label), province

    def old_path(self, code: str, unit: Named) -> Path:
        district, province = self.place(code)
        return path(self.first.old_provinces[province].name, district, full_name(*unit))

    def new_path(self, code: str) -> Path:
        unit, province = self.first.communes[code]
        return path(self.first.provinces[province].name, full_name(*unit))

    def name_by_successors(self, code: str, taken: set[Path]) -> Named:
        """Return the only name of the same district that no other code bears and that went the same way."""
        where = self.old_path(code, Named("xa", "?")).exact[:4]
        used = {known.exact for known in taken}
        went = set(self.first.table[code].successors)
        fitting = [
            known
            for known in self.second.successors
            if known.exact[:4] == where and known.exact not in used and self.their_successors(known) == went
        ]
        if len(fitting) != 1:
            raise ValueError(f"{len(fitting)} names fit old commune {code}")
        return split_label(self.second.labels[fitting[0]])

    @cached_property
    def current(self) -> dict[Path, str]:
        """Code by path of every current commune of the first source."""
        return {self.new_path(code): code for code in self.first.communes}

    @cached_property
    def current_finder(self) -> Finder:
        return Finder(self.current)

    def their_successors(self, known: Path) -> set[str]:
        """Return the codes of the communes the second source says ``known`` went to."""
        found = {new: self.current_finder.find(new) for new in self.second.successors[known]}
        for new, ours in found.items():
            if ours is None:
                raise ValueError(f"the second source's {new.exact} is no commune of the first")
        return {self.current[ours] for ours in found.values() if ours}

    def successors(self, old: list[CommuneRecord]) -> Iterator[SuccessorRecord]:
        seen: set[Path] = set()
        for unit in old:
            ours = self.our_successors(unit)
            their_name = self.second.finder.find(self.path_of(unit))
            theirs = self.their_successors(their_name) if their_name else set()
            if their_name:
                seen.add(their_name)
            if not their_name:
                self.note(f"{unit.code} {unit.name}, {unit.district}: unknown to the second source")
            elif ours != theirs:
                self.note(
                    f"{unit.code} {unit.name}, {unit.district}: to {sorted(ours)}, second source {sorted(theirs)}"
                )
            every = ours | theirs
            if not every:
                raise ValueError(f"old commune {unit.code} has no successor")
            for new in every:
                yield SuccessorRecord(
                    unit.code, new, fix.REFORM_DAY, len(every) > 1, new in ours and new in theirs
                )
        for known in sorted(self.second.successors.keys() - seen, key=lambda known: known.exact):
            self.note(f"{' '.join(known.exact)}: in the second source only")

    def our_successors(self, unit: CommuneRecord) -> set[str]:
        if unit.code in fix.DISTRICTS_WITHOUT_COMMUNES:
            return {fix.DISTRICTS_WITHOUT_COMMUNES[unit.code]}
        row = self.first.table.get(unit.code)
        return set(row.successors) if row else set()

    def path_of(self, unit: CommuneRecord) -> Path:
        province = self.first.old_provinces[unit.province].name
        if unit.kind is CommuneKind.DISTRICT:
            return path(province, full_name(unit.kind, unit.name), "")
        return path(province, unit.district, full_name(unit.kind, unit.name))

    def compare_current(self) -> None:
        theirs = {self.current_finder.find(known) for known in self.second.current}
        for known in self.current.keys() - theirs:
            self.note(f"{self.current[known]} {' '.join(known.exact)}: current, unknown to the second source")

    def note(self, difference: str) -> None:
        if difference not in self.differences:
            self.differences.append(difference)


def _old(code: str, province: str, unit: Named, district: str, basis: str) -> CommuneRecord:
    kind = CommuneKind(unit.kind)
    return CommuneRecord(code, UNRECORDED_START, LAST_OLD_DAY, province, kind, unit.name, district, basis)


def _before(code: str, day: date, kind: str, name: str, basis: str) -> EarlierNameRecord:
    return EarlierNameRecord(code, fix.REFORM_DAY, day - timedelta(days=1), kind, name, "", basis)
