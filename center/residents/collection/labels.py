"""Vietnamese words for the codes of the information sheet, as the form words them."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.collection.model import (
    Employment,
    Frequency,
    Kin,
    Marital,
    RehabMethod,
    RehabPlace,
    SubstanceFacts,
    UsedSubstance,
    UseRoute,
    code_of,
)

EMPLOYMENT_LABELS = {
    Employment.EMPLOYED: _l("Có việc làm"),
    Employment.UNSTABLE: _l("Việc làm không ổn định"),
    Employment.UNEMPLOYED: _l("Thất nghiệp"),
}
MARITAL_LABELS = {
    Marital.SINGLE: _l("Độc thân"),
    Marital.MARRIED: _l("Đã kết hôn"),
    Marital.DIVORCED: _l("Ly hôn"),
    Marital.WIDOWED: _l("Góa"),
}
FREQUENCY_LABELS = {
    Frequency.OFTEN: _l("Thường xuyên"),
    Frequency.SOMETIMES: _l("Thỉnh thoảng"),
    Frequency.RARELY: _l("Hiếm khi"),
}
KIN_LABELS = {
    Kin.FATHER: _l("Bố"),
    Kin.MOTHER: _l("Mẹ"),
    Kin.SPOUSE: _l("Vợ/chồng"),
    Kin.CHILD: _l("Con"),
}
SUBSTANCE_LABELS = {
    UsedSubstance.OPIOID: _l("CDTP (chất dạng thuốc phiện)"),
    UsedSubstance.ATS: _l("ATS"),
    UsedSubstance.ECSTASY: _l("Ecstasy (thuốc lắc)"),
    UsedSubstance.CANNABIS: _l("Cần sa"),
    UsedSubstance.BENZODIAZEPINE: _l("Benzodiazepine"),
    UsedSubstance.PHENOBARBITAL: _l("Phenobarbital"),
    UsedSubstance.ALCOHOL: _l("Rượu"),
    UsedSubstance.TOBACCO: _l("Thuốc lá"),
    UsedSubstance.OTHER: _l("Chất khác"),
}
DETAIL_LABELS = {
    UsedSubstance.OPIOID: {"1": _l("thuốc phiện"), "2": _l("morphine"), "3": _l("heroin")},
    UsedSubstance.ATS: {"1": _l("amphetamine"), "2": _l("methamphetamine")},
}
"""The numbers of the legends below the grid."""
ROUTE_LABELS = {
    UseRoute.SWALLOWED: _l("Uống"),
    UseRoute.SNORTED: _l("Hít"),
    UseRoute.SMOKED: _l("Hút"),
    UseRoute.INJECTED: _l("Tiêm tĩnh mạch"),
}
PLACE_LABELS = {
    RehabPlace.CENTER: _l("Cơ sở cai nghiện"),
    RehabPlace.HOME: _l("Tại gia đình và cộng đồng"),
    RehabPlace.VOLUNTARY_CENTER: _l("Cơ sở cai nghiện tự nguyện"),
    RehabPlace.HOSPITAL: _l("Bệnh viện"),
    RehabPlace.OTHER: _l("Khác"),
}
METHOD_LABELS = {
    RehabMethod.SEDATIVES: _l("Hỗ trợ điều trị cắt cơn bằng thuốc an thần kinh"),
    RehabMethod.ACUPUNCTURE: _l("Châm cứu"),
    RehabMethod.TRADITIONAL: _l("Thuốc y học cổ truyền"),
    RehabMethod.REHABILITATION: _l("Phục hồi chức năng tại Trung tâm"),
    RehabMethod.NALTREXONE: _l("Hỗ trợ bằng thuốc Naltrexone"),
    RehabMethod.NO_DRUGS: _l("Không sử dụng thuốc"),
    RehabMethod.OTHER: _l("Khác"),
}
QUESTION_LABELS = {
    "schooling": _l("trình độ học vấn"),
    "occupation": _l("nghề nghiệp"),
    "employment": _l("tình trạng việc làm"),
    "marital": _l("tình trạng hôn nhân"),
    "legal_status": _l("tình trạng pháp lý"),
    "notify_name": _l("người khi cần báo tin"),
    "relatives": _l("gia đình"),
    "body_illness": _l("bệnh cơ thể đã mắc"),
    "family_illness": _l("tiền sử bệnh gia đình"),
    "family_conflict": _l("tình trạng gia đình"),
    "height_cm": _l("chiều cao"),
    "weight_kg": _l("cân nặng"),
    "pulse": _l("nhịp tim"),
    "systolic": _l("huyết áp"),
    "physical_signs": _l("dấu hiệu thể chất"),
    "mental_signs": _l("dấu hiệu tâm thần"),
    "substances": _l("chất gây nghiện đã sử dụng"),
}
"""The questions of ``rules.open_questions``."""
HEALTH_QUESTIONS = frozenset(
    {
        "body_illness", "family_illness", "family_conflict", "height_cm", "weight_kg", "pulse", "systolic",
        "physical_signs", "mental_signs", "substances",
    }
)  # fmt: skip
"""Those of them that are for readers of health only."""


def numbered(member: UseRoute | RehabPlace | RehabMethod, label: str) -> str:
    """Return "4 – Bệnh viện": the form's number with its word."""
    return f"{code_of(member)} – {label}"


def substance_words(row: SubstanceFacts) -> str:
    """Return "ATS: methamphetamine": a row of the grid in words."""
    label = str(SUBSTANCE_LABELS[row.substance])
    if not row.detail:
        return label
    return f"{label}: {DETAIL_LABELS.get(row.substance, {}).get(row.detail, row.detail)}"
