"""Wires the UI kit into an application."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, g, request

from center.clock import clock
from center.ui.filters import FILTERS
from center.ui.navigation import navigation
from center.ui.panels import panels, resident_tabs


def init_ui(app: Flask) -> None:
    """Give ``app`` the kit's Jinja filters and globals.

    The app adds what stands above this floor: the globals ``can`` (permission code -> bool) and
    ``current_actor`` (-> someone with a ``name``), and the context values ``center_name`` and
    ``center_is_demo``; until then the layouts draw a page without them.
    """
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(
        navigation=navigation,
        panels=panels,
        tabs_of=resident_tabs,
        has_endpoint=lambda endpoint: endpoint in app.view_functions,
        now=lambda: clock().now(),
    )
    app.jinja_env.globals.setdefault("center_name", "")
    app.jinja_env.globals.setdefault("center_is_demo", False)
    app.context_processor(lambda: {"request_id": g.get("request_id")})
    app.url_defaults(_mark_version)
    app.after_request(_let_keep)


def _mark_version(endpoint: str, values: dict[str, object]) -> None:
    """Put the content's hash on the address of a static file, so that a browser may keep it for long."""
    folder = current_app.static_folder
    if endpoint == "static" and folder and isinstance(name := values.get("filename"), str):
        version = _version(Path(folder) / name)
        if version:
            values["v"] = version


def _let_keep(response: Response) -> Response:
    """Let browsers keep static files: for a year by their hash, vendored ones for a day without it.

    The rest (a script imported by another, which carries no hash) is asked for again with its ETag, or an
    upgrade would leave old scripts at work.
    """
    if request.endpoint == "static" and response.status_code == 200:
        if "v" in request.args:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        elif request.path.startswith(f"{current_app.static_url_path}/vendor/"):
            response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@lru_cache(maxsize=256)
def _version(path: Path) -> str:
    """Return eight hex digits of the file's SHA-256; nothing for a file that is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if path.is_file() else ""
