"""The intake form inside a reception: kept half done, taken up by another, accepted in the end."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import row_id, unit_of_work
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.intake.photo import KEPT, keep
from center.residents.intake.views import Sent, obey, show_form, take_in
from center.residents.permissions import ResidentPermission
from center.residents.reception.boxes import boxes_in, posted_from
from center.residents.reception.drafts import check_version, save_draft
from center.residents.reception.models import Reception
from center.residents.reception.queries import draft_of, reception_or_404
from center.residents.reception.views import back


@bp.get("/residents/receptions/<int:reception_id>/intake")
@requires(ResidentPermission.ADMIT)
def reception_intake(reception_id: int) -> ResponseReturnValue:
    """Show the form with everything typed so far, by whomever."""
    reception = reception_or_404(reception_id)
    if reception.stay_id is not None or reception.closed_at is not None:
        return redirect(url_for(".show_reception", reception_id=reception_id), 303)
    if reception.holder_id != current_actor().id:
        words = _(
            "Lượt tiếp nhận này đang do %(name)s làm. Bấm «Tiếp tục» để nhận làm tiếp.",
            name=reception.holder_name,
        )
        flash(words, "warning")
        return redirect(url_for(".show_reception", reception_id=reception_id), 303)
    draft = draft_of(reception_id)
    posted = posted_from(draft.boxes if draft else ())
    if draft is not None and draft.photo is not None:
        posted[KEPT] = keep(draft.photo)
    posted["draft_version"] = str(draft.version if draft else "")
    sent = obey(posted, {})
    if not sent.form.number.data and not sent.form.card_text.data:
        sent.form.scan.render_kw = {**sent.form.scan.render_kw, "autofocus": True}
    return show_form(sent, reception)


@bp.post("/residents/receptions/<int:reception_id>/intake", endpoint="send_reception_intake")
@requires(ResidentPermission.ADMIT)
def send_intake(reception_id: int) -> ResponseReturnValue:
    """Take the person in, keep what was typed, or do what another button of the form asks."""
    reception = reception_or_404(reception_id)
    if reception.stay_id is not None:
        return redirect(url_for(".show_reception", reception_id=reception_id), 303)
    sent = obey(MultiDict(request.form), request.files)
    if sent.button in ("save", "admit"):
        _notice_others(reception_id, sent)
    if sent.button == "save" and not sent.form.errors and _save(reception, sent):
        return back(reception_id, _("Đã lưu. Ai ở bàn tiếp nhận cũng làm tiếp được."))
    if sent.button == "admit" and not sent.form.errors and take_in(sent, reception_id) is not None:
        return redirect(url_for(".show_reception", reception_id=reception_id), 303)
    return show_form(sent, reception_or_404(reception_id))


def _save(reception: Reception, sent: Sent) -> bool:
    with sent.form.rule_errors(), unit_of_work():
        save_draft(
            reception,
            boxes_in(sent.posted, sent.form._fields),
            sent.photo,
            version=row_id(sent.form.draft_version.data),
            actor=current_actor(),
            now=clock().now(),
        )
    return not sent.form.errors


def _notice_others(reception_id: int, sent: Sent) -> None:
    """Say that somebody else saved since the form was opened; the next try is one that knows of it."""
    draft = draft_of(reception_id)
    if draft is None:
        return
    with sent.form.rule_errors():
        check_version(draft, row_id(sent.form.draft_version.data))
    sent.form.draft_version.data = str(draft.version)
