"""Vietnamese words for the codes of this package."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.whereabouts.models import LocationKind, OutCause
from center.security.models import IncidentKind, NoticeTo, PartyRole, ScanOutcome, Severity

INCIDENT_LABELS = {
    IncidentKind.ESCAPE: _l("Bỏ trốn"),
    IncidentKind.DISORDER: _l("Gây rối tập thể"),
    IncidentKind.FIGHT: _l("Đánh nhau, gây thương tích"),
    IncidentKind.ATTACK_ON_STAFF: _l("Chống đối, tấn công cán bộ"),
    IncidentKind.CONTRABAND: _l("Đưa, giữ vật cấm"),
    IncidentKind.POSITIVE_TEST: _l("Xét nghiệm ma túy dương tính"),
    IncidentKind.SELF_HARM: _l("Tự gây thương tích"),
    IncidentKind.EPIDEMIC: _l("Dịch bệnh, ngộ độc"),
    IncidentKind.WORK_ACCIDENT: _l("Tai nạn lao động"),
    IncidentKind.FIRE: _l("Cháy, thiên tai"),
    IncidentKind.DEATH: _l("Chết"),
    IncidentKind.MEDICAL_CRISIS: _l("Cấp cứu, rối loạn cấp tính"),
    IncidentKind.PROPERTY: _l("Hư hỏng, mất tài sản"),
    IncidentKind.OTHER: _l("Việc khác"),
}

SEVERITY_LABELS = {
    Severity.MINOR: _l("Nhẹ"),
    Severity.SERIOUS: _l("Nghiêm trọng"),
    Severity.GRAVE: _l("Rất nghiêm trọng"),
}
SEVERITY_STATES = {Severity.MINOR: "muted", Severity.SERIOUS: "warn", Severity.GRAVE: "danger"}

PARTY_LABELS = {
    PartyRole.INVOLVED: _l("Có liên quan"),
    PartyRole.VICTIM: _l("Bị ảnh hưởng"),
    PartyRole.WITNESS: _l("Chứng kiến"),
}

NOTICE_LABELS = {
    NoticeTo.FILE_POLICE: _l("Công an cấp xã nơi lập hồ sơ"),
    NoticeTo.PROVINCE_POLICE: _l("Công an cấp tỉnh"),
    NoticeTo.FAMILY: _l("Gia đình"),
    NoticeTo.COURT: _l("Tòa án đã ra quyết định"),
    NoticeTo.OTHER: _l("Nơi khác"),
}

OUTCOME_LABELS = {
    ScanOutcome.OK: _l("Được qua"),
    ScanOutcome.WARN: _l("Cần lưu ý"),
    ScanOutcome.REFUSED: _l("Không cho qua"),
}
OUTCOME_STATES = {ScanOutcome.OK: "ok", ScanOutcome.WARN: "warn", ScanOutcome.REFUSED: "danger"}

OUTING_LABELS = {
    OutCause.HOSPITAL: _l("Đi bệnh viện"),
    OutCause.COURT: _l("Theo yêu cầu của cơ quan tố tụng"),
    OutCause.FUNERAL: _l("Về chịu tang"),
    OutCause.WORK_OUTSIDE: _l("Lao động bên ngoài"),
}
"""Causes for which a resident is sent out; the others have their own acts."""

LOCATION_LABELS = {
    LocationKind.LIVING: _l("Khu ở"),
    LocationKind.CLINIC: _l("Y tế"),
    LocationKind.CLASSROOM: _l("Phòng học"),
    LocationKind.WORKSHOP: _l("Nơi lao động"),
    LocationKind.YARD: _l("Sân"),
    LocationKind.GATE: _l("Cổng"),
    LocationKind.VISITING: _l("Nơi thăm gặp"),
}
