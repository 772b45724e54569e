"""The forms of the person: a new portrait, corrections, identity papers."""

from __future__ import annotations

import re

from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from center.clock import today
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.identity.number import NumberFault, is_old_number, read_number, tidy_number
from center.residents.labels import SEX_LABELS
from center.residents.person.history import PaperFacts
from center.residents.person.labels import KIND_LABELS, STANDING_LABELS
from center.residents.person.models import IdentifierKind, PersonField, Resident, Standing
from center.ui.fields import VietnameseDateField, choices
from center.ui.forms import BaseForm
from center.ui.messages import sentence
from center.vietnamese import NameProblem, name_problem

NAME_PROBLEMS = {
    NameProblem.EMPTY: _l("Nhập họ tên như trên giấy tờ."),
    NameProblem.TOO_LONG: _l("Họ tên dài hơn 120 ký tự. Nhập lại theo giấy tờ."),
}
_PASSPORT = re.compile(r"[A-Z0-9]{5,15}", re.ASCII)


class PhotoForm(BaseForm):
    """A portrait from the camera or a file."""

    photo = FileField(_l("Ảnh chân dung"), [FileRequired(_l("Chụp hoặc chọn một ảnh."))])


class AmendPersonForm(BaseForm):
    """What the file says about the person, to be corrected."""

    full_name = StringField(
        _l("Họ và tên"), [InputRequired(_l("Nhập họ tên như trên giấy tờ.")), Length(max=120)]
    )
    other_names = StringField(_l("Tên gọi khác"), [Length(max=200)])
    birth_date = VietnameseDateField(_l("Ngày sinh"), [InputRequired(_l("Nhập ngày sinh."))])
    sex = RadioField(_l("Giới tính"), choices=choices(SEX_LABELS.items()))
    birth_place = StringField(_l("Nơi sinh"), [Length(max=200)])
    home_town = StringField(_l("Quê quán"), [Length(max=200)])
    ethnicity = StringField(_l("Dân tộc"), [Length(max=60)], render_kw={"list": "ethnic-groups"})
    nationality = StringField(_l("Quốc tịch"), [Length(max=60)])
    reason = StringField(
        _l("Lý do và căn cứ"), [InputRequired(_l("Ghi lý do và giấy tờ căn cứ.")), Length(max=300)]
    )

    @classmethod
    def of(cls, resident: Resident) -> AmendPersonForm:
        """Return the form with what the file says; what was posted goes before it."""
        return cls(**{field.value: getattr(resident, field.value) for field in PersonField})

    def values(self) -> dict[PersonField, str]:
        """Return what was typed, as an amendment stores it."""
        typed = {field: str(self[field.value].data or "") for field in PersonField}
        typed[PersonField.BIRTH_DATE] = self.birth_date.data.isoformat() if self.birth_date.data else ""
        return typed

    def validate_full_name(self, field: StringField) -> None:
        """Refuse what cannot be a name."""
        problem = name_problem(field.data or "")
        if problem:
            words = NAME_PROBLEMS.get(NameProblem(problem))
            raise ValidationError(str(words or _("Họ tên có ký tự không dùng trong tên người.")))

    def validate_birth_date(self, field: VietnameseDateField) -> None:
        """Refuse a birth after today."""
        if field.data and field.data > today():
            raise ValidationError(_("Ngày sinh là ngày chưa tới. Xem lại năm sinh."))


class IdentifierForm(BaseForm):
    """An identity paper the person has or had."""

    kind = SelectField(_l("Loại giấy tờ"), choices=choices(KIND_LABELS.items()))
    number = StringField(
        _l("Số giấy tờ"),
        [InputRequired(_l("Nhập số giấy tờ.")), Length(max=30)],
        render_kw={"autocomplete": "off"},
    )
    issued_on = VietnameseDateField(_l("Ngày cấp"), [Optional()])
    issued_by = StringField(_l("Nơi cấp"), [Length(max=160)])
    valid_to = VietnameseDateField(_l("Có giá trị đến, hoặc ngày hủy"), [Optional()])
    standing = RadioField(
        _l("Tình trạng"), choices=choices(STANDING_LABELS.items()), default=Standing.VALID.value
    )
    reason = StringField(
        _l("Lý do và căn cứ"), [InputRequired(_l("Ghi lý do và giấy tờ căn cứ.")), Length(max=300)]
    )

    def paper(self) -> PaperFacts:
        """Return the paper as typed."""
        return PaperFacts(
            IdentifierKind(self.kind.data),
            tidy_number(self.number.data or "").upper(),
            self.issued_on.data,
            self.issued_by.data or "",
            self.valid_to.data,
            Standing(self.standing.data),
        )

    def validate_number(self, field: StringField) -> None:
        """Refuse a number the chosen paper cannot bear; one that was filed by mistake may have any form."""
        if self.standing.data == Standing.MISTAKEN or not field.data:
            return
        if self.kind.data == IdentifierKind.CMND:
            if not is_old_number(field.data):
                raise ValidationError(_("Số CMND có 9 chữ số."))
        elif self.kind.data == IdentifierKind.PASSPORT:
            if not _PASSPORT.fullmatch(tidy_number(field.data).upper()):
                raise ValidationError(_("Số hộ chiếu gồm 5 đến 15 chữ cái và chữ số."))
        else:
            number = read_number(field.data, today())
            if isinstance(number, NumberFault):
                words = sentence(RuleViolation(number.code, **number.facts))
                raise ValidationError(f"{words.what} {words.next_step}")

    def validate_issued_on(self, field: VietnameseDateField) -> None:
        """Refuse a day of issue that has not come."""
        if field.data and field.data > today():
            raise ValidationError(_("Ngày cấp là ngày chưa tới. Đọc lại trên giấy tờ."))
