"""Which province the first three digits of a personal number name.

The codes mean the place where the birth was registered, as the 63 provinces stood until 2025-06-30; the 34
provinces of today use a part of them for births registered since, some with another meaning (INTEROP 1.4,
2.3). A number does not say when the birth was registered, so both names are given where they differ.
"""

from __future__ import annotations

from types import MappingProxyType

_OLD = """
001 Hà Nội · 002 Hà Giang · 004 Cao Bằng · 006 Bắc Kạn · 008 Tuyên Quang · 010 Lào Cai · 011 Điện Biên
· 012 Lai Châu · 014 Sơn La · 015 Yên Bái · 017 Hoà Bình · 019 Thái Nguyên · 020 Lạng Sơn · 022 Quảng Ninh
· 024 Bắc Giang · 025 Phú Thọ · 026 Vĩnh Phúc · 027 Bắc Ninh · 030 Hải Dương · 031 Hải Phòng · 033 Hưng Yên
· 034 Thái Bình · 035 Hà Nam · 036 Nam Định · 037 Ninh Bình · 038 Thanh Hóa · 040 Nghệ An · 042 Hà Tĩnh
· 044 Quảng Bình · 045 Quảng Trị · 046 Thừa Thiên Huế · 048 Đà Nẵng · 049 Quảng Nam · 051 Quảng Ngãi
· 052 Bình Định · 054 Phú Yên · 056 Khánh Hòa · 058 Ninh Thuận · 060 Bình Thuận · 062 Kon Tum · 064 Gia Lai
· 066 Đắk Lắk · 067 Đắk Nông · 068 Lâm Đồng · 070 Bình Phước · 072 Tây Ninh · 074 Bình Dương · 075 Đồng Nai
· 077 Bà Rịa - Vũng Tàu · 079 Hồ Chí Minh · 080 Long An · 082 Tiền Giang · 083 Bến Tre · 084 Trà Vinh
· 086 Vĩnh Long · 087 Đồng Tháp · 089 An Giang · 091 Kiên Giang · 092 Cần Thơ · 093 Hậu Giang
· 094 Sóc Trăng · 095 Bạc Liêu · 096 Cà Mau
"""

OLD_PROVINCES = MappingProxyType({entry[:3]: entry[4:] for entry in " ".join(_OLD.split()).split(" · ")})
"""The 63 provinces until 2025-06-30 by their code with a leading zero."""

RENAMED_SINCE_2025 = MappingProxyType(
    {
        "015": "Lào Cai",
        "024": "Bắc Ninh",
        "044": "Quảng Trị",
        "052": "Gia Lai",
        "080": "Tây Ninh",
        "082": "Đồng Tháp",
        "091": "An Giang",
    }
)
"""Codes that name another province for births registered from 2025-07-01 on."""


def birth_province(code: str, birth_year: int) -> str | None:
    """Return the name of the province ``code`` (three digits) stands for, or None when it is none of ours.

    Everybody born before 2025 is registered under the old meaning, late registrations apart; for a later
    birth year a code with two meanings gives both names.
    """
    old = OLD_PROVINCES.get(code)
    new = RENAMED_SINCE_2025.get(code)
    return f"{old} / {new}" if old and new and birth_year >= 2025 else old
