"""Vietnamese words for clothing and kit; the codes are those of the legal parameters' names."""

from __future__ import annotations

from dataclasses import dataclass

from center.i18n import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class KitWord:
    """What a thing is called, its unit, and which size it takes."""

    label: str
    unit: str
    size: str = ""
    """clothes, shoes, or nothing."""


KIT = {
    "mosquito_nets": KitWord(_l("Màn"), _l("chiếc")),
    "blankets": KitWord(_l("Chăn"), _l("chiếc")),
    "pillows": KitWord(_l("Gối"), _l("chiếc")),
    "long_sets": KitWord(_l("Quần áo dài"), _l("bộ"), "clothes"),
    "short_sets": KitWord(_l("Quần áo ngắn tay"), _l("bộ"), "clothes"),
    "underwear_sets": KitWord(_l("Quần áo lót"), _l("bộ"), "clothes"),
    "sandals": KitWord(_l("Dép nhựa"), _l("đôi"), "shoes"),
    "raincoats": KitWord(_l("Áo mưa ni lông"), _l("chiếc")),
    "hats": KitWord(_l("Mũ vải"), _l("chiếc")),
    "face_towels": KitWord(_l("Khăn mặt"), _l("chiếc")),
    "toothbrushes": KitWord(_l("Bàn chải đánh răng"), _l("chiếc")),
    "mats": KitWord(_l("Chiếu"), _l("chiếc")),
    "toothpaste": KitWord(_l("Kem đánh răng"), "g"),
    "soap": KitWord(_l("Xà phòng"), "g"),
    "shampoo": KitWord(_l("Dầu gội đầu"), "ml"),
    "warm_coats": KitWord(_l("Áo ấm"), _l("chiếc"), "clothes"),
    "socks": KitWord(_l("Tất"), _l("đôi")),
    "padded_blankets": KitWord(_l("Chăn bông"), _l("chiếc")),
    "work_sets": KitWord(_l("Quần áo bảo hộ lao động"), _l("bộ"), "clothes"),
    "release_set": KitWord(_l("Quần áo thường khi ra"), _l("bộ"), "clothes"),
    "women_hygiene": KitWord(_l("Đồ dùng vệ sinh phụ nữ"), _l("lần")),
}

GROUP_LABELS = {
    "entry": _l("Cấp khi vào"),
    "year": _l("Mỗi năm"),
    "north": _l("Mùa lạnh, từ Đà Nẵng trở ra"),
}
