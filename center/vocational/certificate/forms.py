"""The forms of certificates."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import BooleanField, FieldList, FormField, StringField
from wtforms.validators import InputRequired, Length

from center.errors import RuleViolation
from center.i18n import lazy_gettext as _l
from center.ui.fields import VietnameseDateField, given
from center.ui.lines import BatchForm, PersonLine, settle_lines
from center.vocational.certificate.queries import GraduateLine
from center.vocational.certificate.service import CertificateFacts

MOST_LINES = 300


class CertificateLine(PersonLine):
    """One resident; without a number none is issued."""

    number = StringField(_l("Số"), [Length(max=40)])


class _Facts(BatchForm):
    title = StringField(_l("Tên giấy"), [InputRequired(_l("Nhập tên giấy như trên phôi.")), Length(max=160)])
    issuer = StringField(_l("Nơi cấp"), [InputRequired(_l("Nhập nơi cấp.")), Length(max=160)])
    issued_on = VietnameseDateField(_l("Ngày cấp"), [InputRequired(_l("Nhập ngày cấp."))])

    def facts(self) -> CertificateFacts:
        """Return what a valid form says of all certificates."""
        return CertificateFacts(
            title=self.title.data, issued_on=given(self.issued_on), issuer=self.issuer.data
        )


class CertificatesForm(_Facts):
    """Certificates of a class for many at once."""

    lines = FieldList(FormField(CertificateLine), max_entries=MOST_LINES)

    def rows(self, people: Sequence[GraduateLine]) -> list[tuple[GraduateLine, CertificateLine]]:
        """Return each resident who may get one with the line of the form, adding who is not in it."""
        settle_lines(self.lines, {each.stay.id: {} for each in people})
        return [(each, entry.form) for each, entry in zip(people, self.lines, strict=True)]

    def numbers(self) -> dict[int, str]:
        """Return the numbers that were typed, by stay."""
        return {entry.form.stay: entry.form.number.data for entry in self.lines if entry.form.number.data}

    def refuse(self, exc: RuleViolation) -> None:
        """Put the refusals of single lines into their field too, so that the list on top leads there."""
        super().refuse(exc)
        for entry in self.lines:
            refusal = self.line_refusals.get(entry.form.stay)
            if refusal is not None:
                entry.form.number.errors = [*entry.form.number.errors, refusal.what]


class AmendCertificateForm(_Facts):
    """The correction of one certificate."""

    number = StringField(_l("Số"), [InputRequired(_l("Ghi số như trên giấy.")), Length(max=40)])
    withdrawn = BooleanField(_l("Thu hồi giấy này"))
    reason = StringField(_l("Lý do"), [InputRequired(_l("Ghi lý do.")), Length(max=300)])
