"""The pages of this package on one blueprint, and their place in the navigation."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.whole_file.parts import register_part
from center.ui.navigation import NavItem, register_navigation
from center.vocational import assessment, file_part
from center.vocational.blueprint import bp
from center.vocational.certificate import views as certificate
from center.vocational.course import views as course
from center.vocational.day import views as day
from center.vocational.file import views as file
from center.vocational.labour import views as labour
from center.vocational.lesson import views as lesson
from center.vocational.month import views as month
from center.vocational.permissions import VocationalPermission
from center.vocational.register import views as register

__all__ = ["bp"]

PARTS = (assessment, certificate, course, day, file, labour, lesson, month, register)
"""Importing them puts their routes on the blueprint, and their counts into the registry."""

NAVIGATION = [
    NavItem(
        _l("Buổi học hôm nay"),
        "vocational.day",
        VocationalPermission.VIEW.value,
        "calendar3",
        "vocational",
        10,
    ),
    NavItem(
        _l("Lớp học"), "vocational.courses", VocationalPermission.VIEW.value, "mortarboard", "vocational", 20
    ),
    NavItem(
        _l("Ghi giờ lao động"),
        "vocational.new_labour",
        VocationalPermission.LABOUR.value,
        "hammer",
        "vocational",
        30,
    ),
    NavItem(
        _l("Bảng giờ lao động"),
        "vocational.labour",
        VocationalPermission.VIEW.value,
        "bar-chart",
        "vocational",
        40,
    ),
]

register_navigation(NAVIGATION)
register_part(file_part.PART)
