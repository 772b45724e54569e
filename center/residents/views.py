"""Every page of the package, on its one blueprint, with its places in the navigation and on others' pages."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents import home, jobs
from center.residents.assessment import wiring as assessment
from center.residents.badge import views as badge_views
from center.residents.blueprint import bp
from center.residents.collection import views as collection_views
from center.residents.conduct import views as conduct_views
from center.residents.contact import views as contact_views
from center.residents.expected import views as expected_views
from center.residents.file import views as file_views
from center.residents.housing import views as housing
from center.residents.intake import record_views
from center.residents.intake import views as intake_views
from center.residents.kit import views as kit_views
from center.residents.legal_file import views as legal_file_views
from center.residents.merging import views as merging_views
from center.residents.merging.permissions import MergingPermission
from center.residents.money import desk_views
from center.residents.money import home as custody_home
from center.residents.money import views as money_views
from center.residents.money.permissions import MoneyPermission
from center.residents.permissions import ResidentPermission
from center.residents.person import views as person_views
from center.residents.plan import views as plan_views
from center.residents.property import views as property_views
from center.residents.reading import views as reading_views
from center.residents.reception import intake_views as reception_intake_views
from center.residents.reception import step_views as reception_step_views
from center.residents.reception import views as reception_views
from center.residents.reduction import views as reduction_views
from center.residents.residence import views as residence_views
from center.residents.restriction import views as restriction_views
from center.residents.risk import views as risk_views
from center.residents.roll import views as roll_views
from center.residents.search import views as search_views
from center.residents.stage import views as stage_views
from center.residents.term_desk import act_views as term_act_views
from center.residents.term_desk import views as term_views
from center.residents.timeline import papers as timeline_papers
from center.residents.whole_file import views as whole_file_views
from center.ui.navigation import NavItem, register_navigation
from center.ui.panels import ResidentTab, register_panel, register_tab

PARTS = (
    assessment,
    badge_views,
    collection_views,
    desk_views,
    conduct_views,
    contact_views,
    expected_views,
    file_views,
    intake_views,
    jobs,
    kit_views,
    legal_file_views,
    merging_views,
    money_views,
    person_views,
    plan_views,
    property_views,
    reading_views,
    reception_intake_views,
    reception_step_views,
    reception_views,
    record_views,
    reduction_views,
    residence_views,
    restriction_views,
    risk_views,
    roll_views,
    search_views,
    stage_views,
    term_act_views,
    term_views,
    timeline_papers,
    whole_file_views,
    *housing.PARTS,
)
"""Modules that put something on ``bp`` or into a registry when they are imported."""

NAVIGATION = (
    NavItem(
        _l("Tiếp nhận"), "residents.new_intake", ResidentPermission.ADMIT, "person-plus", "residents", 10
    ),
    NavItem(_l("Danh sách"), "residents.roll", ResidentPermission.VIEW, "people", "residents", 20),
    NavItem(_l("In thẻ"), "residents.badges", ResidentPermission.BADGE, "person-vcard", "residents", 30),
    NavItem(_l("Gộp hồ sơ"), "residents.person_merges", MergingPermission.SEE, "files", "residents", 35),
    NavItem(
        _l("Tiền lưu ký"), "residents.money_accounts", MoneyPermission.VIEW, "briefcase", "residents", 40
    ),
    NavItem(_l("Sổ thẻ mất"), "residents.lost", ResidentPermission.VIEW, "person-vcard", "residents", 31),
    *expected_views.NAVIGATION,
    *reception_views.NAVIGATION,
    *housing.NAVIGATION,
    *reading_views.NAVIGATION,
    NavItem(
        _l("Kho đồ lưu ký"),
        "residents.property_store",
        ResidentPermission.BELONGINGS,
        "box-seam",
        "residents",
        50,
    ),
    NavItem(
        _l("Cấp phát"),
        "residents.kit_due",
        ResidentPermission.VIEW,
        "archive",
        "residents",
        60,
    ),
)

TABS = (
    ResidentTab("overview", _l("Tổng quan"), "residents.show", ResidentPermission.VIEW, 0),
    ResidentTab("property", _l("Đồ lưu ký"), "residents.property_page", ResidentPermission.VIEW, 42),
    ResidentTab("kit", _l("Cấp phát"), "residents.kit_page", ResidentPermission.VIEW, 44),
    ResidentTab("person", _l("Nhân thân"), "residents.show_person", ResidentPermission.VIEW, 20),
    ResidentTab("money", _l("Tiền lưu ký"), "residents.money", MoneyPermission.VIEW, 46),
    ResidentTab("timeline", _l("Dòng thời gian"), "residents.show_timeline", ResidentPermission.VIEW, 5),
    *housing.TABS,
    *reading_views.TABS,
    *legal_file_views.TABS,
)

register_navigation((*NAVIGATION, *stage_views.NAVIGATION))
for _tab in (*TABS, *stage_views.TABS, *term_views.TABS):
    register_tab(_tab)
for _panel in (*home.PANELS, *reception_views.PANELS, *custody_home.PANELS, merging_views.PANEL):
    register_panel(_panel)

__all__ = ["NAVIGATION", "PARTS", "TABS", "bp"]
