"""Parts of the file about life at the center: beds, belongings, money, kit, grades, rewards and discipline."""

from __future__ import annotations

from collections.abc import Sequence

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.assessment.permissions import AssessmentPermission
from center.residents.assessment.queries import grades_of
from center.residents.assessment.trend import steps_of
from center.residents.conduct.labels import CONDUCT_LABELS, STANDING_LABELS
from center.residents.conduct.permissions import ConductPermission
from center.residents.conduct.queries import conduct_of
from center.residents.housing.board.queries import assignments_of
from center.residents.housing.labels import CAUSE_LABELS
from center.residents.kit.labels import KIT
from center.residents.kit.queries import issues_of
from center.residents.money.labels import KIND_LABELS as MONEY_LABELS
from center.residents.money.permissions import MoneyPermission
from center.residents.money.queries import entries_of
from center.residents.permissions import ResidentPermission
from center.residents.property.labels import ACT_LABELS, FOUND_LABELS, OUTCOME_LABELS
from center.residents.property.queries import acts_of, belongings_of, contraband_of
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import Block, Column, Facts, FilePart, Reading, Rows
from center.ui.filters import format_date, format_datetime, format_number


def beds(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return every bed the person had, the first one first."""
    rows = [
        (
            format_datetime(row.from_at),
            format_datetime(row.until_at) or _("đến nay"),
            row.bed.label,
            CAUSE_LABELS[row.cause],
            row.reason,
            row.assigned_by_name,
        )
        for row in reversed(assignments_of(stay.id))
    ]
    columns = (
        Column(_l("Từ"), 28), Column(_l("Đến"), 28), Column(_l("Giường"), 26), Column(_l("Vì sao"), 26),
        Column(_l("Lý do")), Column(_l("Người xếp"), 32),
    )  # fmt: skip
    return [Rows(columns, rows, empty=_("Chưa xếp giường nào."))]


def belongings(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return what is in custody, what was taken and given back, and what was found."""
    held = [
        (
            item.belonging.description,
            item.belonging.condition,
            format_number(item.belonging.quantity),
            format_number(item.returned),
            format_number(item.left),
            " · ".join(filter(None, (item.place, _("túi %(bag)s", bag=item.bag.number) if item.bag else ""))),
        )
        for item in belongings_of(stay.id)
        if item.belonging.quantity
    ]
    acts = [
        (
            format_datetime(line.act.happened_at),
            str(ACT_LABELS[line.act.kind]) + (_(" (đã hủy)") if line.cancelled else ""),
            "; ".join(f"{name}: {pieces}" for name, pieces, _condition in line.items),
            line.act.other_name,
            line.act.recorded_by_name,
        )
        for line in reversed(acts_of(stay.id))
    ]
    finds = [
        (
            format_datetime(line.find.found_at),
            str(FOUND_LABELS[line.find.found_where]),
            f"{line.find.description} ({line.find.amount})",
            f"{OUTCOME_LABELS[line.end.outcome]}, {line.end.record_number}" if line.end else _("chưa xử lý"),
        )
        for line in reversed(contraband_of(stay.id))
    ]  # fmt: skip
    return [
        Rows(
            (Column(_l("Đồ vật")), Column(_l("Tình trạng"), 36), Column(_l("Nhận"), 13, number=True),
             Column(_l("Đã trả"), 13, number=True), Column(_l("Còn giữ"), 14, number=True), Column(_l("Nơi để"), 34)),
            held,
            title=_("Đồ đang giữ và đã trả"),
            empty=_("Không giữ đồ vật nào."),
        ),
        Rows(
            (Column(_l("Lúc"), 28), Column(_l("Việc"), 26), Column(_l("Đồ vật")), Column(_l("Bên kia"), 36),
             Column(_l("Cán bộ"), 36)),
            acts,
            title=_("Các lần giao, nhận"),
            empty=_("Chưa giao, nhận lần nào."),
        ),
        Rows(
            (Column(_l("Lúc"), 28), Column(_l("Nơi phát hiện"), 40), Column(_l("Đồ vật cấm")), Column(_l("Xử lý"), 52)),
            finds,
            title=_("Đồ vật cấm"),
            empty=_("Chưa phát hiện đồ vật cấm."),
        ),
    ]  # fmt: skip


def money(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the statement of the account, the oldest entry first, and its balance."""
    entries, _total = entries_of(stay.id)
    rows = [
        (
            format_date(line.entry.booked_on),
            line.entry.receipt,
            str(MONEY_LABELS[line.entry.kind])
            + (_(", sửa phiếu %(number)s", number=line.amends) if line.amends else ""),
            line.entry.party,
            format_number(line.entry.amount),
            format_number(line.entry.balance_after),
        )
        for line in reversed(entries)
    ]
    last = entries[0].entry if entries else None
    return [
        Facts(
            [
                (_("Số dư"), _("%(sum)s đồng", sum=format_number(last.balance_after if last else 0))),
                (
                    _("Trong đó giữ đến khi ra"),
                    _("%(sum)s đồng", sum=format_number(last.held_after if last else 0)),
                ),
            ]
        ),
        Rows(
            (Column(_l("Ngày"), 22), Column(_l("Phiếu"), 24), Column(_l("Nội dung")), Column(_l("Người nộp, nhận"), 36),
             Column(_l("Số tiền"), 24, number=True), Column(_l("Số dư"), 24, number=True)),
            rows,
            title=_("Sổ chi tiết"),
            empty=_("Chưa có khoản nào."),
        ),
    ]  # fmt: skip


def kit(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return what was handed out, the first issue first."""
    rows = []
    for issue in reversed(issues_of(stay.id)):
        things = []
        for line in issue.issue.lines:
            word = KIT.get(line.code)
            label, unit = (str(word.label), str(word.unit)) if word else (line.code, "")
            things.append(f"{label}: {format_number(line.quantity)} {unit}".rstrip())
        rows.append(
            (
                format_date(issue.issue.issued_on) + (_(" (đã sửa)") if issue.amended else ""),
                "; ".join(things),
                issue.issue.received_by,
                issue.issue.recorded_by_name,
            )
        )
    columns = (
        Column(_l("Ngày"), 28), Column(_l("Đã cấp")), Column(_l("Người nhận"), 40), Column(_l("Người cấp"), 40)
    )  # fmt: skip
    return [Rows(columns, rows, empty=_("Chưa cấp gì."))]


def grades(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the grades that count, the first period first."""
    rows = [
        (
            step.words,
            format_number(step.grade.total),
            step.grade.level_label,
            step.grade.reason,
            format_date(step.grade.decided_on),
        )
        for step in steps_of(grades_of([stay.id]).get(stay.id, ()))
    ]
    columns = (
        Column(_l("Kỳ"), 40), Column(_l("Tổng điểm"), 20, number=True), Column(_l("Xếp loại"), 30),
        Column(_l("Lý do khác với số liệu")), Column(_l("Ngày quyết định"), 30),
    )  # fmt: skip
    return [Rows(columns, rows, empty=_("Chưa xếp loại kỳ nào."))]


def conduct(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return rewards and discipline, the first deed first."""
    rows = [
        (
            format_date(line.proposal.happened_on),
            str(CONDUCT_LABELS[line.proposal.kind]),
            line.proposal.deed,
            line.decision.number if line.decision else "",
            str(STANDING_LABELS[line.standing]),
        )
        for line in sorted(conduct_of(stay.id, reading.on), key=lambda line: line.proposal.happened_on)
    ]
    columns = (
        Column(_l("Ngày"), 22), Column(_l("Hình thức"), 38), Column(_l("Việc đã làm")), Column(_l("Quyết định"), 30),
        Column(_l("Tình trạng"), 32),
    )  # fmt: skip
    return [Rows(columns, rows, empty=_("Chưa có khen thưởng, kỷ luật nào."))]


_VIEW = ResidentPermission.VIEW
PARTS = (
    FilePart("beds", _l("Giường đã ở"), _VIEW, beds, 100),
    FilePart("belongings", _l("Đồ lưu ký"), _VIEW, belongings, 110),
    FilePart("money", _l("Tiền lưu ký"), MoneyPermission.VIEW, money, 120),
    FilePart("kit", _l("Cấp phát"), _VIEW, kit, 130),
    FilePart("grades", _l("Xếp loại"), AssessmentPermission.VIEW, grades, 200),
    FilePart("conduct", _l("Khen thưởng, kỷ luật"), ConductPermission.VIEW, conduct, 210),
)
