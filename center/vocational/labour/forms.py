"""The forms of labour: a group entry, and the correction of one entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from wtforms import BooleanField, FieldList, FormField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from center.errors import RuleViolation
from center.i18n import lazy_gettext as _l
from center.ui.fields import VietnameseDateField, VietnameseDecimalField
from center.ui.forms import ActIdField, BaseForm
from center.ui.lines import BatchForm, FilterForm, PersonLine, settle_lines
from center.vocational.labour.queries import WorkerLine

MOST_LINES = 300


class GroupFilterForm(FilterForm):
    """The day, and which residents to choose from."""

    day = VietnameseDateField(_l("Ngày"), [Optional()])
    zone = SelectField(_l("Khu"), validate_choice=False)
    course = SelectField(_l("Lớp"), validate_choice=False)
    q = StringField(_l("Tên hoặc mã"))


class LabourLine(PersonLine):
    """One resident."""

    chosen = BooleanField(_l("Ghi giờ"))
    hours = VietnameseDecimalField(_l("Số giờ"), [Optional()], places=2)


class LabourForm(BatchForm):
    """Hours of one day for a group."""

    act_id = ActIdField()
    worked_on = VietnameseDateField(_l("Ngày lao động"), [InputRequired(_l("Nhập ngày lao động."))])
    work = StringField(
        _l("Việc làm"),
        [InputRequired(_l("Ghi việc đã làm.")), Length(max=120)],
        render_kw={"list": "works", "autocomplete": "off"},
    )
    hours = VietnameseDecimalField(_l("Số giờ chung"), [Optional()], places=2)
    lines = FieldList(FormField(LabourLine), max_entries=MOST_LINES)

    def line_of(self, stay_id: int) -> LabourLine | None:
        """Return the line of a stay, if the form has one."""
        return next((entry.form for entry in self.lines if entry.form.stay == stay_id), None)

    def stay_ids(self) -> list[int]:
        """Return the stays the form holds."""
        return [entry.form.stay for entry in self.lines if entry.form.stay]

    def rows(self, workers: Sequence[WorkerLine]) -> list[tuple[WorkerLine, LabourLine]]:
        """Return each resident hours may be entered for with the line of the form, adding who is not in it."""
        settle_lines(self.lines, {worker.stay.id: {} for worker in workers})
        return [(worker, entry.form) for worker, entry in zip(workers, self.lines, strict=True)]

    def amounts(self) -> dict[int, Decimal | None]:
        """Return the hours of each chosen stay: its own, or else the common ones (None: neither)."""
        found: dict[int, Decimal | None] = {}
        for entry in self.lines:
            line: LabourLine = entry.form
            if line.chosen.data:
                found[line.stay] = line.hours.data if line.hours.data is not None else self.hours.data
        return found

    def refuse(self, exc: RuleViolation) -> None:
        """Put the refusals of single lines into their field too, so that the list on top leads there."""
        super().refuse(exc)
        for stay_id, refusal in self.line_refusals.items():
            line = self.line_of(stay_id)
            if line is not None:
                line.hours.errors = [*line.hours.errors, refusal.what]


class AmendForm(BaseForm):
    """The correction of one entry."""

    act_id = ActIdField()
    hours = VietnameseDecimalField(_l("Số giờ đúng"), [InputRequired(_l("Nhập số giờ; 0 là bỏ."))], places=2)
    work = StringField(_l("Việc làm"), [InputRequired(_l("Ghi việc đã làm.")), Length(max=120)])
    reason = StringField(_l("Lý do sửa"), [InputRequired(_l("Ghi lý do sửa.")), Length(max=300)])


class MonthFilterForm(FilterForm):
    """Which month, and whose hours."""

    month = StringField(_l("Tháng"), render_kw={"placeholder": "mm/yyyy", "inputmode": "numeric"})
    zone = SelectField(_l("Khu"), validate_choice=False)
    course = SelectField(_l("Lớp"), validate_choice=False)
    q = StringField(_l("Tên hoặc mã"))

    def first_day(self, today: date) -> date:
        """Return the first day of the month typed as mm/yyyy; of this month when it cannot be read."""
        month, _sign, year = (self.month.data or "").replace("-", "/").partition("/")
        readable = all(part.isascii() and part.isdigit() for part in (month, year))
        if readable and 1 <= int(month) <= 12 and 2000 <= int(year) <= 2199:
            return date(int(year), int(month), 1)
        return today.replace(day=1)
