"""Asking for the whole file on paper."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.db import unit_of_work
from center.jobs.service import enqueue
from center.residents.blueprint import bp
from center.residents.stay.queries import header_of, stay_or_404, stays_of
from center.residents.whole_file import course_parts, custody_parts, jobs, person_parts
from center.residents.whole_file.forms import PrintFileForm
from center.residents.whole_file.parts import left_out_for, parts_for, register_part
from center.residents.whole_file.permissions import WholeFilePermission
from center.residents.whole_file.service import Wanted, ask

for _part in (*person_parts.PARTS, *course_parts.PARTS, *custody_parts.PARTS):
    register_part(_part)


@bp.route("/residents/stays/<int:stay_id>/print", methods=["GET", "POST"])
@requires(WholeFilePermission.PRINT)
def print_whole_file(stay_id: int) -> ResponseReturnValue:
    """Choose the parts and say what for; the PDF is made in the background."""
    stay, reader, now = stay_or_404(stay_id), current_actor(), clock().now()
    form = PrintFileForm()
    form.offer(parts_for(reader))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            wanted = Wanted(tuple(form.parts.data), form.every_stay, form.purpose.data, form.client_id.data)
            asked = ask(stay_or_404(stay_id), wanted, actor=reader, now=now)
            job = enqueue(
                jobs.PRINT_JOB,
                {"print_id": asked.id},
                actor=reader,
                now=now,
                client_id=form.client_id.data,
            )
            job_id = job.id
        if not form.errors:
            return redirect(url_for("jobs.show", job_id=job_id), 303)
    page = render_template(
        "residents/whole_file/print.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        form=form,
        left_out=left_out_for(reader),
        others=len(stays_of(stay.resident_id)) - 1,
    )
    return page, 422 if form.errors else 200
