"""The things of one resident, and the store of all."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from center.agency.queries import profile_on
from center.auth.access import current_actor, requires
from center.auth.models import Account
from center.clock import clock, local_date
from center.db import db, unit_of_work
from center.documents.queries import file_content
from center.errors import NotFound, RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.blueprint import bp
from center.residents.duty.service import sync_duties
from center.residents.file.acts import way_back
from center.residents.papers import issue_once
from center.residents.permissions import ResidentPermission
from center.residents.property import labels
from center.residents.property.contraband import EndOfFind, FindFacts, record_find, settle
from center.residents.property.documents import (
    act_kind,
    act_paper,
    contraband_paper,
    property_pdf,
)
from center.residents.property.forms import (
    FindForm,
    MoveForm,
    PictureForm,
    ReasonForm,
    SecondSigner,
    SettleForm,
    StoreFilterForm,
    TakeForm,
    correct_form,
    picture_in,
    return_form,
)
from center.residents.property.models import ContrabandOutcome, FoundWhere
from center.residents.property.queries import (
    StoreFilter,
    act_or_404,
    acts_of,
    all_contraband,
    belongings_of,
    contraband_of,
    contraband_or_404,
    is_photo_of,
    item_or_404,
    put_where,
    store,
    versions_of,
)
from center.residents.property.service import (
    add_picture,
    cancel_return,
    correct_item,
    give_back,
    move_items,
    take_items,
    take_nothing,
)
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of, stay_or_404
from center.ui.forms import BaseForm
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.tables import Column

STORE_COLUMNS = (
    Column("bag", _l("Túi niêm phong"), "custom"),
    Column("name", _l("Học viên"), "main"),
    Column("item", _l("Đồ vật"), "custom"),
    Column("left", _l("Đang giữ"), "custom"),
    Column("place", _l("Nơi giữ"), "custom"),
)


@bp.context_processor
def _property_words() -> dict[str, object]:
    """Give the package's pages the words of the store."""
    return {
        "property_act_labels": labels.ACT_LABELS,
        "found_labels": labels.FOUND_LABELS,
        "item_labels": labels.ITEM_LABELS,
        "contraband_outcome_labels": labels.OUTCOME_LABELS,
    }


@bp.get("/residents/stays/<int:stay_id>/property")
@requires(ResidentPermission.VIEW)
def property_page(stay_id: int) -> ResponseReturnValue:
    """Show what is in custody, the acts with their receipts, and contraband apart."""
    stay, now = stay_or_404(stay_id), clock().now()
    return render_template(
        "residents/property/show.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        items=belongings_of(stay.id),
        acts=acts_of(stay.id),
        finds=contraband_of(stay.id),
        form=BaseForm(),
    )


@bp.route("/residents/stays/<int:stay_id>/belongings/new", methods=["GET", "POST"])
@requires(ResidentPermission.BELONGINGS)
def take_property(stay_id: int) -> ResponseReturnValue:
    """Take items into custody."""
    stay, now = stay_or_404(stay_id), clock().now()
    form = TakeForm(happened_at=now)
    _offer(form, stay)
    if request.form.get("do") == "rows":
        form.grow()
        return _act("take", stay, form)
    if form.validate_on_submit():
        with form.rule_errors():
            items = form.facts()
            if form.nothing.data and items:
                raise RuleViolation("residents.property_something", field="nothing")
            with unit_of_work():
                shared: dict[str, Any] = {
                    "happened_at": form.happened_at.data or now,
                    "remark": form.note.data or "",
                    "client_id": form.client_id.data,
                    "actor": current_actor(),
                    "now": now,
                }
                if form.nothing.data:
                    take_nothing(stay, form.signer(), **shared)
                else:
                    take_items(stay, items, form.signer(), keeping=form.keeping(), **shared)
                sync_duties([stay.id], now=now)
        if not form.errors:
            return _done(stay.id, _("Đã ghi nhận giữ. In biên nhận để hai bên ký."))
    return _act("take", stay, form)


@bp.route("/residents/stays/<int:stay_id>/belongings/return", methods=["GET", "POST"], endpoint="give_back")
@requires(ResidentPermission.BELONGINGS)
def give_back_property(stay_id: int) -> ResponseReturnValue:
    """Give back all or some of what is in custody."""
    stay = stay_or_404(stay_id)
    held = belongings_of(stay.id)
    form = return_form(held, other_name=stay.resident.full_name)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            give_back(
                stay,
                form.quantities(),
                form.receiver(),
                keeping=form.keeping(),
                remark=form.note.data or "",
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _done(stay.id, _("Đã ghi trả đồ lưu ký. In biên bản để hai bên ký."))
    return _act("return", stay, form, held=held)


@bp.route("/residents/stays/<int:stay_id>/belongings/move", methods=["GET", "POST"])
@requires(ResidentPermission.BELONGINGS)
def move_property(stay_id: int) -> ResponseReturnValue:
    """Put items into another bag or place."""
    stay = stay_or_404(stay_id)
    held = [item for item in belongings_of(stay.id) if item.left]
    form = MoveForm()
    picked = request.form.getlist("move", type=int)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            move_items(
                stay, picked, form.keeping(), form.reason.data, actor=current_actor(), now=clock().now()
            )
        if not form.errors:
            return _done(stay.id, _("Đã ghi nơi giữ mới."))
    return _act("move", stay, form, held=held, picked=picked)


@bp.route("/residents/stays/<int:stay_id>/belongings/<int:key>/correct", methods=["GET", "POST"])
@requires(ResidentPermission.BELONGINGS)
def correct_property(stay_id: int, key: int) -> ResponseReturnValue:
    """Put the line of an item right."""
    stay, item = stay_or_404(stay_id), item_or_404(stay_id, key)
    form = correct_form(item.belonging)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            correct_item(stay, key, form.facts(), form.reason.data, actor=current_actor(), now=clock().now())
        if not form.errors:
            return _done(stay.id, _("Đã sửa. Dòng cũ vẫn được giữ."))
    return _act("correct", stay, form, item=item, versions=versions_of(key))


@bp.route("/residents/stays/<int:stay_id>/belongings/<int:key>/photo", methods=["GET", "POST"])
@requires(ResidentPermission.BELONGINGS)
def property_picture(stay_id: int, key: int) -> ResponseReturnValue:
    """Keep a picture of an item; earlier ones stay."""
    stay, item = stay_or_404(stay_id), item_or_404(stay_id, key)
    form = PictureForm()
    if form.validate_on_submit():
        with form.rule_errors():
            picture = picture_in(form.photo.data)
            if picture is None:
                raise RuleViolation("residents.photo_empty", field="photo")
            with unit_of_work():
                add_picture(key, picture, actor=current_actor(), now=clock().now())
        if not form.errors:
            return _done(stay.id, _("Đã lưu ảnh."))
    return _act("photo", stay, form, item=item)


@bp.get("/residents/stays/<int:stay_id>/belongings/photos/<int:file_id>")
@requires(ResidentPermission.VIEW)
def property_photo(stay_id: int, file_id: int) -> ResponseReturnValue:
    """Return the picture of an item; it never changes."""
    if not is_photo_of(stay_id, file_id):
        raise NotFound(f"no picture {file_id} of stay {stay_id}")
    content, media_type = file_content(file_id)
    response = Response(content, mimetype=media_type)
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    response.set_etag(f"item-{file_id}")
    return response.make_conditional(request)


@bp.post("/residents/stays/<int:stay_id>/belongings/acts/<int:act_id>/receipt")
@requires(ResidentPermission.VIEW)
def property_receipt(stay_id: int, act_id: int) -> ResponseReturnValue:
    """Make the receipt of an act, or open the one that was made."""
    stay, line = stay_or_404(stay_id), act_or_404(stay_id, act_id)
    bag, place = put_where(line.act.id)
    paper = act_paper(stay, line, bag=bag, place=place)
    document_id = issue_once(
        act_kind(line),
        key=f"property-{line.act.id}",
        signed_on=paper.day,
        title=paper.title,
        stay_id=stay.id,
        draw=lambda mark: property_pdf(paper, profile_on(paper.day), mark),
    )
    return redirect(url_for("documents.file", document_id=document_id), 303)


@bp.route("/residents/stays/<int:stay_id>/belongings/acts/<int:act_id>/cancel", methods=["GET", "POST"])
@requires(ResidentPermission.BELONGINGS)
def cancel_property_return(stay_id: int, act_id: int) -> ResponseReturnValue:
    """Say that a return never was."""
    stay, line = stay_or_404(stay_id), act_or_404(stay_id, act_id)
    form = ReasonForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            cancel_return(stay, line.act, form.reason.data, actor=current_actor(), now=clock().now())
        if not form.errors:
            return _done(stay.id, _("Đã hủy lần trả ghi nhầm; đồ lại nằm trong sổ."))
    return _act("cancel", stay, form, line=line)


@bp.route("/residents/stays/<int:stay_id>/contraband/new", methods=["GET", "POST"])
@requires(ResidentPermission.BELONGINGS)
def new_contraband(stay_id: int) -> ResponseReturnValue:
    """Record contraband found on the resident."""
    stay, now = stay_or_404(stay_id), clock().now()
    form = FindForm(found_at=now)
    _offer(form, stay)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            record_find(
                stay,
                FindFacts(
                    form.description.data,
                    form.amount.data,
                    FoundWhere(form.found_where.data),
                    form.moment(now),
                    form.signer(),
                    form.note.data or "",
                    form.client_id.data,
                ),
                actor=current_actor(),
                now=now,
            )
            sync_duties([stay.id], now=now)
        if not form.errors:
            return _done(stay.id, _("Đã ghi đồ vật cấm. Lập biên bản rồi ghi cách xử lý."))
    return _act("contraband", stay, form)


@bp.route("/residents/stays/<int:stay_id>/contraband/<int:contraband_id>/settle", methods=["GET", "POST"])
@requires(ResidentPermission.BELONGINGS)
def settle_contraband(stay_id: int, contraband_id: int) -> ResponseReturnValue:
    """Record what became of contraband."""
    stay, now = stay_or_404(stay_id), clock().now()
    line = contraband_or_404(stay.id, contraband_id)
    form = SettleForm(happened_on=local_date(now))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            settle(
                contraband_or_404(stay.id, contraband_id).find,
                EndOfFind(
                    ContrabandOutcome(form.outcome.data),
                    form.record_number.data,
                    form.happened_on.data or local_date(now),
                    form.receiver.data or "",
                    form.witness_name.data or "",
                ),
                actor=current_actor(),
                now=now,
            )
        if not form.errors:
            return _done(stay.id, _("Đã ghi cách xử lý đồ vật cấm."))
    return _act("settle", stay, form, line=line)


@bp.post("/residents/stays/<int:stay_id>/contraband/<int:contraband_id>/record")
@requires(ResidentPermission.BELONGINGS)
def contraband_record(stay_id: int, contraband_id: int) -> ResponseReturnValue:
    """Make the record about a find, once before and once after it is settled."""
    stay = stay_or_404(stay_id)
    line = contraband_or_404(stay.id, contraband_id)
    paper = contraband_paper(stay, line)
    document_id = issue_once(
        "contraband-record",
        key=f"contraband-{contraband_id}-{'end' if line.end else 'found'}",
        signed_on=paper.day,
        title=paper.title,
        stay_id=stay.id,
        draw=lambda mark: property_pdf(paper, profile_on(paper.day), mark),
    )
    return redirect(url_for("documents.file", document_id=document_id), 303)


@bp.get("/residents/contraband")
@requires(ResidentPermission.BELONGINGS)
def contraband_list() -> ResponseReturnValue:
    """List what was found, first what still waits for its record."""
    number = requested_page()
    lines, total = all_contraband(offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "residents/property/contraband_list.html", page=Page(lines, number, DEFAULT_SIZE, total)
    )


@bp.get("/residents/property")
@requires(ResidentPermission.BELONGINGS)
def property_store() -> ResponseReturnValue:
    """List what lies in the store, by bag."""
    form, number = StoreFilterForm(formdata=request.args), requested_page()
    lines, total = store(_wanted(form), offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "residents/property/store.html",
        form=form,
        page=Page(lines, number, DEFAULT_SIZE, total),
        columns=STORE_COLUMNS,
        filtered=bool(form.q.data or form.state.data),
    )


@bp.get("/residents/property/sheet")
@requires(ResidentPermission.BELONGINGS)
def property_sheet() -> ResponseReturnValue:
    """Show the store as a sheet for an inventory, with boxes to tick."""
    form = StoreFilterForm(formdata=request.args)
    lines, total = store(_wanted(form), offset=0, limit=None)
    return render_template(
        "residents/property/store_sheet.html",
        lines=lines,
        total=total,
        text=form.q.data or "",
        printed_at=clock().now(),
    )


def _wanted(form: StoreFilterForm) -> StoreFilter:
    return StoreFilter(text=form.q.data or "", ended=form.state.data == "ended")


def _offer(form: SecondSigner, stay: Stay) -> None:
    staff = db.session.scalars(select(Account).where(Account.active).order_by(Account.full_name)).all()
    form.offer(stay.resident.full_name, staff, me=current_actor().id)


def _act(template: str, stay: Stay, form: BaseForm, **context: object) -> ResponseReturnValue:
    now = clock().now()
    page = render_template(
        f"residents/property/{template}.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        form=form,
        **context,
    )
    return page, 422 if form.errors else 200


def _done(stay_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(way_back(url_for(".property_page", stay_id=stay_id)), 303)
