"""Words for the clinical thresholds the center approves."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.law.words.word import Word

_REFUSED = _l("Số nhập ngoài khoảng này bị từ chối.")

CLINICAL: dict[str, Word] = {
    # hard ranges
    "clinical.vitals.pulse.min": Word(_l("Mạch: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.pulse.max": Word(_l("Mạch: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.respiration.min": Word(_l("Nhịp thở: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.respiration.max": Word(_l("Nhịp thở: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.spo2.min": Word(_l("SpO2: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.spo2.max": Word(_l("SpO2: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.systolic.min": Word(_l("Huyết áp tâm thu: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.systolic.max": Word(_l("Huyết áp tâm thu: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.diastolic.min": Word(_l("Huyết áp tâm trương: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.diastolic.max": Word(_l("Huyết áp tâm trương: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.temperature.min": Word(_l("Thân nhiệt: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.temperature.max": Word(_l("Thân nhiệt: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.glucose.min": Word(_l("Đường huyết: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.glucose.max": Word(_l("Đường huyết: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.weight.min": Word(_l("Cân nặng: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.weight.max": Word(_l("Cân nặng: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.height.min": Word(_l("Chiều cao: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.height.max": Word(_l("Chiều cao: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.pupil.min": Word(_l("Đồng tử: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.pupil.max": Word(_l("Đồng tử: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.pain.min": Word(_l("Mức đau: điểm nhỏ nhất"), _REFUSED),
    "clinical.vitals.pain.max": Word(_l("Mức đau: điểm lớn nhất"), _REFUSED),
    "clinical.vitals.sleep.min": Word(_l("Giờ ngủ: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.sleep.max": Word(_l("Giờ ngủ: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.fluid_per_shift.min": Word(_l("Lượng dịch mỗi ca: số nhỏ nhất được nhập"), _REFUSED),
    "clinical.vitals.fluid_per_shift.max": Word(_l("Lượng dịch mỗi ca: số lớn nhất được nhập"), _REFUSED),
    "clinical.vitals.stool_or_vomit_per_shift.min": Word(
        _l("Số lần đại tiện, nôn mỗi ca: nhỏ nhất"), _REFUSED
    ),
    "clinical.vitals.stool_or_vomit_per_shift.max": Word(
        _l("Số lần đại tiện, nôn mỗi ca: lớn nhất"), _REFUSED
    ),
    "clinical.vitals.meal_percents": Word(_l("Các mức ghi phần bữa ăn đã ăn")),
    "clinical.vitals.consciousness_codes": Word(_l("Các mức tri giác (ACVPU)")),
    # warnings
    "clinical.vitals.diastolic.warn_at_most": Word(
        _l("Huyết áp tâm trương: cảnh báo khi từ mức này trở xuống")
    ),
    "clinical.vitals.diastolic.warn_at_least": Word(
        _l("Huyết áp tâm trương: cảnh báo khi từ mức này trở lên")
    ),
    "clinical.vitals.diastolic.alarm_at_most": Word(
        _l("Huyết áp tâm trương: báo động khi từ mức này trở xuống")
    ),
    "clinical.vitals.diastolic.alarm_at_least": Word(
        _l("Huyết áp tâm trương: báo động khi từ mức này trở lên")
    ),
    "clinical.vitals.glucose.warn_below": Word(_l("Đường huyết: cảnh báo khi dưới")),
    "clinical.vitals.glucose.warn_above": Word(_l("Đường huyết: cảnh báo khi trên")),
    "clinical.vitals.glucose.alarm_below": Word(_l("Đường huyết: báo động khi dưới")),
    "clinical.vitals.glucose.alarm_above": Word(_l("Đường huyết: báo động khi trên")),
    "clinical.vitals.weight.warn_change_ratio": Word(_l("Cân nặng thay đổi: cảnh báo từ")),
    "clinical.vitals.weight.warn_change_days": Word(_l("Cân nặng thay đổi: xét trong")),
    "clinical.vitals.pain.review_at_least": Word(_l("Mức đau: bác sĩ xem lại khi từ")),
    "clinical.vitals.overdose_respiration_below": Word(_l("Nghi quá liều khi nhịp thở dưới")),
    "clinical.vitals.sleep.review_below": Word(_l("Giấc ngủ: bác sĩ xem lại khi dưới")),
    "clinical.vitals.sleep.review_nights": Word(_l("Giấc ngủ: số đêm liền thì xem lại")),
    "clinical.vitals.fluid_balance.review_below": Word(_l("Cân bằng dịch: bác sĩ xem lại khi dưới")),
    "clinical.vitals.meal.review_below": Word(_l("Bữa ăn: bác sĩ xem lại khi dưới")),
    "clinical.vitals.meal.review_days": Word(_l("Bữa ăn: số ngày liền thì xem lại")),
    "clinical.vitals.stool_or_vomit.review_at_least": Word(_l("Đại tiện, nôn: bác sĩ xem lại khi từ")),
    # NEWS2
    "clinical.news2.pulse.red_at_most": Word(_l("NEWS2: mạch 3 điểm khi từ mức này trở xuống")),
    "clinical.news2.pulse.red_at_least": Word(_l("NEWS2: mạch 3 điểm khi từ mức này trở lên")),
    "clinical.news2.respiration.red_at_most": Word(_l("NEWS2: nhịp thở 3 điểm khi từ mức này trở xuống")),
    "clinical.news2.respiration.red_at_least": Word(_l("NEWS2: nhịp thở 3 điểm khi từ mức này trở lên")),
    "clinical.news2.spo2.red_at_most": Word(_l("NEWS2: SpO2 3 điểm khi từ mức này trở xuống")),
    "clinical.news2.systolic.red_at_most": Word(
        _l("NEWS2: huyết áp tâm thu 3 điểm khi từ mức này trở xuống")
    ),
    "clinical.news2.systolic.red_at_least": Word(_l("NEWS2: huyết áp tâm thu 3 điểm khi từ mức này trở lên")),
    "clinical.news2.temperature.red_at_most": Word(_l("NEWS2: thân nhiệt 3 điểm khi từ mức này trở xuống")),
    "clinical.news2.consciousness.red": Word(_l("NEWS2: các mức tri giác 3 điểm")),
    "clinical.news2.urgent_total": Word(_l("NEWS2: tổng điểm phải khám khẩn từ")),
    "clinical.news2.urgent_review_within": Word(_l("NEWS2: khám khẩn trong")),
    "clinical.news2.emergency_total": Word(_l("NEWS2: tổng điểm cấp cứu từ")),
    "clinical.news2.emergency_review_within": Word(_l("NEWS2: cấp cứu, bác sĩ có mặt trong")),
    "clinical.news2.from_years": Word(_l("NEWS2: dùng cho người từ")),
    # rhythm
    "clinical.chart.interval_hours.days_1_3": Word(_l("Theo dõi cắt cơn, ngày 1–3: đo cách nhau")),
    "clinical.chart.interval_hours.days_4_7": Word(_l("Theo dõi cắt cơn, ngày 4–7: đo cách nhau")),
    "clinical.chart.interval_hours.days_8_15": Word(_l("Theo dõi cắt cơn, ngày 8–15: đo cách nhau")),
    "clinical.chart.red_repeat_min": Word(_l("Có chỉ số báo động: đo lại sớm nhất sau")),
    "clinical.chart.red_repeat_max": Word(_l("Có chỉ số báo động: đo lại chậm nhất sau")),
    # COWS
    "clinical.cows.items": Word(_l("COWS: số mục")),
    "clinical.cows.total_max": Word(_l("COWS: tổng điểm cao nhất")),
    "clinical.cows.mild_from": Word(_l("COWS: nhẹ từ")),
    "clinical.cows.moderate_from": Word(_l("COWS: vừa từ")),
    "clinical.cows.moderately_severe_from": Word(_l("COWS: khá nặng từ")),
    "clinical.cows.severe_from": Word(_l("COWS: nặng từ")),
    "clinical.cows.alarm_at_least": Word(_l("COWS: báo động từ")),
    "clinical.cows.interval_hours.moderate": Word(_l("COWS từ mức vừa: chấm lại sau")),
    "clinical.cows.interval_hours.mild": Word(_l("COWS mức nhẹ: chấm lại sau")),
    "clinical.cows.interval_hours.none": Word(_l("COWS dưới mức nhẹ: chấm lại sau")),
    "clinical.cows.low_readings_for_daily": Word(_l("COWS: số lần thấp liền nhau để chấm mỗi ngày một lần")),
    # completion of detox
    "clinical.detox_complete.days_since_last_use": Word(_l("Kết thúc cắt cơn: số ngày từ lần dùng cuối")),
    "clinical.detox_complete.cows_below": Word(_l("Kết thúc cắt cơn: COWS dưới")),
    "clinical.detox_complete.cows_readings": Word(_l("Kết thúc cắt cơn: số lần COWS liền nhau")),
    "clinical.detox_complete.cows_gap": Word(_l("Kết thúc cắt cơn: các lần COWS cách nhau ít nhất")),
    "clinical.detox_complete.no_withdrawal_medicine": Word(
        _l("Kết thúc cắt cơn: không dùng thuốc cắt cơn trong")
    ),
    "clinical.detox_complete.news2_max": Word(_l("Kết thúc cắt cơn: NEWS2 nhiều nhất")),
    "clinical.detox_complete.news2_window": Word(_l("Kết thúc cắt cơn: xét NEWS2 trong")),
    "clinical.detox_complete.meal_min": Word(_l("Kết thúc cắt cơn: ăn ít nhất")),
    "clinical.detox_complete.sleep_min": Word(_l("Kết thúc cắt cơn: ngủ ít nhất")),
    "clinical.detox_complete.sleep_nights": Word(_l("Kết thúc cắt cơn: số đêm ngủ đủ liền nhau")),
    "clinical.detox_complete.suicide_risk_allowed": Word(
        _l("Kết thúc cắt cơn: mức nguy cơ tự sát được chấp nhận")
    ),
    "clinical.detox_complete.urine_negative": Word(_l("Kết thúc cắt cơn: nước tiểu âm tính")),
    "clinical.detox_complete.countersign": Word(_l("Kết thúc cắt cơn: cần bác sĩ thứ hai ký")),
    "clinical.detox.expected_days": Word(_l("Thời gian cắt cơn dự kiến")),
}
