"""The forms of the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from center.auth.models import Account
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.intake.forms import Row
from center.residents.photos import PreparedPhoto, prepare_picture
from center.residents.property.labels import FOUND_LABELS, ITEM_LABELS, OUTCOME_LABELS
from center.residents.property.models import Belonging, ContrabandOutcome, FoundWhere, ItemKind
from center.residents.property.queries import Held
from center.residents.property.rules import Signer
from center.residents.property.service import ItemFacts, Keeping
from center.ui.fields import LocalDateTimeField, VietnameseDateField, WholeNumberField, choices
from center.ui.forms import ActIdField, BaseForm

MOST_ROWS, FIRST_ROWS, MORE_ROWS = 40, 4, 4


def picture_in(upload: FileStorage | None) -> PreparedPhoto | None:
    """Return the picture of an upload, None for an empty one. Raises RuleViolation for what is no picture."""
    content = upload.stream.read() if upload and upload.filename else b""
    return prepare_picture(content) if content else None


class ItemRow(Row):
    """One item."""

    description = StringField(_l("Đồ vật"), [Length(max=200)])
    quantity = WholeNumberField(_l("Số lượng"), [Optional()], minimum=1, maximum=10_000, default=1)
    condition = StringField(_l("Tình trạng, đặc điểm"), [Length(max=120)])
    kind = SelectField(_l("Loại"), choices=choices(ITEM_LABELS.items()), default=ItemKind.ITEM.value)
    photo = FileField(_l("Ảnh"))

    def validate_description(self, field: StringField) -> None:
        """Ask what the thing is when anything else of the line is filled."""
        if not field.data and (self.condition.data or (self.photo.data and self.photo.data.filename)):
            raise ValidationError(_("Ghi tên đồ vật."))

    def facts(self) -> ItemFacts:
        """Return what was typed."""
        return ItemFacts(
            description=self.description.data,
            quantity=self.quantity.data or 0,
            condition=self.condition.data or "",
            kind=ItemKind(self.kind.data),
            photo=picture_in(self.photo.data),
        )


class _Where(BaseForm):
    """Where items lie."""

    bag = StringField(_l("Số niêm phong túi"), [Length(max=40)])
    place = StringField(_l("Nơi giữ"), [Length(max=80)], render_kw={"placeholder": _l("tủ, ngăn, két")})

    def keeping(self) -> Keeping:
        """Return what was typed."""
        return Keeping(self.bag.data or "", self.place.data or "")


class SecondSigner(BaseForm):
    """The second of two signatures: the resident, or another member of the staff."""

    other = SelectField(_l("Người ký thứ hai"))

    def offer(self, resident: str, staff: Iterable[Account], *, me: int | None) -> None:
        """Put the resident and everybody else of the staff into the list."""
        others = [
            (str(one.id), f"{one.full_name} ({one.title})" if one.title else one.full_name)
            for one in staff
            if one.id != me
        ]
        self._resident = resident
        self._staff = {str(one.id): one for one in staff}
        self.other.choices = choices(others, blank=_("Học viên: %(name)s", name=resident))

    def signer(self) -> Signer:
        """Return who signs beside the one who types."""
        chosen = self._staff.get(self.other.data or "")
        return Signer(chosen.full_name, chosen.id) if chosen else Signer(self._resident)


class TakeForm(SecondSigner, _Where):
    """Items taken in one go."""

    client_id = ActIdField()
    items = FieldList(FormField(ItemRow), label=_l("Đồ vật"), min_entries=FIRST_ROWS, max_entries=MOST_ROWS)
    nothing = BooleanField(_l("Không mang theo đồ gì để gửi giữ"))
    happened_at = LocalDateTimeField(_l("Nhận lúc"), [InputRequired(_l("Nhập thời điểm nhận."))])
    note = StringField(_l("Ghi chú"), [Length(max=300)])

    def grow(self) -> None:
        """Add empty rows."""
        for _n in range(min(MORE_ROWS, MOST_ROWS - len(self.items.entries))):
            self.items.append_entry()

    def facts(self) -> list[ItemFacts]:
        """Return the rows with something in them. Raises RuleViolation for an upload that is no picture."""
        return [entry.form.facts() for entry in self.items if entry.form.description.data]


class ReturnForm(_Where):
    """Who receives, and how many of each item (fields ``item_<id>``, added for the items still held)."""

    client_id = ActIdField()
    other_name = StringField(_l("Người nhận"), [InputRequired(_l("Ghi họ tên người nhận.")), Length(max=120)])
    other_relation = StringField(_l("Quan hệ với học viên"), [Length(max=60)])
    other_paper = StringField(_l("Số giấy tờ tùy thân"), [Length(max=40)])
    note = StringField(_l("Ghi chú"), [Length(max=300)])

    def quantities(self) -> dict[int, int]:
        """Return the pieces to give back by item."""
        return {
            int(field.name.removeprefix("item_")): field.data or 0
            for field in self
            if field.name.startswith("item_")
        }

    def receiver(self) -> Signer:
        """Return who signs for what is given back."""
        return Signer(
            self.other_name.data or "",
            relation=self.other_relation.data or "",
            paper=self.other_paper.data or "",
        )


def return_form(held: Sequence[Held], **values: Any) -> ReturnForm:
    """Return the form with a box for every item of which something is held."""

    class Form(ReturnForm):
        pass

    for item in held:
        if item.left:
            label = _("%(what)s (đang giữ %(left)s)", what=item.belonging.description, left=item.left)
            setattr(Form, f"item_{item.key}", WholeNumberField(label, minimum=0, maximum=item.left))
    return Form(**values)


class CorrectForm(BaseForm):
    """What a line should have said, and why it did not."""

    description = StringField(_l("Đồ vật"), [InputRequired(_l("Ghi tên đồ vật.")), Length(max=200)])
    quantity = WholeNumberField(
        _l("Số lượng đúng"), [InputRequired(_l("Ghi số lượng."))], minimum=0, maximum=10_000
    )
    condition = StringField(_l("Tình trạng, đặc điểm"), [Length(max=120)])
    kind = SelectField(_l("Loại"), choices=choices(ITEM_LABELS.items()))
    reason = StringField(_l("Lý do sửa"), [InputRequired(_l("Ghi lý do.")), Length(max=300)])

    def facts(self) -> ItemFacts:
        """Return the line as it should be."""
        return ItemFacts(
            self.description.data,
            self.quantity.data if self.quantity.data is not None else -1,
            self.condition.data or "",
            ItemKind(self.kind.data),
        )


def correct_form(row: Belonging) -> CorrectForm:
    """Return the form filled with the line as it is."""
    return CorrectForm(
        description=row.description, quantity=row.quantity, condition=row.condition, kind=row.kind.value
    )


class PictureForm(BaseForm):
    """A picture of an item."""

    photo = FileField(_l("Ảnh đồ vật"), [FileRequired(_l("Chụp hoặc chọn một ảnh."))])


class MoveForm(_Where):
    """A new bag or place for items (fields ``move_<id>``)."""

    reason = StringField(_l("Lý do"), [InputRequired(_l("Ghi lý do.")), Length(max=200)])


class ReasonForm(BaseForm):
    """Why something is undone."""

    reason = StringField(_l("Lý do"), [InputRequired(_l("Ghi lý do.")), Length(max=300)])


class FindForm(SecondSigner):
    """Contraband that was found."""

    client_id = ActIdField()
    description = StringField(
        _l("Đồ vật cấm"),
        [InputRequired(_l("Ghi tên đồ vật.")), Length(max=200)],
        render_kw={"list": "contraband-kinds"},
    )
    amount = StringField(_l("Số lượng, khối lượng"), [InputRequired(_l("Ghi số lượng.")), Length(max=60)])
    found_where = SelectField(
        _l("Phát hiện khi"), choices=choices((one.value, FOUND_LABELS[one]) for one in FoundWhere)
    )
    found_at = LocalDateTimeField(_l("Phát hiện lúc"), [InputRequired(_l("Nhập thời điểm phát hiện."))])
    note = TextAreaField(_l("Diễn biến, nơi cất giấu"), [Length(max=2000)], render_kw={"rows": 3})

    def moment(self, now: datetime) -> datetime:
        """Return when it was found."""
        found: datetime | None = self.found_at.data
        return found or now


class SettleForm(BaseForm):
    """What became of contraband."""

    outcome = SelectField(
        _l("Cách xử lý"), choices=choices((one.value, OUTCOME_LABELS[one]) for one in ContrabandOutcome)
    )
    record_number = StringField(_l("Số biên bản"), [InputRequired(_l("Ghi số biên bản.")), Length(max=60)])
    happened_on = VietnameseDateField(_l("Ngày xử lý"), [InputRequired(_l("Nhập ngày xử lý."))])
    receiver = StringField(_l("Nơi nhận, người nhận"), [Length(max=160)])
    witness_name = StringField(_l("Người chứng kiến"), [Length(max=120)])


class StoreFilterForm(BaseForm):
    """Which items of the store are listed."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    q = StringField(_l("Số niêm phong, nơi giữ, tên, mã"), [Length(max=80)])
    state = SelectField(
        _l("Của ai"),
        choices=choices([("ended", _l("Người đã ra, chưa trả hết"))], blank=_l("Người đang ở")),
        validate_choice=False,
    )
