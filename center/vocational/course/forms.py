"""The forms of classes: making one, joining, leaving."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from center.i18n import lazy_gettext as _l
from center.ui.fields import VietnameseDateField, WholeNumberField, choices, given
from center.ui.forms import ActIdField, BaseForm
from center.ui.lines import BatchForm, FilterForm
from center.vocational.course.queries import CourseFilter
from center.vocational.course.service import CourseFacts
from center.vocational.forms import PeopleField, picked_id
from center.vocational.labels import COURSE_LABELS
from center.vocational.models import CourseKind


class CourseFilterForm(FilterForm):
    """What the list of classes is narrowed to; a value nobody could pick narrows nothing."""

    q = StringField(_l("Tên, mã hoặc nghề"))
    state = SelectField(
        _l("Tình trạng"),
        choices=choices(
            (("running", _l("Đang và sắp học")), ("ended", _l("Đã kết thúc")), ("all", _l("Tất cả")))
        ),
        default="running",
        validate_choice=False,
    )
    kind = SelectField(
        _l("Loại lớp"),
        choices=choices(COURSE_LABELS.items(), blank=_l("Tất cả")),
        validate_choice=False,
    )
    trainer = SelectField(_l("Giáo viên"), validate_choice=False)

    def wanted(self) -> CourseFilter:
        """Return the filter of the list."""
        return CourseFilter(
            text=self.q.data or "",
            kind=CourseKind(self.kind.data) if self.kind.data in set(CourseKind) else None,
            trainer_id=picked_id(self.trainer),
            state=self.state.data if self.state.data in {"ended", "all"} else "running",
        )


class CourseForm(BaseForm):
    """A class."""

    client_id = ActIdField()
    name = StringField(_l("Tên lớp"), [InputRequired(_l("Nhập tên lớp.")), Length(max=120)])
    code = StringField(_l("Mã lớp"), [InputRequired(_l("Nhập mã lớp.")), Length(max=20)])
    kind = SelectField(_l("Loại lớp"), choices=choices(COURSE_LABELS.items()))
    trade = StringField(_l("Nghề"), [Length(max=80)])
    hours_planned = WholeNumberField(
        _l("Số giờ của chương trình"),
        [InputRequired(_l("Nhập số giờ của chương trình."))],
        minimum=1,
        maximum=5000,
    )
    starts_on = VietnameseDateField(_l("Từ ngày"), [InputRequired(_l("Nhập ngày bắt đầu."))])
    ends_on = VietnameseDateField(_l("Đến hết ngày"), [InputRequired(_l("Nhập ngày kết thúc."))])
    trainer_id = SelectField(_l("Giáo viên phụ trách"), [InputRequired(_l("Chọn giáo viên phụ trách."))])

    def facts(self) -> CourseFacts:
        """Return the class of a valid form."""
        return CourseFacts(
            code=self.code.data.upper(),
            name=self.name.data,
            kind=CourseKind(self.kind.data),
            trade=self.trade.data or "",
            hours_planned=given(self.hours_planned),
            starts_on=given(self.starts_on),
            ends_on=given(self.ends_on),
            trainer_id=int(self.trainer_id.data),
        )


class CandidateFilterForm(FilterForm):
    """What the residents to choose from are narrowed to."""

    q = StringField(_l("Tên hoặc mã"))
    zone = SelectField(_l("Khu"), validate_choice=False)


class EnrolForm(BatchForm):
    """Several residents join a class."""

    joined_on = VietnameseDateField(_l("Vào lớp từ ngày"), [InputRequired(_l("Nhập ngày vào lớp."))])
    stay_ids = PeopleField(_l("Học viên"))


class LeaveForm(BaseForm):
    """A resident leaves a class."""

    left_on = VietnameseDateField(_l("Thôi lớp từ ngày"), [InputRequired(_l("Nhập ngày thôi lớp."))])
    reason = StringField(_l("Lý do"), [InputRequired(_l("Ghi lý do thôi lớp.")), Length(max=200)])
