"""The kinds of administrative units, and their words in Vietnamese."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ProvinceKind(StrEnum):
    """What a unit of the first level is."""

    PROVINCE = "tinh"
    CITY = "thanh_pho"


class CommuneKind(StrEnum):
    """What a unit of the commune level is. The last two ended on 2025-06-30."""

    COMMUNE = "xa"
    WARD = "phuong"
    SPECIAL_ZONE = "dac_khu"
    TOWN = "thi_tran"
    DISTRICT = "huyen"
    """An island district that had no communes: the lowest unit of its place."""


WORDS: dict[str, str] = {
    ProvinceKind.PROVINCE: "Tỉnh",
    ProvinceKind.CITY: "Thành phố",
    CommuneKind.COMMUNE: "Xã",
    CommuneKind.WARD: "Phường",
    CommuneKind.SPECIAL_ZONE: "Đặc khu",
    CommuneKind.TOWN: "Thị trấn",
    CommuneKind.DISTRICT: "Huyện",
}
"""The legal words: part of a unit's name, so never translated."""


@dataclass(frozen=True, slots=True)
class EarlierName:
    """What the same unit was called, and was, up to a day."""

    name: str
    kind: str
    district: str
    """With its kind; blank for provinces and for units since 2025-07-01."""
    until: date
    """Last day of that name, kind and district."""


def full_name(kind: str, name: str) -> str:
    """Return the name with its kind: ``Xã Phú Riềng``."""
    return f"{WORDS[kind]} {name}"
