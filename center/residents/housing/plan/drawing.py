"""What the drawing of a floor shows for each room: its place, its colour, and the words that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from center.i18n import gettext as _
from center.residents.housing.board.queries import BROKEN, FREE, TAKEN, RoomCard
from center.residents.housing.models import Room
from center.residents.housing.plan.rules import Box
from center.residents.labels import SEX_LABELS
from center.residents.person.models import Sex


class View(StrEnum):
    """What the colours say."""

    OCCUPANCY = "occupancy"
    SEX = "sex"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One room of the drawing."""

    card: RoomCard
    box: Box | None
    """None: nobody has placed it on the plan yet."""
    state: str
    """ok | info | warn | danger | muted."""
    word: str


def draw(cards: Sequence[RoomCard], view: View) -> list[Drawn]:
    """Return the rooms of a floor as ``view`` colours them."""
    return [Drawn(card, box_of(card.room), *_look(card, view)) for card in cards]


def box_of(room: Room) -> Box | None:
    """Return where a room stands on its plan; None while nobody has placed it."""
    if room.grid_x is None or room.grid_y is None or room.grid_w is None or room.grid_h is None:
        return None
    return Box(room.id, f"{room.zone.code} · {room.name}", room.grid_x, room.grid_y, room.grid_w, room.grid_h)


def _look(card: RoomCard, view: View) -> tuple[str, str]:
    free, broken = card.counts.get(FREE, 0), card.counts.get(BROKEN, 0)
    if view is View.SEX:
        return _sexes(card)
    if view is View.STATE:
        if broken and not free and not card.people:
            return "danger", _("không dùng được")
        return ("warn", _("%(count)s giường hỏng", count=broken)) if broken else ("ok", _("tốt"))
    if not card.people:
        return ("muted", _("trống")) if free else ("danger", _("không dùng được"))
    return ("warn", _("hết giường")) if not free else ("ok", _("còn %(count)s", count=free))


def _sexes(card: RoomCard) -> tuple[str, str]:
    sexes = {tile.stay.resident.sex for tile in card.tiles if tile.state == TAKEN and tile.stay is not None}
    if not sexes:
        return "muted", _("không có ai")
    if len(sexes) > 1:
        return "danger", _("cả nam và nữ")
    return ("info" if sexes == {Sex.MALE} else "warn"), str(SEX_LABELS[sexes.pop()])
