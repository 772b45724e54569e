"""The page of the person, its corrections, and portraits."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.db import unit_of_work
from center.documents.queries import file_content
from center.errors import NotFound, RuleViolation
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.duplicates.labels import reason_chips
from center.residents.duty.service import sync_duties
from center.residents.file.acts import act_page, done
from center.residents.intake.lists import ETHNIC_GROUPS
from center.residents.merging.labels import STEP_LABELS, STEP_STATES
from center.residents.merging.permissions import MergingPermission
from center.residents.permissions import ResidentPermission
from center.residents.person.forms import AmendPersonForm, IdentifierForm, PhotoForm
from center.residents.person.history import add_identifier, amend_identifier, amend_person
from center.residents.person.labels import (
    FIELD_LABELS,
    KIND_LABELS,
    SOURCE_LABELS,
    STANDING_LABELS,
    STANDING_STATES,
    value_words,
)
from center.residents.person.page import person_page
from center.residents.person.permissions import PersonPermission
from center.residents.person.queries import identifier_or_404, is_photo_of
from center.residents.person.service import add_photo
from center.residents.photos import prepare_photo
from center.residents.residence.labels import mapping_words
from center.residents.stay.models import Stay
from center.residents.stay.queries import stay_or_404
from center.residents.stay.rules import check_age
from center.residents.stay.service import ages_on
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.ui.messages import sentence


@bp.get("/residents/stays/<int:stay_id>/person")
@requires(ResidentPermission.VIEW)
def show_person(stay_id: int) -> ResponseReturnValue:
    """Show who it is: papers, corrections, portraits, residences, relatives and stays, over all files that are one."""
    now = clock().now()
    page = person_page(
        stay_or_404(stay_id),
        at=now,
        on=local_date(now),
        compare=current_actor().may(MergingPermission.PROPOSE),
    )
    return render_template(
        "residents/person/show.html",
        page=page,
        field_labels=FIELD_LABELS,
        identifier_kinds=KIND_LABELS,
        mapping_words=mapping_words,
        reason_chips=reason_chips,
        source_labels=SOURCE_LABELS,
        standing_labels=STANDING_LABELS,
        standing_states=STANDING_STATES,
        step_labels=STEP_LABELS,
        step_states=STEP_STATES,
        value_words=value_words,
    )


@bp.route("/residents/stays/<int:stay_id>/person/amend", methods=["GET", "POST"])
@requires(PersonPermission.AMEND)
def amend_resident(stay_id: int) -> ResponseReturnValue:
    """Correct name, birth and the like; what the file said before stays and is found still."""
    stay = stay_or_404(stay_id)
    form = AmendPersonForm.of(stay.resident)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            amend_person(
                stay.resident,
                form.values(),
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            _doubt_age(stay)
            return _back(stay.id, _("Đã đính chính. Nội dung cũ vẫn được giữ và vẫn tìm được."))
    return act_page("amend_person", stay, form, ethnic_groups=ETHNIC_GROUPS)


def _doubt_age(stay: Stay) -> None:
    """Say so when the corrected birth does not go with the kind of the stay; a person decides what follows."""
    day = local_date(stay.admitted_at)
    try:
        check_age(stay.kind.value, stay.resident.birth_date, day, ages_on(day))
    except RuleViolation as refusal:
        words = sentence(refusal)
        flash(f"{words.what} {_('Xem lại diện của đợt này và báo lãnh đạo.')}", "warning")


@bp.route("/residents/stays/<int:stay_id>/identifiers/new", methods=["GET", "POST"])
@requires(PersonPermission.AMEND)
def new_identifier(stay_id: int) -> ResponseReturnValue:
    """Add an identity paper the person has or had."""
    stay = stay_or_404(stay_id)
    form = IdentifierForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            add_identifier(
                stay.resident,
                form.paper(),
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _back(stay.id, _("Đã thêm giấy tờ vào hồ sơ."))
    return act_page("identifier", stay, form, row=None)


@bp.route("/residents/stays/<int:stay_id>/identifiers/<int:identifier_id>", methods=["GET", "POST"])
@requires(PersonPermission.AMEND)
def correct_identifier(stay_id: int, identifier_id: int) -> ResponseReturnValue:
    """Put a corrected row in the place of an identity paper; the old row stays and is found still."""
    stay = stay_or_404(stay_id)
    row = identifier_or_404(stay.resident_id, identifier_id)
    form = IdentifierForm(
        kind=row.kind.value,
        number=row.number,
        issued_on=row.issued_on,
        issued_by=row.issued_by,
        valid_to=row.valid_to,
        standing=row.standing.value,
    )
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            amend_identifier(
                identifier_or_404(stay.resident_id, identifier_id),
                form.paper(),
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _back(stay.id, _("Đã đính chính giấy tờ. Bản ghi cũ vẫn được giữ."))
    return act_page("identifier", stay, form, row=row)


def _back(stay_id: int, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for(".show_person", stay_id=stay_id), 303)


@bp.get("/residents/<int:resident_id>/photos/<int:file_id>")
@requires(ResidentPermission.VIEW)
def photo(resident_id: int, file_id: int) -> ResponseReturnValue:
    """Return a portrait. A stored file never changes, so the person's own browser may keep it for a day."""
    if not is_photo_of(resident_id, file_id):
        raise NotFound(f"no photo {file_id} of resident {resident_id}")
    content, media_type = file_content(file_id)
    response = Response(content, mimetype=media_type)
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    response.set_etag(f"photo-{file_id}")
    return response.make_conditional(request)


@bp.route("/residents/stays/<int:stay_id>/photo", methods=["GET", "POST"])
@requires(ResidentPermission.BADGE)
def new_photo(stay_id: int) -> ResponseReturnValue:
    """Keep a new portrait; the earlier ones stay."""
    stay = stay_or_404(stay_id)
    form = PhotoForm()
    if form.validate_on_submit():
        with form.rule_errors():
            portrait = prepare_photo(form.photo.data.stream.read())
            with unit_of_work():
                actor, now = current_actor(), clock().now()
                add_photo(stay.resident, portrait, actor=actor, now=now)
                note(
                    stay.id,
                    "Chụp ảnh chân dung mới",
                    area="residents",
                    topic=Topic.IDENTITY,
                    permission=ResidentPermission.VIEW,
                    happened_at=now,
                    actor=actor,
                    now=now,
                )
                sync_duties([stay.id], now=now)
        if not form.errors:
            return done(stay.id, _("Đã lưu ảnh mới. In lại thẻ nếu thẻ đang dùng ảnh cũ."))
    return act_page("photo", stay, form)
