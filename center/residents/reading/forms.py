"""The filter row of the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional

from center.clock import local_day
from center.db import row_id
from center.i18n import lazy_gettext as _l
from center.residents.reading.labels import READING_AREAS
from center.residents.reading.queries import ReadingFilter, stays_of_code
from center.residents.reading.service import mark
from center.ui.fields import VietnameseDateField, choices
from center.ui.lines import FilterForm


class LogFilterForm(FilterForm):
    """Who and when."""

    who = SelectField(_l("Người xem"), validate_choice=False)
    since = VietnameseDateField(_l("Từ ngày"), [Optional()])
    until = VietnameseDateField(_l("Đến ngày"), [Optional()])

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """Fill the list."""
        self.who.choices = choices(((str(number), name) for number, name in people), blank=_l("Tất cả"))

    def wanted(self) -> ReadingFilter:
        """Return the filter; what cannot be read narrows nothing."""
        return ReadingFilter(
            actor_id=row_id(self.who.data),
            since=local_day(self.since.data)[0] if self.since.data else None,
            until=local_day(self.until.data)[1] if self.until.data else None,
        )


class ReadingFilterForm(LogFilterForm):
    """Whose file, which part."""

    code = StringField(_l("Mã hồ sơ"), [Length(max=16)])
    area = SelectField(
        _l("Phần hồ sơ"), choices=choices(READING_AREAS.items(), blank=_l("Tất cả")), validate_choice=False
    )

    def wanted(self) -> ReadingFilter:
        """Return the filter; a code nobody has leaves nothing."""
        code = (self.code.data or "").strip()
        return replace(
            super().wanted(),
            area=self.area.data if self.area.data in READING_AREAS else "",
            stay_ids=stays_of_code(code) if code else None,
        )


class SearchFilterForm(LogFilterForm):
    """Whether a certain text was searched."""

    text = StringField(_l("Có ai đã tìm chữ này"), [Length(max=100)], render_kw={"autocomplete": "off"})

    def wanted(self) -> ReadingFilter:
        """Return the filter with the mark of the text: what was typed is not in the log."""
        return replace(super().wanted(), mark=mark(self.text.data or ""))
