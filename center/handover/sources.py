"""What the medical, vocational and security modules give out for the packet, as plain values."""

from __future__ import annotations

from center.handover.data import (
    CertificateLine,
    CourseLine,
    EscapeLine,
    IncidentLine,
    LabelledText,
    LabourMonth,
)


def medical(stay_id: int) -> tuple[LabelledText, ...]:
    """Return the medical summary; never HIV or mental-health findings, which that module does not give out."""
    return ()


def work_and_study(
    stay_id: int,
) -> tuple[tuple[CourseLine, ...], tuple[CertificateLine, ...], tuple[LabourMonth, ...]]:
    """Return classes with attendance, certificates, and labour by month."""
    return (), (), ()


def conduct(stay_id: int) -> tuple[tuple[IncidentLine, ...], tuple[EscapeLine, ...]]:
    """Return the incidents the person was in, and escapes."""
    return (), ()
