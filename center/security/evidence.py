"""Incidents that a risk flag may rest on."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from center.residents.risk.evidence import Evidence, EvidenceSource
from center.security.incidents.queries import incidents_of_stay
from center.security.labels import INCIDENT_LABELS, PARTY_LABELS
from center.security.permissions import SecurityPermission
from center.ui.filters import format_date


def offered(stay_id: int) -> Sequence[Evidence]:
    """Return the incidents the stay is named in, the newest first, in one statement."""
    return [
        Evidence(
            incident.number,
            f"Sự việc số {incident.number}, {format_date(incident.happened_at)}: "
            f"{INCIDENT_LABELS[incident.kind]} ({str(PARTY_LABELS[role]).lower()})",
        )
        for incident, role in incidents_of_stay(stay_id)
    ]


SOURCE = EvidenceSource(
    "incident",
    SecurityPermission.VIEW,
    offered,
    lambda number: url_for("security.incident", incident_id=number),
)
