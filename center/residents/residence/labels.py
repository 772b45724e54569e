"""The words in which a person reads how an address was mapped."""

from __future__ import annotations

from center.i18n import gettext as _
from center.places.labels import METHOD_LABELS
from center.residents.residence.rules import read_mapping


def mapping_words(text: str) -> str:
    """Return how the commune was found, with the version of the data that was asked."""
    mapping = read_mapping(text)
    who = _("Cán bộ chọn.") if mapping.by_person else _("Theo bảng chuyển đổi.")
    parts = [who, str(METHOD_LABELS[mapping.method]) if mapping.method else ""]
    if mapping.version:
        parts.append(_("Dữ liệu %(version)s.", version=mapping.version))
    return " ".join(part for part in parts if part)
