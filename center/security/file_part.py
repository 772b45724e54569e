"""The part of the printed file about security: incidents, escapes, absences; never the free text of reports."""

from __future__ import annotations

from collections.abc import Sequence

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import Block, Column, FilePart, Reading, Rows
from center.security.escapes.queries import escapes_of_stay
from center.security.incidents.queries import incidents_of_stay
from center.security.labels import INCIDENT_LABELS, OUTING_LABELS, PARTY_LABELS, SEVERITY_LABELS
from center.security.outings.queries import outings_of_stay
from center.security.permissions import SecurityPermission
from center.ui.filters import format_datetime


def security(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return incidents with the person's role, escapes and absences; a report's text may name others."""
    incidents = [
        (
            format_datetime(incident.happened_at),
            str(incident.number),
            str(INCIDENT_LABELS[incident.kind]),
            str(SEVERITY_LABELS[incident.severity]),
            str(PARTY_LABELS[role]),
        )
        for incident, role in reversed(incidents_of_stay(stay.id))
    ]
    escapes = [
        (
            format_datetime(line.escape.happened_at),
            format_datetime(line.back.happened_at) if line.back else _("chưa trở lại"),
        )
        for line in reversed(escapes_of_stay(stay.id))
    ]
    outings = [
        (
            str(OUTING_LABELS.get(line.outing.cause, line.outing.cause.value)),
            format_datetime(line.outing.left_at),
            format_datetime(line.outing.expected_at),
            format_datetime(line.back.returned_at) if line.back else _("chưa trở lại"),
            line.outing.destination,
            line.outing.escort,
        )
        for line in reversed(outings_of_stay(stay.id))
    ]
    return [
        Rows(
            (Column(_l("Lúc"), 28), Column(_l("Sự việc số"), 20, number=True), Column(_l("Loại")),
             Column(_l("Mức độ"), 30), Column(_l("Vai trò"), 30)),
            incidents,
            title=_("Sự việc"),
            empty=_("Không có sự việc nào."),
        ),
        Rows(
            (Column(_l("Bỏ trốn lúc"), 60), Column(_l("Trở lại lúc"))),
            escapes,
            title=_("Bỏ trốn"),
            empty=_("Chưa bỏ trốn lần nào."),
        ),
        Rows(
            (Column(_l("Vì sao"), 32), Column(_l("Ra lúc"), 28), Column(_l("Hẹn về"), 28), Column(_l("Về lúc"), 28),
             Column(_l("Nơi đến")), Column(_l("Người đi cùng"), 28)),
            outings,
            title=_("Ra ngoài có phép"),
            empty=_("Chưa ra ngoài lần nào."),
        ),
    ]  # fmt: skip


PART = FilePart("security", _l("An ninh: sự việc, vắng mặt"), SecurityPermission.VIEW, security, 500)
