"""Making the entry record."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.documents.forms_catalogue import form_on
from center.documents.papers import verification
from center.documents.queries import current_document, documents_of_stay
from center.documents.service import issue, reserve
from center.residents.blueprint import bp
from center.residents.file.acts import act_page, way_back
from center.residents.intake.documents import entry_pdf, entry_record
from center.residents.intake.paper_kinds import entry_kind
from center.residents.intake.record_forms import EntryRecordForm
from center.residents.intake.record_prefill import record_values
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stay
from center.residents.stay.queries import stay_or_404


@bp.route("/residents/stays/<int:stay_id>/entry-record", methods=["GET", "POST"])
@requires(ResidentPermission.ADMIT)
def make_entry_record(stay_id: int) -> ResponseReturnValue:
    """Ask for what the file does not hold, then issue the record and open it."""
    stay = stay_or_404(stay_id)
    kind = entry_kind(stay.kind)
    form = EntryRecordForm(**record_values(stay, receiver=current_actor().name))
    if form.validate_on_submit():
        return redirect(way_back(url_for("documents.file", document_id=_issue(stay, kind, form))), 303)
    return act_page(
        "entry_record",
        stay,
        form,
        paper=form_on(kind, stay.admitted_on),
        records=documents_of_stay(stay.id, kind),
    )


def _issue(stay: Stay, kind: str, form: EntryRecordForm) -> int:
    actor, now = current_actor(), clock().now()
    with unit_of_work():
        slip = reserve(kind, signed_on=stay.admitted_on, key=f"entry-{stay.id}-{form.act_id.data}", now=now)
        mark = verification(slip.token)
    content = entry_pdf(stay, entry_record(stay, form.facts()), mark)
    paper = form_on(kind, stay.admitted_on)
    with unit_of_work():
        document = issue(
            slip,
            content,
            title=f"{paper.title} {paper.abstract[:1].lower()}{paper.abstract[1:]}",
            actor=actor,
            now=now,
            stay_id=stay.id,
            supersedes=current_document(stay.id, kind),
        )
        return document.id
