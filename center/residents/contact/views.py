"""The pages of the family: the people to call, their history, and the acts on them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.db import unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.blueprint import bp
from center.residents.contact.forms import AmendContactForm, ContactForm, EndContactForm
from center.residents.contact.permissions import ContactPermission
from center.residents.contact.phones import tel_of
from center.residents.contact.queries import contact_or_404, stories_of
from center.residents.contact.rules import lacks_representative
from center.residents.contact.service import add_contact, amend_contact, end_contact, is_minor, kin
from center.residents.file.acts import act_page
from center.residents.permissions import ResidentPermission
from center.residents.stay.queries import contacts_of, header_of, stay_or_404
from center.ui.panels import ResidentTab, register_tab

RELATIONS = (
    "Bố",
    "Mẹ",
    "Vợ",
    "Chồng",
    "Con",
    "Anh ruột",
    "Chị ruột",
    "Em ruột",
    "Ông",
    "Bà",
    "Người giám hộ",
    "Bạn",
)
"""What the form offers; anything may be typed."""

bp.app_template_filter("tel")(tel_of)


@bp.get("/residents/stays/<int:stay_id>/contacts")
@requires(ResidentPermission.VIEW)
def stay_contacts(stay_id: int) -> ResponseReturnValue:
    """Show whom to call, in the order to call them, and who must not be told."""
    stay, now = stay_or_404(stay_id), clock().now()
    contacts = contacts_of(stay.id)
    return render_template(
        "residents/contact/index.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        contacts=contacts,
        lacking=lacks_representative(kin(contacts), minor=is_minor(stay, now)),
    )


@bp.get("/residents/stays/<int:stay_id>/contacts/history")
@requires(ResidentPermission.VIEW)
def contact_history(stay_id: int) -> ResponseReturnValue:
    """Show every row that was ever written, the present ones first."""
    stay, now = stay_or_404(stay_id), clock().now()
    return render_template(
        "residents/contact/history.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        stories=stories_of(stay.id),
    )


@bp.route("/residents/stays/<int:stay_id>/contacts/new", methods=["GET", "POST"])
@requires(ContactPermission.AMEND)
def new_contact(stay_id: int) -> ResponseReturnValue:
    """Add somebody to call."""
    stay, form = stay_or_404(stay_id), ContactForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            add_contact(
                stay, form.entry(), client_id=form.client_id.data, actor=current_actor(), now=clock().now()
            )
        if not form.errors:
            return _back(stay.id, _("Đã thêm thân nhân."))
    return act_page("form", stay, form, folder="contact", relations=RELATIONS, contact=None)


@bp.route("/residents/stays/<int:stay_id>/contacts/<int:contact_id>", methods=["GET", "POST"])
@requires(ContactPermission.AMEND)
def correct_contact(stay_id: int, contact_id: int) -> ResponseReturnValue:
    """Put another row in the place of a contact; the old one stays to be read."""
    stay, contact = stay_or_404(stay_id), contact_or_404(stay_id, contact_id)
    form = AmendContactForm.of(contact)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            amend_contact(
                contact_or_404(stay_id, contact_id),
                form.entry(),
                reason=form.reason.data,
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _back(stay.id, _("Đã sửa. Nội dung cũ vẫn xem được ở lịch sử."))
    return act_page("form", stay, form, folder="contact", relations=RELATIONS, contact=contact)


@bp.route("/residents/stays/<int:stay_id>/contacts/<int:contact_id>/end", methods=["GET", "POST"])
@requires(ContactPermission.AMEND)
def stop_contact(stay_id: int, contact_id: int) -> ResponseReturnValue:
    """End a contact."""
    stay, form = stay_or_404(stay_id), EndContactForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            end_contact(
                contact_or_404(stay_id, contact_id),
                reason=form.reason.data,
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _back(stay.id, _("Đã thôi người này; dòng cũ vẫn được giữ."))
    return act_page("end", stay, form, folder="contact", contact=contact_or_404(stay_id, contact_id))


def _back(stay_id: int, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("residents.stay_contacts", stay_id=stay_id), 303)


register_tab(ResidentTab("contacts", _l("Thân nhân"), "residents.stay_contacts", ResidentPermission.VIEW, 24))
