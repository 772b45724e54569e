"""Shape of what is typed about papers of the legal file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from center.db import row_id
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.legal_file.kinds import COPY_LABELS, KIND_LABELS, CopyKind, PaperKind
from center.residents.legal_file.models import FiledPaperText
from center.residents.legal_file.rows import Insertion, PaperFacts
from center.residents.legal_file.rules import MAX_SHEETS, Span
from center.ui.fields import VietnameseDateField, WholeNumberField, choices
from center.ui.forms import ActIdField, BaseForm

_REASON = [InputRequired(_l("Ghi rõ lý do.")), Length(max=300)]


class TextForm(BaseForm):
    """What the list of contents says about a paper."""

    kind = SelectField(_l("Loại văn bản"), [InputRequired(_l("Chọn loại văn bản."))], choices=[])
    number = StringField(_l("Số, ký hiệu"), [Length(max=60)])
    issued_on = VietnameseDateField(_l("Ngày văn bản"), [Optional()])
    issuer = StringField(_l("Cơ quan, người ban hành"), [Length(max=160)])
    abstract = StringField(
        _l("Trích yếu nội dung"), [InputRequired(_l("Ghi văn bản nói về việc gì.")), Length(max=300)]
    )
    copy_kind = SelectField(
        _l("Bản"), choices=choices((kind.value, word) for kind, word in COPY_LABELS.items())
    )
    place = StringField(_l("Nơi để bản giấy"), [Length(max=120)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices(
            ((kind.value, word) for kind, word in KIND_LABELS.items()), blank=str(_l("Chọn loại"))
        )

    def facts(self) -> PaperFacts:
        """Return what was typed, after validation."""
        return PaperFacts(
            kind=PaperKind(self.kind.data),
            abstract=self.abstract.data or "",
            number=self.number.data or "",
            issued_on=self.issued_on.data,
            issuer=self.issuer.data or "",
            copy_kind=CopyKind(self.copy_kind.data),
            place=self.place.data or "",
        )


class UploadForm(BaseForm):
    """A scan."""

    files = MultipleFileField(_l("Tệp PDF hoặc ảnh từng trang"))
    two_sided = BooleanField(_l("Quét cả hai mặt: cứ hai trang là một tờ"))
    known_elsewhere = BooleanField(_l("Vẫn thêm dù tệp này đã có trong hồ sơ của người khác"))
    held = HiddenField()
    """Names the file of an earlier try that was refused for another reason."""


class PaperForm(TextForm, UploadForm):
    """A paper to be put into the file."""

    act_id = ActIdField()
    on_paper = BooleanField(_l("Chưa quét, chỉ có bản giấy"))
    sheets = WholeNumberField(_l("Số tờ"), [Optional()], minimum=1, maximum=MAX_SHEETS)
    behind = SelectField(_l("Xếp vào"), choices=[])
    insert_reason = StringField(_l("Vì sao chèn vào giữa"), [Length(max=300)])

    def validate_on_paper(self, field: BooleanField) -> None:
        """Refuse a file and the word that there is none: one of them is a mistake."""
        if field.data and any(upload and upload.filename for upload in self.files.data or ()):
            raise ValidationError(_("Đã chọn tệp thì bỏ đánh dấu này; nếu chỉ có bản giấy thì bỏ tệp."))

    def offer(self, papers: Sequence[tuple[int, Span, str]]) -> None:
        """Offer the papers behind which a sheet may be inserted; the last one is the end anyway."""
        lines = [
            (str(paper_id), f"sau tờ {span.last}: {abstract[:60]}") for paper_id, span, abstract in papers
        ]
        self.behind.choices = choices(lines[:-1], blank=str(_l("Cuối hồ sơ")))

    def insertion(self) -> Insertion | None:
        """Return where it belongs; None: at the end."""
        behind = row_id(self.behind.data)
        return Insertion(behind, self.insert_reason.data or "") if behind is not None else None


class ScanForm(UploadForm):
    """The scan of a paper that has its numbers."""

    reason = StringField(_l("Vì sao quét lại"), [Length(max=300)])


class CorrectForm(TextForm):
    """Better words about a paper."""

    text_id = HiddenField()
    reason = StringField(_l("Lý do sửa"), _REASON)


class PrintForm(BaseForm):
    """The wish for the whole file: asked twice by a double click, it is bound once."""

    act_id = ActIdField()


class WithdrawForm(BaseForm):
    """Why a paper leaves the file."""

    reason = TextAreaField(_l("Lý do rút"), _REASON)


def correct_form(text: FiledPaperText) -> CorrectForm:
    """Return the form with what is written now."""
    return CorrectForm(
        kind=text.kind.value,
        number=text.number,
        issued_on=text.issued_on,
        issuer=text.issuer,
        abstract=text.abstract,
        copy_kind=text.copy_kind.value,
        place=text.place,
        text_id=str(text.id),
    )
