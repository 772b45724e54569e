"""Pages of labour: the group entry, the entries of a day, the correction of one."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import unit_of_work
from center.errors import NotFound, RuleViolation
from center.i18n import gettext as _
from center.residents.stay.queries import stay_or_404
from center.ui.fields import given, parse_date
from center.ui.lines import list_key
from center.ui.messages import sentence
from center.vocational.blueprint import bp
from center.vocational.course.queries import courses_around
from center.vocational.forms import offer_courses, offer_zones, picked_id
from center.vocational.labels import WEEKDAYS
from center.vocational.labour import queries
from center.vocational.labour.forms import AmendForm, GroupFilterForm, LabourForm
from center.vocational.labour.service import amend_labour, enter_labour
from center.vocational.permissions import VocationalPermission
from center.vocational.queries import MOST_CANDIDATES
from center.vocational.register.queries import names_of_accounts
from center.vocational.rules.labour import check_day, plain


@bp.route("/labour/new", methods=["GET", "POST"])
@requires(VocationalPermission.LABOUR)
def new_labour() -> ResponseReturnValue:
    """Enter the hours of a group for one day, all in one act."""
    filters = GroupFilterForm(formdata=request.args)
    form = LabourForm(worked_on=filters.day.data or today())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            count = enter_labour(
                form.amounts(),
                worked_on=given(form.worked_on),
                work=form.work.data,
                batch=form.act_id.data or "",
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã ghi giờ lao động cho %(count)s người.", count=count), "success")
            return redirect(url_for(".labour_day", day=f"{form.worked_on.data:%d/%m/%Y}"), 303)
    return _group_page(filters, form)


@bp.get("/labour/day")
@requires(VocationalPermission.VIEW)
def labour_day() -> ResponseReturnValue:
    """Show the entries of one day with every correction."""
    day = _day(request.args.get("day", ""))
    entries = queries.entries_of(day=day)
    recorders = {row.recorded_by_id for each in entries for row in (each.entry, *each.earlier)}
    return render_template(
        "vocational/labour_day.html",
        day=day,
        weekday=WEEKDAYS[day.weekday()],
        entries=entries,
        total=plain(sum((each.entry.hours for each in entries), start=queries.NO_HOURS)),
        people=len({each.stay.id for each in entries if each.entry.hours}),
        names=names_of_accounts(recorders),
        today=today(),
    )


@bp.route("/labour/entries/<int:entry_id>/amend", methods=["GET", "POST"])
@requires(VocationalPermission.LABOUR)
def amend_entry(entry_id: int) -> ResponseReturnValue:
    """Correct one entry by a new row."""
    entry = queries.entry_or_404(entry_id)
    form = AmendForm(hours=plain(entry.hours), work=entry.work)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            amend_labour(
                entry,
                hours=given(form.hours),
                work=form.work.data,
                reason=form.reason.data,
                batch=form.act_id.data or str(uuid4()),
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã sửa giờ lao động."), "success")
            return redirect(url_for(".labour_day", day=f"{entry.worked_on:%d/%m/%Y}"), 303)
    page = render_template(
        "vocational/labour_amend.html",
        entry=entry,
        hours=plain(entry.hours),
        stay=stay_or_404(entry.stay_id),
        form=form,
    )
    return page, 422 if form.errors else 200


def _group_page(filters: GroupFilterForm, form: LabourForm) -> ResponseReturnValue:
    offer_zones(filters.zone)
    offer_courses(filters.course, courses_around(today()))
    day: date = form.worked_on.data or today()
    filters.day.data = filters.day.data or day
    lines: list[queries.WorkerLine] = []
    closed = None
    try:
        check_day(day, today())
        lines = queries.group_of(
            day,
            today(),
            zone_id=picked_id(filters.zone),
            course_id=picked_id(filters.course),
            text=filters.q.data or "",
            also=form.stay_ids(),
        )
    except RuleViolation as refusal:
        closed = sentence(refusal)
    # who was typed in before something forbade it stays on the form with its refusal
    held = set(form.stay_ids())
    open_lines = [line for line in lines if line.obstacle is None or line.stay.id in held]
    page = render_template(
        "vocational/labour_new.html",
        day=day,
        weekday=WEEKDAYS[day.weekday()],
        filters=filters,
        form=form,
        rows=form.rows(open_lines),
        barred=[
            (line, _without_name(line.obstacle, line.stay.resident.full_name))
            for line in lines
            if line.obstacle is not None and line.stay.id not in held
        ],
        closed=closed,
        works=queries.works_named(),
        most=MOST_CANDIDATES,
        key=list_key([day.toordinal(), *(line.stay.id for line in open_lines)]),
        today=today(),
    )
    return page, 422 if form.errors else 200


def _without_name(refusal: RuleViolation, name: str) -> str:
    """Return what a rule says of somebody whose name stands beside it already."""
    said = sentence(refusal).what.removeprefix(f"{name}: ")
    return said[:1].upper() + said[1:]


def _day(text: str) -> date:
    """Return the day of the address; today without one. Raises NotFound for anything unreadable."""
    try:
        return parse_date(text) if text else today()
    except ValueError as error:
        raise NotFound(f"no day {text!r}") from error
