"""The search: a page of its own, and the short list below a box while somebody types."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import requires
from center.clock import today
from center.i18n import lazy_gettext as _l
from center.residents.blueprint import bp
from center.residents.permissions import ResidentPermission
from center.residents.search.queries import exact_hit, find
from center.ui.tables import Column

COLUMNS = (
    Column("photo", _l("Ảnh"), "custom", no_phone=True, no_print=True),
    Column("name", _l("Họ tên"), "main"),
    Column("code", _l("Mã"), "custom"),
    Column("born", _l("Ngày sinh"), "custom"),
    Column("bed", _l("Giường"), "custom"),
    Column("state", _l("Tình trạng"), "custom"),
    Column("home", _l("Nơi cư trú nay thuộc"), "custom", no_phone=True),
)
LONGEST = 100
"""Signs of a typed text that are read."""
OPTIONS = 8
RESULTS = 50


@bp.get("/residents/search")
@requires(ResidentPermission.VIEW)
def search() -> ResponseReturnValue:
    """Find people by any scrap; a code, a badge or a whole number opens the file at once."""
    text = request.args.get("q", "")[:LONGEST].strip()
    hit = exact_hit(text)
    if hit is not None:
        return redirect(url_for(".show", stay_id=hit), 303)
    found = find(text, limit=RESULTS)
    return render_template(
        "residents/search/index.html", text=text, found=found, most=RESULTS, columns=COLUMNS, on=today()
    )


@bp.get("/residents/search/options")
@requires(ResidentPermission.VIEW)
def search_options() -> ResponseReturnValue:
    """Return the short list for a box that somebody types into (static/js/people-search.js)."""
    text = request.args.get("q", "")[:LONGEST].strip()
    return render_template(
        "residents/search/_options.html", text=text, found=find(text, limit=OPTIONS), most=OPTIONS, on=today()
    )
