"""Vietnamese words for the codes of the plan, as the form words them."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.plan.model import Activity, Part

NUMERALS = {Part.MEDICAL: "I", Part.RECOVERY: "II", Part.EDUCATION: "III", Part.LABOUR: "IV"}

PART_LABELS = {
    Part.MEDICAL: _l("Điều trị y tế"),
    Part.RECOVERY: _l("Hỗ trợ phục hồi"),
    Part.EDUCATION: _l("Giáo dục, tư vấn phục hồi hành vi, nhân cách"),
    Part.LABOUR: _l("Lao động trị liệu, học nghề"),
}
ASSESSMENT_HINTS = {
    Part.MEDICAL: _l(
        "Loại ma túy sử dụng, hội chứng cai, rối loạn tâm thần, các bệnh lý khác qua thăm khám."
    ),
    Part.RECOVERY: "",
    Part.EDUCATION: "",
    Part.LABOUR: _l("Tình trạng sức khỏe, giới tính, nghề nghiệp, kỹ năng lao động."),
}
ACTIVITY_LABELS = {
    Activity.DETOX: _l("Điều trị cắt cơn, giải độc"),
    Activity.MENTAL_DISORDER: _l("Điều trị rối loạn tâm thần do sử dụng ma túy"),
    Activity.OTHER_ILLNESS: _l("Điều trị các bệnh lý khác"),
    Activity.BEHAVIOUR: _l("Điều trị phục hồi hành vi"),
    Activity.MIND: _l("Điều trị phục hồi tâm thần"),
    Activity.TOPICS: _l("Giáo dục chuyên đề"),
    Activity.THERAPY: _l("Trị liệu tâm lý (tư vấn cá nhân, tư vấn nhóm, thiền...)"),
    Activity.CULTURE: _l("Hoạt động thể thao, văn hóa, sinh hoạt tập thể"),
    Activity.LABOUR_THERAPY: _l("Lao động trị liệu"),
    Activity.VOCATIONAL: _l("Học nghề"),
}
STATE_LABELS = {
    "missing": _l("Chưa có kế hoạch"),
    "due": _l("Cần đánh giá"),
    "fine": _l("Đúng tiến độ"),
}
STATE_COLOURS = {"missing": "danger", "due": "warn", "fine": "ok"}
