"""Words of the person and the identity papers."""

from __future__ import annotations

from datetime import date

from center.i18n import lazy_gettext as _l
from center.residents.identity.model import Sex
from center.residents.person.models import IdentifierKind, IdentifierSource, PersonField, Standing
from center.ui.filters import format_date

FIELD_LABELS = {
    PersonField.FULL_NAME: _l("Họ và tên"),
    PersonField.OTHER_NAMES: _l("Tên gọi khác"),
    PersonField.SEX: _l("Giới tính"),
    PersonField.BIRTH_DATE: _l("Ngày sinh"),
    PersonField.BIRTH_PLACE: _l("Nơi sinh"),
    PersonField.HOME_TOWN: _l("Quê quán"),
    PersonField.ETHNICITY: _l("Dân tộc"),
    PersonField.NATIONALITY: _l("Quốc tịch"),
}

KIND_LABELS = {
    IdentifierKind.CCCD: _l("CCCD (đến 30/6/2024)"),
    IdentifierKind.CC: _l("Căn cước (từ 01/7/2024)"),
    IdentifierKind.CMND: _l("CMND 9 số (cũ)"),
    IdentifierKind.PASSPORT: _l("Hộ chiếu"),
}

STANDING_LABELS = {
    Standing.VALID: _l("đang dùng"),
    Standing.CANCELLED: _l("đã hủy hoặc thôi dùng"),
    Standing.MISTAKEN: _l("ghi nhầm, không phải của người này"),
}

STANDING_STATES = {Standing.VALID: "ok", Standing.CANCELLED: "muted", Standing.MISTAKEN: "danger"}

SOURCE_LABELS = {
    IdentifierSource.TYPED: _l("nhập tay"),
    IdentifierSource.QR: _l("quét mã QR trên thẻ"),
    IdentifierSource.MRZ: _l("đọc dòng chữ ở mặt sau thẻ"),
}

_SEXES = {Sex.MALE.value: _l("Nam"), Sex.FEMALE.value: _l("Nữ")}


def value_words(field: PersonField, value: str) -> str:
    """Return a stored value of ``PersonAmendment`` as people read it."""
    if field is PersonField.SEX:
        return str(_SEXES.get(value, value))
    if field is PersonField.BIRTH_DATE:
        return format_date(date.fromisoformat(value)) if value else ""
    return value
