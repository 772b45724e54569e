"""The forms that move, exchange and house people."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from center.i18n import lazy_gettext as _l
from center.residents.labels import SEX_LABELS
from center.ui.fields import choices
from center.ui.forms import ActIdField, BaseForm

REASON = [Length(max=200)]


class BedForm(BaseForm):
    """A free bed, and why."""

    act_id = ActIdField()
    bed_id = SelectField(
        _l("Giường mới"), [InputRequired(_l("Chọn một giường còn trống."))], coerce=str, validate_choice=False
    )
    reason = StringField(_l("Lý do chuyển"), REASON)
    override_reason = StringField(_l("Lý do lãnh đạo cho qua điều kiện của khu"), [Optional(), *REASON])


class SwapForm(BaseForm):
    """The other one, and why."""

    act_id = ActIdField()
    other = StringField(_l("Mã học viên đổi chỗ"), [InputRequired(_l("Nhập mã học viên.")), Length(max=40)])
    reason = StringField(_l("Lý do đổi"), [InputRequired(_l("Ghi lý do đổi chỗ.")), *REASON])
    override_reason = StringField(_l("Lý do lãnh đạo cho qua điều kiện của khu"), [Optional(), *REASON])


class BodySexForm(BaseForm):
    """Where a person is to be housed for their body's sex."""

    sex = RadioField(
        _l("Giới tính cơ thể"),
        [InputRequired(_l("Chọn một trong hai."))],
        choices=choices(SEX_LABELS.items()),
    )
    basis = StringField(
        _l("Căn cứ"), [InputRequired(_l("Ghi biên bản khám hoặc giấy tờ làm căn cứ.")), *REASON]
    )


class BatchForm(BaseForm):
    """Why many are moved in one act; who and where comes from the list."""

    act_id = ActIdField()
    reason = StringField(_l("Lý do chuyển"), [InputRequired(_l("Ghi lý do chuyển.")), *REASON])


class BatchFilterForm(BaseForm):
    """From which zone to which."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    zone = SelectField(_l("Từ khu"), validate_choice=False)
    to = SelectField(_l("Đến khu"), validate_choice=False)
    everyone = SelectField(
        _l("Những ai"),
        choices=choices([("all", _l("Tất cả người trong khu"))], blank=_l("Người đã qua giai đoạn của khu")),
        validate_choice=False,
    )
