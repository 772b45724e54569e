"""The forms of the term: what if, an event with its paper, a correction."""

from __future__ import annotations

from datetime import date, datetime

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from center.errors import RuleViolation
from center.i18n import lazy_gettext as _l
from center.residents.stay.terms import Paper
from center.residents.term_desk.figures import Supposition
from center.residents.term_desk.kinds import ActKind, Need
from center.ui.fields import LocalDateTimeField, VietnameseDateField, WholeNumberField, choices
from center.ui.forms import ActIdField, BaseForm


class AskForm(BaseForm):
    """The asked day, and what is supposed; the state of the page is its address."""

    class Meta(BaseForm.Meta):
        """A question changes nothing and needs no token."""

        csrf = False

    on = VietnameseDateField(_l("Tính đến ngày"), [Optional()])
    cut = WholeNumberField(_l("Giả định: được giảm"), [Optional()], minimum=1, maximum=36)
    back = VietnameseDateField(_l("Giả định: trở lại ngày"), [Optional()])

    def supposition(self) -> Supposition:
        """Return what is supposed; call it after validation."""
        return Supposition(
            self.cut.data if not self.cut.errors else None,
            self.back.data if "back" in self and not self.back.errors else None,
        )


class PreviewForm(BaseForm):
    """A form whose effect on the last day is shown before it is recorded."""

    client_id = ActIdField()
    expected = HiddenField()
    """The last day shown in the preview, ``2028-07-09``; another one then means that somebody came first."""


class TermActForm(PreviewForm):
    """One event of the term; ``form_for`` takes away what its kind does not need."""

    paper_number = StringField(
        _l("Số, ký hiệu văn bản"), [Length(max=60)], render_kw={"placeholder": "12/QĐ-TA"}
    )
    paper_on = VietnameseDateField(_l("Ngày văn bản"), [Optional()])
    paper_issuer = StringField(_l("Nơi ban hành"), [Length(max=160)])
    happened_at = LocalDateTimeField(_l("Xảy ra lúc"), [InputRequired(_l("Nhập ngày, giờ."))])
    due_on = VietnameseDateField(_l("Ngày phải có mặt"), [InputRequired(_l("Nhập ngày phải có mặt."))])
    months = WholeNumberField(
        _l("Số tháng được giảm"), [InputRequired(_l("Nhập số tháng."))], minimum=1, maximum=36
    )
    with_merit = BooleanField(_l("Có lập công"))
    order = StringField(_l("Lệnh của người đứng đầu cơ sở: số, ngày"), [Length(max=160)])
    place = StringField(_l("Tên cơ sở"), [Length(max=160)])
    location_id = SelectField(_l("Đưa vào nơi nào"), coerce=int)
    reason = TextAreaField(_l("Ghi chú, căn cứ"), [Length(max=1000)], render_kw={"rows": 3})

    def paper(self, *, needed: bool) -> Paper | None:
        """Return the deciding paper; None when none was given and none is needed. Raises RuleViolation."""
        if "paper_number" not in self:
            return None
        return paper_of(self.paper_number.data, self.paper_on.data, self.paper_issuer.data, needed=needed)

    def moment(self) -> datetime:
        """Return the instant; call it after validation."""
        found: datetime | None = self.happened_at.data
        if found is None:
            raise ValueError("the form was not validated")
        return found


class AmendForm(PreviewForm):
    """What is right instead of what a recorded event says."""

    paper_number = StringField(_l("Số, ký hiệu văn bản"), [Length(max=60)])
    paper_on = VietnameseDateField(_l("Ngày văn bản"), [Optional()])
    paper_issuer = StringField(_l("Nơi ban hành"), [Length(max=160)])
    happened_at = LocalDateTimeField(_l("Xảy ra lúc"), [InputRequired(_l("Nhập ngày, giờ."))])
    due_on = VietnameseDateField(_l("Ngày phải có mặt"), [Optional()])
    months = WholeNumberField(_l("Số tháng được giảm"), [Optional()], minimum=1, maximum=36)
    with_merit = BooleanField(_l("Có lập công"))
    place = StringField(_l("Tên cơ sở"), [Length(max=160)])
    reason = TextAreaField(
        _l("Dòng cũ sai ở đâu, căn cứ nào"),
        [InputRequired(_l("Ghi lý do đính chính.")), Length(max=1000)],
        render_kw={"rows": 3},
    )


class TakeBackEventForm(PreviewForm):
    """Why an event never was."""

    reason = TextAreaField(
        _l("Vì sao việc này không có"),
        [InputRequired(_l("Ghi lý do.")), Length(max=1000)],
        render_kw={"rows": 3},
    )


class ProposalForm(BaseForm):
    """What form 46 proposes for one person."""

    act_id = ActIdField()
    what = RadioField(
        _l("Đề nghị"),
        choices=choices(
            [("suspension", _l("Tạm đình chỉ")), ("exemption", _l("Miễn phần thời gian còn lại"))]
        ),
        default="suspension",
    )
    addressee = StringField(_l("Kính gửi"), [InputRequired(_l("Ghi nơi quyết định.")), Length(max=160)])
    ground = TextAreaField(
        _l("Lý do đề nghị"), [InputRequired(_l("Ghi lý do.")), Length(max=1000)], render_kw={"rows": 3}
    )
    proof = TextAreaField(
        _l("Tài liệu chứng minh"),
        [InputRequired(_l("Ghi tài liệu kèm theo, mỗi dòng một tài liệu.")), Length(max=1500)],
        render_kw={"rows": 3},
    )


def form_for(kind: ActKind, **values: object) -> TermActForm:
    """Return the form of ``kind``: the fields it needs, with its own label for the instant."""
    form = TermActForm(**values)
    needs = kind.needs
    dropped = {
        "paper_number": not needs & {Need.PAPER, Need.PAPER_IF_ANY},
        "paper_on": not needs & {Need.PAPER, Need.PAPER_IF_ANY},
        "paper_issuer": not needs & {Need.PAPER, Need.PAPER_IF_ANY},
        "happened_at": Need.WHEN not in needs,
        "due_on": Need.DUE not in needs,
        "months": Need.MONTHS not in needs,
        "with_merit": Need.MONTHS not in needs,
        "order": Need.ORDER not in needs,
        "place": not needs & {Need.PLACE, Need.PLACE_IF_ANY},
        "location_id": Need.LOCATION not in needs,
    }
    for name, gone in dropped.items():
        if gone:
            del form[name]
    if Need.WHEN in needs and kind.when:
        form.happened_at.label.text = kind.when
    return form


def paper_of(number: str | None, issued_on: date | None, issuer: str | None, *, needed: bool) -> Paper | None:
    """Return the paper as typed; None when nothing was and nothing is needed. Raises RuleViolation for a part."""
    if not needed and not number and issued_on is None and not issuer:
        return None
    if not number:
        raise RuleViolation("residents.paper_missing", field="paper_number")
    if issued_on is None:
        raise RuleViolation("residents.paper_missing", field="paper_on")
    if not issuer:
        raise RuleViolation("residents.paper_missing", field="paper_issuer")
    return Paper(number, issued_on, issuer)
