"""What this package puts into the registries of others: navigation, tab, panels, facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.auth.access import can
from center.i18n import lazy_gettext as _l
from center.residents.assessment import grade_views, scheme_views, views
from center.residents.assessment.labels import period_words
from center.residents.assessment.own_facts import CONDUCT, OWN
from center.residents.assessment.permissions import AssessmentPermission
from center.residents.assessment.queries import objections, open_rounds
from center.residents.assessment.sources import register_source
from center.ui.navigation import NavItem, register_navigation
from center.ui.panels import Panel, ResidentTab, register_panel, register_tab

PARTS = (grade_views, scheme_views, views)
"""Importing them puts their pages on the blueprint."""

_VIEW = AssessmentPermission.VIEW


def home_panel() -> Mapping[str, Any] | None:
    """Return rounds to fill in or to decide, and objections nobody answered; nothing when there are none."""
    if not (can(AssessmentPermission.PROPOSE) or can(AssessmentPermission.DECIDE)):
        return None
    found, unanswered = open_rounds(), objections(unanswered=True)
    if not (found or unanswered):
        return None
    # the first page belongs to another blueprint, which does not have this package's words
    return {"rounds": found, "objections": unanswered, "period_words": period_words}


register_source(OWN)
register_source(CONDUCT)
register_navigation(
    [NavItem(_l("Xếp loại"), "residents.assessments", _VIEW, "clipboard-check", "residents", 40)]
)
register_tab(ResidentTab("assessment", _l("Xếp loại, khen thưởng"), "residents.show_assessment", _VIEW, 54))
register_panel(
    Panel("resident", "grades", _VIEW, "residents/assessment/_panel.html", grade_views.grades_panel, 40)
)
register_panel(Panel("home", "assessment", _VIEW, "residents/home/assessment.html", home_panel, 30))
