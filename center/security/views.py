"""Every page of this package, and its places in the navigation and on other pages."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.duty.registry import register_source
from center.residents.labels import OUT_LABELS, OUT_STATES
from center.residents.risk.evidence import register_evidence
from center.residents.risk.labels import flag_chips
from center.residents.whole_file.parts import register_part
from center.security import (
    assessment,
    duties,
    evidence,
    file_part,
    lost_badges,
    post_views,
    scan_views,
    stay_views,
)
from center.security.blueprint import bp
from center.security.durations import span
from center.security.escapes import views as escape_views
from center.security.headcount import views as headcount_views
from center.security.incidents import views as incident_views
from center.security.labels import (
    INCIDENT_LABELS,
    LOCATION_LABELS,
    NOTICE_LABELS,
    OUTCOME_LABELS,
    OUTCOME_STATES,
    OUTING_LABELS,
    PARTY_LABELS,
    SEVERITY_LABELS,
    SEVERITY_STATES,
)
from center.security.outings import views as outing_views
from center.security.permissions import SecurityPermission
from center.ui.navigation import NavItem, register_navigation
from center.ui.panels import Panel, ResidentTab, register_panel, register_tab

__all__ = [
    "assessment",
    "bp",
    "escape_views",
    "headcount_views",
    "incident_views",
    "outing_views",
    "post_views",
    "scan_views",
    "stay_views",
]

_WORDS = {
    "outs": OUT_LABELS,
    "out_states": OUT_STATES,
    "incident_labels": INCIDENT_LABELS,
    "location_labels": LOCATION_LABELS,
    "notice_labels": NOTICE_LABELS,
    "outcomes": OUTCOME_LABELS,
    "outcome_states": OUTCOME_STATES,
    "outing_labels": OUTING_LABELS,
    "party_labels": PARTY_LABELS,
    "severities": SEVERITY_LABELS,
    "severity_states": SEVERITY_STATES,
    "flag_chips_of": flag_chips,
    "span": span,
}

bp.context_processor(lambda: dict(_WORDS))

_VIEW, _SCAN, _REPORT = (
    item.value for item in (SecurityPermission.VIEW, SecurityPermission.SCAN, SecurityPermission.REPORT)
)

register_navigation(
    [
        NavItem(_l("Quân số"), "security.day", _VIEW, "people", "security", 10),
        NavItem(_l("Quét thẻ"), "security.choose_post", _SCAN, "qr-code-scan", "security", 20),
        NavItem(_l("Ra ngoài có phép"), "security.outing_list", _VIEW, "door-open", "security", 30),
        NavItem(_l("Bỏ trốn"), "security.escape_list", _VIEW, "exclamation-octagon-fill", "security", 40),
        NavItem(_l("Sự việc"), "security.incident_list", _VIEW, "journal-text", "security", 50),
        NavItem(_l("Báo sự việc"), "security.new_incident", _REPORT, "pencil", "security", 60),
        NavItem(_l("Sự việc tôi báo"), "security.my_incidents", _REPORT, "inbox", "security", 70),
    ]
)

register_source(duties.SOURCE)
register_part(file_part.PART)
register_evidence(evidence.SOURCE)

register_tab(ResidentTab("security", _l("An ninh"), "security.stay", _VIEW, 56))

register_panel(Panel("lost-badges", "scans", _VIEW, "security/_lost_badges.html", lost_badges.panel))

register_panel(
    Panel(
        "home",
        "security",
        _VIEW,
        "security/headcount/_home.html",
        lambda: {**_WORDS, **headcount_views.home_panel()},
        order=30,
    )
)
