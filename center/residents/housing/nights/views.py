"""Who slept where on a past night: list and sheet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from center.auth.access import requires
from center.clock import clock, local_date
from center.residents.blueprint import bp
from center.residents.housing.nights.forms import ALL, NightForm
from center.residents.housing.nights.queries import night_counts, night_of, slept
from center.residents.housing.queries import zones
from center.residents.labels import OUT_LABELS, OUT_STATES
from center.residents.permissions import ResidentPermission
from center.ui.fields import choices
from center.ui.filters import format_date
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page

EVERYBODY = 100_000
"""More than a center ever holds."""


@bp.get("/housing/nights")
@requires(ResidentPermission.VIEW)
def housing_nights() -> ResponseReturnValue:
    """Show where everybody slept that night, a page at a time, with the figures of the zones."""
    form, day = _form()
    number = requested_page()
    lines, total = slept(night_of(day), form.wanted(), offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    page = Page(lines, number, DEFAULT_SIZE, total)
    return _page("residents/housing/nights.html", form, day, page=page, counts=night_counts(night_of(day)))


@bp.get("/housing/nights/sheet")
@requires(ResidentPermission.VIEW)
def housing_nights_sheet() -> ResponseReturnValue:
    """Show the whole list as a sheet to print."""
    form, day = _form()
    lines, total = slept(night_of(day), form.wanted(), offset=0, limit=EVERYBODY)
    return _page("residents/housing/nights_sheet.html", form, day, lines=lines, total=total)


def _form() -> tuple[NightForm, date]:
    """Return the filter row and the night it asks for: last night when it asks for none that was."""
    last = local_date(clock().now()) - timedelta(days=1)
    typed = MultiDict(request.args)
    if not typed.get("night"):
        typed["night"] = format_date(last)
    form = NightForm(formdata=typed)
    form.zone.choices = choices(((str(zone.id), zone.name) for zone in zones()), blank=ALL)
    form.validate()
    day: date | None = form.night.data
    return form, last if day is None or day > last else day


def _page(template: str, form: NightForm, day: date, **context: Any) -> ResponseReturnValue:
    return render_template(
        template,
        form=form,
        day=day,
        at=night_of(day),
        now_at=clock().now(),
        outs=OUT_LABELS,
        out_states=OUT_STATES,
        **context,
    )
