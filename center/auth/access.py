"""Deny by default: what an endpoint needs, and who is asking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from flask_security import current_user

from center.audit.actor import Actor
from center.auth.grants import permissions_of
from center.auth.models import Account
from center.auth.permissions import Permission
from center.errors import NotAllowed

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
"""What a public endpoint needs: nothing."""

_ATTRIBUTE = "__center_permission__"


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare that a view needs ``permission``. Goes right under the route."""

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, str(permission.value))
        return view

    return mark


def public(view: View) -> View:
    """Declare that a view answers anybody, signed in or not."""
    setattr(view, _ATTRIBUTE, PUBLIC)
    return view


def declare(app: Flask, endpoint: str, permission: str) -> None:
    """Declare what an endpoint needs that is not ours to decorate (a library's, a lower floor's)."""
    app.extensions.setdefault("center.endpoint_permissions", {})[endpoint] = permission


def permission_of(app: Flask, endpoint: str) -> str | None:
    """Return what ``endpoint`` needs: a permission code, ``PUBLIC``, or None when nobody said."""
    declared: dict[str, str] = app.extensions.get("center.endpoint_permissions", {})
    if endpoint in declared:
        return declared[endpoint]
    found: str | None = getattr(app.view_functions.get(endpoint), _ATTRIBUTE, None)
    return found


def actor_of(account: Account) -> Actor:
    """Return ``account``'s owner as an actor, with what its roles permit now."""
    roles = frozenset(role.name for role in account.roles)
    return Actor(id=account.id, name=account.full_name, roles=roles, permissions=permissions_of(roles))


def current_actor() -> Actor:
    """Return who is asking. Raises NotAllowed when nobody is signed in."""
    if "actor" not in g:
        if not current_user.is_authenticated:
            raise NotAllowed("nobody is signed in")
        g.actor = actor_of(current_user)
    actor: Actor = g.actor
    return actor


def can(permission: str) -> bool:
    """Tell whether the signed-in person holds ``permission``; False when nobody is signed in."""
    return bool(current_user.is_authenticated) and current_actor().may(permission)


def guard_request() -> Any:
    """Refuse every request whose endpoint is not public and whose permission the person lacks.

    An endpoint that declares nothing is refused for everybody.
    """
    if request.endpoint is None:
        return None  # no such address: the 404 page answers
    needed = permission_of(current_app._get_current_object(), request.endpoint)  # type: ignore[attr-defined]
    if needed == PUBLIC:
        return None
    if not current_user.is_authenticated:
        return current_app.extensions["center.sign_in_redirect"]()
    if needed is None or not current_actor().may(needed):
        raise NotAllowed(f"{request.endpoint} needs {needed}")
    return None
