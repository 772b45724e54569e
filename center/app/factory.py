"""The composition root: builds the app and knows every part of it."""

from __future__ import annotations

import secrets

from flask import Flask, Response, abort, current_app, g, request
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from center.app import error_pages, features
from center.app.tables import TABLE_MODULES
from center.auth.access import declare
from center.auth.setup import init_auth
from center.clock import Clock, SystemClock
from center.config import Config, load_config
from center.db import MAX_ID, configure_engine, db
from center.i18n import init_i18n
from center.resources import resource_dir
from center.ui.setup import init_ui

# Everything is served by the app itself; wasm is the QR decoder of the phone camera.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

# A phone photo is 3-12 MB; what is larger is told so by the form, not by a cut connection (see forms).
MAX_REQUEST_BYTES = 40 * 1024 * 1024

HSTS_SECONDS = 365 * 24 * 3600


class RowNumber(IntegerConverter):
    """The number of a row in an address; a larger one than the database can hold is no address (404)."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, min=0, max=MAX_ID)


def create_app(config: Config | None = None, *, clock: Clock | None = None) -> Flask:
    """Return the whole app for ``config`` (default: from the environment)."""
    config = config or load_config()
    app = Flask("center", template_folder=str(resource_dir("templates")))
    app.config.update(
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        TESTING=config.testing,
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        SESSION_COOKIE_SECURE=config.secure_cookies,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # the session's own length bounds it; a night shift's form must not expire
    )
    app.url_map.converters["int"] = RowNumber
    if config.trusted_proxies:
        # without it every person has the proxy's address, and one wrong typist pauses sign-in for all
        count = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    app.extensions["center.config"] = config
    app.extensions["center.clock"] = clock or SystemClock()
    db.init_app(app)
    app.extensions["center.table_modules"] = TABLE_MODULES
    Migrate(app, db, directory=str(resource_dir("migrations")), render_as_batch=True, compare_type=True)
    with app.app_context():
        configure_engine(db.engine)
    CSRFProtect(app)
    init_i18n(app)
    init_ui(app)
    app.before_request(_number_request)
    app.before_request(_refuse_nul)
    init_auth(app)
    features.register(app)
    declare(app, "static", "public")
    error_pages.register(app)
    app.after_request(_secure)
    return app


def _number_request() -> None:
    g.request_id = secrets.token_hex(8)


def _refuse_nul() -> None:
    """Refuse a NUL in what follows the ``?``: nobody types it, and PostgreSQL cannot compare with it.

    Forms drop it from their text by themselves.
    """
    if any("\0" in value for values in request.args.listvalues() for value in values):
        abort(400)


def _secure(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.is_secure and current_app.config["SESSION_COOKIE_SECURE"]:
        headers["Strict-Transport-Security"] = f"max-age={HSTS_SECONDS}"
    if "request_id" in g:
        headers["X-Request-Id"] = g.request_id
    if not headers.get("Cache-Control") and response.mimetype == "text/html":
        headers["Cache-Control"] = (
            "no-store"  # a shared desk's back button must not show a file after sign-out
        )
    return response
