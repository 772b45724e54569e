"""What the kitchen cooks with: a form, a list of people, charts, navigation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from wtforms import (
    BooleanField,
    FileField,
    FormField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional

from center.errors import Refusal
from center.ui import charts, panels, term_line
from center.ui.fields import (
    LocalDateTimeField,
    LocalTimeField,
    VietnameseDateField,
    VietnameseDecimalField,
    WholeNumberField,
    choices,
)
from center.ui.filters import SEXES
from center.ui.forms import ActIdField, BaseForm
from center.ui.navigation import NavItem
from center.ui.tables import Column

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
"""Sunday 2026-11-22, 09:00 at the center."""

MESSAGES = {
    "kitchen.bed_taken": Refusal(
        what="Giường {bed} đã có người từ {since}.",
        next_step="Chọn giường khác trong khu, hoặc chuyển người đang nằm trước.",
        rule="Mỗi giường một người (Điều 41 Nghị định 116/2021/NĐ-CP).",
    ),
    "kitchen.too_young": Refusal(
        what="Chưa đủ {age} tuổi vào ngày {on}.",
        next_step="Chuyển sang quy trình dành cho người từ đủ 12 đến dưới 18 tuổi.",
    ),
}

NAVIGATION = [
    NavItem("Hôm nay", "home", None, "house", "day", 1),
    NavItem("Danh sách", "people", "residents.view", "people", "residents", 1),
    NavItem("Tiếp nhận", "form", "residents.admit", "person-plus", "residents", 2),
    NavItem("Phòng, giường", "beds", "residents.house", "door-open", "residents", 3),
    NavItem("Khám, theo dõi", "person", "medical.view", "heart-pulse", "medical", 1),
    NavItem("Lớp học", "classes", "vocational.view", "mortarboard", "vocational", 1),
    NavItem("Giờ lao động", "labour", "vocational.labour", "hammer", "vocational", 2),
    NavItem("Quét thẻ", "scan_page", "security.scan", "qr-code-scan", "security", 1),
    NavItem("Sự việc", "incidents", "security.view", "exclamation-triangle-fill", "security", 2),
    NavItem("Bàn giao", "packets", "handover.view", "box-seam", "handover", 1),
    NavItem("Tài khoản", "accounts", "auth.accounts", "key", "system", 1),
]
PLACEHOLDERS = ("beds", "classes", "labour", "incidents", "packets", "accounts")
TABS = (
    "Tổng quan",
    "Thời hạn",
    "Y tế",
    "Học nghề, lao động",
    "An ninh",
    "Tư trang",
    "Bàn giao",
    "Dòng thời gian",
)


class Address(BaseForm):
    street = StringField("Số nhà, đường", [DataRequired()])


class SinkForm(BaseForm):
    act_id = ActIdField()
    full_name = StringField("Họ, chữ đệm và tên", [DataRequired(), Length(max=80)])
    born_on = VietnameseDateField("Ngày sinh", [DataRequired()])
    sex = RadioField("Giới tính", choices=choices(SEXES.items()), default="male")
    card_number = StringField("Số định danh cá nhân", [Length(min=12, max=12)])
    commune = StringField("Nơi thường trú")
    kind = SelectField(
        "Hình thức cai nghiện", choices=choices([("c", "Bắt buộc"), ("v", "Tự nguyện")], blank="– chọn –")
    )
    decided_on = VietnameseDateField("Ngày quyết định", [Optional()])
    arrived_at = LocalDateTimeField("Đến lúc", [Optional()])
    woke_at = LocalTimeField("Giờ thức dậy", [Optional()])
    weight = VietnameseDecimalField("Cân nặng", [Optional()], minimum=20, maximum=250, places=1)
    pulse = WholeNumberField("Mạch", [Optional()], minimum=20, maximum=250)
    note = TextAreaField("Ghi chú", render_kw={"rows": 3})
    photo = FileField("Ảnh chân dung")
    decision = FileField("Bản chụp quyết định")
    agreed = BooleanField("Đã đọc cho người cai nghiện nghe quyền và nghĩa vụ")
    secret = PasswordField("Mật khẩu")
    address = FormField(Address)


@dataclass(frozen=True)
class Person:
    name: str
    code: str
    born_on: date
    bed: str | None
    stage: str
    day: int
    hours: Decimal
    until: date
    seen_at: datetime
    whereabouts: str
    state: str


NAMES = (
    "Nguyễn Văn Ưởng", "Trần Thị Mỹ Huyền", "Lê Hoàng Phước Thịnh", "Phạm Đức Nghĩa", "Huỳnh Ngọc Yến",
    "Võ Thành Đạt", "Đặng Quốc Cường", "Bùi Thị Kim Ngân", "Đỗ Hữu Lộc", "Hồ Tấn Khoẻ",
    "Ngô Thị Bích Thuỷ", "Dương Văn Quý", "Lý A Páo", "Nguyễn Thị Hồng Nhung", "Phan Văn Tèo",
)  # fmt: skip
PLACES = (
    ("Trong khu B", "ok"),
    ("Bệnh viện tỉnh", "info"),
    ("Ra ngoài quá giờ", "warn"),
    ("Bỏ trốn", "danger"),
    ("Nghỉ chịu tang", "muted"),
)


def people() -> list[Person]:
    found = []
    for n, name in enumerate(NAMES):
        where, state = PLACES[0 if n % 4 else (n // 4) % 5]
        found.append(
            Person(
                name,
                f"CN-2026-{n + 112:04}",
                date(1980 + n, 1 + n % 12, 3 + n),
                None if n == 6 else f"B2-{n + 1:02}",
                ("Điều trị cắt cơn", "Giáo dục, tư vấn", "Lao động trị liệu")[n % 3],
                n * 7 + 1,
                Decimal(n * 37) / 2,
                date(2027, 1, 5) + timedelta(days=n * 19),
                NOW - timedelta(minutes=n * 43),
                where,
                state,
            )
        )
    return found


COLUMNS = [
    Column("name", "Họ và tên", "main"),
    Column("code", "Mã hồ sơ", "code"),
    Column("born_on", "Ngày sinh", "date", no_phone=True),
    Column("bed", "Giường", "code"),
    Column("stage", "Giai đoạn", "custom"),
    Column("hours", "Giờ lao động", "number"),
    Column("until", "Hết thời hạn", "date"),
    Column("seen_at", "Quét lúc", "time"),
    Column("whereabouts", "Đang ở", "custom"),
    Column("actions", "Việc", "actions"),
]


def header() -> panels.ResidentHeader:
    return panels.ResidentHeader(
        stay_id=7,
        resident_id=3,
        full_name="Nguyễn Thị Hồng Nhung",
        code="CN-2026-0125",
        age=34,
        sex_label="Nữ",
        photo_url=None,
        bed_label="Khu B · phòng 204 · giường 03",
        stage_label="Điều trị cắt cơn",
        stage_day=4,
        term_end=date(2027, 10, 18),
        days_left=330,
        restrictions=["Không lao động đến 12/12/2026", "Phải có người đi kèm"],
        whereabouts_label="Trong khu B",
        whereabouts_state="ok",
    )


def withdrawal_chart() -> charts.Chart:
    start = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    scores = (11, 19, 26, 24, 28, 21, 17, 14, 9, 6)
    return charts.line_chart(
        [charts.Series("Điểm COWS", [(start + timedelta(hours=8 * n), s) for n, s in enumerate(scores)])],
        [
            charts.Band(5, 13, "nhẹ", "muted"),
            charts.Band(13, 25, "vừa", "warn"),
            charts.Band(25, 37, "nặng", "danger"),
        ],
        title="Hội chứng cai theo thời gian",
        y_unit="điểm",
    )


def vitals_chart() -> charts.Chart:
    start = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
    hours = [start + timedelta(hours=4 * n) for n in range(8)]
    return charts.line_chart(
        [
            charts.Series("Tâm thu", list(zip(hours, (148, 150, 144, 139, 141, 132, 128, 126), strict=True))),
            charts.Series("Tâm trương", list(zip(hours, (96, 98, 94, 90, 91, 86, 84, 82), strict=True))),
            charts.Series("Mạch", list(zip(hours[:7], (112, 108, 104, 99, 96, 90, 88), strict=True))),
        ],
        title="Huyết áp và mạch",
        y_unit="mmHg, lần/phút",
    )


def term() -> term_line.TermLine | None:
    parts = (
        ("Đã chấp hành", date(2026, 4, 18), date(2026, 7, 30), "served"),
        ("Bỏ trốn, không tính", date(2026, 7, 31), date(2026, 9, 12), "stopped"),
        ("Đã chấp hành", date(2026, 9, 13), date(2026, 11, 22), "served"),
        ("Còn phải chấp hành", date(2026, 11, 23), date(2027, 9, 2), "ahead"),
        ("Được giảm", date(2027, 9, 3), date(2027, 10, 18), "waived"),
    )
    return term_line.term_line([term_line.Segment(*part) for part in parts], today=date(2026, 11, 22))
