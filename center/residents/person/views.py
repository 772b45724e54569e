"""Portraits: showing them, and taking a new one."""

from __future__ import annotations

from flask import Response, request
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.documents.queries import file_content
from center.errors import NotFound
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.file.acts import act_page, done
from center.residents.permissions import ResidentPermission
from center.residents.person.forms import PhotoForm
from center.residents.person.queries import is_photo_of
from center.residents.person.service import add_photo
from center.residents.photos import prepare_photo
from center.residents.stay.queries import stay_or_404
from center.residents.timeline.service import note


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
                    permission=ResidentPermission.VIEW,
                    happened_at=now,
                    actor=actor,
                    now=now,
                )
        if not form.errors:
            return done(stay.id, _("Đã lưu ảnh mới. In lại thẻ nếu thẻ đang dùng ảnh cũ."))
    return act_page("photo", stay, form)
