"""The forms that put and lift a restriction."""

from __future__ import annotations

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from center.i18n import lazy_gettext as _l
from center.residents.labels import RESTRICTION_LABELS
from center.residents.restriction.models import RestrictionKind
from center.ui.fields import VietnameseDateField, choices
from center.ui.forms import BaseForm


class RestrictionForm(BaseForm):
    """What a resident may not do for now."""

    kind = SelectField(
        _l("Loại hạn chế"),
        choices=choices(
            (kind, label)
            for kind, label in RESTRICTION_LABELS.items()
            # a disciplinary decision puts the one, a pair of people (housing) the other
            if kind not in (RestrictionKind.SEPARATED, RestrictionKind.KEEP_APART)
        ),
    )
    public_wording = StringField(_l("Nội dung cho mọi người đọc"), [Length(max=160)])
    private_reason = TextAreaField(_l("Lý do riêng của bộ phận"), [Length(max=1000)], render_kw={"rows": 3})
    starts_on = VietnameseDateField(_l("Từ ngày"), [InputRequired(_l("Nhập ngày bắt đầu."))])
    ends_on = VietnameseDateField(_l("Đến hết ngày"), [Optional()])


class LiftForm(BaseForm):
    """Why a restriction ends."""

    reason = StringField(_l("Lý do bỏ"), [InputRequired(_l("Ghi lý do bỏ hạn chế.")), Length(max=200)])
