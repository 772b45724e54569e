"""The form of the information sheet, in the order of the paper."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from wtforms import FieldList, FormField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.collection.labels import (
    EMPLOYMENT_LABELS,
    FREQUENCY_LABELS,
    KIN_LABELS,
    MARITAL_LABELS,
    METHOD_LABELS,
    PLACE_LABELS,
    ROUTE_LABELS,
    numbered,
)
from center.residents.collection.model import (
    Employment,
    Frequency,
    Kin,
    Marital,
    RehabFacts,
    RehabMethod,
    RehabPlace,
    RelativeFacts,
    SheetFacts,
    SubstanceFacts,
    UsedSubstance,
    UseRoute,
)
from center.residents.collection.prefill import Beginning
from center.residents.intake.forms import Row
from center.ui.fields import VietnameseDateField, VietnameseDecimalField, WholeNumberField, choices, given
from center.ui.forms import ActIdField, BaseForm

YES_NO = {"yes": _l("Có"), "no": _l("Không")}
SUBSTANCES = tuple(UsedSubstance)
RELATIVES = (Kin.FATHER, Kin.MOTHER, Kin.SPOUSE, Kin.CHILD, Kin.CHILD)
"""Lines of part II that the paper has; children may be more."""
MOST_ROWS, FIRST_REHABS, MORE_ROWS = 12, 3, 2
HEALTH_FIELDS = (
    "body_illness", "body_what", "body_found", "body_treated", "body_result", "family_illness", "family_count",
    "family_relation", "family_conflict", "conflict_often", "height_cm", "weight_kg", "pulse", "systolic",
    "diastolic", "chronic", "physical_signs", "mental_signs", "conclusion",
)  # fmt: skip
CHOSEN = frozenset({"employment", "marital", "conflict_often", "route", "place", "method"})
"""Answers picked from a list, whose first line is empty."""
_BLANK = _l("– chưa hỏi –")


class RelativeRow(Row):
    """One line of the family."""

    kin = SelectField(_l("Quan hệ"), choices=choices(KIN_LABELS.items()), default=Kin.CHILD.value)
    full_name = StringField(_l("Họ, tên"), [Length(max=120)])
    age = WholeNumberField(_l("Tuổi"), [Optional()], minimum=0, maximum=120)
    address = StringField(_l("Địa chỉ"), [Length(max=300)])

    def validate_full_name(self, field: StringField) -> None:
        """Ask for the name when anything else of the line is filled."""
        if not field.data and (self.age.data is not None or self.address.data):
            raise ValidationError(_("Nhập họ tên."))


class SubstanceRow(Row):
    """One row of the grid; which substance it is follows from its place."""

    detail = StringField(_l("Loại"), [Length(max=80)])
    first_age = WholeNumberField(_l("Tuổi lần đầu"), [Optional()], minimum=5, maximum=99)
    first_injection_age = WholeNumberField(_l("Tuổi tiêm lần đầu"), [Optional()], minimum=5, maximum=99)
    total_time = StringField(_l("Tổng thời gian"), [Length(max=60)])
    days_last_month = WholeNumberField(_l("Ngày/tháng"), [Optional()], minimum=0, maximum=31)
    times_last_month = WholeNumberField(_l("Lần/tháng"), [Optional()], minimum=0, maximum=999)
    route = SelectField(
        _l("Cách dùng"),
        default="",
        choices=choices([(k.value, numbered(k, v)) for k, v in ROUTE_LABELS.items()], blank=""),
    )
    money_per_day = WholeNumberField(_l("Tiền/ngày (đ)"), [Optional()], minimum=0, maximum=1_000_000_000)

    def facts(self, substance: UsedSubstance) -> SubstanceFacts:
        """Return what was typed."""
        return SubstanceFacts(
            substance=substance,
            detail=self.detail.data or "",
            first_age=self.first_age.data,
            first_injection_age=self.first_injection_age.data,
            total_time=self.total_time.data or "",
            days_last_month=self.days_last_month.data,
            times_last_month=self.times_last_month.data,
            route=UseRoute(self.route.data) if self.route.data else None,
            money_per_day=self.money_per_day.data,
        )


class RehabRow(Row):
    """One row of the history."""

    year = WholeNumberField(_l("Năm"), [Optional()], minimum=1950, maximum=2199)
    place = SelectField(
        _l("Địa điểm"),
        default="",
        choices=choices([(k.value, numbered(k, v)) for k, v in PLACE_LABELS.items()], blank=_l("Địa điểm")),
    )
    duration = StringField(_l("Thời gian"), [Length(max=60)])
    method = SelectField(
        _l("Phương pháp"),
        default="",
        choices=choices(
            [(k.value, numbered(k, v)) for k, v in METHOD_LABELS.items()], blank=_l("Phương pháp")
        ),
    )
    relapse_reason = StringField(_l("Lý do tái nghiện"), [Length(max=200)])

    def facts(self) -> RehabFacts:
        """Return what was typed."""
        return RehabFacts(
            year=self.year.data,
            place=RehabPlace(self.place.data) if self.place.data else None,
            duration=self.duration.data or "",
            method=RehabMethod(self.method.data) if self.method.data else None,
            relapse_reason=self.relapse_reason.data or "",
        )


def _yes_no(label: str) -> RadioField:
    return RadioField(label, [Optional()], choices=choices(YES_NO.items()))


def _long(label: str, rows: int = 2) -> TextAreaField:
    return TextAreaField(label, [Length(max=2000)], render_kw={"rows": rows})


class SheetForm(BaseForm):
    """Everything the paper asks and the file does not hold elsewhere; an empty box prints the form's dotted line."""

    client_id = ActIdField()
    amends_id = HiddenField()
    """The version the form was filled from; empty for the first."""
    collected_on = VietnameseDateField(_l("Ngày lập phiếu"), [InputRequired(_l("Nhập ngày lập phiếu."))])
    reason = StringField(_l("Lý do lập bản mới"), [Length(max=300)])
    policy_category = StringField(_l("Đối tượng chính sách"), [Length(max=160)])
    schooling = StringField(_l("Trình độ học vấn"), [Length(max=80)])
    certificates = StringField(_l("Văn bằng, chứng chỉ"), [Length(max=200)])
    occupation = StringField(_l("Nghề nghiệp"), [Length(max=120)])
    qualification = StringField(_l("Trình độ chuyên môn cao nhất"), [Length(max=160)])
    religion = StringField(_l("Tôn giáo"), [Length(max=60)])
    employment = SelectField(
        _l("Tình trạng việc làm"), default="", choices=choices(EMPLOYMENT_LABELS.items(), blank=_BLANK)
    )
    marital = SelectField(
        _l("Tình trạng hôn nhân"), default="", choices=choices(MARITAL_LABELS.items(), blank=_BLANK)
    )
    legal_status = _long(_l("Tình trạng pháp lý"))
    notify_name = StringField(_l("Người khi cần báo tin"), [Length(max=120)])
    notify_phone = StringField(_l("Điện thoại"), [Length(max=20)])
    notify_relation = StringField(_l("Mối quan hệ"), [Length(max=60)])
    notify_address = StringField(_l("Địa chỉ báo tin"), [Length(max=300)])
    relatives = FieldList(FormField(RelativeRow), label=_l("Gia đình"), max_entries=MOST_ROWS)
    body_illness = _yes_no(_l("Đã từng mắc bệnh cơ thể"))
    body_what = StringField(_l("Tên bệnh"), [Length(max=2000)])
    body_found = StringField(_l("Thời gian phát hiện bệnh"), [Length(max=200)])
    body_treated = StringField(_l("Thời gian điều trị"), [Length(max=200)])
    body_result = StringField(_l("Kết quả hiện tại"), [Length(max=200)])
    family_illness = _yes_no(_l("Tiền sử bệnh gia đình"))
    family_count = WholeNumberField(_l("Số người mắc"), [Optional()], minimum=1, maximum=99)
    family_relation = StringField(_l("Là những ai"), [Length(max=120)])
    family_conflict = _yes_no(_l("Tình trạng gia đình"))
    conflict_often = SelectField(
        _l("Tần suất xảy ra"), default="", choices=choices(FREQUENCY_LABELS.items(), blank=_BLANK)
    )
    height_cm = VietnameseDecimalField(_l("Chiều cao"), [Optional()], places=1, minimum=50, maximum=250)
    weight_kg = VietnameseDecimalField(_l("Cân nặng"), [Optional()], places=1, minimum=10, maximum=300)
    pulse = WholeNumberField(_l("Nhịp tim"), [Optional()], minimum=20, maximum=250)
    systolic = WholeNumberField(_l("Huyết áp, số trên"), [Optional()], minimum=40, maximum=300)
    diastolic = WholeNumberField(_l("Huyết áp, số dưới"), [Optional()], minimum=20, maximum=200)
    chronic = _long(_l("Bệnh mãn tính"), 1)
    physical_signs = _long(_l("Các dấu hiệu thể chất"))
    mental_signs = _long(_l("Các dấu hiệu tâm thần"))
    conclusion = _long(_l("Kết luận"))
    substances = FieldList(
        FormField(SubstanceRow),
        label=_l("Chất gây nghiện"),
        min_entries=len(SUBSTANCES),
        max_entries=len(SUBSTANCES),
    )
    rehabs = FieldList(FormField(RehabRow), label=_l("Lịch sử cai nghiện"), max_entries=MOST_ROWS)
    medical_signer = StringField(_l("Nhân viên y tế ký"), [Length(max=120)])
    social_signer = StringField(_l("Nhân viên xã hội ký"), [Length(max=120)])

    def grow(self) -> None:
        """Add empty rows for children and for the history."""
        for rows in (self.relatives, self.rehabs):
            for _n in range(min(MORE_ROWS, MOST_ROWS - len(rows.entries))):
                rows.append_entry()

    def before(self) -> int | None:
        """Return the version the form was filled from."""
        typed = self.amends_id.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else None

    def facts(self) -> SheetFacts:
        """Return what a valid form says."""
        texts: dict[str, Any] = {
            name: self[name].data or ""
            for name in SheetFacts.__slots__
            if name in self and isinstance(self[name], StringField)
        }
        numbers: dict[str, Any] = {
            name: self[name].data
            for name in ("family_count", "height_cm", "weight_kg", "pulse", "systolic", "diastolic")
        }
        answers: dict[str, Any] = {
            name: None if not self[name].data else self[name].data == "yes"
            for name in ("body_illness", "family_illness", "family_conflict")
        }
        rows = [entry.form for entry in self.substances]
        substances = [row.facts(substance) for row, substance in zip(rows, SUBSTANCES, strict=False)]
        return SheetFacts(
            **texts,
            **numbers,
            **answers,
            collected_on=given(self.collected_on),
            employment=Employment(self.employment.data) if self.employment.data else None,
            marital=Marital(self.marital.data) if self.marital.data else None,
            conflict_often=Frequency(self.conflict_often.data) if self.conflict_often.data else None,
            relatives=tuple(
                RelativeFacts(Kin(row.kin.data), row.full_name.data, row.age.data, row.address.data or "")
                for row in (entry.form for entry in self.relatives)
                if row.full_name.data
            ),
            substances=tuple(one for one in substances if one != SubstanceFacts(one.substance)),
            rehabs=tuple(entry.form.facts() for entry in self.rehabs if not entry.form.is_blank),
        )


def sheet_form(start: Beginning, *, me: str) -> SheetForm:
    """Return the form filled with what the file holds; ``me`` signs as the member of staff who asks."""
    facts = start.facts
    values: dict[str, Any] = {
        name: _plain(name, getattr(facts, name))
        for name in SheetFacts.__slots__
        if name not in ("relatives", "substances", "rehabs")
    }
    known = {row.substance: row for row in facts.substances}
    values |= {
        "amends_id": "" if start.amends_id is None else str(start.amends_id),
        "relatives": [_line(row) for row in _family(facts)],
        "substances": [_line(known.get(one, SubstanceFacts(one))) for one in SUBSTANCES],
        "rehabs": [
            *(_line(row) for row in facts.rehabs),
            *({} for _n in range(FIRST_REHABS - len(facts.rehabs))),
        ],
        "social_signer": facts.social_signer or me,
    }
    return SheetForm(**values)


def _family(facts: SheetFacts) -> list[RelativeFacts]:
    """Return the lines of the paper with who is known in them, and more children as there are."""
    left, found = list(facts.relatives), []
    for kin in RELATIVES:
        row = next((one for one in left if one.kin is kin), None)
        if row is not None:
            left.remove(row)
        found.append(row or RelativeFacts(kin, ""))
    return [*found, *left][:MOST_ROWS]


def _line(row: RelativeFacts | SubstanceFacts | RehabFacts) -> dict[str, Any]:
    return {name: _plain(name, value) for name, value in asdict(row).items() if name != "substance"}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None and name in CHOSEN else value
