"""What the form of the entry record begins with: what reception has found out already."""

from __future__ import annotations

from typing import Any

from center.residents.intake.documents import decision_words, usual_documents
from center.residents.legal_file.kinds import PaperKind
from center.residents.reception.queries import condition_seen, papers_brought
from center.residents.stay.models import DecisionKind, Stay
from center.residents.stay.queries import decisions_of

BY_DECISION = {
    DecisionKind.COURT: PaperKind.COURT_DECISION.value,
    DecisionKind.VOLUNTARY: PaperKind.VOLUNTARY_DECISION.value,
    DecisionKind.CUSTODY: PaperKind.CUSTODY_DECISION.value,
    DecisionKind.NAMING: PaperKind.NAMING_DECISION.value,
}
"""The paper of the reception's list that a decision in the file is."""


def record_values(stay: Stay, *, receiver: str) -> dict[str, Any]:
    """Return the values of ``EntryRecordForm`` before anything is typed; two copies, one for each side."""
    return {
        "giver_office": _usual_giver(stay),
        "receiver_name": receiver,
        "condition": condition_seen(stay.id),
        "documents": "\n".join(_documents(stay)),
        "copies": 2,
        "giver_copies": 1,
        "taker_copies": 1,
    }


def _usual_giver(stay: Stay) -> str:
    """Return who brings people by law: the commune's police since 2026-07-01 (Decree 163/2026 arts 96.1, 99.3, 108.1).

    Before, the district's, which is not in the file any more.
    """
    commune = stay.home_commune.label
    return f"Công an {commune[:1].lower()}{commune[1:]}" if stay.rule_set == "R2026" else ""


def _documents(stay: Stay) -> tuple[str, ...]:
    """Return the papers that came, decisions with number and day; by law's list when nobody checked them."""
    numbers = {BY_DECISION[row.kind]: decision_words(row) for row in decisions_of(stay.id)}
    return papers_brought(stay.id, numbers) or usual_documents(stay)
