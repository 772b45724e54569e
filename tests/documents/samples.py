"""A paper with every kind of part, for tests of the base."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from center.agency.rules import Profile

PROFILE = Profile(
    valid_from=date(2022, 1, 1),
    name="Cơ sở cai nghiện ma túy số 1 tỉnh Thử Nghiệm",
    superior="Công an tỉnh Thử Nghiệm",
    head_name="Trần Thị Lãnh Đạo",
    advising_unit="Tổ Hồ sơ",
    place_name="Thử Nghiệm",
    address="Thôn Mẫu, xã Thử, tỉnh Thử Nghiệm",
    symbol="CSCN",
)

TEMPLATE = """
{% extends "documents/_base/paper.html" %}
{% import "documents/_base/macros.html" as paper %}
{% block body %}
{{ paper.letterhead(profile, profile.place_name, signed_on, symbol, number) }}
{{ paper.title("Giấy xác nhận", "Chấp hành xong Quyết định") }}
{{ paper.legal_basis(basis) }}
{{ paper.addressees(addressees) }}
{{ paper.field("Họ, tên (viết in hoa)", name|capitals, "1.") }}
{{ paper.fields([("Giới tính", sex), ("Ngày, tháng, năm sinh", born_on|date if born_on else none)]) }}
{{ paper.long_field("Tình trạng", condition, 3) }}
{{ paper.numbered(papers, 2) }}
<p>Thời gian chấp hành: từ ngày: {{ first_day|slash_date }} đến {{ last_day|slash_date }}.
{{ paper.tick(true) }} Đạt {{ paper.tick(false) }} Không đạt</p>
<table class="grid"><thead><tr><th>TT</th><th>Nội dung</th></tr></thead><tbody>
{% for row in rows %}<tr><td class="count">{{ loop.index }}</td><td>{{ row }}</td></tr>{% endfor %}
</tbody></table>
{% call paper.closing(["Như trên", "Lưu: VT, HS"]) %}
{{ paper.signature("Trưởng cơ sở", signer, "(Ký, ghi rõ họ tên, đóng dấu)") }}
{% endcall %}
{% endblock %}
"""

DATA: dict[str, Any] = {
    "profile": PROFILE,
    "signed_on": date(2026, 7, 5),
    "symbol": "CN-CSCN",
    "number": 5,
    "basis": ["Căn cứ Luật Phòng, chống ma túy", "Theo đề nghị của Tổ Hồ sơ."],
    "addressees": ["Tòa án nhân dân khu vực 1", "Công an xã Thử"],
    "name": "Nguyễn Thị Phượng",
    "sex": "Nữ",
    "born_on": date(1990, 2, 3),
    "condition": "Tỉnh táo.\nKhông có dấu hiệu bất thường.",
    "papers": ["Quyết định số 12/QĐ-TA"],
    "first_day": date(2025, 1, 5),
    "last_day": date(2026, 7, 4),
    "rows": ["Đặng Thị Ẩn", "Ỷ Thiên Đồ Long"],
    "signer": "Trần Thị Lãnh Đạo",
}

EMPTY: dict[str, Any] = {
    **DATA,
    "number": None,
    "signed_on": None,
    "name": None,
    "sex": None,
    "born_on": None,
    "condition": None,
    "papers": [],
    "first_day": None,
    "last_day": None,
    "rows": [],
    "signer": None,
}


def add_template(app: Flask, name: str, source: str) -> None:
    """Let papers use ``source`` under ``name``."""
    papers = app.extensions["center.papers"]
    papers.loader = ChoiceLoader([DictLoader({name: source}), papers.loader])
