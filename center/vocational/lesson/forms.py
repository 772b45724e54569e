"""The forms of lessons."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from center.errors import RuleViolation
from center.i18n import lazy_gettext as _l
from center.ui.batch import BatchRefused
from center.ui.fields import LocalTimeField, VietnameseDateField, choices, given
from center.ui.forms import ActIdField, BaseForm
from center.vocational.forms import BoxesField, offer_trainers
from center.vocational.labels import WEEKDAYS
from center.vocational.lesson.queries import teaching_places
from center.vocational.lesson.service import LessonFacts
from center.vocational.rules.lessons import weekly_days

MOST_REFUSALS = 5
"""Clashes of a series shown one by one."""


class LessonForm(BaseForm):
    """One lesson, or a weekly series when weekdays are ticked."""

    act_id = ActIdField()
    day = VietnameseDateField(_l("Ngày học"), [InputRequired(_l("Nhập ngày học."))])
    starts = LocalTimeField(_l("Từ"), [InputRequired(_l("Nhập giờ bắt đầu."))])
    ends = LocalTimeField(_l("Đến"), [InputRequired(_l("Nhập giờ kết thúc."))])
    location_id = SelectField(_l("Nơi học"), [InputRequired(_l("Chọn nơi học."))])
    trainer_id = SelectField(_l("Giáo viên"), [InputRequired(_l("Chọn giáo viên."))])
    topic = StringField(_l("Nội dung"), [Length(max=200)])
    weekdays = BoxesField(
        _l("Lặp lại vào"), choices=choices((str(n), name) for n, name in enumerate(WEEKDAYS))
    )
    until = VietnameseDateField(_l("Lặp lại đến hết ngày"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.location_id.choices = choices(
            ((str(place.id), place.name) for place in teaching_places()), blank=""
        )
        offer_trainers(self.trainer_id)

    def refuse(self, exc: RuleViolation) -> None:
        """Show the first clashes of a series one by one."""
        super().refuse(exc)
        if isinstance(exc, BatchRefused):
            for fault in list(exc.lines.values())[:MOST_REFUSALS]:
                super().refuse(fault)

    def facts(self, course_ends_on: date) -> LessonFacts:
        """Return the lessons of a valid form. Raises RuleViolation for a series without a day."""
        first: date = given(self.day)
        weekdays = {int(n) for n in self.weekdays.data or ()}
        return LessonFacts(
            days=weekly_days(first, self.until.data or course_ends_on, weekdays),
            starts=given(self.starts),
            ends=given(self.ends),
            location_id=int(self.location_id.data),
            trainer_id=int(self.trainer_id.data),
            topic=self.topic.data or "",
        )


class CancelForm(BaseForm):
    """Why a lesson does not take place."""

    reason = StringField(_l("Lý do hủy"), [InputRequired(_l("Ghi lý do hủy buổi học.")), Length(max=200)])
