"""Forms of the end of detox."""

from __future__ import annotations

from wtforms import RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from center.i18n import lazy_gettext as _l
from center.medical.labels import FITNESS_LABELS
from center.medical.models import Fitness
from center.ui.fields import choices
from center.ui.forms import BaseForm


class DeclareForm(BaseForm):
    """A doctor's declaration that detox is complete."""

    attested = SelectMultipleField(
        _l("Bác sĩ xác nhận (đánh dấu điều đã đạt)"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    conclusion = TextAreaField(
        _l("Kết luận"),
        [InputRequired(_l("Ghi kết luận.")), Length(max=2000)],
        render_kw={"rows": 3, "maxlength": 2000},
    )
    exception_reason = TextAreaField(
        _l("Lý do vẫn kết luận khi còn tiêu chí chưa đạt"),
        [Length(max=2000)],
        render_kw={"rows": 2, "maxlength": 2000},
    )
    fitness = RadioField(
        _l("Khả năng lao động từ nay"),
        [InputRequired(_l("Chọn một kết luận."))],
        choices=choices(FITNESS_LABELS.items()),
    )

    def outcome(self) -> Fitness:
        """Return what the person may do from now on."""
        return Fitness(self.fitness.data)


class CountersignForm(BaseForm):
    """The second doctor's word."""

    decision = RadioField(
        _l("Kết quả xem xét"),
        [InputRequired(_l("Chọn ký xác nhận hoặc không ký."))],
        choices=choices(
            [
                ("sign", _l("Ký xác nhận: kết thúc cắt cơn, chuyển sang giai đoạn giáo dục")),
                ("refuse", _l("Không ký: tiếp tục điều trị cắt cơn")),
            ]
        ),
    )
    remark = TextAreaField(
        _l("Ghi chú (bắt buộc khi không ký)"), [Length(max=300)], render_kw={"rows": 2, "maxlength": 300}
    )
