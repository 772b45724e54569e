"""Whose a restriction is. Pure."""

from __future__ import annotations

from collections.abc import Collection

from center.auth.permissions import Role
from center.errors import RuleViolation

AREA_OF_ROLE = {Role.DOCTOR: "medical", Role.DUTY_COMMANDER: "security", Role.DIRECTOR: "residents"}
"""The area for which a role puts restrictions; the private reason is for readers of that area."""


def areas_of(roles: Collection[str]) -> tuple[str, ...]:
    """Return the areas for which somebody with ``roles`` puts and lifts restrictions."""
    return tuple(area for role, area in AREA_OF_ROLE.items() if role.value in roles)


def check_lift(area: str, roles: Collection[str]) -> None:
    """Refuse to lift another area's restriction: a guard must not undo what a doctor forbade."""
    if area not in areas_of(roles):
        raise RuleViolation("residents.lift_other_area")
