"""Parts of the file about the course of a stay: term, stages, restrictions, duties, papers, timeline."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from center.clock import local_date
from center.db import db
from center.documents.queries import documents_of_stay
from center.documents.readers import reader_of
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.duty.labels import STATE_LABELS
from center.residents.duty.models import Duty
from center.residents.duty.permissions import DutyPermission
from center.residents.duty.registry import kind_of
from center.residents.duty.times import last_due_day
from center.residents.labels import AREA_LABELS, RESTRICTION_LABELS, STAGE_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.restriction.queries import restrictions_of
from center.residents.stage.drawing import lane_lines
from center.residents.stage.queries import conveyor
from center.residents.stay.models import Stay
from center.residents.stay.terms import facts_of
from center.residents.term_desk.sheet import term_sheet
from center.residents.timeline.queries import whole_timeline
from center.residents.timeline.topics import TOPIC_LABELS
from center.residents.whole_file.parts import Block, Column, Facts, FilePart, Reading, Rows, Words
from center.ui.filters import format_date, format_datetime, format_number
from center.ui.messages import sentence


def term(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the proof of the term on the day of the print, line by line, and how its last day came to be."""
    facts = facts_of(stay)
    if facts is None:
        return [Words(_("Đợt này chưa có thời hạn (quản lý trong thời gian lập hồ sơ)."))]
    try:
        sheet = term_sheet(stay, facts, min(reading.on, stay.ended_on or reading.on))
    except RuleViolation as refusal:
        return [Words(sentence(refusal).what)]
    lines = [
        (
            str(line.number),
            f"{line.label} ({line.effect}). {line.arithmetic}",
            f"{format_date(line.from_day)} – {format_date(line.to_day)}" if line.from_day else "–",
            format_number(line.days),
            line.source + ("" if line.verified else _(" (chưa đối chiếu)")),
        )
        for line in sheet.lines
    ]
    history = [
        (
            format_date(event.recorded_at),
            ". ".join(filter(None, (event.cause, event.detail, event.paper)))
            + ("" if event.counts else _(" (đã bỏ)")),
            format_date(event.before),
            format_date(event.after),
        )
        for event in sheet.history
    ]
    return [
        Facts(
            [
                (_("Thời hạn theo quyết định"), _("%(months)s tháng", months=sheet.months)),
                (_("Ngày đầu của thời hạn"), format_date(sheet.first_day)),
                (_("Ngày cuối của thời hạn"), format_date(sheet.last_day)),
                (_("Tình trạng"), sheet.state),
                (
                    _("Đã chấp hành"),
                    _(
                        "%(done)s trong %(all)s ngày, còn %(left)s ngày",
                        done=format_number(sheet.days_counted + sheet.days_credited),
                        all=format_number(sheet.days_total),
                        left=format_number(sheet.days_left),
                    ),
                ),
            ]
        ),
        Rows(
            (Column(_l("TT"), 9, number=True), Column(_l("Nội dung, phép tính")), Column(_l("Từ – đến ngày"), 40),
             Column(_l("Số ngày"), 15, number=True), Column(_l("Căn cứ"), 42)),
            lines,
            title=_("Các dòng tính"),
        ),
        Rows(
            (Column(_l("Ngày ghi"), 22), Column(_l("Việc")), Column(_l("Ngày cuối trước"), 28),
             Column(_l("Ngày cuối sau"), 26)),
            history,
            title=_("Quá trình thay đổi ngày cuối"),
        ),
    ]  # fmt: skip


def stages(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the five stages."""
    on = min(reading.on, stay.ended_on or reading.on)
    rows = []
    for line in lane_lines(conveyor(stay, on), on):
        finished = format_date(line.finished.on_day) if line.finished else _("chưa kết thúc")
        rows.append(
            (
                STAGE_LABELS[line.stage],
                format_date(line.begun.on_day) if line.begun else _("chưa đến"),
                finished if line.begun else "",
                format_number(line.days),
                line.begun.recorded_by_name if line.begun else "",
                line.passed_reason,
            )
        )
    columns = (
        Column(_l("Giai đoạn")), Column(_l("Bắt đầu"), 24), Column(_l("Kết thúc"), 26),
        Column(_l("Số ngày"), 15, number=True), Column(_l("Người ghi"), 32), Column(_l("Lý do được miễn giới hạn"), 36),
    )  # fmt: skip
    return [Rows(columns, rows)]


def restrictions(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return every restriction in its public wording; the private reason is nobody's but its module's."""
    rows = []
    for row in restrictions_of(stay.id):
        until = format_date(row.ends_on) or _("đến khi bỏ")
        if row.lifted_at is not None:
            until = _("bỏ ngày %(day)s: %(reason)s", day=format_date(row.lifted_at), reason=row.lift_reason)
        rows.append(
            (
                RESTRICTION_LABELS[row.kind],
                row.public_wording,
                str(AREA_LABELS.get(row.area, row.area)),
                format_date(row.starts_on),
                until,
            )
        )
    columns = (
        Column(_l("Loại"), 36), Column(_l("Nội dung")), Column(_l("Bộ phận"), 28), Column(_l("Từ ngày"), 22),
        Column(_l("Đến"), 38),
    )  # fmt: skip
    return [Rows(columns, rows, empty=_("Không có hạn chế nào."))]


def duties(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return what the law asked about the stay, by due time."""
    found = db.session.scalars(select(Duty).where(Duty.stay_id == stay.id).order_by(Duty.due_at, Duty.id))
    rows = [
        (
            ", ".join(filter(None, (str(kind_of(duty.kind).label), duty.detail))),
            format_date(last_due_day(duty.due_at)),
            str(STATE_LABELS[duty.state]),
            format_date(duty.closed_at),
            duty.source,
        )
        for duty in found
    ]
    columns = (
        Column(_l("Việc")), Column(_l("Hạn"), 22), Column(_l("Tình trạng"), 26), Column(_l("Ngày xong"), 22),
        Column(_l("Căn cứ"), 46),
    )  # fmt: skip
    return [Rows(columns, rows, empty=_("Chưa có việc nào theo luật."))]


def papers(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the papers issued for the stay whose kind the reader may open."""
    rows = []
    for document in documents_of_stay(stay.id):
        needed = reader_of(document.kind)
        if needed is None or not reading.reader.may(needed):
            continue
        number = f"{document.number:02}/{document.symbol}" if document.number else ""
        rows.append(
            (
                format_date(document.signed_on),
                document.title,
                number,
                format_number(document.pages),
                document.issued_by_name,
            )
        )
    columns = (
        Column(_l("Ngày ký"), 22), Column(_l("Tên giấy tờ")), Column(_l("Số, ký hiệu"), 34),
        Column(_l("Số trang"), 15, number=True), Column(_l("Người lập"), 36),
    )  # fmt: skip
    return [Rows(columns, rows, empty=_("Chưa lập giấy tờ nào mà người in được xem."))]


def timeline(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the timeline as the reader may see it, the oldest line first."""
    rows = []
    for line in whole_timeline(stay.id, reading.reader):
        late = local_date(line.recorded_at) != local_date(line.happened_at)
        written = _("%(name)s, ghi ngày %(day)s", name=line.actor_name, day=format_date(line.recorded_at))
        rows.append(
            (
                format_datetime(line.happened_at),
                str(TOPIC_LABELS[line.topic]),
                line.text,
                written if late else line.actor_name,
            )
        )
    columns = (
        Column(_l("Khi nào"), 28),
        Column(_l("Loại việc"), 30),
        Column(_l("Việc")),
        Column(_l("Người ghi"), 38),
    )
    return [Rows(columns, rows, empty=_("Chưa ghi việc nào mà người in được xem."))]


_VIEW = ResidentPermission.VIEW
PARTS = (
    FilePart("term", _l("Thời hạn"), _VIEW, term, 20),
    FilePart("stages", _l("Quy trình năm giai đoạn"), _VIEW, stages, 30),
    FilePart("restrictions", _l("Hạn chế"), _VIEW, restrictions, 40),
    FilePart("duties", _l("Việc theo luật"), DutyPermission.VIEW, duties, 800),
    FilePart("papers", _l("Giấy tờ đã lập"), _VIEW, papers, 850),
    FilePart("timeline", _l("Dòng thời gian"), _VIEW, timeline, 900),
)
