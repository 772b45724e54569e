"""The medical part of the printed file: the summary of the packet, which holds nothing secret."""

from __future__ import annotations

from collections.abc import Sequence

from center.i18n import lazy_gettext as _l
from center.medical.packet import summary_for_packet
from center.medical.permissions import MedicalPermission
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import Block, Facts, FilePart, Reading


def medical(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the medical summary; never HIV or mental-health findings."""
    return [Facts(summary_for_packet(stay.id, on=reading.on).labelled())]


PART = FilePart("medical", _l("Tóm tắt y tế"), MedicalPermission.VIEW, medical, 300)
