"""Who lies where now: the board, a room, how crowded it is, and who lies against the rules."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from center.auth.access import requires
from center.clock import clock, local_date, today
from center.residents.blueprint import bp
from center.residents.housing.board.crowding import crowding
from center.residents.housing.board.forms import board_form
from center.residents.housing.board.queries import BoardFilter, board, misfits, room_history, without_bed
from center.residents.housing.labels import CAUSE_LABELS, OBSTACLE_LABELS
from center.residents.housing.models import Room
from center.residents.housing.places.queries import buildings, place_or_404
from center.residents.housing.queries import zone_loads, zones
from center.residents.labels import OUT_LABELS, OUT_STATES, SEX_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.stay.queries import stays_by_id
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page

BEDLESS = 20


@bp.get("/housing")
@requires(ResidentPermission.VIEW)
def housing_board() -> ResponseReturnValue:
    """Show the beds of a zone: free, taken, out of order."""
    return _board("residents/housing/board.html")


@bp.get("/housing/sheet")
@requires(ResidentPermission.VIEW)
def housing_sheet() -> ResponseReturnValue:
    """Show the same as a sheet to print: rooms, beds, names, a box to tick."""
    return _board("residents/housing/board_sheet.html")


def _board(template: str) -> ResponseReturnValue:
    now = clock().now()
    on = local_date(now)
    form = board_form(request.args, zones(), buildings())
    cards = board(form.wanted(), at=now, on=on)
    bedless, total = without_bed(BEDLESS)
    return render_template(
        template,
        form=form,
        cards=cards,
        loads=zone_loads(on),
        bedless=bedless,
        bedless_total=total,
        on=on,
        now_at=now,
        outs=OUT_LABELS,
        out_states=OUT_STATES,
        sexes=SEX_LABELS,
        sums={
            state: sum(card.counts.get(state, 0) for card in cards) for state in ("free", "taken", "broken")
        },
    )


@bp.get("/housing/rooms/<int:room_id>")
@requires(ResidentPermission.VIEW)
def housing_room(room_id: int) -> ResponseReturnValue:
    """Show who lies in a room and who did."""
    room, now, number = place_or_404(Room, room_id), clock().now(), requested_page()
    cards = board(BoardFilter(room_id=room.id), at=now, on=local_date(now))
    rows, total = room_history(room.id, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    stays = stays_by_id({row.stay_id for row in rows})
    return render_template(
        "residents/housing/room.html",
        room=room,
        card=cards[0] if cards else None,
        page=Page([(row, stays[row.stay_id]) for row in rows], number, DEFAULT_SIZE, total),
        causes=CAUSE_LABELS,
        on=local_date(now),
        outs=OUT_LABELS,
        out_states=OUT_STATES,
        sexes=SEX_LABELS,
    )


@bp.get("/housing/crowding")
@requires(ResidentPermission.VIEW)
def housing_crowding() -> ResponseReturnValue:
    """Show how crowded each zone and site is, beside what the law asks."""
    on = today()
    return render_template("residents/housing/crowding.html", figures=crowding(on), on=on)


@bp.get("/housing/misfits")
@requires(ResidentPermission.VIEW)
def housing_misfits() -> ResponseReturnValue:
    """Show who lies where the rules of today would not put them, and why."""
    number, found = requested_page(), misfits(today())
    first = (number - 1) * DEFAULT_SIZE
    lines = [
        (line, [(OBSTACLE_LABELS[one.code], one.firm, one.facts.get("other", "")) for one in line.obstacles])
        for line in found[first : first + DEFAULT_SIZE]
    ]
    return render_template(
        "residents/housing/misfits.html", page=Page(lines, number, DEFAULT_SIZE, len(found))
    )
