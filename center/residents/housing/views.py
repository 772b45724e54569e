"""Every page of housing, on the blueprint of the residents."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.housing.admission import views as admission_views
from center.residents.housing.apart import views as apart_views
from center.residents.housing.board import views as board_views
from center.residents.housing.file import views as file_views
from center.residents.housing.moves import batch_views
from center.residents.housing.moves import views as moves_views
from center.residents.housing.nights import views as nights_views
from center.residents.housing.permissions import HousingPermission
from center.residents.housing.places import views as places_views
from center.residents.housing.plan import views as plan_views
from center.residents.permissions import ResidentPermission
from center.ui.navigation import NavItem
from center.ui.panels import ResidentTab

PARTS = (
    admission_views,
    apart_views,
    batch_views,
    board_views,
    file_views,
    moves_views,
    nights_views,
    places_views,
    plan_views,
)
"""Modules that put pages on the blueprint when they are imported."""

NAVIGATION = (
    NavItem(
        _l("Giường, phòng"), "residents.housing_board", ResidentPermission.VIEW, "house", "residents", 22
    ),
    NavItem(
        _l("Khai báo nơi ở"), "residents.housing_setup", HousingPermission.BUILDINGS, "building", "system", 40
    ),
)

TABS = (ResidentTab("housing", _l("Chỗ ở"), "residents.housing_of", ResidentPermission.VIEW, 40),)
