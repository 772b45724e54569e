"""The search: a page of its own, and the short list below a box while somebody types."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.i18n import lazy_gettext as _l
from center.residents.blueprint import bp
from center.residents.permissions import ResidentPermission
from center.residents.reading.service import searched
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
        _note(text, 1)
        return redirect(url_for(".show", stay_id=hit), 303)
    found = find(text, limit=RESULTS)
    page = render_template(
        "residents/search/index.html", text=text, found=found, most=RESULTS, columns=COLUMNS, on=today()
    )
    _note(text, len(found))
    return page


@bp.get("/residents/search/options")
@requires(ResidentPermission.VIEW)
def search_options() -> ResponseReturnValue:
    """Return the short list for a box that somebody types into (static/js/people-search.js)."""
    text = request.args.get("q", "")[:LONGEST].strip()
    found = find(text, limit=OPTIONS)
    page = render_template("residents/search/_options.html", text=text, found=found, most=OPTIONS, on=today())
    _note(text, len(found), typing=True)
    return page


def _note(text: str, hits: int, *, typing: bool = False) -> None:
    """Record that somebody searched, once the page is drawn; an empty box asked nothing."""
    if text:
        searched(
            text,
            hits,
            typing=typing,
            actor=current_actor(),
            address=request.remote_addr or "",
            now=clock().now(),
        )
