"""What incidents and escapes say of a period, for the assessment of residents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from center.clock import local_day
from center.db import db
from center.i18n import lazy_gettext as _l
from center.residents.assessment.sources import Counts, Measure, Source, register_source
from center.security.incidents.queries import in_force
from center.security.models import Escape, Incident, IncidentKind, IncidentParty, PartyRole, Severity

BREACHES = (
    IncidentKind.DISORDER,
    IncidentKind.FIGHT,
    IncidentKind.ATTACK_ON_STAFF,
    IncidentKind.CONTRABAND,
)
"""Incidents that speak against who was involved; an accident, an illness or a fire does not."""

MEASURES = (
    Measure("security.incidents", _l("sự việc vi phạm có liên quan")),
    Measure("security.serious_incidents", _l("sự việc vi phạm từ nghiêm trọng trở lên")),
    Measure("security.positive_tests", _l("lần xét nghiệm ma túy dương tính")),
    Measure("security.escapes", _l("lần bỏ trốn")),
)


def count(stay_ids: Collection[int], first: date, last: date) -> Counts:
    """Count breaches, positive tests and escapes, in two statements."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    begin, end = local_day(first)[0], local_day(last)[1]
    incidents = db.session.execute(
        select(IncidentParty.stay_id, Incident.kind, Incident.severity, func.count())
        .join(Incident, Incident.id == IncidentParty.incident_id)
        .where(
            IncidentParty.stay_id.in_(stay_ids),
            IncidentParty.role == PartyRole.INVOLVED,
            Incident.kind.in_((*BREACHES, IncidentKind.POSITIVE_TEST)),
            Incident.happened_at >= begin,
            Incident.happened_at < end,
            in_force(),
        )
        .group_by(IncidentParty.stay_id, Incident.kind, Incident.severity)
    )
    for stay_id, kind, severity, number in incidents:
        if kind is IncidentKind.POSITIVE_TEST:
            found[stay_id]["security.positive_tests"] += number
            continue
        found[stay_id]["security.incidents"] += number
        if severity is not Severity.MINOR:
            found[stay_id]["security.serious_incidents"] += number
    escapes = db.session.execute(
        select(Escape.stay_id, func.count())
        .where(Escape.stay_id.in_(stay_ids), Escape.happened_at >= begin, Escape.happened_at < end)
        .group_by(Escape.stay_id)
    )
    for stay_id, number in escapes:
        found[stay_id]["security.escapes"] = number
    return found


register_source(Source("security", MEASURES, count))
