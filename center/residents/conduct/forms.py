"""The forms of rewards and discipline."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from center.i18n import lazy_gettext as _l
from center.residents.conduct.labels import CONDUCT_LABELS
from center.residents.conduct.models import ConductKind
from center.residents.conduct.queries import ConductFilter
from center.residents.conduct.rules import Terms
from center.residents.conduct.service import ProposalFacts
from center.ui.fields import VietnameseDateField, choices, given
from center.ui.forms import ActIdField, BaseForm
from center.ui.lines import FilterForm

STATES = {
    "waiting": _l("Chờ quyết định"),
    "in_force": _l("Kỷ luật đang có hiệu lực"),
    "due": _l("Đến hạn xem xét lại"),
}
SIDES = {"reward": _l("Khen thưởng"), "discipline": _l("Kỷ luật")}


class ConductFilterForm(FilterForm):
    """The filter row of the list."""

    state = SelectField(_l("Tình trạng"), choices=choices(STATES.items(), blank=_l("Tất cả")))
    side = SelectField(_l("Loại"), choices=choices(SIDES.items(), blank=_l("Tất cả")))
    since = VietnameseDateField(_l("Từ ngày"), [Optional()])
    until = VietnameseDateField(_l("Đến ngày"), [Optional()])
    merit = BooleanField(_l("Chỉ lập công"))

    def wanted(self) -> ConductFilter:
        """Return the filter; what cannot be read narrows nothing."""
        self.validate()
        return ConductFilter(
            state=self.state.data if self.state.data in STATES else "",
            side=self.side.data if self.side.data in SIDES else "",
            since=self.since.data,
            until=self.until.data,
            merit=bool(self.merit.data),
        )


class ProposalForm(BaseForm):
    """What somebody did, and what should come of it."""

    client_id = ActIdField()
    kind = SelectField(_l("Đề nghị"), choices=choices(CONDUCT_LABELS.items()))
    happened_on = VietnameseDateField(_l("Ngày xảy ra"), [InputRequired(_l("Nhập ngày."))])
    deed = TextAreaField(
        _l("Thành tích hoặc vi phạm"),
        [InputRequired(_l("Ghi việc đã làm.")), Length(max=4000)],
        render_kw={"rows": 4},
    )
    wanted = StringField(
        _l("Hình thức đề nghị"), [Length(max=160)], render_kw={"list": "reward-forms", "autocomplete": "off"}
    )
    merit = BooleanField(_l("Lập công"))
    proof = TextAreaField(_l("Chứng cứ"), [Length(max=4000)], render_kw={"rows": 2})

    def facts(self) -> ProposalFacts:
        """Return what a valid form proposes."""
        return ProposalFacts(
            kind=ConductKind(self.kind.data),
            happened_on=given(self.happened_on),
            deed=self.deed.data or "",
            wanted=self.wanted.data or "",
            merit=self.merit.data,
            proof=self.proof.data or "",
        )


class TermsForm(BaseForm):
    """A decision; the fields of the other side are left empty."""

    decided_on = VietnameseDateField(_l("Ngày quyết định"), [InputRequired(_l("Nhập ngày."))])
    decided_by = StringField(_l("Người quyết định"), [InputRequired(_l("Ghi họ tên.")), Length(max=160)])
    form = StringField(
        _l("Hình thức khen thưởng"),
        [Length(max=160)],
        render_kw={"list": "reward-forms", "autocomplete": "off"},
    )
    merit = BooleanField(_l("Công nhận lập công"))
    proof = TextAreaField(_l("Chứng cứ"), [Length(max=4000)], render_kw={"rows": 2})
    starts_on = VietnameseDateField(_l("Có hiệu lực từ ngày"), [Optional()])
    ends_on = VietnameseDateField(_l("Đến hết ngày"), [Optional()])
    review_on = VietnameseDateField(_l("Xem xét lại ngày"), [Optional()])
    effects = StringField(_l("Kèm theo"), [Length(max=300)])

    def terms(self) -> Terms:
        """Return the terms of a valid form."""
        return Terms(
            decided_on=given(self.decided_on),
            decided_by=self.decided_by.data or "",
            form=self.form.data or "",
            merit=self.merit.data,
            proof=self.proof.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            review_on=self.review_on.data,
            effects=self.effects.data or "",
        )


class CorrectTermsForm(TermsForm):
    """Another decision in the place of the one in force."""

    reason = StringField(_l("Lý do sửa"), [InputRequired(_l("Ghi lý do.")), Length(max=300)])


class RefusalForm(BaseForm):
    """Deciding against a proposal, or taking a decision back."""

    decided_on = VietnameseDateField(_l("Ngày quyết định"), [InputRequired(_l("Nhập ngày."))])
    decided_by = StringField(_l("Người quyết định"), [InputRequired(_l("Ghi họ tên.")), Length(max=160)])
    reason = StringField(_l("Lý do"), [InputRequired(_l("Ghi lý do.")), Length(max=300)])

    def values(self) -> dict[str, Any]:
        """Return what a valid form says, as ``refuse`` and ``take_back`` take it."""
        return {
            "reason": self.reason.data,
            "decided_on": given(self.decided_on),
            "decided_by": self.decided_by.data,
        }


class ReviewForm(BaseForm):
    """A look at somebody in the separate area."""

    reviewed_on = VietnameseDateField(_l("Xem xét ngày"), [InputRequired(_l("Nhập ngày."))])
    finding = TextAreaField(
        _l("Nhận xét"), [InputRequired(_l("Ghi nhận xét.")), Length(max=4000)], render_kw={"rows": 3}
    )
    next_review_on = VietnameseDateField(_l("Tiếp tục, xem xét lại ngày"), [Optional()])


class ActForm(BaseForm):
    """A button that needs nothing but its token."""

    act_id = ActIdField()
