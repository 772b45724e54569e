"""Search for communes while somebody types."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue

from center.clock import today
from center.places import queries

bp = Blueprint("places", __name__, url_prefix="/places")


@bp.get("/communes")
def communes() -> ResponseReturnValue:
    """Answer ``?q=…&on=2026-11-22`` with ``[{id, code, label}]``, best first; ``on`` is today unless given.

    An ``on`` that is no date gives 400. Nothing here is secret, but the answer is for signed-in staff.
    """
    try:
        on = date.fromisoformat(request.args["on"]) if request.args.get("on") else today()
    except ValueError:
        abort(400)
    found = queries.communes_matching(request.args.get("q", ""), on)
    return jsonify([{"id": unit.id, "code": unit.code, "label": unit.full_label_on(on)} for unit in found])
