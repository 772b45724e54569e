"""The forms of the cash desk."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.housing.models import Zone
from center.residents.money.labels import KIND_LABELS, LIMIT_LABELS, MEANS_LABELS, MOVEMENT_LABELS
from center.residents.money.models import LimitKind, Means, MoneyKind, MovementKind
from center.residents.money.rules import IN_KINDS, MOST, NOTES, OUT_KINDS
from center.residents.money.service import EntryFacts
from center.ui.fields import VietnameseDateField, WholeNumberField, choices
from center.ui.filters import format_number
from center.ui.forms import ActIdField, BaseForm

_AMOUNT = [InputRequired(_l("Nhập số tiền."))]
_DAY = [InputRequired(_l("Nhập ngày ghi sổ."))]
_LINE = re.compile(r"(HV[0-9]{6,})\b.*?([0-9][0-9. ]*)(?:đ|đồng|vnd)?\s*\Z", re.IGNORECASE)


class _Party(BaseForm):
    """Who stands on the other side of the desk."""

    party = StringField(_l("Họ tên bên giao, bên nhận"), [Length(max=120)])
    party_relation = StringField(_l("Quan hệ với học viên"), [Length(max=60)])
    party_paper = StringField(_l("Số giấy tờ tùy thân"), [Length(max=40)])
    means = SelectField(
        _l("Hình thức"), choices=choices(MEANS_LABELS.items(), blank=_l("Theo loại (mặc định)")), default=""
    )
    reference = StringField(_l("Số giấy kèm theo"), [Length(max=80)])
    note = StringField(_l("Ghi chú"), [Length(max=300)])

    def chosen_means(self) -> Means | None:
        """Return how the money moves; None for the usual way of the kind."""
        return Means(self.means.data) if self.means.data else None


class EntryForm(_Party):
    """Money in or out."""

    client_id = ActIdField()
    kind = SelectField(_l("Loại"))
    amount = WholeNumberField(_l("Số tiền"), _AMOUNT, minimum=1, maximum=MOST)
    booked_on = VietnameseDateField(_l("Ngày ghi sổ"), _DAY)

    def offer(self, *, incoming: bool, ended: bool) -> EntryForm:
        """Put the kinds of one direction into the list; of an ended stay only what settles it."""
        kinds: tuple[str, ...] = IN_KINDS if incoming else OUT_KINDS
        if ended:
            kinds = ("returned", "sent_home")
        self.kind.choices = choices((kind, KIND_LABELS[MoneyKind(kind)]) for kind in kinds)
        return self

    def facts(self, today: date) -> EntryFacts:
        """Return what was typed, after validation."""
        return EntryFacts(
            kind=MoneyKind(self.kind.data),
            amount=self.amount.data or 0,
            booked_on=self.booked_on.data or today,
            party=self.party.data or "",
            party_relation=self.party_relation.data or "",
            party_paper=self.party_paper.data or "",
            reference=self.reference.data or "",
            note=self.note.data or "",
            means=self.chosen_means(),
            client_id=self.client_id.data,
        )


class PayOutForm(_Party):
    """Who receives the whole balance at the end of the stay."""

    client_id = ActIdField()

    def facts(self, today: date) -> EntryFacts:
        """Return what was typed; the amount is the balance."""
        return EntryFacts(
            kind=MoneyKind.RETURNED,
            amount=0,
            booked_on=today,
            party=self.party.data or "",
            party_relation=self.party_relation.data or "",
            party_paper=self.party_paper.data or "",
            reference=self.reference.data or "",
            note=self.note.data or "",
            means=self.chosen_means(),
            client_id=self.client_id.data,
        )


class CorrectForm(BaseForm):
    """What an entry should have been, and why it was not."""

    client_id = ActIdField()
    amount = WholeNumberField(
        _l("Số tiền đúng"), [InputRequired(_l("Nhập số tiền đúng."))], minimum=0, maximum=MOST
    )
    booked_on = VietnameseDateField(_l("Ngày ghi sổ"), _DAY)
    reason = StringField(
        _l("Lý do điều chỉnh"), [InputRequired(_l("Ghi vì sao phiếu cũ sai.")), Length(max=300)]
    )


class AccountFilterForm(BaseForm):
    """Which accounts are listed; its state is the address of the page."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    zone = SelectField(_l("Khu"), validate_choice=False)
    state = SelectField(
        _l("Ai"),
        choices=choices(
            [("money", _l("Đang ở, còn tiền")), ("ended", _l("Đã ra, chưa trả hết"))],
            blank=_l("Đang ở cơ sở"),
        ),
        validate_choice=False,
    )

    def offer(self, zones: Sequence[Zone]) -> AccountFilterForm:
        """Put the zones into the list."""
        self.zone.choices = choices(((str(zone.id), zone.name) for zone in zones), blank=_l("Tất cả"))
        return self


class CountForm(BaseForm):
    """Pieces of each note (fields ``note_<đồng>``) and what explains a difference."""

    explanation = TextAreaField(_l("Nguyên nhân chênh lệch"), [Length(max=1000)], render_kw={"rows": 2})

    def notes(self) -> dict[int, int]:
        """Return the pieces by denomination."""
        return {note: self[f"note_{note}"].data or 0 for note in NOTES}

    def note_fields(self) -> list[WholeNumberField]:
        """Return the boxes, largest note first."""
        return [self[f"note_{note}"] for note in NOTES]


for _note in NOTES:
    setattr(
        CountForm,
        f"note_{_note}",
        WholeNumberField(_l("%(note)s đồng", note=format_number(_note)), minimum=0, maximum=100_000),
    )


class CloseForm(BaseForm):
    """Nothing but the token: the second signature."""


class MovementForm(BaseForm):
    """Notes between the box and the bank or canteen."""

    client_id = ActIdField()
    kind = SelectField(
        _l("Loại"), choices=choices((kind.value, MOVEMENT_LABELS[kind]) for kind in MovementKind)
    )
    amount = WholeNumberField(_l("Số tiền"), _AMOUNT, minimum=1, maximum=MOST)
    booked_on = VietnameseDateField(_l("Ngày ghi sổ"), _DAY)
    party = StringField(
        _l("Bên giao, bên nhận"), [InputRequired(_l("Ghi tên ngân hàng, người nhận.")), Length(max=120)]
    )
    reference = StringField(_l("Số chứng từ"), [Length(max=80)])
    note = StringField(_l("Ghi chú"), [Length(max=300)])


class TakeBackForm(BaseForm):
    """Why a movement was wrong."""

    reason = StringField(_l("Lý do hủy"), [InputRequired(_l("Ghi vì sao phiếu sai.")), Length(max=300)])


class LimitForm(BaseForm):
    """A cap of the house rules."""

    kind = SelectField(
        _l("Mức trần"), choices=choices((kind.value, LIMIT_LABELS[kind]) for kind in LimitKind)
    )
    amount = WholeNumberField(_l("Số tiền"), [Optional()], minimum=0, maximum=MOST)
    valid_from = VietnameseDateField(_l("Áp dụng từ"), [InputRequired(_l("Nhập ngày áp dụng."))])
    basis = StringField(
        _l("Căn cứ"), [InputRequired(_l("Ghi điều khoản nội quy hoặc quyết định.")), Length(max=200)]
    )


class PoolForm(BaseForm):
    """What a month's labour left over."""

    surplus = WholeNumberField(
        _l("Chênh lệch thu trừ chi hợp lý của tháng"),
        [InputRequired(_l("Nhập chênh lệch thu chi."))],
        minimum=0,
        maximum=1_000_000_000_000,
    )


class SharesForm(BaseForm):
    """Shares of a month: one box a resident (fields ``share_<stay id>``), or lines copied from a spreadsheet."""

    booked_on = VietnameseDateField(_l("Ngày ghi sổ"), _DAY)
    lines = TextAreaField(
        _l("Dán từ bảng tính"),
        [Length(max=200_000)],
        render_kw={"rows": 6, "placeholder": "HV000123\t45.000", "spellcheck": "false"},
    )

    def amounts(self) -> dict[int, int]:
        """Return the amounts typed in the boxes, by stay."""
        return {
            int(field.name.removeprefix("share_")): field.data
            for field in self
            if field.name.startswith("share_") and field.data
        }

    def pasted(self) -> dict[str, int]:
        """Return the amounts of the lines by code of the resident. Raises RuleViolation for a line nobody can read."""
        found: dict[str, int] = {}
        for line in (self.lines.data or "").splitlines():
            if not line.strip():
                continue
            read = _LINE.match(line.strip())
            amount = int(re.sub(r"[. ]", "", read.group(2))) if read else 0
            if read is None or not 0 < amount <= MOST or read.group(1).upper() in found:
                raise RuleViolation("residents.share_line", field="lines", line=line.strip()[:60])
            found[read.group(1).upper()] = amount
        return found


def shares_form(stays: Mapping[int, str]) -> SharesForm:
    """Return the form with a box for each of ``stays`` (stay id → what stands before the box)."""

    class Form(SharesForm):
        pass

    for stay_id, name in stays.items():
        setattr(Form, f"share_{stay_id}", WholeNumberField(name, [Optional()], minimum=0, maximum=MOST))
    return Form()


def month_of(text: str, today: date) -> date:
    """Return the first day of the month written ``07/2026`` or ``2026-07``.

    Anything else means the month before that of ``today``.
    """
    read = re.fullmatch(r"(\d{1,2})/(\d{4})", text.strip()) or re.fullmatch(
        r"(?P<year>\d{4})-(?P<month>\d{2})", text.strip()
    )
    if read:
        parts = read.groupdict()
        month = int(parts["month"] if parts else read.group(1))
        year = int(parts["year"] if parts else read.group(2))
        if 1 <= month <= 12 and 2000 <= year <= 2199:
            return date(year, month, 1)
    last = date.fromordinal(today.replace(day=1).toordinal() - 1)
    return last.replace(day=1)


def month_words(month: date) -> str:
    """Return "tháng 07/2026"."""
    return _("tháng %(month)s", month=f"{month:%m/%Y}")
