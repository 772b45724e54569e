"""What is said about values that are doubtful or alarming."""

from __future__ import annotations

from center.i18n import gettext as _
from center.medical.labels import CONSCIOUSNESS_LABELS, SIGN_LABELS, URGENCY
from center.medical.limits import UNITS
from center.medical.observation.queries import Judged
from center.medical.rules import Mark
from center.ui.filters import format_number

Told = tuple[str, str]
"""Category of a flashed message (``warning`` or ``danger``) and its sentence."""


def warning_of(judged: Judged) -> Told | None:
    """Return what to tell whoever has just measured; None when nothing is remarkable."""
    said = [_value(judged, sign, mark) for sign, mark in judged.marks.items()]
    grave = judged.urgency in {"urgent", "emergency"}
    if judged.news2 is not None and grave:
        said.append(_news2(judged))
    if not said:
        return None
    if grave:
        next_step = _("Báo bác sĩ ngay; đo lại sau 15–30 phút đến khi hai lần liên tiếp bình thường.")
    else:
        next_step = _("Xem lại có gõ nhầm không; nếu đúng, báo bác sĩ khi đi buồng.")
    return ("danger" if grave else "warning", f"{'; '.join(said)}. {next_step}")


def _value(judged: Judged, sign: str, mark: Mark) -> str:
    level = _("mức đỏ") if mark is Mark.RED else _("đáng ngờ")
    if sign == "weight_kg" and judged.weight_change is not None:
        change = format_number(judged.weight_change * 100, 1)
        return _("Cân nặng thay đổi %(change)s%% trong thời gian ngắn", change=change)
    if sign == "consciousness" and judged.row.consciousness is not None:
        value = str(CONSCIOUSNESS_LABELS[judged.row.consciousness])
    else:
        value = f"{format_number(getattr(judged.row, sign))} {UNITS[sign]}"
    return _("%(sign)s %(value)s (%(level)s)", sign=str(SIGN_LABELS[sign]), value=value, level=level)


def _news2(judged: Judged) -> str:
    score = judged.news2
    words = str(URGENCY[judged.urgency][0])
    if score is None or score.total is None:
        return words
    return _("NEWS2 %(total)s điểm – %(words)s", total=score.total, words=words)
