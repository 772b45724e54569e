"""The information sheet of a stay: its tab, its versions, its form, its paper."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import can, current_actor, requires
from center.clock import clock, local_date
from center.db import unit_of_work
from center.documents.forms_catalogue import form_on
from center.documents.queries import documents_of_stay
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.blueprint import bp
from center.residents.collection import labels
from center.residents.collection.documents import KIND, issue_sheet, person_of
from center.residents.collection.file_part import PART
from center.residents.collection.forms import HEALTH_FIELDS, SUBSTANCES, SheetForm, sheet_form
from center.residents.collection.model import code_of
from center.residents.collection.permissions import CollectionPermission
from center.residents.collection.prefill import EARLIER_SHEET, EARLIER_STAY, EXAM, FILE, Beginning, beginning
from center.residents.collection.queries import Sheet, current_sheet, sheet_or_404, versions_of
from center.residents.collection.rules import open_questions
from center.residents.collection.service import record_sheet
from center.residents.file.acts import act_page
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of, stay_or_404
from center.residents.whole_file.parts import register_part
from center.ui.forms import ActIdField, BaseForm
from center.ui.panels import ResidentTab, register_tab

SOURCE_LABELS = {
    FILE: _l("hồ sơ tiếp nhận"),
    EARLIER_SHEET: _l("phiếu của đợt trước"),
    EARLIER_STAY: _l("các đợt cai nghiện trước ở đây"),
    EXAM: _l("khám tiếp nhận và sinh hiệu"),
}


class PrintForm(BaseForm):
    """A button that issues the paper."""

    act_id = ActIdField()


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"sheet_words": labels, "form_code": code_of}


@bp.get("/residents/stays/<int:stay_id>/information-sheet")
@requires(CollectionPermission.VIEW)
def information_sheet(stay_id: int) -> ResponseReturnValue:
    """Show the sheet in force, what it leaves open, its paper and its former versions."""
    stay = stay_or_404(stay_id)
    return _show(stay, current_sheet(stay.id))


@bp.get("/residents/stays/<int:stay_id>/information-sheet/versions/<int:sheet_id>")
@requires(CollectionPermission.VIEW)
def information_sheet_version(stay_id: int, sheet_id: int) -> ResponseReturnValue:
    """Show a former version."""
    return _show(stay_or_404(stay_id), sheet_or_404(stay_id, sheet_id))


@bp.route("/residents/stays/<int:stay_id>/information-sheet/edit", methods=["GET", "POST"])
@requires(CollectionPermission.FILL)
def fill_information_sheet(stay_id: int) -> ResponseReturnValue:
    """Fill in the first version or a new one, from everything the file holds."""
    stay, now = stay_or_404(stay_id), clock().now()
    start = beginning(stay, today=local_date(now), may=can)
    form = sheet_form(start, me=current_actor().name)
    if request.form.get("do") == "rows":
        form.grow()
        return _form_page(stay, form, start)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            row = record_sheet(
                stay_or_404(stay_id),
                form.facts(),
                amends_id=form.before(),
                reason=form.reason.data or "",
                client_id=form.client_id.data,
                actor=current_actor(),
                now=now,
            )
        if not form.errors:
            flash(_("Đã lưu phiếu thu thập thông tin."), "success")
            if request.form.get("do") == "print":
                return _open(_issue(stay, sheet_or_404(stay_id, row.id), form.client_id.data))
            return redirect(url_for(".information_sheet", stay_id=stay_id), 303)
    return _form_page(stay, form, start)


@bp.post("/residents/stays/<int:stay_id>/information-sheet/print")
@requires(CollectionPermission.FILL)
def print_information_sheet(stay_id: int) -> ResponseReturnValue:
    """Issue the paper of the version in force and open it."""
    stay, form = stay_or_404(stay_id), PrintForm()
    sheet = current_sheet(stay.id)
    if not form.validate_on_submit() or sheet is None:
        if sheet is None:
            raise RuleViolation("collection.nothing")
        return redirect(url_for(".information_sheet", stay_id=stay_id), 303)
    return _open(_issue(stay, sheet, form.act_id.data))


def _issue(stay: Stay, sheet: Sheet, act_id: str | None) -> int:
    return issue_sheet(stay, sheet, key=act_id or "", actor=current_actor(), now=clock().now())


def _open(document_id: int) -> ResponseReturnValue:
    return redirect(url_for("documents.file", document_id=document_id), 303)


def _show(stay: Stay, sheet: Sheet | None) -> ResponseReturnValue:
    now = clock().now()
    papers = documents_of_stay(stay.id, KIND)
    versions = versions_of(stay.id)
    missing = open_questions(sheet.facts) if sheet else ()
    if not can(CollectionPermission.HEALTH):
        missing = tuple(name for name in missing if name not in labels.HEALTH_QUESTIONS)
    return render_template(
        "residents/collection/show.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        sheet=sheet,
        person=person_of(stay),
        versions=versions,
        is_current=sheet is not None and versions[0].id == sheet.row.id,
        papers=papers,
        # a paper drawn before the newest version was written no longer says what the file says
        stale=bool(papers and versions and papers[0].issued_at < versions[0].recorded_at),
        missing=[str(labels.QUESTION_LABELS[name]) for name in missing],
        form=PrintForm(formdata=None),
    )


def _form_page(stay: Stay, form: SheetForm, start: Beginning) -> ResponseReturnValue:
    day = form.collected_on.data or start.facts.collected_on
    return act_page(
        "edit",
        stay,
        form,
        folder="collection",
        person=person_of(stay),
        paper=form_on(KIND, day),
        sources=[str(SOURCE_LABELS[name]) for name in start.sources],
        is_new=start.amends_id is None,
        substances=[str(labels.SUBSTANCE_LABELS[one]) for one in SUBSTANCES],
        health_fields=HEALTH_FIELDS,
    )


register_tab(
    ResidentTab(
        "collection", _l("Phiếu thông tin"), "residents.information_sheet", CollectionPermission.VIEW, 22
    )
)
register_part(PART)
