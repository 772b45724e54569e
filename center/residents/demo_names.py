"""Parts of invented Vietnamese names, with something of their real frequencies."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from center.residents.person.models import Sex


@dataclass(frozen=True, slots=True)
class DemoName:
    """An invented name and the ethnic group it sounds like."""

    full_name: str
    ethnicity: str


_FAMILY = {
    "Nguyễn": 38, "Trần": 12, "Lê": 10, "Phạm": 7, "Hoàng": 3, "Huỳnh": 4, "Phan": 5, "Vũ": 3, "Võ": 4, "Đặng": 3,
    "Bùi": 3, "Đỗ": 2, "Hồ": 2, "Ngô": 2, "Dương": 2, "Lý": 1, "Đinh": 1, "Mai": 1, "Trịnh": 1, "Cao": 1, "Lương": 1,
    "Tạ": 1, "Châu": 1, "Đoàn": 1, "Lâm": 1,
}  # fmt: skip
_MIDDLE = {
    Sex.MALE: {
        "Văn": 30, "Đức": 6, "Hữu": 6, "Công": 5, "Quang": 5, "Minh": 6, "Thanh": 5, "Ngọc": 4, "Xuân": 3, "Đình": 4,
        "Trọng": 3, "Quốc": 5, "Hoàng": 5, "Anh": 3, "Mạnh": 2, "Tấn": 3, "Thành": 3, "Bá": 2,
    },
    Sex.FEMALE: {
        "Thị": 40, "Ngọc": 7, "Thanh": 6, "Thu": 6, "Kim": 6, "Bích": 4, "Hồng": 4, "Mỹ": 4, "Phương": 4, "Thị Ngọc": 3,
        "Thị Thanh": 3, "Thùy": 3,
    },
}  # fmt: skip
_MEN = (
    "An Bảo Bình Cường Dũng Duy Đạt Đông Đức Giang Hải Hậu Hiếu Hòa Hoàng Hùng Huy Khang Khánh Khoa Kiên Lâm Linh "
    "Long Lộc Luân Mạnh Minh Nam Nghĩa Nhân Phát Phong Phú Phúc Phước Quân Quang Quý Sang Sơn Tài Tâm Tân Thành "
    "Thắng Thiện Thịnh Thọ Tiến Toàn Trí Trung Trường Tú Tuấn Tùng Vinh Vũ Ước"
)
_WOMEN = (
    "Anh Ánh Chi Châu Diễm Dung Duyên Đào Giang Hà Hạnh Hằng Hiền Hoa Hồng Huệ Hương Huyền Lan Linh Loan Mai My "
    "Nga Ngân Nhi Nhung Oanh Phương Quyên Quỳnh Tâm Thảo Thắm Thu Thúy Thư Tiên Trang Trâm Trinh Tuyết Uyên Vân Vy "
    "Xuân Yến"
)
_GIVEN = {Sex.MALE: _MEN.split(), Sex.FEMALE: _WOMEN.split()}
_STIENG = ("Bảo", "Đen", "Hoanh", "Khuê", "Lai", "Mốt", "Ngọc", "Nhung", "Sen", "Thơi", "Vinh")
_EDE_CLANS = ("Niê", "Kbuôr", "Êban", "Mlô", "Ktla", "Byă", "Ayŭn")
_EDE_GIVEN = {
    Sex.MALE: ("Bhiông", "Blưm", "Dhiăm", "Klem", "Siu", "Thinh"),
    Sex.FEMALE: ("Bliă", "Dlim", "Mrao", "Nga", "Yun"),
}
_MONG_CLANS = ("Giàng", "Vàng", "Sùng", "Thào", "Mùa", "Hạng")
_MONG_GIVEN = {
    Sex.MALE: ("Páo", "Sử", "Chứ", "Dia", "Tủa", "Lử"),
    Sex.FEMALE: ("Dúa", "Mỷ", "Chía", "Sua", "Dợ"),
}
_THAI_FAMILY = ("Lò", "Cà", "Quàng", "Tòng", "Hoàng", "Vì")
_KHMER_FAMILY = ("Thạch", "Sơn", "Danh", "Kim", "Châu")
_KHMER_GIVEN = {
    Sex.MALE: ("Sóc", "Thươl", "Rinh", "Đa Ra", "Sa Rươl"),
    Sex.FEMALE: ("Sa Rây", "Rone", "Sô Phi", "Thi Đa"),
}


def demo_name(rng: Random, sex: Sex) -> DemoName:
    """Return an invented name of somebody of ``sex``; about one in eight is not Kinh."""
    group = rng.choices(("kinh", "stieng", "ede", "mong", "thai", "khmer"), (87, 4, 3, 2, 2, 2))[0]
    male = sex is Sex.MALE
    if group == "stieng":
        return DemoName(f"{'Điểu' if male else 'Thị'} {rng.choice(_STIENG)}", "Xtiêng")
    if group == "ede":
        given = rng.choice(_EDE_GIVEN[sex])
        return DemoName(f"{'Y ' if male else 'H' + chr(39)}{given} {rng.choice(_EDE_CLANS)}", "Ê Đê")
    if group == "mong":
        return DemoName(
            f"{rng.choice(_MONG_CLANS)} {'A' if male else 'Thị'} {rng.choice(_MONG_GIVEN[sex])}", "Mông"
        )
    if group == "thai":
        return DemoName(
            f"{rng.choice(_THAI_FAMILY)} {'Văn' if male else 'Thị'} {rng.choice(_GIVEN[sex])}", "Thái"
        )
    if group == "khmer":
        return DemoName(f"{rng.choice(_KHMER_FAMILY)} {rng.choice(_KHMER_GIVEN[sex])}", "Khmer")
    middle = _weighted(rng, _MIDDLE[sex])
    given = rng.choice([name for name in _GIVEN[sex] if name not in middle.split()])
    if rng.random() < 0.12:
        return DemoName(f"{_weighted(rng, _FAMILY)} {given}", "Kinh")
    return DemoName(f"{_weighted(rng, _FAMILY)} {middle} {given}", "Kinh")


def _weighted(rng: Random, table: dict[str, int]) -> str:
    return rng.choices(list(table), list(table.values()))[0]
