"""Error pages: every refusal says what, why, and what to do now."""

from __future__ import annotations

import logging

from flask import Flask, current_app, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from center.db import db
from center.errors import CenterError, Conflict, NotAllowed, NotFound, RuleViolation
from center.ui.messages import sentence

log = logging.getLogger(__name__)

PAGES = {400, 403, 404, 405, 409, 413, 422, 429, 500, 503}


def register(app: Flask) -> None:
    """Give every error its page."""
    app.register_error_handler(NotAllowed, lambda error: _answer(403))
    app.register_error_handler(NotFound, lambda error: _answer(404))
    app.register_error_handler(Conflict, lambda error: _answer(409))
    app.register_error_handler(RuleViolation, _rule)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CenterError, _fault)
    app.register_error_handler(Exception, _fault)


def _rule(error: RuleViolation) -> ResponseReturnValue:
    return _answer(422, refusal=sentence(error), code=error.code)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    return _answer(error.code)


def _fault(error: Exception) -> ResponseReturnValue:
    if current_app.testing:
        raise error
    db.session.rollback()
    # no message and no arguments: they may hold what is secret; the trace names the line
    log.error("request %s failed with %s", g.get("request_id"), type(error).__name__, exc_info=error)
    return _answer(500)


def _answer(status: int, refusal: object = None, code: str = "") -> ResponseReturnValue:
    """Return the page (or JSON for a script's request) of ``status``."""
    page = status if status in PAGES else (500 if status >= 500 else 400)
    if request.is_json or request.accept_mimetypes.best == "application/json":
        return jsonify(status=status, code=code, request_id=g.get("request_id")), status
    return render_template(f"errors/{page}.html", refusal=refusal, request_id=g.get("request_id")), status
