"""The filter of the list, and the form of a confirmation."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from center.db import row_id
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.legal.rules import RuleSet
from center.residents.law.labels import RULE_SETS, TOPICS
from center.residents.law.queries import LineFilter
from center.ui.fields import VietnameseDateField, choices
from center.ui.forms import BaseForm

WHEN = {
    "now": _l("Đang áp dụng"),
    "coming": _l("Sắp áp dụng"),
    "past": _l("Đã hết hiệu lực"),
    "all": _l("Tất cả các thời kỳ"),
}
CERTAINTY = {
    "unverified": _l("Chưa đối chiếu"),
    "unconfirmed": _l("Cơ sở chưa xác nhận"),
    "confirmed": _l("Cơ sở đã xác nhận"),
    "center": _l("Do cơ sở ghi"),
}
ALL = _l("Tất cả")


class LawFilterForm(BaseForm):
    """What the list is narrowed to; a value nobody could pick narrows nothing."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    q = StringField(_l("Tìm"))
    topic = SelectField(
        _l("Chủ đề"),
        choices=choices(((topic.key, topic.label) for topic in TOPICS), blank=ALL),
        validate_choice=False,
    )
    certainty = SelectField(
        _l("Độ chắc chắn"), choices=choices(CERTAINTY.items(), blank=ALL), validate_choice=False
    )
    when = SelectField(
        _l("Thời kỳ"),
        choices=choices(WHEN.items(), blank=_l("Đang và sắp áp dụng")),
        validate_choice=False,
    )
    rule_set = SelectField(
        _l("Bộ quy định"), choices=choices(RULE_SETS.items(), blank=ALL), validate_choice=False
    )

    def wanted(self) -> LineFilter:
        """Return the filter."""
        return LineFilter(
            text=(self.q.data or "").strip()[:100],
            topic=self.topic.data if self.topic.data in {topic.key for topic in TOPICS} else "",
            when=self.when.data if self.when.data in WHEN else "current",
            certainty=self.certainty.data if self.certainty.data in CERTAINTY else "",
            rule_set=self.rule_set.data if self.rule_set.data in set(RuleSet) else "",
        )

    def in_words(self) -> str:
        """Return the filter as one line for paper and files; empty when nothing is narrowed."""
        parts = [_("tìm «%(text)s»", text=self.q.data.strip())] if (self.q.data or "").strip() else []
        for field in (self.topic, self.certainty, self.when, self.rule_set):
            chosen = next((line.label for line in field.choices if line.value == field.data), "")
            if field.data and chosen:
                parts.append(f"{field.label.text}: {chosen}")
        return "; ".join(parts)


class ConfirmForm(BaseForm):
    """Who compared the chosen rows with the official text, when, and where it was read."""

    confirmed_by = StringField(
        _l("Người đối chiếu"), [InputRequired(_l("Ghi họ tên người đã đối chiếu.")), Length(max=120)]
    )
    confirmed_on = VietnameseDateField(_l("Ngày đối chiếu"), [InputRequired(_l("Nhập ngày đối chiếu."))])
    where = StringField(
        _l("Đọc ở đâu"),
        [InputRequired(_l("Ghi nơi đã đọc văn bản chính thức, ví dụ Công báo số …")), Length(max=300)],
    )


def chosen_rows(values: list[str]) -> list[int]:
    """Return the numbers of the ticked rows; what is no number of a row is left out."""
    return [number for number in map(row_id, values) if number is not None]
