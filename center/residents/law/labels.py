"""Words for the codes of the book: topics, units, certainty, kinds, and the values that are codes."""

from __future__ import annotations

from dataclasses import dataclass

from center.i18n import lazy_gettext as _l
from center.legal.rules import Confidence, RuleSet


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of parameters, and what the program does with them."""

    key: str
    label: str
    beginnings: tuple[str, ...]
    """First parts of the names that belong to it."""
    used_in: tuple[str, ...]
    """Screens, papers and duties that read them."""


TOPICS = (
    Topic(
        "age", _l("Độ tuổi"), ("age",), (_l("Tiếp nhận: chọn diện theo tuổi"), _l("Giờ lao động theo tuổi"))
    ),
    Topic(
        "term",
        _l("Thời hạn"),
        ("term", "funeral_leave.counts"),
        (
            _l("Ngày cuối thời hạn của từng người và bảng tính"),
            _l("Giấy xác nhận, giấy chứng nhận hoàn thành"),
            _l("Thông báo sắp hoàn thành (mẫu 51)"),
            _l("Danh sách sắp hết thời hạn"),
        ),
    ),
    Topic(
        "reduction",
        _l("Giảm, tạm đình chỉ"),
        ("reduction", "suspension"),
        (_l("Xét đề nghị giảm thời hạn"), _l("Đề nghị tạm đình chỉ")),
    ),
    Topic(
        "stage",
        _l("Giai đoạn, xếp loại"),
        ("stage", "plan", "grade"),
        (_l("Chuyển giai đoạn"), _l("Việc đến hạn của cán bộ tư vấn"), _l("Kế hoạch cai nghiện (mẫu 18)")),
    ),
    Topic(
        "entry",
        _l("Tiếp nhận, cai nghiện tự nguyện"),
        (
            "enforce",
            "voluntary.register_within",
            "voluntary.absence_is_quit",
            "voluntary.notify_commune_within",
            "addiction_result",
            "stable_residence",
        ),
        (_l("Bàn tiếp nhận"), _l("Việc đến hạn về cai nghiện tự nguyện")),
    ),
    Topic(
        "absence",
        _l("Bỏ trốn, chịu tang, tử vong"),
        ("escape", "funeral_leave", "hospital", "death", "funeral_cost"),
        (_l("Khai báo bỏ trốn và hạn thông báo"), _l("Cho ra ngoài về chịu tang")),
    ),
    Topic(
        "release",
        _l("Hết thời hạn, sau cai"),
        ("release", "postrehab"),
        (
            _l("Hạn thông báo và ngày cấp giấy khi cho về"),
            _l("Hồ sơ bàn giao"),
            _l("Thời gian quản lý sau cai trên giấy tờ"),
        ),
    ),
    Topic("contact", _l("Thăm gặp, điện thoại"), ("visit", "phone"), (_l("Sổ thăm gặp, gọi điện thoại"),)),
    Topic(
        "labour",
        _l("Lao động"),
        ("labour",),
        (_l("Giờ lao động của ngày, của tuần"), _l("Phân chia kết quả lao động")),
    ),
    Topic(
        "norm",
        _l("Định mức, đóng góp"),
        ("base_salary", "food", "clothing", "hygiene", "utilities", "culture_sport", "voluntary"),
        (_l("Định mức ăn, mặc, sinh hoạt"),),
    ),
    Topic(
        "health",
        _l("Sức khỏe"),
        ("health_check", "hiv", "controlled_drugs"),
        (_l("Hẹn khám sức khỏe định kỳ"),),
    ),
    Topic(
        "premises",
        _l("Đất, phòng ở, khu riêng"),
        ("land", "room", "housing", "discipline"),
        (_l("Sức chứa của khu, phòng"), _l("Xếp chỗ ở")),
    ),
    Topic(
        "risk",
        _l("Cờ rủi ro"),
        ("risk",),
        (_l("Đặt, xem xét cờ rủi ro"), _l("Việc đến hạn của trực chỉ huy, bác sĩ")),
    ),
    Topic(
        "office",
        _l("Báo cáo, dữ liệu, văn bản"),
        ("reporting", "privacy", "retention", "doc", "labels"),
        (_l("Lịch báo cáo"), _l("Thể thức và từ dùng trên giấy tờ")),
    ),
    Topic(
        "duty",
        _l("Nhắc việc"),
        ("duty",),
        (_l("Danh sách việc đến hạn của từng bộ phận"),),
    ),
    Topic(
        "clinical",
        _l("Ngưỡng lâm sàng"),
        ("clinical",),
        (_l("Phiếu theo dõi cắt cơn, cảnh báo"), _l("Kết luận kết thúc cắt cơn")),
    ),
)
"""In the order of the page. A name belongs to the topic with the longest fitting beginning."""

OTHER_TOPIC = Topic("other", _l("Quy định khác"), (), ())


def topic_of(name: str) -> Topic:
    """Return the topic of a parameter."""
    fitting = [
        (len(beginning), number)
        for number, topic in enumerate(TOPICS)
        for beginning in topic.beginnings
        if name == beginning or name.startswith(f"{beginning}.")
    ]
    return TOPICS[max(fitting)[1]] if fitting else OTHER_TOPIC


CONFIDENCE_LABELS: dict[Confidence, str] = {
    Confidence.READ: _l("đã đọc văn bản gốc"),
    Confidence.SECONDARY: _l("theo nguồn thứ cấp"),
    Confidence.MEMORY: _l("theo hiểu biết chung, chưa thấy văn bản"),
    Confidence.INFERRED: _l("suy luận từ văn bản đã đọc"),
    Confidence.PROPOSED: _l("đề xuất của phần mềm"),
}

RULE_SETS: dict[RuleSet, str] = {
    RuleSet.R2013: _l("R2013 – Luật Xử lý vi phạm hành chính 2012"),
    RuleSet.R2022: _l("R2022 – Luật Phòng, chống ma túy 2021"),
    RuleSet.R2026: _l("R2026 – Luật Phòng, chống ma túy 2025"),
}

UNITS: dict[str, str] = {
    "base_salary": _l("lần mức lương cơ sở"),
    "call": _l("cuộc gọi"),
    "celsius": "°C",
    "centimetre": "cm",
    "count": _l("lần"),
    "day": _l("ngày"),
    "gram": _l("gam"),
    "hour": _l("giờ"),
    "item": _l("mục"),
    "kilogram": "kg",
    "millilitre": "ml",
    "millimetre": "mm",
    "minute": _l("phút"),
    "mmhg": "mmHg",
    "mmol_per_litre": "mmol/l",
    "month": _l("tháng"),
    "month_day": _l("tháng-ngày"),
    "night": _l("đêm"),
    "ordinary_day_norm": _l("lần mức ăn ngày thường"),
    "pair": _l("đôi"),
    "per_minute": _l("lần/phút"),
    "percent": "%",
    "person": _l("người"),
    "piece": _l("cái"),
    "point": _l("điểm"),
    "ratio": _l("phần của 1"),
    "reading": _l("lần chấm"),
    "set": _l("bộ"),
    "social_assistance_standard": _l("lần mức chuẩn trợ giúp xã hội"),
    "square_metre": "m²",
    "visit": _l("lần"),
    "vnd": _l("đồng"),
    "vnd_per_month": _l("đồng/tháng"),
    "vnd_per_year": _l("đồng/năm"),
    "working_day": _l("ngày làm việc"),
    "working_hour": _l("giờ làm việc"),
    "year": _l("năm"),
    "": "",
}

_RELATIONS = {
    "father": _l("cha"),
    "mother": _l("mẹ"),
    "father_in_law": _l("cha vợ, cha chồng"),
    "mother_in_law": _l("mẹ vợ, mẹ chồng"),
    "spouse": _l("vợ, chồng"),
    "child": _l("con"),
}
CODES: dict[str, dict[str, str]] = {
    "term.prison_effect": {
        "waive_rest": _l("miễn chấp hành phần còn lại"),
        "resume_rest": _l("chấp hành tiếp phần còn lại sau khi ra tù"),
    },
    "term.first_day.from": {
        "entry_record": _l("ngày ghi trong biên bản giao, nhận"),
        "held": _l("ngày bị giữ để đưa vào cơ sở, nếu ghi được; không thì ngày giao, nhận"),
        "decision": _l("ngày ra quyết định"),
    },
    "term.small_rest": {
        "runs_on": _l("tính tiếp tại nơi đang ở, không gọi trở lại, không chuyển"),
        "recall": _l("gọi trở lại, chuyển cơ sở như khi còn nhiều hơn"),
    },
    "stage.labour.starts_after": {"detox": _l("giai đoạn cắt cơn, giải độc")},
    "stage.labour.ends_with": {"term": _l("thời hạn")},
    "funeral_leave.relations": _RELATIONS,
    "clothing.north.period_covers": {
        "warm_coats": _l("áo ấm"),
        "socks": _l("tất"),
        "padded_blankets": _l("chăn bông"),
    },
    "clinical.detox_complete.suicide_risk_allowed": {
        "none": _l("không"),
        "low": _l("thấp"),
        "medium": _l("trung bình"),
        "high": _l("cao"),
    },
}
"""Values that are codes of the program, by parameter: nothing else can be chosen there."""

YES_NO: dict[str, tuple[str, str]] = {
    "term.custody_credit": (_l("trừ toàn bộ"), _l("không trừ")),
    "reduction.enabled": (_l("được đề nghị"), _l("không được đề nghị")),
}
COUNTED = (_l("được tính"), _l("không được tính"))
PLAIN_YES_NO = (_l("có"), _l("không"))
