"""The calendar of working days: what the year looks like, and changing a day."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.legal.workdays.models import DayEffect
from center.legal.workdays.queries import (
    FIRST_YEAR,
    YEARS_AHEAD,
    history_of,
    newest_rows,
    review_of,
    work_calendar,
)
from center.residents.duty.blueprint import bp
from center.residents.duty.calendar.forms import DayForm, ReviewForm
from center.residents.duty.calendar.service import change_day, review_year
from center.residents.duty.permissions import DutyPermission


@bp.get("/calendar")
@requires(DutyPermission.CALENDAR)
def calendar() -> ResponseReturnValue:
    """Show the days off and the swapped working days of one year."""
    return _page(_year(), DayForm(formdata=None), ReviewForm(formdata=None))


@bp.post("/calendar/days")
@requires(DutyPermission.CALENDAR)
def change_calendar_day() -> ResponseReturnValue:
    """Change what one day is."""
    form = DayForm()
    day: date | None = form.day.data
    if form.validate_on_submit() and day is not None:
        with form.rule_errors(), unit_of_work():
            change_day(
                day,
                DayEffect(form.effect.data),
                form.name.data,
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã ghi vào lịch. Hạn tính theo ngày làm việc được tính lại trong ít phút."), "success")
            return redirect(url_for(".calendar", year=day.year), 303)
    return _page(_year(), form, ReviewForm(formdata=None))


@bp.post("/calendar/<int:year>/review")
@requires(DutyPermission.CALENDAR)
def review_calendar(year: int) -> ResponseReturnValue:
    """Record that the year was compared with the official notice."""
    form = ReviewForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            review_year(year, form.notice.data, actor=current_actor(), now=clock().now())
        if not form.errors:
            flash(_("Đã ghi việc đối chiếu lịch năm %(year)s.", year=year), "success")
            return redirect(url_for(".calendar", year=year), 303)
    return _page(year, DayForm(formdata=None), form)


def _year() -> int:
    text = request.args.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today().year
    return min(max(year, FIRST_YEAR), today().year + YEARS_AHEAD)


def _page(year: int, form: DayForm, review: ReviewForm) -> ResponseReturnValue:
    known = work_calendar()
    rows = {row.day: row for row in newest_rows(year)}
    days = sorted(
        [(day, DayEffect.OFF, name) for day, name in known.off.items() if day.year == year]
        + [(day, DayEffect.WORKED, name) for day, name in known.worked.items() if day.year == year]
    )
    page = render_template(
        "duties/calendar.html",
        year=year,
        years=range(FIRST_YEAR, today().year + YEARS_AHEAD + 1),
        days=[(day, effect, name, rows.get(day)) for day, effect, name in days],
        history=history_of(year),
        reviewed=review_of(year),
        form=form,
        review=review,
    )
    return page, 422 if form.errors or review.errors else 200
