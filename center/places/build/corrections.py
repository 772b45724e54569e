"""What the packages get wrong or leave out, each with its legal basis (INTEROP 2.1, 2.3; ``data/SOURCES.md``)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from center.places.kinds import CommuneKind, ProvinceKind

REFORM_DAY = date(2025, 7, 1)
"""First day of the two-tier order and of the codes of Decision 19/2025/QĐ-TTg."""
PROVINCE_REFORM = "202/2025/QH15"
CODES_2025 = "19/2025/QĐ-TTg"
CONVERSION_TABLE = "Bảng chuyển đổi ĐVHC 2025"
"""The Statistics Office's table of old and new units, from which the first source was generated."""


class Upgrade(NamedTuple):
    """A unit that became another kind of unit; code, name and area stayed."""

    code: str
    first_day: date
    basis: str


PROVINCES_TO_CITIES = (
    Upgrade("75", date(2026, 4, 30), "30/2026/QH16"),  # Đồng Nai
    Upgrade("22", date(2026, 9, 1), "36/2026/QH16"),  # Quảng Ninh
    Upgrade("24", date(2026, 9, 20), "39/2026/QH16"),  # Bắc Ninh
)

_DONG_NAI = ["25270", "25357", "25363", "26116", "26170", "26248", "26326", "26368", "26425", "26485"]
_BAC_NINH = [
    "07294",
    "07375",
    "07399",
    "07444",
    "07840",
    "09193",
    "09292",
    "09313",
    "09319",
    "09454",
    "09475",
    "09496",
]
COMMUNES_TO_WARDS = tuple(
    Upgrade(code, day, basis)
    for codes, day, basis in (
        (_DONG_NAI, date(2026, 4, 30), "237/NQ-UBTVQH16"),
        (_BAC_NINH, date(2026, 9, 20), "388/NQ-UBTVQH16"),
    )
    for code in codes
)


class EarlierProvince(NamedTuple):
    """An old province that had another name or kind before the last one."""

    code: str
    name: str
    kind: ProvinceKind
    until: date
    basis: str


EARLIER_PROVINCES = (
    EarlierProvince("46", "Thừa Thiên Huế", ProvinceKind.PROVINCE, date(2024, 12, 31), "175/2024/QH15"),
)

OLD_DISTRICTS = {
    "123": "Thị xã Mộc Châu",  # 1280/NQ-UBTVQH15, from 2025-02-01
    "754": "Thành phố Phú Mỹ",  # 1365/NQ-UBTVQH15, from 2025-03-01
}
"""Districts whose last name is newer than the first source's list of old units."""

_SON_LA = "1280/NQ-UBTVQH15"
_PHU_MY = "1365/NQ-UBTVQH15"
OLD_COMMUNES = {
    "26707": (CommuneKind.WARD, "Tân Hòa", _PHU_MY),
    "26710": (CommuneKind.WARD, "Tân Hải", _PHU_MY),
} | {
    code: (kind, name, _SON_LA)
    for code, kind, name in (
        ("03703", CommuneKind.TOWN, "Mường Giàng"),
        ("03748", CommuneKind.COMMUNE, "Phổng Ly"),
        ("03910", CommuneKind.TOWN, "Quang Huy"),
        ("03979", CommuneKind.WARD, "Mộc Sơn"),
        ("03980", CommuneKind.WARD, "Mộc Lỵ"),
        ("03982", CommuneKind.WARD, "Thảo Nguyên"),
        ("03983", CommuneKind.WARD, "Bình Minh"),
        ("03984", CommuneKind.WARD, "Cờ Đỏ"),
        ("03997", CommuneKind.COMMUNE, "Tân Yên"),
        ("04000", CommuneKind.COMMUNE, "Đoàn Kết"),
        ("04015", CommuneKind.COMMUNE, "Chiềng Chung"),
        ("04027", CommuneKind.WARD, "Mường Sang"),
        ("04030", CommuneKind.WARD, "Đông Sang"),
        ("04033", CommuneKind.WARD, "Vân Sơn"),
        ("04075", CommuneKind.TOWN, "Yên Châu"),
    )
}
"""Communes of Sơn La as renamed from 2025-02-01, and of Phú Mỹ from 2025-03-01; the first source's list is older.

The names are the second source's, except that Mường Sang and Đông Sang are wards here (the town had 8 wards and
7 communes). Which code bears which follows from the communes they went to, and for
Đoàn Kết and Chiềng Chung from what is left.
"""

LEFT_OUT_BY_THE_TABLE = ("01651", "02482")
"""Mỹ Hưng (Quảng Hòa, Cao Bằng) and Phú Thịnh (Yên Sơn, Tuyên Quang): missing from the conversion table, known to
both lists of old units, mapped by the second source. With them there are 10,035 communes, the number announced."""

DISTRICTS_WITHOUT_COMMUNES = {"318": "11948", "471": "19742", "498": "20333", "536": "21548", "755": "26732"}
"""Island districts without communes, and the special zone each became (Bạch Long Vĩ, Cồn Cỏ, Hoàng Sa, Lý Sơn,
Côn Đảo): the second source maps them, the first leaves their successors without a source."""


class EarlierDistrict(NamedTuple):
    """Communes of one district that lay in another, or were of another kind, until a day; their area stayed."""

    province: str
    district: str
    """The last one."""
    names: tuple[str, ...]
    earlier_district: str
    earlier_kind: CommuneKind | None
    """None: the same."""
    until: date
    basis: str


def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split(", "))


_HUE = ("1314/NQ-UBTVQH15", date(2024, 12, 31))
_VINH = ("1243/NQ-UBTVQH15", date(2024, 11, 30))
EARLIER_DISTRICTS = tuple(
    EarlierDistrict(province, district, _split(names), earlier, kind, until, basis)
    for province, (basis, until), district, earlier, kind, names in (
        (
            "46",
            _HUE,
            "Quận Phú Xuân",
            "Thành phố Huế",
            None,
            (
                "An Hòa, Đông Ba, Gia Hội, Hương An, Hương Long, Hương Sơ, Hương Vinh, Kim Long, Phú Hậu, Tây Lộc, "
                "Thuận Hòa, Thuận Lộc"
            ),
        ),
        (
            "46",
            _HUE,
            "Quận Thuận Hóa",
            "Thành phố Huế",
            None,
            (
                "An Cựu, An Đông, An Tây, Phú Hội, Phú Nhuận, Phú Thượng, Phước Vĩnh, Phường Đúc, Thuận An, "
                "Thuỷ Biều, Thủy Vân, Thuỷ Xuân, Trường An, Vĩnh Ninh, Vỹ Dạ, Xuân Phú"
            ),
        ),
        ("46", _HUE, "Quận Thuận Hóa", "Thành phố Huế", CommuneKind.COMMUNE, "Hương Phong, Thủy Bằng"),
        (
            "46",
            _HUE,
            "Huyện Phú Lộc",
            "Huyện Nam Đông",
            None,
            (
                "Hương Hữu, Hương Lộc, Hương Phú, Hương Sơn, Hương Xuân, Khe Tre, Thượng Lộ, Thượng Long, "
                "Thượng Nhật, Thượng Quảng"
            ),
        ),
        ("46", _HUE, "Huyện Phú Lộc", "Huyện Phú Lộc", CommuneKind.COMMUNE, "Lộc Sơn"),
        (
            "40",
            _VINH,
            "Thành phố Vinh",
            "Thị xã Cửa Lò",
            None,
            "Nghi Hải, Nghi Hòa, Nghi Hương, Nghi Tân, Nghi Thu, Nghi Thuỷ, Thu Thuỷ",
        ),
        ("40", _VINH, "Thành phố Vinh", "Huyện Nghi Lộc", None, "Nghi Phong, Nghi Thái, Nghi Xuân, Phúc Thọ"),
        (
            "40",
            _VINH,
            "Thành phố Vinh",
            "Thành phố Vinh",
            CommuneKind.COMMUNE,
            "Hưng Đông, Hưng Lộc, Nghi Đức, Nghi Phú",
        ),
    )
)
"""Cards and decisions show these for years: Huế and Vinh, checked in press reports of the resolutions and in the
province's own list of communes. Thuận An took in Hải Dương on the same day. Other provinces: a known gap."""
