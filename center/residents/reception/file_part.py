"""The reception in the print of the whole file: how each step stood, the papers that came, who did what."""

from __future__ import annotations

from collections.abc import Sequence

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.reception.labels import EVENT_LABELS, PAPER_LABELS, STATE_LABELS, STEP_LABELS
from center.residents.reception.permissions import ReceptionPermission
from center.residents.reception.queries import ReceptionView, events_of, reception_of_stay, view_or_404
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import Block, Column, FilePart, Reading, Rows, Words
from center.ui.filters import format_datetime


def reception(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the steps, the papers and the hands of the stay's reception."""
    row = reception_of_stay(stay.id)
    if row is None:
        return [Words(_("Đợt này được nhập cả biểu mẫu một lần, không có lượt tiếp nhận theo bước."))]
    view = view_or_404(row.id, reading.at)
    hands = [
        [format_datetime(event.at), str(EVENT_LABELS[event.kind]), event.by_name, event.reason]
        for event in events_of(row.id)
    ]
    return [
        Rows(_STEPS, _steps(view), title=_("Các bước")),
        Rows(_PAPERS, _papers(view), title=_("Giấy tờ mang đến"), empty=_("Chưa kiểm giấy tờ nào.")),
        Rows(_HANDS, hands, title=_("Ai đã làm")),
    ]


_STEPS = (
    Column(_l("Bước")),
    Column(_l("Tình trạng"), 34),
    Column(_l("Lúc"), 28),
    Column(_l("Người làm"), 34),
    Column(_l("Ghi chú")),
)
_PAPERS = (Column(_l("Giấy tờ")), Column(_l("Có gì"), 28), Column(_l("Số tờ"), 16, number=True))
_HANDS = (
    Column(_l("Lúc"), 28),
    Column(_l("Việc"), 44),
    Column(_l("Người làm"), 40),
    Column(_l("Ghi chú")),
)


def _steps(view: ReceptionView) -> list[list[str]]:
    return [
        [
            str(STEP_LABELS[one.step]),
            str(STATE_LABELS[one.state]),
            format_datetime(one.at) if one.at else "",
            one.by,
            one.words,
        ]
        for one in view.steps
    ]


def _papers(view: ReceptionView) -> list[list[str]]:
    there = view.known.papers
    return [
        [rule.label, str(PAPER_LABELS[there[rule.code].state]), str(there[rule.code].pages or "")]
        for rule in view.known.paper_rules
        if rule.code in there
    ]


PART = FilePart("reception", _l("Lượt tiếp nhận"), ReceptionPermission.VIEW, reception, 60)
