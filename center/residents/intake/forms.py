"""The form of the intake desk, in the order of the entry record."""

from __future__ import annotations

import re

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import HiddenInput

from center.clock import today
from center.db import MAX_ID
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.contact.fields import phone_number
from center.residents.identity.number import NumberFault, is_old_number, read_number, tidy_number
from center.residents.labels import KIND_LABELS, PAPER_LABELS, SEX_LABELS
from center.residents.person.models import IdentifierKind
from center.ui.fields import LocalDateTimeField, VietnameseDateField, WholeNumberField, choices
from center.ui.forms import ActIdField, BaseForm
from center.ui.messages import sentence
from center.vietnamese import NameProblem, name_problem

NO_PAPER = "none"
PERSONAL_CARDS = {IdentifierKind.CCCD.value, IdentifierKind.CC.value}
MOST_ROWS = 60
"""Rows of contacts or belongings the form grows to."""
FIRST_ROWS = 6
"""Rows of belongings on an empty form."""

_PHONE = re.compile(r"\+?[0-9][0-9 .()-]{6,18}")
_PASSPORT = re.compile(r"[A-Z0-9]{5,15}")
_NAME_PROBLEMS = {
    NameProblem.EMPTY: _l("Nhập họ tên."),
    NameProblem.TOO_LONG: _l("Họ tên dài quá 120 ký tự."),
    NameProblem.MOJIBAKE: _l("Họ tên bị lỗi phông chữ. Nhập lại theo thẻ."),
    NameProblem.DIGIT: _l("Họ tên không có chữ số. Nhập lại theo thẻ."),
    NameProblem.NOT_LATIN: _l("Họ tên có chữ không phải chữ cái La-tinh. Nhập lại theo thẻ."),
    NameProblem.SYMBOL: _l("Họ tên có ký hiệu lạ. Nhập lại theo thẻ."),
}


class RawField(Field):  # type: ignore[misc]  # WTForms is untyped
    """A hidden text given back byte for byte: a card's damage is evidence, cleaning would destroy it."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the text as it is, but for NUL: PostgreSQL cannot store it."""
        self.data = valuelist[0].replace("\0", "") if valuelist else ""

    def _value(self) -> str:
        return self.data or ""


class Row(Form):  # type: ignore[misc]  # WTForms is untyped
    """Base of one line of a list inside the form; it has no token of its own."""

    class Meta(BaseForm.Meta):
        """Cleans text and answers in Vietnamese like every form."""

        csrf = False

    @property
    def is_blank(self) -> bool:
        """True when nothing was typed into the line."""
        return not any(
            str(item.data or "").strip() for item in self if item.name.rpartition("-")[2] != "quantity"
        )


class ContactRow(Row):
    """A relative or representative."""

    full_name = StringField(_l("Họ tên"), [Length(max=120)])
    relation = StringField(_l("Quan hệ"), [Length(max=60)])
    phone = StringField(_l("Điện thoại"), [Length(max=20), phone_number])
    address = StringField(_l("Địa chỉ"), [Length(max=300)])
    is_representative = BooleanField(_l("Là cha, mẹ, người giám hộ hoặc người đại diện hợp pháp"))

    def validate_full_name(self, field: StringField) -> None:
        """Ask for the name when anything else of the line is filled."""
        if not field.data and not self.is_blank:
            raise ValidationError(_("Nhập họ tên của người thân."))

    def validate_relation(self, field: StringField) -> None:
        """Ask for the relation of a named person."""
        if self.full_name.data and not field.data:
            raise ValidationError(_("Ghi quan hệ: mẹ, vợ, anh ruột …"))

    def validate_phone(self, field: StringField) -> None:
        """Refuse what cannot be dialled."""
        if field.data and not _PHONE.fullmatch(field.data):
            raise ValidationError(_("Số điện thoại chỉ có chữ số, ví dụ 0912 345 678."))


class BelongingRow(Row):
    """An item taken into custody."""

    description = StringField(_l("Đồ vật"), [Length(max=200)])
    quantity = WholeNumberField(_l("Số lượng"), minimum=1, maximum=10_000, default=1)
    condition = StringField(_l("Tình trạng, đặc điểm"), [Length(max=120)])

    def validate_description(self, field: StringField) -> None:
        """Ask what the thing is when its condition is described."""
        if not field.data and not self.is_blank:
            raise ValidationError(_("Ghi tên đồ vật."))

    def validate_quantity(self, field: WholeNumberField) -> None:
        """Ask how many of a named thing."""
        if self.description.data and field.data is None:
            raise ValidationError(_("Ghi số lượng."))


def _needed(message: str) -> InputRequired:
    return InputRequired(message)


class IntakeForm(BaseForm):
    """Everything of an admission on one page."""

    act_id = ActIdField()
    card_text = RawField()
    resident_id = HiddenField()
    seen_people = HiddenField()
    photo_kept = RawField()
    expected_id = HiddenField()
    """The expected arrival this person is, once somebody said so."""
    draft_version = HiddenField()
    """Of the half-done form this one was filled from; empty without one."""
    scan = StringField(
        _l("Mã QR của thẻ căn cước"),
        render_kw={"inputmode": "none", "autocomplete": "off", "spellcheck": "false"},
    )

    full_name = StringField(_l("Họ và tên"), [_needed(_l("Nhập họ tên như trên giấy tờ.")), Length(max=120)])
    other_names = StringField(_l("Tên gọi khác"), [Length(max=200)])
    sex = RadioField(
        _l("Giới tính"),
        [_needed(_l("Chọn giới tính."))],
        choices=choices(SEX_LABELS.items()),
    )
    birth_date = VietnameseDateField(_l("Ngày sinh"), [_needed(_l("Nhập ngày sinh."))])
    birth_place = StringField(_l("Nơi sinh"), [Length(max=200)])
    home_town = StringField(_l("Quê quán"), [Length(max=200)])
    ethnicity = StringField(_l("Dân tộc"), [Length(max=60)], render_kw={"list": "ethnic-groups"})
    nationality = StringField(_l("Quốc tịch"), [Length(max=60)], default="Việt Nam")

    paper_kind = SelectField(
        _l("Loại giấy tờ"),
        choices=choices([*PAPER_LABELS.items(), (NO_PAPER, _l("Không có giấy tờ"))]),
        default=IdentifierKind.CCCD.value,
    )
    number = StringField(
        _l("Số giấy tờ"), [Length(max=30)], render_kw={"inputmode": "text", "autocomplete": "off"}
    )
    issued_on = VietnameseDateField(_l("Ngày cấp"), [Optional()])
    issued_by = StringField(_l("Nơi cấp"), [Length(max=160)])
    old_number = StringField(_l("Số CMND cũ (nếu có)"), [Length(max=20)])

    address_text = TextAreaField(
        _l("Nơi cư trú, ghi đúng như trên giấy tờ"),
        [_needed(_l("Nhập nơi cư trú.")), Length(max=300)],
        render_kw={"rows": 2},
    )
    home_commune_id = WholeNumberField(_l("Xã, phường hiện nay của địa chỉ đó"), minimum=1, maximum=MAX_ID)
    schooling = StringField(_l("Trình độ học vấn"), [Length(max=80)])
    occupation = StringField(_l("Nghề nghiệp"), [Length(max=120)])
    religion = StringField(_l("Tôn giáo"), [Length(max=60)])

    kind = RadioField(
        _l("Diện"),
        [_needed(_l("Chọn diện theo quyết định."))],
        choices=choices(KIND_LABELS.items()),
    )
    decision_number = StringField(
        _l("Số quyết định"),
        [_needed(_l("Nhập số quyết định.")), Length(max=60)],
        render_kw={"placeholder": "12/QĐ-TA"},
    )
    decision_issued_on = VietnameseDateField(
        _l("Ngày quyết định"), [_needed(_l("Nhập ngày của quyết định."))]
    )
    decision_issuer = StringField(
        _l("Cơ quan quyết định"), [_needed(_l("Nhập cơ quan ra quyết định.")), Length(max=160)]
    )
    months = WholeNumberField(_l("Thời hạn ghi trong quyết định"), minimum=1, maximum=60)
    earlier_rehabs = WholeNumberField(_l("Số lần đã cai nghiện trước đây"), minimum=0, maximum=30, default=0)
    arrived_at = LocalDateTimeField(_l("Thời điểm giao, nhận"), [_needed(_l("Nhập ngày, giờ giao, nhận."))])
    first_day = VietnameseDateField(_l("Ngày đầu của thời hạn"), [Optional()])
    custody_days = WholeNumberField(
        _l("Số ngày quản lý trước đó, được trừ"), minimum=0, maximum=90, default=0
    )

    photo = FileField(_l("Ảnh chân dung"))
    contacts = FieldList(FormField(ContactRow), label=_l("Người thân"), min_entries=2, max_entries=MOST_ROWS)
    belongings = FieldList(
        FormField(BelongingRow), label=_l("Đồ lưu ký"), min_entries=FIRST_ROWS, max_entries=MOST_ROWS
    )
    bed_id = SelectField(
        _l("Giường"), [_needed(_l("Chọn một giường còn trống."))], coerce=str, validate_choice=False
    )
    not_same = BooleanField(_l("Đã xem các hồ sơ trên, không phải người này"))

    focus_commune = False
    """True: the cursor stands in the commune picker."""
    focus_choice = ""
    """Name of the group of choices in which the cursor stands."""
    commune_text = ""
    """What was typed into the commune picker when no commune was picked."""

    def typed(self, name: str) -> str:
        """Return what stands in a box, as text."""
        value = self[name]._value() if hasattr(self[name], "_value") else self[name].data
        return str(value or "")

    def label_of(self, name: str) -> str:
        """Return the label of a box."""
        return str(self[name].label.text)

    def validate_full_name(self, field: StringField) -> None:
        """Refuse what cannot be a name."""
        problem = name_problem(field.data or "")
        if problem:
            raise ValidationError(str(_NAME_PROBLEMS[NameProblem(problem)]))

    def validate_birth_date(self, field: VietnameseDateField) -> None:
        """Refuse a birth after today."""
        if field.data and field.data > today():
            raise ValidationError(_("Ngày sinh là ngày chưa tới. Xem lại năm sinh."))

    def validate_number(self, field: StringField) -> None:
        """Refuse a number that the chosen paper cannot bear; a person without paper has none."""
        if self.paper_kind.data == NO_PAPER:
            if field.data:
                raise ValidationError(
                    _("Đã chọn «Không có giấy tờ» nhưng vẫn ghi số. Chọn lại loại giấy tờ.")
                )
        elif not field.data:
            raise StopValidation(_("Nhập số giấy tờ, hoặc chọn «Không có giấy tờ»."))
        elif self.paper_kind.data in PERSONAL_CARDS:
            number = read_number(field.data, today())
            if isinstance(number, NumberFault):
                words = sentence(RuleViolation(number.code, **number.facts))
                raise ValidationError(f"{words.what} {words.next_step}")
        elif not _PASSPORT.fullmatch(tidy_number(field.data).upper()):
            raise ValidationError(_("Số hộ chiếu gồm 5 đến 15 chữ cái và chữ số."))

    def validate_old_number(self, field: StringField) -> None:
        """Refuse an old number that is no CMND."""
        if field.data and not is_old_number(field.data):
            raise ValidationError(_("Số CMND cũ có 9 chữ số. Xem lại, hoặc để trống."))

    def validate_issued_on(self, field: VietnameseDateField) -> None:
        """Refuse a day of issue that has not come."""
        if field.data and field.data > today():
            raise ValidationError(_("Ngày cấp là ngày chưa tới. Đọc lại trên giấy tờ."))

    def validate_home_commune_id(self, field: WholeNumberField) -> None:
        """Ask a person to settle where the address lies today."""
        if not field.data and not field.errors:
            raise ValidationError(_("Chọn xã, phường hiện nay của nơi cư trú."))
