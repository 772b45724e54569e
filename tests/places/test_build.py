"""The script that makes the data files, on two tiny packages of the same shape."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from center.places import dataset
from center.places.build import corrections
from center.places.build.merge import merge
from center.places.build.paths import Finder, path
from center.places.build.sources import Named, read_first, read_second, split_label
from center.places.kinds import CommuneKind, ProvinceKind

NOW = """
PROVINCE_MAPPING = {
    75: Province('Thành phố Đồng Nai', ProvinceCode.P_75, VietNamDivisionType.X, 'dong_nai', 251),
}
WARD_MAPPING = {
    25252: Ward('Xã Phú Riềng', WardCode.W_25252, VietNamDivisionType.XA, 'x', ProvinceCode.P_75),
    25270: Ward('Xã Lộc Ninh', WardCode.W_25270, VietNamDivisionType.XA, 'x', ProvinceCode.P_75),
}
"""
OLD = """
PROVINCE_MAPPING: dict[int, Province] = {70: Province('Tỉnh Bình Phước', ProvinceCode.P_70, X.TINH, 'x', 271)}
DISTRICT_MAPPING: dict[int, District] = {
    698: District('Huyện Phú Riềng', DistrictCode.D_698, X.HUYEN, 'x', ProvinceCode.P_70),
    692: District('Huyện Lộc Ninh', DistrictCode.D_692, X.HUYEN, 'x', ProvinceCode.P_70),
}
WARD_MAPPING: dict[int, Ward] = {
    25252: Ward('Xã Phú Riềng', WardCode.W_25252, X.XA, 'x', DistrictCode.D_698),
    25255: Ward('Xã Đăk Ơ', WardCode.W_25255, X.XA, 'x', DistrictCode.D_698),
    25270: Ward('Thị trấn Lộc Ninh', WardCode.W_25270, X.THI_TRAN, 'x', DistrictCode.D_692),
    25999: Ward('Xã Đã Hết', WardCode.W_25999, X.XA, 'x', DistrictCode.D_692),
}
"""
WARDS = """
OLD_TO_NEW: dict[int, OldToNewEntry] = {
    25252: OldToNewEntry(OldWardRef(25252, 698, 70, False), (NewWardRef(25252, 75),)),
    25255: OldToNewEntry(OldWardRef(25255, 698, 70, True), (NewWardRef(25252, 75),)),
    25256: OldToNewEntry(OldWardRef(25256, 698, 70, False), (NewWardRef(25252, 75),)),
    25270: OldToNewEntry(OldWardRef(25270, 692, 71, False), (NewWardRef(25270, 75),)),
}
"""
ROWS = [
    ("Tỉnh Bình Phước", "Huyện Phú Riềng", "Xã Phú Riềng", "Xã Phú Riềng"),
    ("Tỉnh Bình Phước", "Huyện Phú Riềng", "Xã Đắk Ơ", "Xã Phú Riềng"),
    ("Tỉnh Bình Phước", "Huyện Phú Riềng", "Xã Đắk Ơ", "Xã Lộc Ninh"),
    ("Tỉnh Bình Phước", "Huyện Phú Riềng", "Xã Long Hà", "Xã Phú Riềng"),
    ("Tỉnh Bình Phước", "Huyện Lộc Ninh", "Thị Trấn Lộc Ninh", "Xã Lộc Ninh"),
]


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    first = tmp_path / "one" / "vietnam_provinces"
    (first / "legacy").mkdir(parents=True)
    (first / "_lookup.py").write_text(NOW, encoding="utf-8")
    (first / "legacy" / "_lookup.py").write_text(OLD, encoding="utf-8")
    (first / "_ward_conversion_2025.py").write_text(WARDS, encoding="utf-8")
    second = tmp_path / "two" / "vietnam_address_converter"
    second.mkdir(parents=True)
    (second / "batch.py").touch()
    rows = [
        {
            "old": {"province_name": province, "district_name": district, "ward_name": commune},
            "new": {"province_name": "Tỉnh Đồng Nai", "ward_name": new},
        }
        for province, district, commune, new in ROWS
    ]
    text = json.dumps({"mapping": {"rows": rows}}, ensure_ascii=False)
    (second / "data.py").write_text(f"DATA = json.loads({text!r})\n", encoding="utf-8")
    upgrade = corrections.Upgrade("25270", date(2026, 4, 30), "237/NQ-UBTVQH16")
    monkeypatch.setattr(
        corrections, "PROVINCES_TO_CITIES", (upgrade._replace(code="75", basis="30/2026/QH16"),)
    )
    monkeypatch.setattr(corrections, "COMMUNES_TO_WARDS", (upgrade,))
    for name in ("EARLIER_PROVINCES", "EARLIER_DISTRICTS", "LEFT_OUT_BY_THE_TABLE"):
        monkeypatch.setattr(corrections, name, ())
    for name in ("OLD_COMMUNES", "OLD_DISTRICTS", "DISTRICTS_WITHOUT_COMMUNES"):
        monkeypatch.setattr(corrections, name, {})
    return tmp_path


def test_both_sources_and_the_corrections_become_one(sources: Path) -> None:
    made = merge(read_first(sources), read_second(sources))
    data = made.dataset
    assert [(u.code, u.kind, u.successor) for u in data.provinces] == [
        ("70", ProvinceKind.PROVINCE, "75"),
        ("75", ProvinceKind.CITY, ""),
    ]
    assert [(u.code, u.kind, u.name, u.district) for u in data.communes if u.valid_to] == [
        ("25252", CommuneKind.COMMUNE, "Phú Riềng", "Huyện Phú Riềng"),
        ("25255", CommuneKind.COMMUNE, "Đăk Ơ", "Huyện Phú Riềng"),
        ("25256", CommuneKind.COMMUNE, "Long Hà", "Huyện Phú Riềng"),  # named by the second source
        ("25270", CommuneKind.TOWN, "Lộc Ninh", "Huyện Lộc Ninh"),
    ]
    assert {(u.code, u.kind) for u in data.communes if not u.valid_to} == {
        ("25252", CommuneKind.COMMUNE),
        ("25270", CommuneKind.WARD),
    }
    assert [(link.old, link.new, link.split, link.agreed) for link in data.successors] == [
        ("25252", "25252", False, True),
        ("25255", "25252", True, True),
        ("25255", "25270", True, False),  # Đắk Ơ is found though it is written Đăk Ơ
        ("25256", "25252", False, True),
        ("25270", "25270", False, True),
    ]
    assert {(e.code, e.kind, e.until) for e in data.earlier_names} == {
        ("75", ProvinceKind.PROVINCE, date(2026, 4, 29)),
        ("25270", CommuneKind.COMMUNE, date(2026, 4, 29)),
    }


def test_differences_are_told(sources: Path) -> None:
    told = "\n".join(merge(read_first(sources), read_second(sources)).differences)
    assert "25999 Xã Đã Hết: in the list of old units, not in the conversion table" in told
    assert "25256: not in the list of old units; the second source calls it Xã Long Hà" in told
    assert "25270: province 71 in the conversion table, 70 by its district" in told
    assert "25255 Đăk Ơ, Huyện Phú Riềng: to ['25252'], second source ['25252', '25270']" in told


def test_a_correction_that_no_longer_fits_stops_the_script(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgraded = NOW.replace("'Xã Lộc Ninh'", "'Phường Lộc Ninh'")
    (sources / "one" / "vietnam_provinces" / "_lookup.py").write_text(upgraded, encoding="utf-8")
    with pytest.raises(ValueError, match="25270"):
        merge(read_first(sources), read_second(sources))


def test_what_is_written_is_read_back(sources: Path, tmp_path: Path) -> None:
    data = merge(read_first(sources), read_second(sources)).dataset
    dataset.write(data, tmp_path / "out")
    back = dataset.read(tmp_path / "out")
    assert (back.provinces, back.communes) == (data.provinces, data.communes)
    assert (back.earlier_names, back.successors) == (data.earlier_names, data.successors)
    before = back.digest
    dataset.write(data, tmp_path / "out")
    assert dataset.digest(tmp_path / "out") == before
    (tmp_path / "out" / "version.txt").write_text("2027-01-01\n", encoding="utf-8")
    assert dataset.digest(tmp_path / "out") != before


def test_the_shipped_files_are_as_the_script_writes_them(tmp_path: Path) -> None:
    dataset.write(dataset.read(), tmp_path)
    assert dataset.digest(tmp_path) == dataset.digest()


def test_labels_are_taken_apart() -> None:
    assert split_label("Thị Trấn  Tà Lùng") == Named("thi_tran", "Tà Lùng")
    assert split_label("Thành phố Huế") == Named("thanh_pho", "Huế")
    with pytest.raises(ValueError, match="Huế"):
        split_label("Huế")


def test_a_path_is_found_as_written_or_as_the_only_one_alike() -> None:
    known = [
        path("Bình Phước", "Huyện Lộc Ninh", name) for name in ("Xã Lộc Thành", "Xã Lộc Thạnh", "Xã Đăk Ơ")
    ]
    finder = Finder(known)
    assert finder.find(known[1]) == known[1]
    assert finder.find(path("Bình Phước", "Huyện Lộc Ninh", "Phường Đăk Ơ")) == known[2]
    assert finder.find(path("Bình Phước", "Huyện Lộc Ninh", "Xã Lộc Thanh")) is None, "two are alike"
    assert finder.find(path("Bình Phước", "Huyện Khác", "Xã Đăk Ơ")) is None


def test_the_script_says_what_it_needs() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "center.places.build", "--help"], capture_output=True, text=True, check=True
    )
    assert "--sources" in told.stdout


def test_missing_packages_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"_ward_conversion_2025\.py"):
        read_first(tmp_path)
