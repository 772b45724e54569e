"""The forms of risk flags: raising, reviewing, and the filter row of the list."""

from __future__ import annotations

from datetime import date

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from center.db import row_id
from center.i18n import lazy_gettext as _l
from center.residents.risk.labels import LEVEL_LABELS, OUTCOME_LABELS, RISK_LABELS
from center.residents.risk.queries import FlagNow, RiskFilter
from center.residents.risk.rules import ReviewOutcome, RiskKind, RiskLevel
from center.residents.risk.service import FlagFacts, ReviewFacts
from center.ui.fields import VietnameseDateField, choices
from center.ui.forms import ActIdField, BaseForm
from center.ui.lines import FilterForm

ALL = _l("Tất cả")
DUE = {"overdue": _l("Quá hạn xem xét"), "week": _l("Đến hạn trong 7 ngày")}


class RaiseForm(BaseForm):
    """What is to be reckoned with, what to do, why, and when to look again."""

    client_id = ActIdField()
    kind = RadioField(_l("Loại"), [InputRequired(_l("Chọn loại."))])
    level = RadioField(_l("Mức"), [InputRequired(_l("Chọn mức."))], choices=choices(LEVEL_LABELS.items()))
    instruction = StringField(
        _l("Mọi người phải làm gì"),
        [Length(max=160)],
        render_kw={"list": "risk-instructions", "autocomplete": "off"},
    )
    reason = TextAreaField(_l("Vì sao"), [Length(max=4000)], render_kw={"rows": 3})
    evidence = SelectField(_l("Căn cứ trong hồ sơ"), validate_choice=False)
    review_on = VietnameseDateField(_l("Xem xét lại, chậm nhất ngày"), [Optional()])

    def facts(self) -> FlagFacts:
        """Return what a valid form says."""
        return FlagFacts(
            kind=RiskKind(self.kind.data),
            level=RiskLevel(self.level.data),
            instruction=self.instruction.data or "",
            reason=self.reason.data or "",
            evidence=self.evidence.data or "",
            review_on=self.review_on.data,
        )


class ReviewForm(BaseForm):
    """What a look at the flag found, and what comes of it."""

    client_id = ActIdField()
    outcome = RadioField(
        _l("Quyết định"),
        [InputRequired(_l("Chọn giữ, đổi hay gỡ."))],
        choices=choices(OUTCOME_LABELS.items()),
    )
    finding = TextAreaField(_l("Nhận xét, lý do"), [Length(max=4000)], render_kw={"rows": 3})
    level = SelectField(_l("Mức từ nay"), choices=choices(LEVEL_LABELS.items()))
    instruction = StringField(
        _l("Mọi người phải làm gì"),
        [Length(max=160)],
        render_kw={"list": "risk-instructions", "autocomplete": "off"},
    )
    review_on = VietnameseDateField(_l("Xem xét lại, chậm nhất ngày"), [Optional()])

    @classmethod
    def of(cls, flag: FlagNow) -> ReviewForm:
        """Return the form with what stands now."""
        return cls(level=flag.level.value, instruction=flag.instruction)

    def facts(self) -> ReviewFacts:
        """Return what a valid form says."""
        return ReviewFacts(
            outcome=ReviewOutcome(self.outcome.data),
            finding=self.finding.data or "",
            level=RiskLevel(self.level.data),
            instruction=self.instruction.data or "",
            review_on=self.review_on.data,
        )


class RiskFilterForm(FilterForm):
    """The filter row of the list."""

    zone = SelectField(_l("Khu"), validate_choice=False)
    kind = SelectField(_l("Loại"), choices=choices(RISK_LABELS.items(), blank=ALL), validate_choice=False)
    level = SelectField(_l("Mức"), choices=choices(LEVEL_LABELS.items(), blank=ALL), validate_choice=False)
    due = SelectField(_l("Xem xét lại"), choices=choices(DUE.items(), blank=ALL), validate_choice=False)

    def wanted(self, overdue: date, week: date) -> RiskFilter:
        """Return the filter; ``overdue`` and ``week`` are the days its two answers about reviews reach to."""
        self.validate()
        return RiskFilter(
            kind=RiskKind(self.kind.data) if self.kind.data in set(RiskKind) else None,
            level=RiskLevel(self.level.data) if self.level.data in set(RiskLevel) else None,
            zone_id=row_id(self.zone.data),
            due_by={"overdue": overdue, "week": week}.get(self.due.data or ""),
        )

    def in_words(self) -> str:
        """Return the filter as one line for paper; empty when nothing is narrowed."""
        parts = []
        for field in (self.zone, self.kind, self.level, self.due):
            chosen = next((line.label for line in field.choices if line.value == field.data), "")
            if field.data and chosen:
                parts.append(f"{field.label.text}: {chosen}")
        return "; ".join(parts)
