"""Vietnamese words for the codes of this package."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.medical.models import Consciousness, Fitness, Route, ScaleContext, SecretKind, Substance
from center.residents.stay.models import Stage

FITNESS_LABELS = {
    Fitness.UNFIT: _l("Không lao động"),
    Fitness.LIGHT: _l("Chỉ lao động nhẹ"),
    Fitness.FIT: _l("Đủ sức khỏe lao động"),
}

SUBSTANCE_LABELS = {
    Substance.HEROIN: _l("Heroin"),
    Substance.METHAMPHETAMINE: _l("Methamphetamine (ma túy đá)"),
    Substance.ECSTASY: _l("Thuốc lắc (MDMA)"),
    Substance.KETAMINE: _l("Ketamine"),
    Substance.CANNABIS: _l("Cần sa"),
    Substance.SYNTHETIC_CANNABINOID: _l("Cần sa tổng hợp (cỏ Mỹ)"),
    Substance.OTHER_OPIOID: _l("Chất dạng thuốc phiện khác"),
    Substance.BENZODIAZEPINE: _l("Benzodiazepin"),
    Substance.ALCOHOL: _l("Rượu"),
    Substance.OTHER: _l("Chất khác"),
}

ROUTE_LABELS = {
    Route.SMOKED: _l("Hút"),
    Route.SNORTED: _l("Hít"),
    Route.INJECTED: _l("Tiêm chích"),
    Route.SWALLOWED: _l("Uống, nuốt"),
}

CONSCIOUSNESS_LABELS = {
    Consciousness.ALERT: _l("A – Tỉnh táo"),
    Consciousness.CONFUSED: _l("C – Lú lẫn mới xuất hiện"),
    Consciousness.VOICE: _l("V – Đáp ứng lời gọi"),
    Consciousness.PAIN: _l("P – Đáp ứng đau"),
    Consciousness.UNRESPONSIVE: _l("U – Không đáp ứng"),
}

CONTEXT_LABELS = {
    ScaleContext.ADMISSION: _l("Lúc tiếp nhận"),
    ScaleContext.ROUTINE: _l("Theo lịch"),
    ScaleContext.PRE_DOSE: _l("Trước liều thuốc"),
    ScaleContext.POST_DOSE: _l("Sau liều thuốc"),
    ScaleContext.EMERGENCY: _l("Bất thường, cấp cứu"),
}

SECRET_LABELS = {
    SecretKind.HIV: _l("HIV: tư vấn, xét nghiệm, điều trị"),
    SecretKind.MENTAL: _l("Sức khỏe tâm thần"),
}

SIGN_LABELS = {
    "pulse": _l("Mạch"),
    "respiration": _l("Nhịp thở"),
    "spo2": _l("SpO2"),
    "systolic": _l("HA tâm thu"),
    "diastolic": _l("HA tâm trương"),
    "temperature": _l("Thân nhiệt"),
    "consciousness": _l("Tri giác"),
    "weight_kg": _l("Cân nặng"),
    "height_cm": _l("Chiều cao"),
}

URGENCY = {
    "ok": (_l("Bình thường"), "ok"),
    "warn": (_l("Theo dõi thêm"), "info"),
    "urgent": (_l("Bác sĩ khám trong 1 giờ"), "danger"),
    "emergency": (_l("Cấp cứu"), "danger"),
    "unknown": (_l("Bác sĩ tự đánh giá"), "muted"),
}
"""Words and state colour of how urgent a reading is."""

WARD_STAGES = {Stage.RECEPTION: _l("Tiếp nhận"), Stage.DETOX: _l("Cắt cơn")}
"""Short words of the stages on the ward's board."""

DUE = {
    "overdue": (_l("Quá hạn"), "danger"),
    "due": (_l("Đến giờ"), "warn"),
}
"""Words and state colour of what is due."""

CRITERIA = {
    "exam": _l("Đã khám khi tiếp nhận"),
    "last_use": _l("Từ lần dùng cuối đã ít nhất {days_since_last_use} ngày"),
    "cows": _l(
        "COWS dưới {cows_below} điểm ở {cows_readings} lần chấm gần nhất, cách nhau ít nhất {cows_gap_hours} giờ"
    ),
    "vitals": _l("NEWS2 từ 0 đến {news2_max} trong {calm_hours} giờ qua, không chỉ số nào ở mức đỏ"),
    "vitals_minor": _l(
        "Dấu hiệu sinh tồn ổn định trong {calm_hours} giờ qua (dưới {news2_from_years} tuổi không dùng NEWS2)"
    ),
    "medicine": _l("{medicine_hours} giờ qua không dùng thuốc cắt cơn, trừ thuốc ngủ ban đêm đang giảm liều"),
    "eating": _l(
        "Ăn được từ {meal_percent}% suất, ngủ từ {sleep_hours} giờ mỗi đêm trong {sleep_nights} đêm gần nhất"
    ),
    "suicide": _l("Nguy cơ tự sát: không có hoặc thấp"),
    "urine": _l("Xét nghiệm nước tiểu âm tính với chất đã lệ thuộc (cần sa, benzodiazepin thải chậm)"),
    "chronic": _l("Thuốc điều trị bệnh mạn tính đã ổn định"),
}
"""Sentences of the criteria; placeholders are the fields of ``DetoxLimits``."""

FOUND = {
    "last_use": _l("{found} ngày"),
    "cows": _l("{found} lần đạt"),
    "vitals": _l("cao nhất {found} điểm"),
}
"""What the record gave for a criterion."""
