"""The filter row of the board."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import SelectField

from center.db import row_id
from center.i18n import lazy_gettext as _l
from center.residents.housing.board.queries import BROKEN, FREE, TAKEN, BoardFilter
from center.residents.housing.models import Building, Zone
from center.ui.fields import choices
from center.ui.forms import BaseForm

ALL = _l("Tất cả")
STATE_LABELS = {
    FREE: _l("Trống"),
    TAKEN: _l("Có người"),
    BROKEN: _l("Không dùng được"),
    "out": _l("Người đang ra ngoài"),
}


class BoardFilterForm(BaseForm):
    """What the board is narrowed to; a value nobody could pick narrows nothing."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    zone = SelectField(_l("Khu"), validate_choice=False)
    building = SelectField(_l("Tòa nhà"), validate_choice=False)
    floor = SelectField(
        _l("Tầng"),
        choices=choices(((str(n), str(n)) for n in range(1, 10)), blank=ALL),
        validate_choice=False,
    )
    state = SelectField(_l("Giường"), choices=choices(STATE_LABELS.items(), blank=ALL), validate_choice=False)

    def wanted(self) -> BoardFilter:
        """Return the filter."""
        return BoardFilter(
            zone_id=row_id(self.zone.data),
            building_id=row_id(self.building.data),
            floor=row_id(self.floor.data),
            state=self.state.data if self.state.data in STATE_LABELS else "",
        )

    def in_words(self) -> str:
        """Return the filter as one line for paper."""
        parts = []
        for field in (self.zone, self.building, self.floor, self.state):
            if field.data:
                chosen = next((line.label for line in field.choices if line.value == field.data), field.data)
                parts.append(f"{field.label.text}: {chosen}")
        return "; ".join(parts)


def board_form(args: object, zones: Iterable[Zone], buildings: Iterable[Building]) -> BoardFilterForm:
    """Return the filter row bound to the address's ``args``; without a zone or building the first zone is shown."""
    form = BoardFilterForm(formdata=args)
    lines = list(zones)
    form.zone.choices = choices(((str(zone.id), zone.name) for zone in lines), blank=ALL)
    form.building.choices = choices(((str(house.id), house.name) for house in buildings), blank=ALL)
    if not form.zone.data and not form.building.data and lines:
        form.zone.data = str(lines[0].id)
    return form
