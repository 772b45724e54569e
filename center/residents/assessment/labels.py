"""Vietnamese words for periods and states of an assessment."""

from __future__ import annotations

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.assessment.rules import Period

LINE_STATES = {
    "waiting": _l("Chưa ai đề nghị"),
    "departing": _l("Khác số liệu"),
    "short": _l("Chưa đủ thời gian"),
}

STATEMENTS = (
    "Tích cực giúp đỡ người khác",
    "Có tiến bộ rõ rệt so với kỳ trước",
    "Học tập, lao động chăm chỉ",
    "Tự giác khai báo, sửa chữa sai phạm",
    "Chưa tự giác trong sinh hoạt",
    "Nhắc nhở nhiều lần về nội quy",
    "Chống đối, không chấp hành hướng dẫn",
    "Sức khỏe yếu, có giấy của y tế",
)
"""Reasons that come back every month; one key away in every line."""

RANK_STATES = ("ok", "info", "warn", "danger")
"""Colour of the best level, the next … ; whatever comes below is as grave as the last."""


def rank_state(rank: int) -> str:
    """Return the colour of a level by its place on the scale."""
    return RANK_STATES[min(rank, len(RANK_STATES) - 1)]


def period_words(period: Period) -> str:
    """Return a period as it is spoken of: "tháng 10/2026", "quý IV/2026", "tháng 1–2/2026", "năm 2026"."""
    first, last = period.first, period.last
    months = last.month - first.month + 1
    if months == 1:
        return _("tháng %(month)s/%(year)s", month=first.month, year=first.year)
    if months == 3:
        roman = ("I", "II", "III", "IV")[first.month // 3]
        return _("quý %(quarter)s/%(year)s", quarter=roman, year=first.year)
    if months == 12:
        return _("năm %(year)s", year=first.year)
    return _("tháng %(first)s–%(last)s/%(year)s", first=first.month, last=last.month, year=first.year)
