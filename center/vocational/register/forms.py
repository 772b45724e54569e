"""The register as a form: one line a resident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import FieldList, FormField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import Length

from center.errors import RuleViolation
from center.i18n import lazy_gettext as _l
from center.ui.fields import choices
from center.ui.lines import BatchForm, PersonLine, settle_lines
from center.vocational.labels import REASON_LABELS, STATE_LABELS
from center.vocational.models import AbsenceReason, AttendanceState
from center.vocational.register.queries import Sheet, SheetLine
from center.vocational.register.service import LineFacts

MOST_LINES = 300


class RegisterLine(PersonLine):
    """One resident."""

    state = RadioField(_l("Điểm danh"), choices=choices(STATE_LABELS.items()))
    reason = SelectField(_l("Lý do vắng"), choices=choices(REASON_LABELS.items(), blank=_l("– chọn lý do –")))
    note = StringField(_l("Ghi chú"), [Length(max=200)])
    scanned = HiddenField()
    """"1" once the badge was held to the scanner."""


class RegisterForm(BatchForm):
    """The register of a lesson; a correction also asks why."""

    badge = StringField(
        _l("Quét thẻ"),
        render_kw={"inputmode": "none", "autocomplete": "off", "spellcheck": "false", "maxlength": "200"},
    )
    reason = StringField(_l("Lý do sửa"), [Length(max=300)])
    lines = FieldList(FormField(RegisterLine), max_entries=MOST_LINES)

    def line_of(self, stay_id: int) -> RegisterLine | None:
        """Return the line of a stay, if the form has one."""
        return next((entry.form for entry in self.lines if entry.form.stay == stay_id), None)

    def facts(self) -> list[LineFacts]:
        """Return the lines of a valid form.

        A reason or note that only belongs to an absence is dropped for who was there after all.
        """
        found = []
        for entry in self.lines:
            line: RegisterLine = entry.form
            state = AttendanceState(line.state.data)
            absent = state is AttendanceState.ABSENT
            found.append(
                LineFacts(
                    stay_id=line.stay,
                    state=state,
                    reason=AbsenceReason(line.reason.data) if absent and line.reason.data else None,
                    note="" if state is AttendanceState.PRESENT else line.note.data or "",
                )
            )
        return found

    def rows(self, sheet: Sheet) -> list[tuple[SheetLine, RegisterLine]]:
        """Return each resident on the register with the line of the form, adding who is not in it yet."""
        settle_lines(self.lines, {each.stay_id: _start(each) for each in sheet.lines})
        return [(each, entry.form) for each, entry in zip(sheet.lines, self.lines, strict=True)]

    def mark_present(self, stay_id: int) -> bool:
        """Say that the badge of a stay was seen; False when it is not on the register."""
        line = self.line_of(stay_id)
        if line is None:
            return False
        if line.state.data != AttendanceState.LATE.value:
            line.state.data = AttendanceState.PRESENT.value
        line.scanned.data = "1"
        return True

    def rest_absent(self) -> int:
        """Say that everyone whose badge was not seen is absent, reasons given before stay; return how many."""
        count = 0
        for entry in self.lines:
            line: RegisterLine = entry.form
            if line.scanned.data:
                continue
            line.state.data = AttendanceState.ABSENT.value
            line.reason.data = line.reason.data or AbsenceReason.UNKNOWN.value
            count += 1
        return count

    def refuse(self, exc: RuleViolation) -> None:
        """Put the refusals of single lines into their reason field too, so that the list on top leads there."""
        super().refuse(exc)
        for stay_id, refusal in self.line_refusals.items():
            line = self.line_of(stay_id)
            if line is not None:
                line.reason.errors = [*line.reason.errors, refusal.what]


def _start(line: SheetLine) -> Mapping[str, Any]:
    row = line.row
    if row is not None:
        return {
            "stay_id": str(line.stay_id),
            "state": row.state.value,
            "reason": row.reason or "",
            "note": row.note,
        }
    known = line.preset
    return {"state": known.state, "reason": known.reason, "note": known.note}
