"""Kit of one resident, and what is due in a zone."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.db import unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.blueprint import bp
from center.residents.duty.service import sync_duties
from center.residents.file.acts import way_back
from center.residents.housing.queries import zones
from center.residents.kit import labels
from center.residents.kit.forms import (
    BatchForm,
    CorrectForm,
    IssueForm,
    KitFilterForm,
    issue_form,
    quantity_words,
)
from center.residents.kit.permissions import KitPermission
from center.residents.kit.queries import (
    DueLine,
    Norm,
    due_lines,
    hygiene_spent,
    issue_or_404,
    issues_of,
    needs,
    norm_on,
    owed_to,
    sizes_of,
    values_of,
)
from center.residents.kit.rules import HYGIENE
from center.residents.kit.service import correct, issue, issue_batch, record_sizes
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of, stay_or_404
from center.residents.term.calendar import add_months
from center.ui.forms import BaseForm
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.tables import Column

SIZE_OF = {code: word.size for code, word in labels.KIT.items()}
DUE_COLUMNS = (
    Column("name", _l("Học viên"), "main"),
    Column("bed", _l("Giường"), "custom"),
    Column("sizes", _l("Cỡ"), "custom"),
    Column("due", _l("Đến kỳ cấp"), "custom"),
)


@bp.context_processor
def _kit_words() -> dict[str, object]:
    """Give the package's pages the words of clothing and kit."""
    return {"kit": labels.KIT, "kit_groups": labels.GROUP_LABELS, "kit_quantity": quantity_words}


@bp.get("/residents/stays/<int:stay_id>/kit")
@requires(ResidentPermission.VIEW)
def kit_page(stay_id: int) -> ResponseReturnValue:
    """Show what the norm owes the resident, what was handed out, and when it is due again."""
    stay, now = stay_or_404(stay_id), clock().now()
    on = local_date(now)
    norm = norm_on(on)
    return render_template(
        "residents/kit/show.html",
        stay=stay,
        header=header_of(stay, at=now, on=on),
        norm=norm,
        standing=owed_to([stay.id], on, norm)[stay.id],
        size=sizes_of([stay.id]).get(stay.id),
        issues=issues_of(stay.id),
        spent=hygiene_spent([stay.id], on).get(stay.id, 0),
        year_value=values_of([stay.id], add_months(on, -12), on).get(stay.id, 0),
        woman=_is_woman(stay),
        form=BaseForm(),
    )


@bp.route("/residents/stays/<int:stay_id>/kit/new", methods=["GET", "POST"])
@requires(KitPermission.ISSUE)
def new_kit(stay_id: int) -> ResponseReturnValue:
    """Hand out to one resident; the boxes hold what is due."""
    stay, now = stay_or_404(stay_id), clock().now()
    form = _issue_form(stay, prefill=True)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            record_sizes(stay, form.clothes.data or "", form.shoes.data or "", actor=current_actor(), now=now)
            issue(stay, form.facts(local_date(now)), actor=current_actor(), now=now)
            sync_duties([stay.id], now=now)
        if not form.errors:
            return _done(stay.id, _("Đã ghi cấp phát."))
    return _act("issue", stay, form, norm=norm_on(local_date(now)))


@bp.route("/residents/stays/<int:stay_id>/kit/<int:issue_id>/correct", methods=["GET", "POST"])
@requires(KitPermission.ISSUE)
def correct_kit(stay_id: int, issue_id: int) -> ResponseReturnValue:
    """Put an issue right by a whole new one."""
    stay, now = stay_or_404(stay_id), clock().now()
    line = issue_or_404(stay.id, issue_id)
    form, why = _issue_form(stay, prefill=False), CorrectForm()
    if not form.is_submitted():
        form.issued_on.data = line.issue.issued_on
        form.received_by.data = line.issue.received_by
        for one in line.issue.lines:
            if f"q_{one.code}" in form:
                form[f"q_{one.code}"].data = one.quantity
            elif one.code == HYGIENE and "hygiene" in form:
                form.hygiene.data = one.value_vnd
    if form.validate_on_submit() and why.validate():
        with form.rule_errors(), unit_of_work():
            correct(
                stay,
                line.issue,
                form.facts(local_date(now)),
                why.correction.data,
                actor=current_actor(),
                now=now,
            )
        if not form.errors:
            return _done(stay.id, _("Đã sửa lần cấp phát."))
    return _act("issue", stay, form, norm=norm_on(local_date(now)), why=why, line=line)


@bp.get("/residents/kit")
@requires(ResidentPermission.VIEW)
def kit_due() -> ResponseReturnValue:
    """List who is due for what, and what must be ready in which sizes."""
    form, norm = _filter()
    now, number = clock().now(), requested_page()
    whole = form.zone_id is not None
    lines, total = due_lines(
        form.zone_id,
        local_date(now),
        at=now,
        norm=norm,
        offset=0 if whole else (number - 1) * DEFAULT_SIZE,
        limit=None if whole else DEFAULT_SIZE,
    )
    if form.code and whole:
        lines = [line for line in lines if _left(line, form.code)]
        total = len(lines)
    return render_template(
        "residents/kit/due.html",
        form=form,
        norm=norm,
        page=Page(lines, 1 if whole else number, max(total, 1) if whole else DEFAULT_SIZE, total),
        needs=needs(lines, norm, SIZE_OF) if whole else [],
        columns=DUE_COLUMNS,
        whole=whole,
    )


@bp.get("/residents/kit/sheet")
@requires(ResidentPermission.VIEW)
def kit_sheet() -> ResponseReturnValue:
    """Show what is due as a sheet to sign, one line a resident."""
    form, norm = _filter(hygiene=True)
    now = clock().now()
    lines, _total = due_lines(form.zone_id, local_date(now), at=now, norm=norm)
    lines = [line for line in lines if (_left(line, form.code) if form.code else line.due)]
    zone = next((choice.label for choice in form.zone.choices if choice.value == form.zone.data), "")
    return render_template(
        "residents/kit/sheet.html",
        lines=lines,
        code=form.code,
        zone=zone if form.zone.data else "",
        left=_left,
        size_of=SIZE_OF,
        printed_at=now,
        on=local_date(now),
    )


@bp.route("/residents/kit/batch", methods=["GET", "POST"])
@requires(KitPermission.ISSUE)
def kit_batch() -> ResponseReturnValue:
    """Hand out one thing to everybody of a zone who signed for it."""
    chosen, norm = _filter(hygiene=True)
    now = clock().now()
    on = local_date(now)
    code = chosen.code
    lines: list[DueLine] = []
    if code and chosen.zone_id is not None:
        lines, _total = due_lines(chosen.zone_id, on, at=now, norm=norm)
        lines = [line for line in lines if _left(line, code)]
    form = BatchForm(issued_on=on)
    by_id = {line.line.stay.id: line for line in lines}
    if code and form.validate_on_submit():
        each = form.each.data or 0
        quantities, values = {}, {}
        for stay_id in form.pick.data or []:
            if stay_id in by_id:
                left = _left(by_id[stay_id], code)
                amount = min(each, left) if each else left
                quantities[stay_id] = 1 if code == HYGIENE else amount
                if code == HYGIENE:
                    values[stay_id] = amount
        with form.rule_errors(), unit_of_work():
            made = issue_batch(
                [by_id[stay_id].line.stay for stay_id in quantities],
                code,
                quantities,
                issued_on=form.issued_on.data or on,
                values=values,
                batch_key=form.batch_key.data or "",
                note_text=form.note.data or "",
                actor=current_actor(),
                now=now,
            )
            sync_duties([row.stay_id for row in made], now=now)
        if not form.errors:
            flash(_("Đã ghi cấp phát cho %(count)s người.", count=len(made)), "success")
            return redirect(url_for(".kit_due", zone=chosen.zone_id), 303)
    picked = set(form.pick.data or []) if form.is_submitted() else set(by_id)
    page = render_template(
        "residents/kit/batch.html",
        form=form,
        chosen=chosen,
        code=code,
        lines=lines,
        left=_left,
        size_of=SIZE_OF,
        picked=picked,
        hygiene=code == HYGIENE,
    )
    return page, 422 if form.errors else 200


def _filter(*, hygiene: bool = False) -> tuple[KitFilterForm, Norm]:
    norm = norm_on(local_date(clock().now()))
    return KitFilterForm(formdata=request.args).offer(zones(), norm, hygiene=hygiene), norm


def _left(line: DueLine, code: str) -> int:
    """Return what a resident may still get of one thing: pieces, or đồng of women's hygiene."""
    return (line.hygiene_left or 0) if code == HYGIENE else line.left(code)


def _is_woman(stay: Stay) -> bool:
    return stay.resident.sex.value == "female"


def _issue_form(stay: Stay, *, prefill: bool) -> IssueForm:
    on = local_date(clock().now())
    norm, size = norm_on(on), sizes_of([stay.id]).get(stay.id)
    return issue_form(
        norm,
        owed_to([stay.id], on, norm)[stay.id],
        woman=_is_woman(stay),
        prefill=prefill,
        issued_on=on,
        clothes=size.clothes if size else "",
        shoes=size.shoes if size else "",
        received_by=stay.resident.full_name,
    )


def _act(template: str, stay: Stay, form: BaseForm, **context: object) -> ResponseReturnValue:
    now = clock().now()
    page = render_template(
        f"residents/kit/{template}.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        form=form,
        **context,
    )
    return page, 422 if form.is_submitted() else 200


def _done(stay_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(way_back(url_for(".kit_page", stay_id=stay_id)), 303)
