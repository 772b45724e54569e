"""The forms of an assessment: opening, the list, the council, posting, corrections, objections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import FieldList, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp

from center.db import row_id
from center.errors import RuleViolation
from center.i18n import lazy_gettext as _l
from center.residents.assessment.council import Meeting
from center.residents.assessment.labels import LINE_STATES, period_words
from center.residents.assessment.models import AssessmentLine
from center.residents.assessment.queries import LineFilter
from center.residents.assessment.rounds import Proposal
from center.residents.assessment.rules import Period
from center.residents.assessment.scheme import MOST_POINTS, Scheme
from center.residents.housing.models import Room, Zone
from center.ui.fields import VietnameseDateField, WholeNumberField, choices, given, parse_date
from center.ui.forms import ActIdField, BaseForm
from center.ui.lines import BatchForm, FilterForm, PersonLine, settle_lines

MOST_LINES = 100
MEMBER_LENGTH = 160


class OpenRoundForm(BaseForm):
    """Which period, of whom."""

    client_id = ActIdField()
    period = SelectField(_l("Kỳ"), [InputRequired(_l("Chọn kỳ."))])
    zone = SelectField(_l("Phạm vi"))

    def offer(self, periods: Iterable[Period], zones: Sequence[Zone]) -> None:
        """Fill the lists."""
        self.period.choices = choices((each.first.isoformat(), period_words(each)) for each in periods)
        self.zone.choices = choices(
            ((str(zone.id), f"{zone.code} – {zone.name}") for zone in zones), blank=_l("Mọi người còn lại")
        )

    @property
    def first(self) -> date:
        """First day of the chosen period."""
        return parse_date(self.period.data)

    @property
    def zone_id(self) -> int | None:
        """Chosen zone; None for everybody."""
        return row_id(self.zone.data)


class LineFilterForm(FilterForm):
    """The filter row of a round's list."""

    zone = SelectField(_l("Khu"))
    room = SelectField(_l("Tổ, phòng"))
    state = SelectField(_l("Tình trạng"), choices=choices(LINE_STATES.items(), blank=_l("Tất cả")))
    level = SelectField(_l("Xếp loại"))
    text = StringField(_l("Tên hoặc mã"), [Length(max=60)])

    def offer(self, zones: Sequence[Zone], rooms: Sequence[Room], scheme: Scheme) -> None:
        """Fill the lists."""
        self.zone.choices = choices(((str(zone.id), zone.name) for zone in zones), blank=_l("Tất cả"))
        self.room.choices = choices(
            ((str(room.id), f"{room.zone.code} · {room.name}") for room in rooms), blank=_l("Tất cả")
        )
        self.level.choices = choices(
            ((level.code, level.label) for level in scheme.levels), blank=_l("Tất cả")
        )

    @property
    def wanted(self) -> LineFilter:
        """The filter; what cannot be read narrows nothing."""
        levels = {choice.value for choice in self.level.choices}
        return LineFilter(
            zone_id=row_id(self.zone.data),
            room_id=row_id(self.room.data),
            state=self.state.data if self.state.data in LINE_STATES else "",
            level=self.level.data if self.level.data in levels else "",
            text=self.text.data or "",
        )


class GradeLine(PersonLine):
    """One resident: points by criterion, level, reason."""

    version = HiddenField(validators=[Regexp(r"[0-9]{1,9}")])
    points = FieldList(
        WholeNumberField(_l("Điểm"), [InputRequired(_l("Nhập điểm."))], minimum=0, maximum=MOST_POINTS),
        max_entries=12,
    )
    level = SelectField(_l("Mức"), validate_choice=False)
    reason = StringField(_l("Lý do khác số liệu"), [Length(max=300)])


class GradeListForm(BatchForm):
    """A page of the list."""

    lines = FieldList(FormField(GradeLine), max_entries=MOST_LINES)

    def rows(self, lines: Sequence[AssessmentLine], scheme: Scheme) -> list[tuple[AssessmentLine, GradeLine]]:
        """Return each resident with the line of the form; a line not in it yet says what is stored."""
        settle_lines(self.lines, {each.stay_id: _start(each) for each in lines})
        offered = choices(((level.code, level.label) for level in scheme.levels), blank=_l("theo điểm"))
        found = []
        for each, entry in zip(lines, self.lines, strict=True):
            entry.form.level.choices = offered
            found.append((each, entry.form))
        return found

    def proposals(self) -> list[Proposal]:
        """Return what a valid form proposes."""
        return [
            Proposal(
                stay_id=line.stay,
                version=int(line.version.data),
                points=tuple(field.data for field in line.points),
                level=line.level.data or "",
                reason=line.reason.data or "",
            )
            for line in (entry.form for entry in self.lines)
        ]

    def refuse(self, exc: RuleViolation) -> None:
        """Put the refusals of single lines into their reason field too, so that the list on top leads there."""
        super().refuse(exc)
        for entry in self.lines:
            refusal = self.line_refusals.get(entry.form.stay)
            if refusal is not None:
                entry.form.reason.errors = [*entry.form.reason.errors, refusal.what]

    def renew_versions(self, lines: Mapping[int, int]) -> None:
        """Take over the stored versions by stay: what is shown beside the line has now been seen."""
        for entry in self.lines:
            entry.form.version.data = str(lines.get(entry.form.stay, 0))
            entry.form.version.raw_data = None


class ConfirmForm(BaseForm):
    """Standing up for the rest of a zone or of the round."""

    zone = HiddenField()

    @property
    def zone_id(self) -> int | None:
        """The zone; None: the whole round."""
        return row_id(self.zone.data)


class DecideForm(BaseForm):
    """The council's meeting."""

    held_on = VietnameseDateField(_l("Ngày họp"), [InputRequired(_l("Nhập ngày họp."))])
    minutes_number = StringField(_l("Số biên bản"), [InputRequired(_l("Ghi số biên bản.")), Length(max=60)])
    members = TextAreaField(
        _l("Thành phần hội đồng"),
        [InputRequired(_l("Ghi thành phần.")), Length(max=4000)],
        render_kw={"rows": 5},
    )

    def meeting(self) -> Meeting:
        """Return the meeting of a valid form."""
        members = [line.strip()[:MEMBER_LENGTH] for line in self.members.data.splitlines()]
        return Meeting(given(self.held_on), self.minutes_number.data, tuple(line for line in members if line))


class PostForm(BaseForm):
    """Where and how long the list hangs out."""

    posted_from = VietnameseDateField(_l("Niêm yết từ ngày"), [InputRequired(_l("Nhập ngày."))])
    posted_to = VietnameseDateField(_l("Đến hết ngày"), [InputRequired(_l("Nhập ngày."))])
    place = StringField(_l("Tại"), [InputRequired(_l("Ghi nơi niêm yết.")), Length(max=120)])


class PrintForm(BaseForm):
    """Asking for the list as a paper."""

    act_id = ActIdField()
    zone = SelectField(_l("Khu"), validate_choice=False)


class CorrectForm(BaseForm):
    """Another grade, and why."""

    points = FieldList(
        WholeNumberField(_l("Điểm"), [InputRequired(_l("Nhập điểm."))], minimum=0, maximum=MOST_POINTS),
        max_entries=12,
    )
    level = SelectField(_l("Xếp loại"))
    decided_on = VietnameseDateField(_l("Ngày quyết định sửa"), [InputRequired(_l("Nhập ngày."))])
    reason = StringField(_l("Lý do sửa"), [InputRequired(_l("Ghi lý do sửa.")), Length(max=300)])

    def offer(self, scheme: Scheme) -> None:
        """Name the criteria and fill the list of levels."""
        name_points(self.points, scheme)
        self.level.choices = choices((level.code, level.label) for level in scheme.levels)


class ObjectionForm(BaseForm):
    """What the resident says."""

    client_id = ActIdField()
    received_on = VietnameseDateField(_l("Nhận ngày"), [InputRequired(_l("Nhập ngày."))])
    objection = TextAreaField(
        _l("Ý kiến của học viên"),
        [InputRequired(_l("Ghi lại ý kiến.")), Length(max=4000)],
        render_kw={"rows": 4},
    )


class AnswerForm(BaseForm):
    """The answer; another level corrects the grade in the same act."""

    answered_on = VietnameseDateField(_l("Trả lời ngày"), [InputRequired(_l("Nhập ngày."))])
    answer = TextAreaField(
        _l("Kết luận và lý do"),
        [InputRequired(_l("Ghi câu trả lời.")), Length(max=4000)],
        render_kw={"rows": 4},
    )
    level = SelectField(_l("Xếp loại sau khi xem xét"))
    points = FieldList(
        WholeNumberField(_l("Điểm"), [InputRequired(_l("Nhập điểm."))], minimum=0, maximum=MOST_POINTS),
        max_entries=12,
    )

    def offer(self, scheme: Scheme) -> None:
        """Name the criteria and fill the list of levels."""
        name_points(self.points, scheme)
        self.level.choices = choices(
            ((level.code, _l("Đổi thành: %(level)s", level=level.label)) for level in scheme.levels),
            blank=_l("Giữ nguyên"),
        )


def name_points(fields: FieldList, scheme: Scheme) -> None:
    """Give each box of points the name of its criterion."""
    for field, criterion in zip(fields, scheme.criteria, strict=False):
        field.label.text = criterion.label


def _start(line: AssessmentLine) -> dict[str, Any]:
    return {
        "version": str(line.version),
        "points": list(line.points),
        "level": line.level if line.reason else "",
        "reason": line.reason,
    }
