"""The part of the printed file about the end of the stay and what comes after it."""

from __future__ import annotations

from collections.abc import Sequence

from center.handover.labels import NEED_LABELS
from center.handover.models import AftercareNeed
from center.handover.permissions import HandoverPermission
from center.handover.queries import end_papers_of, ending_of, packets_of, plan_of
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.labels import END_LABELS
from center.residents.stay.models import Stay, StayEnding
from center.residents.whole_file.parts import Block, Column, Facts, FilePart, Reading, Rows
from center.ui.filters import format_date, format_datetime


def handover(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the plan after rehabilitation, the papers of the end and the ending itself."""
    plan, ending = plan_of(stay.id), ending_of(stay.id)
    wanted = [
        str(NEED_LABELS[need]) for need in AftercareNeed if plan is not None and need.value in plan.needs
    ]
    told = [(one.document, one.in_force) for one in reversed(end_papers_of([stay.id])[stay.id])]
    told += [(one.document, one.in_force) for one in reversed(packets_of([stay.id])[stay.id])]
    papers = [
        (
            format_date(document.signed_on),
            document.title,
            _("có hiệu lực") if holds else _("đã thay hoặc thu hồi"),
        )
        for document, holds in told
    ]
    return [
        Facts(
            [
                (_("Nơi về"), plan.address_text if plan else ""),
                (_("Sống cùng"), plan.lives_with if plan else ""),
                (_("Việc làm, học nghề"), plan.work_plan if plan else ""),
                (_("Cần hỗ trợ"), "; ".join(wanted)),
                (_("Kết thúc đợt"), _ended(ending) if ending else _("chưa")),
            ]
        ),
        Rows(
            (Column(_l("Ngày ký"), 24), Column(_l("Giấy tờ")), Column(_l("Tình trạng"), 44)),
            papers,
            title=_("Thông báo, xác nhận, hồ sơ bàn giao"),
            empty=_("Chưa lập giấy tờ nào."),
        ),
    ]  # fmt: skip


def _ended(ending: StayEnding) -> str:
    return f"{format_datetime(ending.happened_at)}: {END_LABELS[ending.reason].lower()}"


PART = FilePart("handover", _l("Bàn giao, sau cai"), HandoverPermission.VIEW, handover, 600)
