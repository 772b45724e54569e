"""Parts of the file about the person: identity, papers, corrections, stays, relatives, residences."""

from __future__ import annotations

from collections.abc import Sequence

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.labels import KIND_LABELS, RULE_SET_LABELS, SEX_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.person.labels import FIELD_LABELS, STANDING_LABELS, value_words
from center.residents.person.labels import KIND_LABELS as PAPER_LABELS
from center.residents.person.queries import amendments_of, files, papers_of
from center.residents.residence.queries import residences_of
from center.residents.stay.models import Contact, Stay
from center.residents.stay.queries import contacts_of, decisions_of, stays_of
from center.residents.whole_file.parts import Block, Column, Facts, FilePart, Reading, Rows
from center.ui.filters import format_date, format_datetime

_DAY = Column(_l("Ngày"), 24)


def identity(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return who it is, over all files that are one."""
    person, *merged = files(stay.resident_id)
    papers = [
        (
            str(PAPER_LABELS[line.row.kind]),
            line.row.number,
            format_date(line.row.issued_on),
            line.row.issued_by,
            str(STANDING_LABELS[line.row.standing]),
        )
        for line in papers_of(stay.resident_id)
    ]
    corrections = [
        (
            format_datetime(row.recorded_at),
            str(FIELD_LABELS[row.field]),
            f"{value_words(row.field, row.old_value) or '–'} → {value_words(row.field, row.new_value) or '–'}",
            row.reason,
            row.recorded_by_name,
        )
        for row in reversed(amendments_of(stay.resident_id))
    ]
    return [
        Facts(
            [
                (_("Họ và tên"), person.full_name),
                (_("Tên gọi khác"), person.other_names.replace("\n", "; ")),
                (_("Mã hồ sơ"), person.code),
                (_("Hồ sơ đã gộp vào"), ", ".join(one.code for one in merged) or _("không có")),
                (_("Giới tính"), SEX_LABELS[person.sex]),
                (_("Ngày sinh"), format_date(person.birth_date)),
                (_("Nơi sinh"), person.birth_place),
                (_("Quê quán"), person.home_town),
                (_("Dân tộc"), person.ethnicity),
                (_("Quốc tịch"), person.nationality),
            ]
        ),
        Rows(
            (Column(_l("Giấy tờ"), 40), Column(_l("Số"), 30), Column(_l("Ngày cấp"), 22), Column(_l("Nơi cấp")),
             Column(_l("Tình trạng"), 30)),
            papers,
            title=_("Giấy tờ tùy thân"),
            empty=_("Chưa có giấy tờ tùy thân nào."),
        ),
        Rows(
            (Column(_l("Ghi lúc"), 28), Column(_l("Mục"), 24), Column(_l("Trước → sau")), Column(_l("Lý do"), 40),
             Column(_l("Người ghi"), 30)),
            corrections,
            title=_("Đính chính"),
            empty=_("Chưa đính chính lần nào."),
        ),
    ]  # fmt: skip


def stays(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return every stay of the person, the first one first."""
    rows = [
        (
            str(one.number),
            KIND_LABELS[one.kind],
            format_datetime(one.admitted_at),
            format_date(one.last_day),
            format_date(one.ended_on) or _("đang chấp hành"),
        )
        for one in reversed(stays_of(stay.resident_id))
    ]
    columns = (
        Column(_l("Đợt"), 12, number=True), Column(_l("Diện")), Column(_l("Vào cơ sở"), 32),
        Column(_l("Ngày cuối thời hạn"), 34), Column(_l("Kết thúc đợt"), 32),
    )  # fmt: skip
    return [Rows(columns, rows)]


def basis(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return on what the stay rests, where the person lives, and whom to call."""
    residences = [
        (format_date(row.since or row.recorded_at), row.address_text, row.home_commune.full_label, row.reason)
        for row in residences_of([stay.id])[stay.id]
    ]  # fmt: skip
    relatives = [(one.full_name, _kinship(one), one.phone, one.address) for one in contacts_of(stay.id)]
    return [
        Facts(
            [
                (_("Diện"), KIND_LABELS[stay.kind]),
                (_("Áp dụng"), RULE_SET_LABELS[stay.rule_set]),
                (_("Vào cơ sở"), format_datetime(stay.admitted_at)),
                (_("Số lần cai nghiện trước"), str(stay.earlier_rehabs)),
                (_("Trình độ, nghề nghiệp"), "; ".join(filter(None, (stay.schooling, stay.occupation)))),
                (_("Tôn giáo"), stay.religion),
            ]
        ),
        Rows(
            (Column(_l("Số, ký hiệu"), 34), _DAY, Column(_l("Cơ quan ban hành"), 48), Column(_l("Về việc"))),
            [(row.number, format_date(row.issued_on), row.issuer, row.subject) for row in decisions_of(stay.id)],
            title=_("Quyết định"),
            empty=_("Chưa có quyết định nào."),
        ),
        Rows(
            (Column(_l("Từ ngày"), 24), Column(_l("Nơi cư trú trên giấy tờ")), Column(_l("Nay thuộc"), 48),
             Column(_l("Lý do ghi lại"), 32)),
            residences,
            title=_("Nơi cư trú"),
        ),
        Rows(
            (Column(_l("Họ tên"), 42), Column(_l("Quan hệ"), 32), Column(_l("Điện thoại"), 26), Column(_l("Địa chỉ"))),
            relatives,
            title=_("Người thân, người đại diện"),
            empty=_("Chưa ghi người thân nào."),
        ),
    ]  # fmt: skip


def _kinship(contact: Contact) -> str:
    marks = (
        _("đại diện") if contact.is_representative else "",
        _("liên hệ chính") if contact.is_main else "",
        _("không báo tin") if contact.not_told else "",
    )
    said = ", ".join(filter(None, marks))
    return f"{contact.relation} ({said})" if said else contact.relation


PARTS = (
    FilePart("identity", _l("Nhân thân"), ResidentPermission.VIEW, identity, 0, of_person=True),
    FilePart("stays", _l("Các đợt ở cơ sở"), ResidentPermission.VIEW, stays, 10, of_person=True),
    FilePart("basis", _l("Căn cứ, nơi cư trú, người thân"), ResidentPermission.VIEW, basis, 10),
)
