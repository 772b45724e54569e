"""The forms of the steps of a reception."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from center.auth.models import Account
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.labels import KIND_LABELS
from center.residents.reception.labels import PAPER_LABELS
from center.residents.reception.marking import PaperAnswer
from center.residents.reception.models import PaperState, ReceptionPaper
from center.residents.reception.papers import PaperRule
from center.ui.fields import WholeNumberField, choices
from center.ui.forms import ActIdField, BaseForm

MOST_PAGES = 2000


class KindForm(BaseForm):
    """The kind of stay, asked before its list of papers can be shown."""

    kind = RadioField(
        _l("Diện"), [InputRequired(_l("Chọn diện theo quyết định."))], choices=choices(KIND_LABELS.items())
    )


class PapersForm(BaseForm):
    """How each paper came (fields ``state_<code>``, ``pages_<code>``, ``note_<code>``, added for the list)."""

    check_id = ActIdField()

    def answers(self) -> list[PaperAnswer]:
        """Return what was chosen, papers nobody looked for left out."""
        return [
            PaperAnswer(
                code,
                PaperState(self[f"state_{code}"].data),
                self[f"pages_{code}"].data,
                self[f"note_{code}"].data or "",
            )
            for code in (name.removeprefix("state_") for name in self._fields if name.startswith("state_"))
            if self[f"state_{code}"].data in set(PaperState)
        ]


def papers_form(rules: Sequence[PaperRule], there: Mapping[str, ReceptionPaper]) -> PapersForm:
    """Return the form for a list of papers, filled with how they came so far."""

    class Form(PapersForm):
        pass

    values: dict[str, Any] = {}
    for rule in rules:
        setattr(
            Form,
            f"state_{rule.code}",
            RadioField(rule.label, [Optional()], choices=choices(PAPER_LABELS.items())),
        )
        label = _("Số tờ: %(paper)s", paper=rule.title)
        setattr(Form, f"pages_{rule.code}", WholeNumberField(label, minimum=1, maximum=MOST_PAGES))
        label = _("Ghi chú: %(paper)s", paper=rule.title)
        setattr(Form, f"note_{rule.code}", StringField(label, [Length(max=200)]))
        row = there.get(rule.code)
        if row is not None:
            values |= {
                f"state_{rule.code}": row.state.value,
                f"pages_{rule.code}": row.pages,
                f"note_{rule.code}": row.note,
            }
    return Form(**values)


class ReasonForm(BaseForm):
    """Why a step is put off, or does not apply, or nobody was taken in."""

    client_id = ActIdField()
    reason = StringField(_l("Lý do"), [InputRequired(_l("Ghi lý do.")), Length(max=300)])


class SearchForm(BaseForm):
    """A body search by two persons."""

    client_id = ActIdField()
    witness = SelectField(_l("Người thứ hai cùng khám"), validate_choice=False)
    found = RadioField(
        _l("Kết quả"),
        [InputRequired(_l("Chọn kết quả khám."))],
        choices=choices([("no", _l("Không có vật cấm")), ("yes", _l("Có vật cấm"))]),
    )
    note = TextAreaField(_l("Tìm thấy gì, ở đâu, bao nhiêu"), [Length(max=500)], render_kw={"rows": 2})

    def offer(self, staff: Iterable[Account], *, me: int | None) -> None:
        """Put everybody else of the staff into the list."""
        others = [one for one in staff if one.id != me]
        self._names = {str(one.id): one.full_name for one in others}
        self.witness.choices = choices(
            [
                (str(one.id), f"{one.full_name} ({one.title})" if one.title else one.full_name)
                for one in others
            ],
            blank=_("Chọn người thứ hai"),
        )

    def second(self) -> tuple[int, str] | None:
        """Return the second person, if one was chosen."""
        chosen = self.witness.data or ""
        return (int(chosen), self._names[chosen]) if chosen in self._names else None


class ClassifyForm(BaseForm):
    """Where the person belongs, and what the next shift must mind."""

    client_id = ActIdField()
    note = TextAreaField(
        _l("Nhóm, tổ; điều cần lưu ý"),
        [InputRequired(_l("Ghi kết quả phân loại.")), Length(max=500)],
        render_kw={"rows": 3},
    )


class ExplainForm(BaseForm):
    """That the rules, rights and duties were explained."""

    client_id = ActIdField()
    note = TextAreaField(
        _l("Đã phổ biến những gì"),
        [InputRequired(_l("Ghi đã phổ biến những gì.")), Length(max=300)],
        render_kw={"rows": 2},
        default=_l("Nội quy, quyền và nghĩa vụ; người được tiếp nhận đã hiểu"),
    )
