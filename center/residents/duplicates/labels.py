"""The reasons in words."""

from __future__ import annotations

from collections.abc import Iterable

from center.i18n import lazy_gettext as _l
from center.residents.duplicates.rules import AGAINST, Reason

REASON_LABELS = {
    Reason.NUMBER: _l("Cùng số định danh"),
    Reason.CANCELLED_NUMBER: _l("Cùng số định danh đã hủy hoặc đã đổi"),
    Reason.OLD_NUMBER: _l("Cùng số CMND cũ"),
    Reason.NAME: _l("Cùng họ tên"),
    Reason.FORMER_NAME: _l("Cùng họ tên trước khi đính chính"),
    Reason.OTHER_NAME: _l("Cùng tên gọi khác"),
    Reason.SIMILAR_NAME: _l("Họ tên gần giống"),
    Reason.BIRTH_DATE: _l("Cùng ngày sinh"),
    Reason.SWAPPED_BIRTH_DATE: _l("Ngày và tháng sinh đảo nhau"),
    Reason.BIRTH_YEAR: _l("Cùng năm sinh"),
    Reason.PARENT: _l("Cùng tên cha hoặc mẹ"),
    Reason.COMMUNE: _l("Cùng xã, phường"),
    Reason.HOME_TOWN: _l("Cùng quê quán"),
    Reason.OTHER_SEX: _l("Khác giới tính"),
    Reason.OTHER_NUMBER: _l("Khác số định danh"),
}


def reason_chips(reasons: Iterable[Reason]) -> tuple[tuple[str, str], ...]:
    """Return the reasons as words with the colour of their state; what speaks against is quiet."""
    return tuple((str(REASON_LABELS[reason]), "muted" if reason in AGAINST else "warn") for reason in reasons)
