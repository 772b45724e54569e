"""The floor plan of a building: to look at, to print, to arrange."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.db import row_id, unit_of_work
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.housing.board.queries import BoardFilter, board
from center.residents.housing.models import Building, Room
from center.residents.housing.permissions import HousingPermission
from center.residents.housing.places.forms import ActForm
from center.residents.housing.places.queries import buildings, place_or_404, rooms_on_floor
from center.residents.housing.places.service import label_of
from center.residents.housing.plan.drawing import View, box_of, draw
from center.residents.housing.plan.rules import COLUMNS, ROWS, Box, draw_rest
from center.residents.housing.plan.service import arrange
from center.residents.permissions import ResidentPermission

CELL_W, CELL_H = 50, 42
"""Size of a cell in the drawing's own units."""


@bp.get("/housing/buildings/<int:building_id>/plan")
@requires(ResidentPermission.VIEW)
def floor_plan(building_id: int) -> ResponseReturnValue:
    """Show a floor, coloured by how full its rooms are, by sex, or by state; the words say the same."""
    building, now, floor = place_or_404(Building, building_id), clock().now(), _floor()
    asked = request.args.get("by", "")
    view = View(asked) if asked in set(View) else View.OCCUPANCY
    cards = board(BoardFilter(building_id=building.id, floor=floor), at=now, on=local_date(now))
    rooms = draw(cards, view)
    return render_template(
        "residents/housing/plan.html",
        building=building,
        buildings=buildings(),
        floor=floor,
        view=view.value,
        views={
            View.OCCUPANCY.value: _("Còn chỗ"),
            View.SEX.value: _("Nam, nữ"),
            View.STATE.value: _("Tình trạng"),
        },
        rooms=rooms,
        **{**_grid(), "rows": max((line.box.y + line.box.h for line in rooms if line.box), default=ROWS)},
    )


@bp.route("/housing/buildings/<int:building_id>/arrange", methods=["GET", "POST"])
@requires(HousingPermission.CONFIGURE)
def arrange_floor(building_id: int) -> ResponseReturnValue:
    """Place the rooms of a floor with mouse, arrow keys, or numbers."""
    building, floor = place_or_404(Building, building_id), _floor()
    rooms, form = rooms_on_floor(building.id, floor), ActForm()
    boxes = _typed(rooms) if request.method == "POST" else _stored(rooms)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            arrange(
                building,
                floor,
                rooms_on_floor(building.id, floor),
                boxes,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã lưu sơ đồ."), "success")
            return redirect(url_for(".arrange_floor", building_id=building.id, floor=floor), 303)
    page = render_template(
        "residents/housing/setup/arrange.html",
        building=building,
        floor=floor,
        boxes=boxes,
        form=form,
        left_out=len(rooms) - len(boxes),
        **_grid(),
    )
    return page, 422 if form.errors else 200


def _grid() -> dict[str, int]:
    return {"columns": COLUMNS, "rows": ROWS, "cell_w": CELL_W, "cell_h": CELL_H}


def _floor() -> int:
    return row_id(request.args.get("floor")) or 1


def _stored(rooms: list[Room]) -> list[Box]:
    drawn = [box for room in rooms if (box := box_of(room)) is not None]
    known = {box.room_id for box in drawn}
    rest = draw_rest(drawn, [(room.id, label_of(room)) for room in rooms if room.id not in known])
    return sorted([*drawn, *rest], key=lambda box: box.name)


def _typed(rooms: list[Room]) -> list[Box]:
    return [Box(room.id, label_of(room), *(_number(room.id, part) for part in "xywh")) for room in rooms]


def _number(room_id: int, part: str) -> int:
    """Return a number of the form; what is none lies outside every grid and is refused with the room's name."""
    text = request.form.get(f"{part}-{room_id}", "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
