"""The pages of this package, and what it adds to pages of others."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.medical import collected, duties, file_part, paper_views
from center.medical.blueprint import bp
from center.medical.detox import conveyor
from center.medical.detox import views as detox_views
from center.medical.exam import views as exam_views
from center.medical.observation import views as observation_views
from center.medical.permissions import MedicalPermission
from center.medical.preliminary import views as preliminary_views
from center.medical.secret import views as secret_views
from center.medical.ward import views as ward_views
from center.residents.collection.sources import register_health_source
from center.residents.duty.registry import register_source
from center.residents.whole_file.parts import register_part
from center.ui.navigation import NavItem, register_navigation
from center.ui.panels import Panel, ResidentTab, register_panel, register_tab

__all__ = [
    "bp",
    "conveyor",
    "detox_views",
    "exam_views",
    "observation_views",
    "paper_views",
    "preliminary_views",
    "secret_views",
    "ward_views",
]

register_source(duties.SOURCE)
register_part(file_part.PART)
register_health_source("medical", collected.SOURCE)
register_navigation(
    [
        NavItem(
            label=_l("Khu điều trị"),
            endpoint="medical.ward_board",
            permission=MedicalPermission.VIEW,
            icon="heart-pulse",
            section="medical",
            order=10,
        ),
    ]
)
register_tab(
    ResidentTab(
        key="medical",
        label=_l("Y tế"),
        endpoint="medical.chart",
        permission=MedicalPermission.VIEW,
        order=50,
    )
)
register_panel(
    Panel(
        slot="home",
        key="medical",
        permission=MedicalPermission.VIEW,
        template="medical/home_panel.html",
        build=ward_views.home_panel,
        order=20,
    )
)
register_panel(preliminary_views.PANEL)
