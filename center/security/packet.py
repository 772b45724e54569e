"""The conduct of a stay as the handover packet tells it: by rule-breaking and escapes, in neutral sentences.

Never in it: free text of reports (it may name others), victims and witnesses (that is not their conduct),
scans, and matters of health, which belong to the medical part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.clock import local_date
from center.i18n import gettext as _
from center.residents.stay.queries import stay_or_404
from center.security.escapes.queries import escapes_of_stay, term_effect
from center.security.incidents.queries import incidents_of_stay
from center.security.labels import INCIDENT_LABELS, SEVERITY_LABELS
from center.security.models import IncidentKind, PartyRole
from center.ui.filters import format_date

TOLD = frozenset(
    {
        IncidentKind.DISORDER,
        IncidentKind.FIGHT,
        IncidentKind.ATTACK_ON_STAFF,
        IncidentKind.CONTRABAND,
        IncidentKind.POSITIVE_TEST,
        IncidentKind.PROPERTY,
        IncidentKind.OTHER,
    }
)
"""Kinds that are conduct; escapes stand in a list of their own."""


@dataclass(frozen=True, slots=True)
class ConductIncident:
    """An incident in which the resident was involved."""

    day: date
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ConductEscape:
    """An escape with its end."""

    left_on: date
    back_on: date | None
    """None: the person has not come back."""
    days_not_counted: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Conduct:
    """What the packet says about the conduct; plain values, oldest first."""

    incidents: tuple[ConductIncident, ...]
    escapes: tuple[ConductEscape, ...]

    @property
    def is_clean(self) -> bool:
        """True when there is nothing to tell."""
        return not self.incidents and not self.escapes


def conduct_for_packet(stay_id: int, *, on: date) -> Conduct:
    """Return the conduct of a stay as known on ``on``. Raises NotFound."""
    stay = stay_or_404(stay_id)
    return Conduct(
        incidents=tuple(
            ConductIncident(
                day=local_date(incident.happened_at),
                kind=str(INCIDENT_LABELS[incident.kind]),
                sentence=_(
                    "Có liên quan sự việc: %(what)s (mức độ: %(severity)s).",
                    what=str(INCIDENT_LABELS[incident.kind]).lower(),
                    severity=str(SEVERITY_LABELS[incident.severity]).lower(),
                ),
            )
            for incident, role in reversed(incidents_of_stay(stay.id))
            if role is PartyRole.INVOLVED and incident.kind in TOLD
        ),
        escapes=tuple(_escapes(stay.id, on)),
    )


def _escapes(stay_id: int, on: date) -> list[ConductEscape]:
    told = []
    for line in reversed(escapes_of_stay(stay_id)):
        effect = term_effect(line, on)
        left_on = local_date(line.escape.happened_at)
        back_on = local_date(line.back.happened_at) if line.back else None
        days = effect.days if effect else 0
        left, back = format_date(left_on), format_date(back_on)
        if back_on is None:
            sentence = _("Bỏ trốn ngày %(left)s, chưa trở lại.", left=left)
        else:
            sentence = _(
                "Bỏ trốn ngày %(left)s, trở lại ngày %(back)s; %(days)s ngày không tính vào thời hạn.",
                left=left,
                back=back,
                days=days,
            )
        told.append(ConductEscape(left_on, back_on, days, sentence))
    return told
