"""What a line of the timeline is about, finer than the module that wrote it."""

from __future__ import annotations

from enum import StrEnum

from center.i18n import lazy_gettext as _l


class Topic(StrEnum):
    """Kind of act; the filter of the timeline is made of these."""

    STAY = "stay"
    """Arrival and end."""
    TERM = "term"
    REDUCTION = "reduction"
    STAGE = "stage"
    DUTY = "duty"
    IDENTITY = "identity"
    """Who it is: papers, corrections, portraits, residence, merging."""
    BADGE = "badge"
    HOUSING = "housing"
    PROPERTY = "property"
    MONEY = "money"
    KIT = "kit"
    ASSESSMENT = "assessment"
    CONDUCT = "conduct"
    RESTRICTION = "restriction"
    RISK = "risk"
    MEDICAL = "medical"
    TRAINING = "training"
    LABOUR = "labour"
    SECURITY = "security"
    HANDOVER = "handover"
    FILE = "file"
    """The file itself: papers, printing, and what has no kind of its own."""


TOPIC_LABELS: dict[Topic, str] = {
    Topic.STAY: _l("Vào, ra cơ sở"),
    Topic.TERM: _l("Thời hạn"),
    Topic.REDUCTION: _l("Giảm thời hạn"),
    Topic.STAGE: _l("Giai đoạn"),
    Topic.DUTY: _l("Việc theo luật"),
    Topic.IDENTITY: _l("Nhân thân, nơi cư trú"),
    Topic.BADGE: _l("Thẻ"),
    Topic.HOUSING: _l("Chỗ ở"),
    Topic.PROPERTY: _l("Đồ lưu ký, vật cấm"),
    Topic.MONEY: _l("Tiền lưu ký"),
    Topic.KIT: _l("Cấp phát"),
    Topic.ASSESSMENT: _l("Xếp loại"),
    Topic.CONDUCT: _l("Khen thưởng, kỷ luật"),
    Topic.RESTRICTION: _l("Hạn chế"),
    Topic.RISK: _l("Cờ rủi ro"),
    Topic.MEDICAL: _l("Y tế"),
    Topic.TRAINING: _l("Học nghề, lớp học"),
    Topic.LABOUR: _l("Lao động"),
    Topic.SECURITY: _l("An ninh, ra ngoài"),
    Topic.HANDOVER: _l("Bàn giao, sau cai"),
    Topic.FILE: _l("Hồ sơ, việc khác"),
}

OF_AREA = {
    "medical": Topic.MEDICAL,
    "vocational": Topic.TRAINING,
    "security": Topic.SECURITY,
    "handover": Topic.HANDOVER,
}
"""What a module's line is about when it does not say."""


def topic_of(area: str) -> Topic:
    """Return the topic of a line of ``area`` that names none."""
    return OF_AREA.get(area, Topic.FILE)
