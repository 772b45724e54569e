"""The pages of one stay."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from center.audit.actor import Actor
from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.residents.blueprint import bp
from center.residents.file.overview import overview
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of, stay_or_404, stays_of
from center.residents.timeline.forms import TimelineFilterForm
from center.residents.timeline.queries import count_lines, lines, offered, place_of, read_place
from center.residents.timeline.topics import TOPIC_LABELS
from center.ui.keyset import keyset_page, requested_before
from center.ui.pagination import DEFAULT_SIZE

MOST_ON_PAPER = 2000
"""Lines of a printed timeline; who needs more narrows it, or prints the whole file."""


@bp.get("/residents/stays/<int:stay_id>")
@requires(ResidentPermission.VIEW)
def show(stay_id: int) -> ResponseReturnValue:
    """Show who it is, on what decision, until when, and what is to be done."""
    now = clock().now()
    page = overview(stay_or_404(stay_id), current_actor(), at=now, on=local_date(now))
    return render_template("residents/file/show.html", page=page)


@dataclass(frozen=True, slots=True)
class Asked:
    """The timeline a request asks for."""

    stay: Stay
    reader: Actor
    form: TimelineFilterForm
    stays: dict[int, Stay]
    """Those whose lines are shown, by id."""
    others: int
    """Other stays of the person."""


@bp.get("/residents/stays/<int:stay_id>/timeline")
@requires(ResidentPermission.VIEW)
def show_timeline(stay_id: int) -> ResponseReturnValue:
    """Show what happened, newest first, as far as the reader may know; of one stay, or of the person's every one."""
    asked, now = _asked(stay_id), clock().now()
    wanted = asked.form.wanted()
    rows = lines(
        asked.stays, asked.reader, wanted, before=read_place(requested_before()), limit=DEFAULT_SIZE + 1
    )
    return render_template(
        "residents/file/timeline.html",
        header=header_of(asked.stay, at=now, on=local_date(now)),
        page=keyset_page(rows, DEFAULT_SIZE, lambda line: place_of(line).address),
        total=count_lines(asked.stays, asked.reader, wanted),
        form=asked.form,
        stays=asked.stays,
        others=asked.others,
        topics=TOPIC_LABELS,
    )


@bp.get("/residents/stays/<int:stay_id>/timeline/sheet")
@requires(ResidentPermission.VIEW)
def timeline_sheet(stay_id: int) -> ResponseReturnValue:
    """Show the same lines as a sheet to print."""
    asked = _asked(stay_id)
    wanted = asked.form.wanted()
    return render_template(
        "residents/file/timeline_sheet.html",
        stay=asked.stay,
        rows=lines(asked.stays, asked.reader, wanted, limit=MOST_ON_PAPER),
        total=count_lines(asked.stays, asked.reader, wanted),
        filters=asked.form.in_words(),
        stays=asked.stays,
        topics=TOPIC_LABELS,
        printed_at=clock().now(),
    )


def _asked(stay_id: int) -> Asked:
    stay, reader = stay_or_404(stay_id), current_actor()
    every = {one.id: one for one in stays_of(stay.resident_id)}
    form = TimelineFilterForm(formdata=request.args)
    shown = every if form.every_stay else {stay.id: stay}
    form.offer(offered(shown, reader))
    form.validate()
    return Asked(stay, reader, form, shown, len(every) - 1)
