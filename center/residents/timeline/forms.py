"""The filter row of the timeline; its state is the address."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional

from center.clock import local_day
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.labels import AREA_LABELS
from center.residents.timeline.queries import Offered, TimelineFilter
from center.residents.timeline.topics import TOPIC_LABELS, Topic
from center.ui.fields import VietnameseDateField, choices
from center.ui.filters import format_date
from center.ui.lines import FilterForm

ALL = _l("Tất cả")
SPANS = {"": _l("Đợt này"), "all": _l("Mọi đợt")}


class TimelineFilterForm(FilterForm):
    """Which lines."""

    topic = SelectField(_l("Loại việc"), validate_choice=False)
    area = SelectField(_l("Bộ phận"), validate_choice=False)
    author = SelectField(_l("Người ghi"), validate_choice=False)
    since = VietnameseDateField(_l("Từ ngày"), [Optional()])
    until = VietnameseDateField(_l("Đến ngày"), [Optional()])
    text = StringField(_l("Có chữ"), [Length(max=60)], render_kw={"autocomplete": "off"})
    span = SelectField(_l("Phạm vi"), choices=choices(SPANS.items()), validate_choice=False)

    def offer(self, found: Offered) -> None:
        """Fill the lists with what the reader's lines hold."""
        self.topic.choices = choices(((key.value, TOPIC_LABELS[key]) for key in found.topics), blank=ALL)
        self.area.choices = choices(((key, AREA_LABELS.get(key, key)) for key in found.areas), blank=ALL)
        self.author.choices = choices(((name, name) for name in found.authors), blank=ALL)

    @property
    def every_stay(self) -> bool:
        """True when the person's other stays are wanted too."""
        return bool(self.span.data == "all")

    def wanted(self) -> TimelineFilter:
        """Return the filter; what cannot be read narrows nothing."""
        return TimelineFilter(
            topic=Topic(self.topic.data) if self.topic.data in set(Topic) else None,
            area=self.area.data or "",
            author=self.author.data or "",
            since=local_day(self.since.data)[0] if self.since.data else None,
            until=local_day(self.until.data)[1] if self.until.data else None,
            text=self.text.data or "",
        )

    def in_words(self) -> str:
        """Return the filter as one line for paper; empty when nothing is narrowed."""
        parts = [
            f"{field.label.text}: {dict(_labels(field)).get(field.data, field.data)}"
            for field in (self.topic, self.area, self.author)
            if field.data
        ]
        if self.since.data:
            parts.append(_("từ ngày %(day)s", day=format_date(self.since.data)))
        if self.until.data:
            parts.append(_("đến ngày %(day)s", day=format_date(self.until.data)))
        if self.text.data:
            parts.append(_("có chữ «%(text)s»", text=self.text.data))
        return "; ".join(parts)


def _labels(field: SelectField) -> list[tuple[str, str]]:
    return [(choice.value, str(choice.label)) for choice in field.choices]
