"""The forms of merging."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from center.i18n import lazy_gettext as _l
from center.ui.forms import BaseForm


class ProposeForm(BaseForm):
    """Which other file is the same person's, and why."""

    other = StringField(
        _l("Hồ sơ còn lại của người này"),
        [InputRequired(_l("Gõ mã hồ sơ, ví dụ HV000123.")), Length(max=60)],
        render_kw={"autocomplete": "off", "spellcheck": "false", "placeholder": "HV000123"},
    )
    reason = TextAreaField(
        _l("Vì sao biết là một người"),
        [InputRequired(_l("Ghi vì sao biết hai hồ sơ là của một người.")), Length(max=500)],
        render_kw={"rows": 3},
    )


class DecideForm(BaseForm):
    """The reason of a decision."""

    reason = TextAreaField(
        _l("Lý do của quyết định"), [InputRequired(_l("Ghi lý do.")), Length(max=500)], render_kw={"rows": 3}
    )
