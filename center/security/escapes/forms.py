"""The forms of an escape: declaration, notice, return."""

from __future__ import annotations

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from center.i18n import lazy_gettext as _l
from center.security.escapes.service import EscapeFacts
from center.security.labels import NOTICE_LABELS
from center.security.people import PeopleField
from center.ui.fields import LocalDateTimeField, choices, moment
from center.ui.forms import ActIdField, BaseForm


class EscapeForm(BaseForm):
    """Who is missing, since when, how."""

    client_id = ActIdField()
    people = PeopleField(
        _l("Học viên bỏ trốn"), [DataRequired(_l("Ghi mã, thẻ hoặc tên của người bỏ trốn."))]
    )
    left_at = LocalDateTimeField(
        _l("Bỏ trốn lúc"), [InputRequired(_l("Nhập thời điểm, chính xác đến mức biết được."))]
    )
    discovered_at = LocalDateTimeField(_l("Phát hiện lúc"), [InputRequired(_l("Nhập thời điểm phát hiện."))])
    place = StringField(
        _l("Bỏ trốn từ đâu"),
        [DataRequired(_l("Ghi nơi người này bỏ trốn.")), Length(max=120)],
        render_kw={"list": "places"},
    )
    circumstances = TextAreaField(
        _l("Diễn biến"),
        [DataRequired(_l("Ghi diễn biến: ai thấy lần cuối, bằng cách nào.")), Length(max=8000)],
        render_kw={"rows": 4},
    )
    measures = TextAreaField(_l("Đã làm gì"), [Length(max=4000)], render_kw={"rows": 3})

    def facts(self) -> EscapeFacts:
        """Return the declaration; call it after validation."""
        return EscapeFacts(
            left_at=moment(self.left_at),
            discovered_at=moment(self.discovered_at),
            place=self.place.data,
            circumstances=self.circumstances.data,
            measures=self.measures.data or "",
        )


class NoticeForm(BaseForm):
    """Who was told, when, how."""

    told = SelectField(
        _l("Đã báo cho"), choices=choices((item.value, label) for item, label in NOTICE_LABELS.items())
    )
    recipient = StringField(
        _l("Tên nơi nhận, người nhận"),
        [DataRequired(_l("Ghi tên cơ quan hoặc người nhận.")), Length(max=160)],
        render_kw={"list": "family-names", "autocomplete": "off"},
    )
    sent_at = LocalDateTimeField(_l("Báo lúc"), [InputRequired(_l("Nhập thời điểm đã báo."))])
    means = StringField(
        _l("Bằng cách nào"),
        [DataRequired(_l("Ghi cách báo: công văn số …, điện thoại …")), Length(max=80)],
    )
    whole_group = BooleanField(_l("Ghi cho mọi người trong cùng vụ"), default=True)


class ReturnForm(BaseForm):
    """When the person is held again, by whom, where."""

    happened_at = LocalDateTimeField(_l("Trở lại lúc"), [InputRequired(_l("Nhập thời điểm trở lại."))])
    brought_by = StringField(
        _l("Do ai đưa về"), [DataRequired(_l("Ghi ai đưa về, hoặc tự trở lại.")), Length(max=160)]
    )
    location_id = SelectField(_l("Đưa vào nơi nào"), coerce=int)
    circumstances = TextAreaField(
        _l("Hoàn cảnh, tình trạng khi trở lại"),
        [DataRequired(_l("Ghi hoàn cảnh trở lại.")), Length(max=4000)],
        render_kw={"rows": 3},
    )
