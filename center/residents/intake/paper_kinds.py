"""Which entry record a stay needs; the day of signing then chooses the form (``documents.forms_catalogue``)."""

from __future__ import annotations

from center.documents.readers import register_reader
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import StayKind

_ENTRY_KINDS = {
    StayKind.COMPULSORY: "entry-compulsory",
    StayKind.MINOR: "entry-compulsory",
    StayKind.VOLUNTARY: "entry-voluntary",
    StayKind.CUSTODY: "entry-custody",
}

ENTRY_KINDS = tuple(sorted(set(_ENTRY_KINDS.values())))

for _kind in ENTRY_KINDS:
    register_reader(_kind, ResidentPermission.VIEW)


def entry_kind(kind: StayKind) -> str:
    """Return the kind of paper handed over at the gate (LAW.md 4; Decree 163/2026 arts 96, 99, 108)."""
    return _ENTRY_KINDS[kind]
