"""Vietnamese words for risk flags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from center.i18n import lazy_gettext as _l
from center.residents.risk.rules import FlagStanding, ReviewOutcome, RiskKind, RiskLevel
from center.ui.panels import FlagChip

if TYPE_CHECKING:
    from center.residents.risk.queries import FlagNow

RISK_LABELS = {
    RiskKind.ESCAPE: _l("Nguy cơ trốn"),
    RiskKind.VIOLENCE: _l("Nguy cơ bạo lực"),
    RiskKind.SELF_HARM: _l("Nguy cơ tự gây thương tích"),
    RiskKind.HEALTH: _l("Chú ý sức khỏe"),
}

LEVEL_LABELS = {
    RiskLevel.WATCH: _l("theo dõi"),
    RiskLevel.HIGH: _l("cao"),
    RiskLevel.URGENT: _l("rất cao"),
}

LEVEL_STATES = {RiskLevel.WATCH: "info", RiskLevel.HIGH: "warn", RiskLevel.URGENT: "danger"}

OUTCOME_LABELS = {
    ReviewOutcome.KEPT: _l("Giữ nguyên"),
    ReviewOutcome.CHANGED: _l("Đổi mức hoặc việc phải làm"),
    ReviewOutcome.LIFTED: _l("Gỡ cờ"),
}

STANDING_LABELS = {
    FlagStanding.IN_FORCE: _l("đang áp dụng"),
    FlagStanding.REVIEW_DUE: _l("xem xét lại hôm nay"),
    FlagStanding.OVERDUE: _l("quá hạn xem xét"),
    FlagStanding.LIFTED: _l("đã gỡ"),
}

STANDING_STATES = {
    FlagStanding.IN_FORCE: "ok",
    FlagStanding.REVIEW_DUE: "warn",
    FlagStanding.OVERDUE: "danger",
    FlagStanding.LIFTED: "muted",
}

INSTRUCTIONS = {
    RiskKind.ESCAPE: (
        "Đếm mỗi giờ; ra khỏi khu phải có cán bộ đi cùng",
        "Không bố trí lao động ngoài hàng rào",
    ),
    RiskKind.VIOLENCE: (
        "Luôn có hai cán bộ khi tiếp xúc riêng",
        "Không giao dụng cụ sắc, nhọn; ngồi riêng khi ăn",
    ),
    RiskKind.SELF_HARM: (
        "Không để ở một mình; nhìn thấy ít nhất 15 phút một lần",
        "Giữ dao cạo, dây, bật lửa; báo y tế ngay khi buồn bực, bỏ ăn",
    ),
    RiskKind.HEALTH: (
        "Gọi y tế ngay khi khó thở, ngất, co giật",
        "Không để làm việc trên cao, gần nước, gần lửa",
    ),
}
"""What centers commonly ask for; the form offers them, anything may be typed."""


def flag_words(kind: RiskKind, level: RiskLevel) -> str:
    """Return a flag in two words: what, and how near."""
    return f"{RISK_LABELS[kind]} · {LEVEL_LABELS[level]}"


def flag_chips(flags: Iterable[FlagNow]) -> list[FlagChip]:
    """Return the flags as every page shows them, the gravest first."""
    return [
        FlagChip(flag_words(one.flag.kind, one.level), LEVEL_STATES[one.level], one.instruction)
        for one in flags
    ]
