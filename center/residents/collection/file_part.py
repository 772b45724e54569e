"""The part of the printed file about what was asked at reception."""

from __future__ import annotations

from collections.abc import Sequence

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.collection import labels
from center.residents.collection.permissions import CollectionPermission
from center.residents.collection.queries import current_sheet
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import Block, Column, Facts, FilePart, Reading, Rows, Words
from center.ui.filters import format_date, format_number


def asked(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the sheet in force: answers, family, substances, earlier rehabilitations."""
    sheet = current_sheet(stay.id)
    if sheet is None:
        return [Words(_("Chưa lập phiếu thu thập thông tin."))]
    it = sheet.facts
    notify = (it.notify_name, it.notify_relation, it.notify_phone, it.notify_address)
    answers = [
        (_("Ngày lập phiếu"), format_date(it.collected_on)),
        (_("Trình độ học vấn"), it.schooling),
        (_("Văn bằng, chứng chỉ"), it.certificates),
        (_("Nghề nghiệp, chuyên môn"), "; ".join(text for text in (it.occupation, it.qualification) if text)),
        (_("Việc làm"), str(labels.EMPLOYMENT_LABELS[it.employment]) if it.employment else ""),
        (_("Hôn nhân"), str(labels.MARITAL_LABELS[it.marital]) if it.marital else ""),
        (_("Tình trạng pháp lý"), it.legal_status),
        (_("Báo tin cho"), ", ".join(text for text in notify if text)),
        (_("Bệnh cơ thể đã mắc"), it.body_what if it.body_illness else ""),
        (_("HIV, bệnh tâm thần"), _("xem hồ sơ y tế")),
        (_("Bệnh mãn tính"), it.chronic),
        (_("Dấu hiệu thể chất"), it.physical_signs),
        (_("Dấu hiệu tâm thần"), it.mental_signs),
    ]
    relatives = [
        (str(labels.KIN_LABELS[row.kin]), row.full_name, _shown(row.age), row.address) for row in it.relatives
    ]
    substances = [
        (
            labels.substance_words(row),
            _shown(row.first_age),
            row.total_time,
            str(labels.ROUTE_LABELS[row.route]) if row.route else "",
        )
        for row in it.substances
    ]
    rehabs = [
        (
            _shown(row.year),
            str(labels.PLACE_LABELS[row.place]) if row.place else "",
            row.duration,
            str(labels.METHOD_LABELS[row.method]) if row.method else "",
            row.relapse_reason,
        )
        for row in it.rehabs
    ]
    return [
        Facts(answers),
        Rows(
            (Column(_l("Quan hệ"), 24), Column(_l("Họ, tên")), Column(_l("Tuổi"), 14), Column(_l("Địa chỉ"))),
            relatives,
            title=_("Gia đình"),
            empty=_("Chưa ghi ai."),
        ),
        Rows(
            (Column(_l("Chất")), Column(_l("Tuổi lần đầu"), 24), Column(_l("Tổng thời gian"), 30),
             Column(_l("Cách dùng"), 30)),
            substances,
            title=_("Chất gây nghiện đã sử dụng"),
            empty=_("Chưa ghi chất nào."),
        ),
        Rows(
            (Column(_l("Năm"), 14), Column(_l("Địa điểm"), 36), Column(_l("Thời gian"), 24),
             Column(_l("Phương pháp")), Column(_l("Lý do tái nghiện"))),
            rehabs,
            title=_("Lịch sử cai nghiện"),
            empty=_("Chưa ghi lần cai nào trước đây."),
        ),
    ]  # fmt: skip


def _shown(number: int | None) -> str:
    return format_number(number).replace(".", "") if number is not None else ""


PART = FilePart("information_sheet", _l("Phiếu thông tin"), CollectionPermission.HEALTH, asked, 22)
