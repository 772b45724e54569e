"""Vietnamese words for the codes of this package; the legal term of each stands in docs/glossary.md."""

from __future__ import annotations

from center.vocational.models import AbsenceReason, AttendanceState, CourseKind

COURSE_LABELS = {
    CourseKind.VOCATIONAL: "Học nghề",
    CourseKind.LITERACY: "Xóa mù chữ, văn hóa",
    CourseKind.EDUCATION: "Giáo dục chuyên đề",
}

STATE_LABELS = {
    AttendanceState.PRESENT: "Có mặt",
    AttendanceState.LATE: "Đến muộn",
    AttendanceState.ABSENT: "Vắng",
}

STATE_COLOURS = {
    AttendanceState.PRESENT: "ok",
    AttendanceState.LATE: "info",
    AttendanceState.ABSENT: "warn",
}

REASON_LABELS = {
    AbsenceReason.SICK: "Ốm, đi khám",
    AbsenceReason.RESTRICTED: "Đang bị hạn chế",
    AbsenceReason.OUT: "Ở ngoài cơ sở",
    AbsenceReason.OTHER_DUTY: "Làm việc khác được phân công",
    AbsenceReason.REFUSED: "Không chịu học",
    AbsenceReason.UNKNOWN: "Chưa rõ lý do",
}

WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
"""Monday first, as ``date.weekday()`` counts."""

SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")

CERTIFICATE_TITLES = {
    CourseKind.VOCATIONAL: "Chứng chỉ sơ cấp",
    CourseKind.LITERACY: "Giấy chứng nhận biết chữ",
    CourseKind.EDUCATION: "Giấy chứng nhận học chuyên đề",
}
"""What the form of certificates starts from; the trainer words it as the paper has it."""
