"""The day of those who treat: the ward's board, and its short form on the home page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.i18n import lazy_gettext as _l
from center.medical import cows
from center.medical.blueprint import bp
from center.medical.labels import DUE, WARD_STAGES
from center.medical.permissions import MedicalPermission
from center.medical.ward.queries import Ward, WardLine, ward
from center.residents.search.queries import exact_hit, find
from center.residents.stay.queries import whereabouts_words
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.vietnamese import fold

HOME_LINES = 8
"""Residents shown on the home page; the board has the rest."""

SHOWN: dict[str, tuple[str, Callable[[Ward], Sequence[WardLine]]]] = {
    "all": (_l("Tất cả"), lambda board: board.lines),
    "red": (_l("Chỉ số đỏ"), lambda board: board.red),
    "due": (_l("Đến giờ theo dõi"), lambda board: board.due),
    "exam": (_l("Chưa khám tiếp nhận"), lambda board: board.unexamined),
    "sign": (_l("Chờ tôi ký kết thúc cắt cơn"), lambda board: board.waiting_for(current_actor().id)),
}
"""What the board can be narrowed to, with its words."""


@bp.get("/medical")
@requires(MedicalPermission.VIEW)
def ward_board() -> ResponseReturnValue:
    """Show who is in reception and detox, most urgent first; a scanned badge opens that stay's chart."""
    text = request.args.get("q", "").strip()
    if text and (stay_id := exact_hit(text)) is not None:
        return redirect(url_for(".chart", stay_id=stay_id), 303)
    board = ward(clock().now())
    shown = request.args.get("show", "all")
    shown = shown if shown in SHOWN else "all"
    lines = [line for line in SHOWN[shown][1](board) if _named(line, text)]
    number = requested_page()
    first = (number - 1) * DEFAULT_SIZE
    return render_template(
        "medical/ward.html",
        page=Page(lines[first : first + DEFAULT_SIZE], number, DEFAULT_SIZE, len(lines)),
        shown=shown,
        choices=[(key, label) for key, (label, _lines) in SHOWN.items()],
        text=text,
        elsewhere=find(text) if text and not lines else [],
        **_words(board),
    )


def _named(line: WardLine, text: str) -> bool:
    return all(word in line.stay.resident.name_fold for word in fold(text).split())


def _words(board: Ward) -> dict[str, Any]:
    """Return what the board's table needs to be drawn."""
    account_id = current_actor().id
    counts = {key: len(lines(board)) for key, (_label, lines) in SHOWN.items()}
    return {
        "as_of": board.at,
        "counts": counts,
        "account_id": account_id,
        "due_words": DUE,
        "stages": WARD_STAGES,
        "bands": (cows.BAND_LABELS, cows.BAND_STATES),
        "where": whereabouts_words,
    }


def home_panel() -> Mapping[str, Any]:
    """Return what the home page shows of the ward: the figures and the most urgent residents."""
    board = ward(clock().now())
    urgent = [line for line in board.lines if line.is_red or line in board.due or not line.examined]
    return {"lines": urgent[:HOME_LINES], "more": max(len(urgent) - HOME_LINES, 0), **_words(board)}
