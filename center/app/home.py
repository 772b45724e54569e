"""The first page of everyone: what must I do now, what is overdue, what changed."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.auth.permissions import ROLE_LABELS, AuthPermission, Role
from center.i18n import lazy_gettext as _l
from center.ui.navigation import NavItem, register_navigation
from center.ui.panels import panels

bp = Blueprint("home", __name__)

register_navigation([NavItem(_l("Hôm nay"), "home.today", AuthPermission.SELF.value, "house", "day", 0)])


@bp.get("/")
@requires(AuthPermission.SELF)
def today() -> ResponseReturnValue:
    """Show the panels that the features contribute for the person's roles."""
    actor = current_actor()
    roles = [ROLE_LABELS[role] for role in Role if role.value in actor.roles]
    return render_template("home.html", actor=actor, roles=roles, boxes=panels("home"))
