"""The register of a lesson: shown, kept, corrected, with the scanner beside it."""

from __future__ import annotations

from datetime import datetime

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.errors import Refusal, RuleViolation
from center.i18n import gettext as _
from center.ui.lines import list_key
from center.ui.messages import sentence
from center.vocational.blueprint import bp
from center.vocational.labels import REASON_LABELS, STATE_COLOURS, STATE_LABELS
from center.vocational.lesson.queries import lesson_or_404
from center.vocational.models import ClassSession
from center.vocational.permissions import VocationalPermission
from center.vocational.register.forms import RegisterForm
from center.vocational.register.queries import Sheet, names_of_accounts, sheet_of, stay_of_badge
from center.vocational.register.service import correct_register, keep_register
from center.vocational.rules.register import check_register_open


@bp.get("/lessons/<int:session_id>")
@requires(VocationalPermission.VIEW)
def lesson(session_id: int) -> ResponseReturnValue:
    """Show a lesson: its register with every correction, or what is to be done."""
    found, now = lesson_or_404(session_id), clock().now()
    sheet = sheet_of(found, now=now)
    rows = [row for line in sheet.lines for row in line.rows]
    return render_template(
        "vocational/lesson.html",
        lesson=found,
        sheet=sheet,
        closed=_why_closed(sheet, now),
        names=names_of_accounts({row.recorded_by_id for row in rows}),
        states=STATE_LABELS,
        colours=STATE_COLOURS,
        reasons=REASON_LABELS,
    )


@bp.route("/lessons/<int:session_id>/register", methods=["GET", "POST"])
@requires(VocationalPermission.ATTEND)
def register(session_id: int) -> ResponseReturnValue:
    """Keep the register: everyone preset, one tap to change, saved once."""
    found, now = lesson_or_404(session_id), clock().now()
    form = RegisterForm()
    said = _by_button(form)
    if said is None and form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            keep_register(found, form.facts(), actor=current_actor(), now=now)
        if not form.errors:
            flash(_("Đã lưu sổ điểm danh."), "success")
            return redirect(url_for(".lesson", session_id=session_id), 303)
    sheet = sheet_of(found, now=now)
    if request.method == "GET" and (sheet.is_kept or _why_closed(sheet, now)):
        return redirect(url_for(".lesson", session_id=session_id), 303)
    return _page("register", sheet, form, said)


@bp.route("/lessons/<int:session_id>/register/correct", methods=["GET", "POST"])
@requires(VocationalPermission.ATTEND)
def correct(session_id: int) -> ResponseReturnValue:
    """Correct a kept register; what was there stays visible."""
    found, now = lesson_or_404(session_id), clock().now()
    form = RegisterForm()
    said = _by_button(form)
    if said is None and form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            changed = correct_register(
                found, form.facts(), form.reason.data or "", actor=current_actor(), now=now
            )
        if not form.errors:
            done = _("Đã sửa %(count)s dòng của sổ.", count=changed) if changed else _("Sổ đã đúng như trên.")
            flash(done, "success")
            return redirect(url_for(".lesson", session_id=session_id), 303)
    sheet = sheet_of(found, now=now)
    if request.method == "GET" and not sheet.is_kept:
        return redirect(url_for(".register", session_id=session_id), 303)
    return _page("register_correct", sheet, form, said)


@bp.post("/lessons/<int:session_id>/badge")
@requires(VocationalPermission.ATTEND)
def badge(session_id: int) -> ResponseReturnValue:
    """Tell the page whose badge was scanned; nothing is recorded until the register is saved."""
    found, now = lesson_or_404(session_id), clock().now()
    sent = request.get_json(silent=True)
    token = sent.get("token") if isinstance(sent, dict) else None
    stay = stay_of_badge(token) if isinstance(token, str) else None
    if stay is None:
        return jsonify(word=_("Thẻ không có hiệu lực"), stay_id=None)
    inside = any(line.stay_id == stay.id for line in sheet_of(found, now=now).lines)
    word = stay.resident.full_name if inside else _("%(name)s không ở lớp này", name=stay.resident.full_name)
    return jsonify(word=word, stay_id=stay.id if inside else None)


def _why_closed(sheet: Sheet, now: datetime) -> Refusal | None:
    """Return why the register cannot be kept now; None when it can."""
    found: ClassSession = sheet.lesson
    try:
        check_register_open(
            starts_at=found.starts_at,
            cancelled=found.cancelled_at is not None,
            now=now,
            has_people=bool(sheet.lines),
        )
    except RuleViolation as refusal:
        return sentence(refusal)
    return None


def _by_button(form: RegisterForm) -> tuple[str, str] | None:
    """Do what a button inside the form asks; return a state and words, or None when the form is to be saved."""
    if request.method != "POST":
        return None
    act = request.form.get("do")
    if act == "scan":
        stay = stay_of_badge(form.badge.data or "")
        form.badge.data, form.badge.raw_data = "", None
        if stay is None:
            return "warn", _("Thẻ không có hiệu lực. Quét lại, hoặc chọn bằng tay.")
        name = stay.resident.full_name
        if not form.mark_present(stay.id):
            return "warn", _("%(name)s không ở lớp này.", name=name)
        return "ok", _("Có mặt: %(name)s.", name=name)
    if act == "rest":
        count = form.rest_absent()
        return "info", _("%(count)s người chưa quét thẻ: vắng. Xem lại lý do rồi lưu.", count=count)
    return None


def _page(
    template: str, sheet: Sheet, form: RegisterForm, said: tuple[str, str] | None
) -> ResponseReturnValue:
    page = render_template(
        f"vocational/{template}.html",
        lesson=sheet.lesson,
        sheet=sheet,
        form=form,
        rows=form.rows(sheet),
        said=said,
        key=list_key(line.stay_id for line in sheet.lines),
    )
    return page, 422 if form.errors else 200
