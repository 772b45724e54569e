"""Wires sign-in into an application: Flask-Security's session and hashing, our pages, and the guard."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import Security, SQLAlchemyUserDatastore, current_user
from werkzeug.urls import iri_to_uri

from center.auth import access, rules, session_views
from center.auth.models import Account, AccountRole
from center.auth.sessions import load_account
from center.db import db

Check = Callable[[], ResponseReturnValue | None]

_CHECKS = "center.checks_before_sign_in"
_WITH_OLD_PASSWORD = frozenset({"auth.change_password", "auth.logout"})
"""All that an account with a one-time password may do."""


def init_auth(app: Flask) -> None:
    """Make ``app`` deny by default and know who is asking.

    Flask-Security keeps the session and hashes passwords; its pages are not used: they answer 200 to what is
    refused, commit outside ``unit_of_work`` and hand out access tokens, and every one of ours is a dozen
    lines.
    """
    app.config.from_mapping(
        # a cookie's end is fixed at sign-in: using the program does not make a shift longer
        PERMANENT_SESSION_LIFETIME=rules.SESSION_LENGTH,
        SESSION_REFRESH_EACH_REQUEST=False,
        SESSION_COOKIE_NAME="center",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # the guard below checks it, after sign-in: a form sent when the session is over must lead to the
        # sign-in page, and a scanner's queue must hear "sign in" (401), not "bad request" (400)
        WTF_CSRF_CHECK_DEFAULT=False,
        SECURITY_BLUEPRINT_NAME="auth",
        SECURITY_USER_IDENTITY_ATTRIBUTES=[{"username": {"mapper": rules.clean_username}}],
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106  the name of a scheme
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_DEPRECATED_PASSWORD_SCHEMES=[],
        # no second key in the hash: with it, a backup restored without the secret key would let nobody in
        SECURITY_PASSWORD_SINGLE_HASH=True,
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=_hash_cost(cheap=app.testing),
        # its commands would change accounts without a record
        SECURITY_CLI_USERS_NAME="",
        SECURITY_CLI_ROLES_NAME="",
    )
    security = Security(app, SQLAlchemyUserDatastore(db, Account, AccountRole), register_blueprint=False)
    security.principal.skip_static = True
    security.login_manager.user_loader(load_account)
    security.login_manager.request_loader(None)  # no access tokens in addresses or headers
    app.extensions["center.sign_in_redirect"] = _to_sign_in
    app.extensions.setdefault(_CHECKS, [])
    app.before_request(_guard)
    app.register_blueprint(session_views.bp)
    app.jinja_env.globals.update(can=access.can, current_actor=access.current_actor)


def check_before_sign_in(app: Flask, check: Check) -> None:
    """Ask ``check`` before the guard of every request; its answer, if it has one, is the answer."""
    app.extensions.setdefault(_CHECKS, []).append(check)


def _hash_cost(*, cheap: bool) -> dict[str, object]:
    """Return argon2id's cost: RFC 9106's second choice (64 MiB, 3 passes, 4 lanes), or a test's."""
    memory_kib, passes, lanes = (64, 1, 1) if cheap else (65536, 3, 4)
    return {
        "argon2__type": "ID",
        "argon2__memory_cost": memory_kib,
        "argon2__rounds": passes,
        "argon2__parallelism": lanes,
    }


def _guard() -> ResponseReturnValue | None:
    for check in current_app.extensions[_CHECKS]:
        answer: ResponseReturnValue | None = check()
        if answer is not None:
            return answer
    answer = _new_password_first() or access.guard_request()
    # the sign-in form checks its own token, to show itself again with a new one when it lay open overnight
    if answer is None and request.endpoint != "auth.login":
        current_app.extensions["csrf"].protect(apply_exemptions=True)
    return answer


def _new_password_first() -> ResponseReturnValue | None:
    endpoint = request.endpoint
    if endpoint is None or endpoint in _WITH_OLD_PASSWORD:
        return None
    if access.permission_of(current_app, endpoint) == access.PUBLIC:
        return None
    if not current_user.is_authenticated or not current_user.must_change_password:
        return None
    return _lead_to("auth.change_password", status=403, code="auth.password_must_change")


def _to_sign_in() -> ResponseReturnValue:
    return _lead_to("auth.login", status=401, code="auth.sign_in_needed")


def _lead_to(endpoint: str, *, status: int, code: str) -> ResponseReturnValue:
    """Send the person to ``endpoint``, and from there back here.

    Pages get a redirect; scripts get ``status``, which they know how to read.
    """
    back = rules.safe_next(_address_of_page())
    url = url_for(endpoint, next=back if back != "/" else None)
    if request.headers.get("HX-Request") == "true":
        return Response(status=status, headers={"HX-Redirect": url})
    if request.is_json or request.accept_mimetypes.best == "application/json":
        return jsonify(status=status, code=code, location=url), status
    return redirect(url, 303)


def _address_of_page() -> str:
    """Return the address of the page the person sees; what was only posted to cannot be opened."""
    if request.headers.get("HX-Request") == "true":
        seen = request.headers.get("HX-Current-URL", "")
    elif request.method in {"GET", "HEAD"}:
        seen = request.base_url + (
            f"?{request.query_string.decode('utf-8', 'replace')}" if request.query_string else ""
        )
    else:
        seen = request.referrer or ""
    parts = urlsplit(iri_to_uri(seen))
    if parts.netloc != request.host:
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
