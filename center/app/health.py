"""Whether this server is well, for the one who watches it: no data of the center."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from center.auth.access import public
from center.db import db

bp = Blueprint("health", __name__)


@bp.get("/health")
@public
def show() -> ResponseReturnValue:
    """Answer 200 when the database answers."""
    db.session.execute(text("SELECT 1"))
    return jsonify(status="ok")
