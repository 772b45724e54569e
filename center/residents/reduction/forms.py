"""The forms of a review."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from center.i18n import lazy_gettext as _l
from center.residents.assessment.forms import DecideForm
from center.residents.reduction.labels import OUTCOME_LABELS
from center.residents.reduction.models import Outcome, ReductionCandidate
from center.residents.reduction.queries import CandidateLine
from center.residents.reduction.radar import RadarFilter
from center.residents.reduction.results import CourtAnswer
from center.residents.reduction.service import CandidateFacts
from center.ui.fields import LocalDateTimeField, VietnameseDateField, WholeNumberField, choices, given
from center.ui.forms import ActIdField, BaseForm
from center.ui.lines import BatchForm, FilterForm, PersonLine, settle_lines

MOST_LINES = 500
STATES = {
    "eligible": _l("Đủ điều kiện"),
    "soon": _l("Sắp đủ (60 ngày)"),
    "waiting": _l("Chỉ chờ xếp loại"),
    "merit": _l("Có lập công"),
}


class RadarFilterForm(FilterForm):
    """The filter row of the list."""

    state = SelectField(_l("Tình trạng"), choices=choices(STATES.items(), blank=_l("Tất cả")))
    text = StringField(_l("Tên hoặc mã"), [Length(max=60)])

    @property
    def wanted(self) -> RadarFilter:
        """The filter; what cannot be read narrows nothing."""
        return RadarFilter(self.state.data if self.state.data in STATES else "", self.text.data or "")


class OpenReviewForm(BaseForm):
    """Opening a review."""

    client_id = ActIdField()
    reviewed_on = VietnameseDateField(_l("Ngày xét"), [InputRequired(_l("Nhập ngày."))])
    open_point_reason = StringField(_l("Căn cứ khi luật chưa rõ"), [Length(max=300)])


class CandidateRow(PersonLine):
    """One person on the list."""

    version = HiddenField(validators=[Regexp(r"[0-9]{1,9}")])
    months = WholeNumberField(_l("Số tháng"), [Optional()], minimum=0, maximum=24)
    grounds = TextAreaField(_l("Lý do"), [Length(max=400)], render_kw={"rows": 2})
    evidence = StringField(_l("Tài liệu chứng minh"), [Length(max=400)])


class CandidatesForm(BatchForm):
    """Everybody on the list."""

    lines = FieldList(FormField(CandidateRow), max_entries=MOST_LINES)

    def rows(self, lines: Sequence[CandidateLine]) -> list[tuple[CandidateLine, CandidateRow]]:
        """Return each candidate with the line of the form."""
        settle_lines(
            self.lines,
            {
                line.candidate.stay_id: {
                    "version": str(line.candidate.version),
                    "months": line.candidate.months,
                    "grounds": line.candidate.grounds,
                    "evidence": line.candidate.evidence,
                }
                for line in lines
            },
        )
        return [(line, entry.form) for line, entry in zip(lines, self.lines, strict=True)]

    def facts(self, lines: Sequence[CandidateLine]) -> list[CandidateFacts]:
        """Return what a valid form says of the candidates of ``lines``; no or zero months leaves somebody out."""
        ids = {line.candidate.stay_id: line.candidate.id for line in lines}
        return [
            CandidateFacts(
                ids.get(row.stay, 0),
                int(row.version.data),
                row.months.data or None,
                row.grounds.data or "",
                row.evidence.data or "",
            )
            for row in (entry.form for entry in self.lines)
        ]


class ExceptionForm(BaseForm):
    """The director proposes somebody who does not fulfil the conditions."""

    code = StringField(
        _l("Mã học viên"),
        [InputRequired(_l("Nhập mã.")), Length(max=20)],
        render_kw={"placeholder": "HV000001"},
    )
    reason = StringField(_l("Lý do, số văn bản"), [Length(max=300)])


class CouncilForm(DecideForm):
    """The council's meeting: date, number, members."""


class PostingForm(BaseForm):
    """Where and how long the list hangs out."""

    posted_from = VietnameseDateField(_l("Niêm yết từ ngày"), [InputRequired(_l("Nhập ngày."))])
    posted_to = VietnameseDateField(_l("Đến hết ngày"), [InputRequired(_l("Nhập ngày."))])
    place = StringField(_l("Tại"), [InputRequired(_l("Ghi nơi niêm yết.")), Length(max=120)])


class PostingObjectionForm(BaseForm):
    """What somebody says about the posted list."""

    client_id = ActIdField()
    received_on = VietnameseDateField(_l("Nhận ngày"), [InputRequired(_l("Nhập ngày."))])
    said_by = StringField(_l("Người nêu"), [InputRequired(_l("Ghi họ tên.")), Length(max=120)])
    about = SelectField(_l("Về người nào"))
    objection = TextAreaField(
        _l("Nội dung"), [InputRequired(_l("Ghi nội dung.")), Length(max=4000)], render_kw={"rows": 3}
    )

    def offer(self, candidates: Sequence[ReductionCandidate]) -> None:
        """Fill the list of people."""
        self.about.choices = choices(
            ((str(one.id), one.stay.resident.full_name) for one in candidates), blank=_l("Cả danh sách")
        )


class PostingAnswerForm(BaseForm):
    """The center's answer."""

    answered_on = VietnameseDateField(_l("Trả lời ngày"), [InputRequired(_l("Nhập ngày."))])
    answer = TextAreaField(
        _l("Kết luận"), [InputRequired(_l("Ghi kết luận.")), Length(max=4000)], render_kw={"rows": 3}
    )
    removes = BooleanField(_l("Đưa người này ra khỏi danh sách"))


class CourtForm(BaseForm):
    """Asking for the papers."""

    act_id = ActIdField()
    court = StringField(_l("Gửi Tòa án"), [InputRequired(_l("Ghi tên Tòa án.")), Length(max=160)])


class SendForm(BaseForm):
    """The day the papers left."""

    sent_on = VietnameseDateField(_l("Gửi ngày"), [InputRequired(_l("Nhập ngày."))])
    court = StringField(_l("Gửi Tòa án"), [InputRequired(_l("Ghi tên Tòa án.")), Length(max=160)])


class ResultForm(BaseForm):
    """The court's decision about one person."""

    outcome = SelectField(_l("Kết quả"), choices=choices(OUTCOME_LABELS.items()))
    months = WholeNumberField(_l("Số tháng được giảm"), [Optional()], minimum=0, maximum=24)
    number = StringField(_l("Số quyết định"), [InputRequired(_l("Ghi số quyết định.")), Length(max=60)])
    decided_on = VietnameseDateField(_l("Ngày quyết định"), [InputRequired(_l("Nhập ngày."))])
    court = StringField(_l("Tòa án"), [InputRequired(_l("Ghi tên Tòa án.")), Length(max=160)])
    arrived_at = LocalDateTimeField(_l("Nhận được lúc"), [InputRequired(_l("Nhập thời điểm."))])
    reason = StringField(_l("Lý do sửa"), [Length(max=300)])

    def answer(self) -> CourtAnswer:
        """Return the answer of a valid form."""
        return CourtAnswer(
            outcome=Outcome(self.outcome.data),
            months=self.months.data,
            number=self.number.data or "",
            decided_on=given(self.decided_on),
            court=self.court.data or "",
            arrived_at=given(self.arrived_at),
        )
