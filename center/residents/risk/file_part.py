"""Risk flags in the print of the whole file."""

from __future__ import annotations

from collections.abc import Sequence

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.risk.labels import OUTCOME_LABELS, STANDING_LABELS, flag_words
from center.residents.risk.permissions import RiskPermission
from center.residents.risk.queries import FlagStory, stories_of
from center.residents.risk.rules import may_read_reason
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import Block, Column, FilePart, Reading, Rows
from center.ui.filters import format_date, format_datetime


def risks(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return every flag of the stay with its reviews; why one stands only for who may read it."""
    rows = []
    for story in stories_of([stay.id]).get(stay.id, ()):
        now, permissions = story.now, reading.reader.permissions
        reads = may_read_reason(now.flag.kind, permissions)
        rows.append(
            [
                format_datetime(now.flag.recorded_at),
                flag_words(now.flag.kind, now.level),
                now.instruction,
                "; ".join(part for part in (now.flag.reason, now.flag.evidence_text) if part)
                if reads
                else "",
                _course(story, reads=reads),
                str(STANDING_LABELS[now.standing(reading.on)]),
            ]
        )
    columns = (
        Column(_l("Đặt lúc"), 28),
        Column(_l("Cờ"), 30),
        Column(_l("Phải làm gì")),
        Column(_l("Vì sao")),
        Column(_l("Xem xét lại")),
        Column(_l("Nay"), 24),
    )
    return [Rows(columns, rows, empty=_("Chưa có cờ rủi ro nào."))]


def _course(story: FlagStory, *, reads: bool) -> str:
    return "; ".join(
        f"{format_date(review.recorded_at)} {str(OUTCOME_LABELS[review.outcome]).lower()}"
        + (f": {review.finding}" if reads else "")
        for review in story.reviews
    )


PART = FilePart("risk_flags", _l("Cờ rủi ro"), RiskPermission.VIEW, risks, 480)
