"""Every page of the package with its place in the navigation and on the director's day."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.law import acts, pages
from center.residents.law.blueprint import bp
from center.residents.law.home import PANEL
from center.residents.law.permissions import LawPermission
from center.ui.navigation import NavItem, register_navigation
from center.ui.panels import register_panel

PARTS = (acts, pages)
"""Modules that put their pages on ``bp`` when they are imported."""

register_navigation(
    [NavItem(_l("Quy định pháp luật"), "law.index", LawPermission.READ, "book", "system", 15)]
)
register_panel(PANEL)

__all__ = ["PARTS", "bp"]
