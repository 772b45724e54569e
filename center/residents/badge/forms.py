"""The form that issues a badge again."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import Length

from center.i18n import lazy_gettext as _l
from center.ui.forms import BaseForm


class BadgeForm(BaseForm):
    """Why the badge in force loses its force."""

    reason = StringField(_l("Lý do thu hồi thẻ cũ"), [Length(max=200)], render_kw={"placeholder": "mất, hỏng, đổi ảnh …"})
