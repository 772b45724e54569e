"""The part of the printed file about training and labour."""

from __future__ import annotations

from collections.abc import Sequence

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import Block, Column, FilePart, Reading, Rows
from center.ui.filters import format_date, format_number
from center.vocational.packet import summary_for_packet
from center.vocational.permissions import VocationalPermission


def training(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return classes with attendance, certificates, and labour by month."""
    summary = summary_for_packet(stay.id)
    courses = [
        (
            one.name,
            one.kind,
            f"{format_date(one.first_day)} – {format_date(one.last_day)}",
            f"{one.attended}/{one.lessons}",
            format_number(one.hours),
        )
        for one in summary.courses
    ]
    certificates = [
        (one.title, one.course, one.number, format_date(one.issued_on), one.issuer)
        for one in summary.certificates
    ]
    months = [
        (f"{one.month:%m/%Y}", format_number(one.days), format_number(one.hours), ", ".join(one.works))
        for one in summary.months
    ]
    return [
        Rows(
            (Column(_l("Lớp")), Column(_l("Loại"), 32), Column(_l("Thời gian"), 42),
             Column(_l("Có mặt/số buổi"), 26, number=True), Column(_l("Giờ học"), 16, number=True)),
            courses,
            title=_("Lớp học"),
            empty=_("Chưa vào lớp nào."),
        ),
        Rows(
            (Column(_l("Chứng chỉ")), Column(_l("Lớp"), 44), Column(_l("Số"), 26), Column(_l("Ngày cấp"), 22),
             Column(_l("Nơi cấp"), 40)),
            certificates,
            title=_("Chứng chỉ"),
            empty=_("Chưa có chứng chỉ."),
        ),
        Rows(
            (Column(_l("Tháng"), 20), Column(_l("Số ngày"), 18, number=True), Column(_l("Số giờ"), 18, number=True),
             Column(_l("Công việc"))),
            months,
            title=_("Lao động trị liệu theo tháng"),
            empty=_("Chưa lao động."),
        ),
    ]  # fmt: skip


PART = FilePart("training", _l("Học nghề, lao động"), VocationalPermission.VIEW, training, 400)
