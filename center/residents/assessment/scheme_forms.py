"""The form that sets how the center grades."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from center.i18n import lazy_gettext as _l
from center.residents.assessment.scheme import (
    MOST_CAPS,
    MOST_CRITERIA,
    MOST_EFFECTS,
    MOST_LEVELS,
    MOST_POINTS,
    PERIODS,
    Cap,
    Criterion,
    Effect,
    Level,
    Scheme,
)
from center.residents.assessment.sources import Measure
from center.ui.fields import VietnameseDateField, WholeNumberField, choices, given
from center.ui.forms import BaseForm

SPARE_ROWS = 2


class _Row(Form):  # type: ignore[misc]  # WTForms is untyped
    """A row; one without a name or a measure is left out."""

    class Meta(BaseForm.Meta):
        """A row has no token of its own."""

        csrf = False


class LevelRow(_Row):
    """One level."""

    code = HiddenField()
    label = StringField(_l("Mức"), [Length(max=40)])
    from_points = WholeNumberField(_l("Từ (điểm)"), [Optional()], minimum=0, maximum=MOST_POINTS)
    at_least_fair = BooleanField(_l("Từ khá trở lên"))


class CriterionRow(_Row):
    """One criterion."""

    code = HiddenField()
    label = StringField(_l("Tiêu chí"), [Length(max=40)])
    max_points = WholeNumberField(_l("Tối đa"), [Optional()], minimum=1, maximum=MOST_POINTS)
    start_points = WholeNumberField(_l("Khởi đầu"), [Optional()], minimum=0, maximum=MOST_POINTS)


class EffectRow(_Row):
    """What one unit of a fact adds or takes away."""

    measure = SelectField(_l("Mỗi"))
    criterion = SelectField(_l("Vào tiêu chí"))
    points = WholeNumberField(_l("Cộng, trừ"), [Optional()], minimum=-MOST_POINTS, maximum=MOST_POINTS)


class CapRow(_Row):
    """The best level when a fact is there."""

    measure = SelectField(_l("Nếu có"))
    level = SelectField(_l("Cao nhất là"))


class SchemeForm(BaseForm):
    """Scale, period, criteria and what the facts do to them."""

    valid_from = VietnameseDateField(_l("Áp dụng cho kỳ bắt đầu từ ngày"), [InputRequired(_l("Nhập ngày."))])
    period_months = SelectField(
        _l("Một kỳ dài"), choices=choices((str(n), _l("%(n)s tháng", n=n)) for n in PERIODS), coerce=int
    )
    min_days = WholeNumberField(
        _l("Ở cơ sở ít nhất"), [InputRequired(_l("Nhập số ngày."))], minimum=0, maximum=366
    )
    posting_days = WholeNumberField(
        _l("Niêm yết"), [InputRequired(_l("Nhập số ngày."))], minimum=0, maximum=60
    )
    source = StringField(_l("Căn cứ"), [InputRequired(_l("Ghi căn cứ.")), Length(max=300)])
    reason = StringField(_l("Lý do thay đổi"), [InputRequired(_l("Ghi lý do.")), Length(max=300)])
    levels = FieldList(FormField(LevelRow), max_entries=MOST_LEVELS)
    criteria = FieldList(FormField(CriterionRow), max_entries=MOST_CRITERIA)
    effects = FieldList(FormField(EffectRow), max_entries=MOST_EFFECTS)
    caps = FieldList(FormField(CapRow), max_entries=MOST_CAPS)

    def offer(self, measures: Mapping[str, Measure], scheme: Scheme) -> None:
        """Fill the lists of every row; a new level or criterion can be chosen once it is saved with its name."""
        facts = choices(((key, each.label) for key, each in measures.items()), blank="–")
        criteria = choices(((code, label) for code, label in self._criteria(scheme).items()), blank="–")
        levels = choices(((code, label) for code, label in self._levels(scheme).items()), blank="–")
        for entry in self.effects:
            entry.form.measure.choices, entry.form.criterion.choices = facts, criteria
        for entry in self.caps:
            entry.form.measure.choices, entry.form.level.choices = facts, levels

    def scheme(self) -> Scheme:
        """Return what a valid form says; rows left blank are dropped."""
        levels = [
            Level(code, row.label.data, row.from_points.data or 0, row.at_least_fair.data)
            for code, row in _named(self.levels, "level")
        ]
        criteria = [
            Criterion(code, row.label.data, row.max_points.data or 0, row.start_points.data or 0)
            for code, row in _named(self.criteria, "criterion")
        ]
        effects = [
            Effect(row.measure.data, row.criterion.data, row.points.data or 0)
            for row in (entry.form for entry in self.effects)
            if row.measure.data or row.points.data
        ]
        caps = [
            Cap(row.measure.data, row.level.data)
            for row in (entry.form for entry in self.caps)
            if row.measure.data or row.level.data
        ]
        return Scheme(
            valid_from=given(self.valid_from),
            period_months=self.period_months.data,
            min_days=given(self.min_days),
            posting_days=given(self.posting_days),
            levels=tuple(levels),
            criteria=tuple(criteria),
            effects=tuple(effects),
            caps=tuple(caps),
        )

    def _levels(self, scheme: Scheme) -> dict[str, str]:
        known = {level.code: level.label for level in scheme.levels}
        return known | {code: row.label.data for code, row in _named(self.levels, "level")}

    def _criteria(self, scheme: Scheme) -> dict[str, str]:
        known = {criterion.code: criterion.label for criterion in scheme.criteria}
        return known | {code: row.label.data for code, row in _named(self.criteria, "criterion")}


def scheme_values(scheme: Scheme, valid_from: date) -> dict[str, Any]:
    """Return what the form starts with: the scheme in force, and blank rows to add to it."""
    return {
        "valid_from": valid_from,
        "period_months": scheme.period_months,
        "min_days": scheme.min_days,
        "posting_days": scheme.posting_days,
        "levels": _spare(
            [_values(one, "code", "label", "from_points", "at_least_fair") for one in scheme.levels],
            MOST_LEVELS,
        ),
        "criteria": _spare(
            [_values(one, "code", "label", "max_points", "start_points") for one in scheme.criteria],
            MOST_CRITERIA,
        ),
        "effects": _spare(
            [_values(one, "measure", "criterion", "points") for one in scheme.effects],
            MOST_EFFECTS,
            count=4,
        ),
        "caps": _spare([_values(one, "measure", "level") for one in scheme.caps], MOST_CAPS),
    }


def _values(row: object, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _spare(rows: list[dict[str, Any]], most: int, count: int = SPARE_ROWS) -> list[dict[str, Any]]:
    return [*rows, *({} for _row in range(min(count, most - len(rows))))]


def _named(rows: FieldList, word: str) -> list[tuple[str, Any]]:
    """Return the rows that have a name, each with its code: its own, or a new one by its place."""
    found = []
    for place, entry in enumerate(rows, start=1):
        if entry.form.label.data:
            found.append((entry.form.code.data or f"{word}{place}", entry.form))
    return found
