"""What those who treat print: the flow-sheet of detox, and the summary that leaves the house."""

from __future__ import annotations

import io

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue

from center.agency.queries import profile_on
from center.auth.access import requires
from center.clock import clock, local_date
from center.documents.papers import paper_pdf
from center.i18n import gettext as _
from center.medical import cows, news2
from center.medical.blueprint import bp
from center.medical.observation.chart import course_of, requested_span, since_of
from center.medical.packet import summary_for_packet
from center.medical.permissions import MedicalPermission
from center.residents.stay.queries import header_of, stay_or_404

SUMMARY = "documents/medical/summary.html"


@bp.get("/medical/stays/<int:stay_id>/sheet")
@requires(MedicalPermission.VIEW)
def sheet(stay_id: int) -> ResponseReturnValue:
    """Show the observations in force, oldest first, as the sheet that is printed for the record."""
    stay, now = stay_or_404(stay_id), clock().now()
    span = requested_span(request.args.get("span"))
    standing = [line for line in course_of(stay, now, span=span).lines if line.corrected_by is None]
    since = max(since_of(standing, span) or stay.admitted_at, stay.admitted_at)
    shown = [line for line in reversed(standing) if line.at >= since]
    return render_template(
        "medical/sheet.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        as_of=now,
        since=since,
        scores=[line.score for line in shown if line.score is not None],
        readings=[line.judged for line in shown if line.judged is not None],
        items=cows.ITEMS,
        bands=cows.BAND_LABELS,
        citations=(cows.CITATION, news2.CITATION),
    )


@bp.get("/medical/stays/<int:stay_id>/summary.pdf")
@requires(MedicalPermission.VIEW)
def summary_pdf(stay_id: int) -> ResponseReturnValue:
    """Show the medical summary as it would go into the packet today."""
    stay, day = stay_or_404(stay_id), local_date(clock().now())
    title = _("Tóm tắt tình trạng sức khỏe")
    person = stay.resident
    summary = summary_for_packet(stay.id, on=day)
    content = paper_pdf(
        SUMMARY,
        {
            "profile": profile_on(day),
            "signed_on": day,
            "person": {
                "full_name": person.full_name,
                "birth_date": person.birth_date,
                "code": person.code,
            },
            "lines": summary.labelled(),
            "signer_name": "",
        },
        title=title,
    )
    return send_file(
        io.BytesIO(content), "application/pdf", download_name=f"tom-tat-suc-khoe-{person.code}.pdf", max_age=0
    )
