"""The form that gives belongings back."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.stay.belongings import Held
from center.ui.fields import WholeNumberField
from center.ui.forms import BaseForm


class ReturnForm(BaseForm):
    """Who receives, and how many of each item (fields ``item_<id>``, added for the items still held)."""

    received_by = StringField(
        _l("Người nhận"),
        [InputRequired(_l("Ghi họ tên người nhận.")), Length(max=120)],
        render_kw={"placeholder": "họ tên, quan hệ"},
    )

    def quantities(self) -> dict[int, int]:
        """Return the pieces to give back by belonging id."""
        return {
            int(field.name.removeprefix("item_")): field.data or 0
            for field in self
            if field.name.startswith("item_")
        }


def return_form(held: Sequence[Held]) -> ReturnForm:
    """Return the form with a box for every item of which something is held."""

    class Form(ReturnForm):
        pass

    for item in held:
        if item.left:
            hint = _("%(what)s (đang giữ %(left)s)", what=item.belonging.description, left=item.left)
            setattr(Form, f"item_{item.belonging.id}", WholeNumberField(hint, minimum=0, maximum=item.left))
    return Form()
