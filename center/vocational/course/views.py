"""Pages of classes: the list, one class, making and changing one, joining and leaving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date, today
from center.db import unit_of_work
from center.errors import NotFound
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.stay.queries import header_of, stay_or_404
from center.ui.fields import given
from center.ui.lines import list_key
from center.ui.pagination import requested_page
from center.ui.tables import Column
from center.vocational.blueprint import bp
from center.vocational.certificate.queries import newest_certificates
from center.vocational.course import queries
from center.vocational.course.enrolment import enrol as enrol_stays
from center.vocational.course.enrolment import leave as leave_course
from center.vocational.course.forms import (
    CandidateFilterForm,
    CourseFilterForm,
    CourseForm,
    EnrolForm,
    LeaveForm,
)
from center.vocational.course.service import amend_course, make_course
from center.vocational.forms import offer_trainers, offer_zones, picked_id
from center.vocational.labels import COURSE_LABELS
from center.vocational.lesson.queries import LessonLine, lessons_of
from center.vocational.permissions import VocationalPermission
from center.vocational.queries import MOST_CANDIDATES
from center.vocational.rules.labour import plain

COLUMNS = (
    Column("name", _l("Lớp"), "main"),
    Column("code", _l("Mã"), "custom"),
    Column("kind", _l("Loại"), "custom", no_phone=True),
    Column("trainer", _l("Giáo viên"), "custom"),
    Column("dates", _l("Thời gian"), "custom"),
    Column("members", _l("Đang học"), "custom"),
    Column("lessons", _l("Buổi đã điểm danh"), "custom"),
    Column("rate", _l("Tỷ lệ dự học"), "custom"),
)
LESSONS_SHOWN, LESSONS_AHEAD = 12, 5


@bp.get("/courses")
@requires(VocationalPermission.VIEW)
def courses() -> ResponseReturnValue:
    """List the classes, those that end last first."""
    form = CourseFilterForm(formdata=request.args)
    offer_trainers(form.trainer)
    page = queries.courses_page(form.wanted(), on=today(), number=requested_page())
    return render_template(
        "vocational/courses.html", page=page, form=form, columns=COLUMNS, labels=COURSE_LABELS, today=today()
    )


@bp.route("/courses/new", methods=["GET", "POST"])
@requires(VocationalPermission.PLAN)
def new_course() -> ResponseReturnValue:
    """Make a class."""
    actor = current_actor()
    form = CourseForm(trainer_id=str(actor.id), starts_on=today())
    offer_trainers(form.trainer_id)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            course = make_course(form.facts(), client_id=form.client_id.data, actor=actor, now=clock().now())
        if not form.errors:
            flash(_("Đã mở lớp %(name)s. Ghi danh học viên rồi xếp buổi học.", name=course.name), "success")
            return redirect(url_for(".course", course_id=course.id), 303)
    return render_template("vocational/course_form.html", form=form, course=None), 422 if form.errors else 200


@bp.get("/courses/<int:course_id>")
@requires(VocationalPermission.VIEW)
def course(course_id: int) -> ResponseReturnValue:
    """Show a class: who is in it, its lessons, how far it is."""
    found, now = queries.course_or_404(course_id), clock().now()
    people = queries.members(found, at=now, on=local_date(now))
    lessons = lessons_of(found.id)
    planned, given_hours = queries.course_hours(found.id)
    shown_all = request.args.get("lessons") == "all"
    return render_template(
        "vocational/course.html",
        course=found,
        line=queries.course_lines([found], on=local_date(now))[0],
        members=[each for each in people if each.is_in_class],
        former=[each for each in people if not each.is_in_class],
        certificates=newest_certificates(found.id),
        lessons=lessons if shown_all else _nearest(lessons, local_date(now)),
        lessons_total=len(lessons),
        hours_planned=plain(planned),
        hours_given=plain(given_hours),
        labels=COURSE_LABELS,
        today=local_date(now),
    )


@bp.route("/courses/<int:course_id>/amend", methods=["GET", "POST"])
@requires(VocationalPermission.PLAN)
def change_course(course_id: int) -> ResponseReturnValue:
    """Change what is planned of a class."""
    found = queries.course_or_404(course_id)
    form = CourseForm(
        name=found.name,
        code=found.code,
        kind=found.kind.value,
        trade=found.trade,
        hours_planned=found.hours_planned,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        trainer_id=str(found.trainer_id),
    )
    offer_trainers(form.trainer_id, also=(found.trainer_id, found.trainer_name))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            amend_course(found, form.facts(), actor=current_actor(), now=clock().now())
        if not form.errors:
            flash(_("Đã sửa thông tin lớp."), "success")
            return redirect(url_for(".course", course_id=course_id), 303)
    return render_template(
        "vocational/course_form.html", form=form, course=found
    ), 422 if form.errors else 200


@bp.route("/courses/<int:course_id>/enrol", methods=["GET", "POST"])
@requires(VocationalPermission.PLAN)
def enrol(course_id: int) -> ResponseReturnValue:
    """Put many residents into a class at once."""
    found, now = queries.course_or_404(course_id), clock().now()
    on = local_date(now)
    form = EnrolForm(joined_on=min(max(on, found.starts_on), found.ends_on))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            made = enrol_stays(
                found, form.stay_ids.data or [], given(form.joined_on), actor=current_actor(), now=now
            )
        if not form.errors:
            flash(_("Đã ghi danh %(count)s người vào lớp.", count=len(made)), "success")
            return redirect(url_for(".course", course_id=course_id), 303)
    filters = CandidateFilterForm(formdata=request.args)
    offer_zones(filters.zone)
    people = queries.people_to_enrol(
        found,
        zone_id=picked_id(filters.zone),
        text=filters.q.data or "",
        also=form.stay_ids.data or (),
        at=now,
        on=on,
    )
    page = render_template(
        "vocational/enrol.html",
        course=found,
        form=form,
        filters=filters,
        people=people,
        most=MOST_CANDIDATES,
        key=list_key(line.stay.id for line in people),
        today=on,
    )
    return page, 422 if form.errors else 200


@bp.route("/enrolments/<int:enrolment_id>/leave", methods=["GET", "POST"])
@requires(VocationalPermission.PLAN)
def leave(enrolment_id: int) -> ResponseReturnValue:
    """Let a resident leave a class."""
    found, now = queries.enrolment_or_404(enrolment_id), clock().now()
    if found.left_on is not None and request.method == "GET":
        raise NotFound(f"enrolment {enrolment_id} has ended")
    on = local_date(now)
    attended = queries.last_attended(found)
    tomorrow = on + timedelta(days=1)
    form = LeaveForm(left_on=tomorrow if attended and local_date(attended) >= on else on)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            leave_course(found, given(form.left_on), form.reason.data, actor=current_actor(), now=now)
        if not form.errors:
            flash(_("Đã ghi thôi lớp."), "success")
            return redirect(url_for(".course", course_id=found.course_id), 303)
    header = header_of(stay_or_404(found.stay_id), at=now, on=on)
    page = render_template("vocational/leave.html", enrolment=found, header=header, form=form)
    return page, 422 if form.errors else 200


def _nearest(lessons: Sequence[LessonLine], on: date) -> Sequence[LessonLine]:
    """Return a few lessons around ``on`` of a list that begins with the last one."""
    ahead = sum(1 for line in lessons if line.lesson.day > on)
    first = max(0, min(ahead - LESSONS_AHEAD, len(lessons) - LESSONS_SHOWN))
    return lessons[first : first + LESSONS_SHOWN]
