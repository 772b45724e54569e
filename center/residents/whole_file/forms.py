"""The form of a print."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from center.i18n import lazy_gettext as _l
from center.residents.whole_file.parts import FilePart
from center.ui.fields import choices
from center.ui.forms import ActIdField, BaseForm

SPANS = {"stay": _l("Chỉ đợt này"), "person": _l("Mọi đợt của người này")}


class PrintFileForm(BaseForm):
    """What is printed, and what for."""

    client_id = ActIdField()
    purpose = StringField(
        _l("In để làm gì"),
        [InputRequired(_l("Ghi in để làm gì.")), Length(max=200)],
        render_kw={"maxlength": 200, "autocomplete": "off"},
    )
    span = RadioField(_l("Phạm vi"), choices=choices(SPANS.items()), default="stay")
    parts = SelectMultipleField(
        _l("Các phần cần in"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def offer(self, offered: Sequence[FilePart]) -> None:
        """Fill the list; all are chosen on a form nobody filled in yet."""
        self.parts.choices = choices((part.key, part.title) for part in offered)
        if not self.is_submitted():
            self.parts.data = [part.key for part in offered]

    @property
    def every_stay(self) -> bool:
        """True when the other stays of the person are wanted too."""
        return bool(self.span.data == "person")
