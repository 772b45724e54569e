"""The legal file of one stay: its list of contents, what is missing, and every act on a paper."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.audit.service import record
from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.db import unit_of_work
from center.errors import NotAllowed
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.jobs.service import enqueue
from center.residents.blueprint import bp
from center.residents.duty.registry import register_source
from center.residents.file.acts import act_page
from center.residents.legal_file import duties, file_part, jobs
from center.residents.legal_file.audit import FiledPaperRead, LegalFilePrinted
from center.residents.legal_file.desk import blank_form, kept_upload, legal_file_page
from center.residents.legal_file.documents import contents_pdf, whole_file
from center.residents.legal_file.forms import (
    CorrectForm,
    PaperForm,
    PrintForm,
    ScanForm,
    WithdrawForm,
    correct_form,
)
from center.residents.legal_file.holding import let_go
from center.residents.legal_file.kinds import COPY_LABELS, KIND_LABELS
from center.residents.legal_file.permissions import LegalFilePermission
from center.residents.legal_file.queries import (
    content_of,
    names_of,
    paper_or_404,
    papers_of,
    texts_of,
    totals_of,
)
from center.residents.legal_file.service import (
    correct_paper,
    file_issued,
    file_paper,
    scan_paper,
    withdraw_paper,
)
from center.residents.legal_file.uploads import keep_for_the_form, received
from center.residents.stay.models import Stay
from center.residents.stay.queries import stay_or_404
from center.residents.whole_file.parts import register_part
from center.ui.forms import BaseForm
from center.ui.panels import ResidentTab

PARTS = (jobs,)
TABS = (ResidentTab("legal_file", _l("Hồ sơ pháp lý"), "residents.legal_file", LegalFilePermission.VIEW, 26),)
IN_REQUEST = 30
"""Pages that may be bound while the person waits; more go to the background."""

register_source(duties.SOURCE)
register_part(file_part.PART)


@bp.context_processor
def _legal_file_words() -> dict[str, object]:
    """Give the package's pages the words of the legal file."""
    return {"paper_kinds": KIND_LABELS, "copy_kinds": COPY_LABELS}


@bp.get("/residents/stays/<int:stay_id>/legal-file")
@requires(LegalFilePermission.VIEW)
def legal_file(stay_id: int) -> ResponseReturnValue:
    """Show the papers in the order of their sheets, what is missing, and what could be put in."""
    page = legal_file_page(stay_or_404(stay_id), current_actor(), now=clock().now())
    return render_template("residents/legal_file/show.html", page=page, form=PrintForm(), limit=IN_REQUEST)


@bp.route("/residents/stays/<int:stay_id>/legal-file/new", methods=["GET", "POST"])
@requires(LegalFilePermission.ADD)
def new_filed_paper(stay_id: int) -> ResponseReturnValue:
    """Put a paper into the file: a scan, photos of its pages, or the note where the sheet lies."""
    stay, now, actor = stay_or_404(stay_id), clock().now(), current_actor()
    form = PaperForm() if request.method == "POST" else blank_form(stay, request.args.get("kind", ""))
    form.offer(names_of(stay.id))
    scanned = None
    if form.is_submitted():
        form.validate()
        with form.rule_errors():
            scanned = None if form.on_paper.data else received(form, stay.id, actor=actor, now=now)
            if scanned is None and not form.on_paper.data:
                form.files.errors = [_("Chọn tệp PDF hoặc ảnh, hoặc đánh dấu “Chưa quét”.")]
        if not form.errors:
            with form.rule_errors(), unit_of_work():
                paper = file_paper(
                    stay,
                    form.facts(),
                    scanned,
                    sheets=form.sheets.data or 0,
                    insertion=form.insertion(),
                    client_id=form.act_id.data,
                    actor=actor,
                    now=now,
                )
                let_go(form.held.data or "")
        if not form.errors:
            return _done(stay.id, _("Đã đưa vào hồ sơ, đánh số tờ %(sheets)s.", sheets=str(paper.span)))
        if scanned is not None:
            keep_for_the_form(form, scanned, stay.id, actor=actor, now=now)
    return _act("new", stay, form, kept=kept_upload(form, stay.id, actor, now=now))


@bp.get("/residents/stays/<int:stay_id>/legal-file/<int:paper_id>")
@requires(LegalFilePermission.VIEW)
def filed_paper(stay_id: int, paper_id: int) -> ResponseReturnValue:
    """Show everything about one paper: numbers, words of before, scan, hash, who and when."""
    stay, line = stay_or_404(stay_id), paper_or_404(stay_id, paper_id)
    return _act("paper", stay, BaseForm(), line=line, texts=texts_of(paper_id))


@bp.get("/residents/stays/<int:stay_id>/legal-file/<int:paper_id>/file")
@requires(LegalFilePermission.VIEW)
def filed_paper_file(stay_id: int, paper_id: int) -> ResponseReturnValue:
    """Open the scan or the center's own document; the reading is recorded."""
    line = paper_or_404(stay_id, paper_id)
    content = content_of(line)
    with unit_of_work():
        event = FiledPaperRead(paper_id=paper_id, kind=line.text.kind.value)
        record(event, actor=current_actor(), at=clock().now(), stay_id=stay_id)
    return _pdf(content, f"ho-so-{stay_id}-to-{line.span.first}.pdf")


@bp.route("/residents/stays/<int:stay_id>/legal-file/<int:paper_id>/scan", methods=["GET", "POST"])
@requires(LegalFilePermission.ADD)
def scan_filed_paper(stay_id: int, paper_id: int) -> ResponseReturnValue:
    """Give a paper its scan; exchanging one needs the right to withdraw."""
    stay, line = stay_or_404(stay_id), paper_or_404(stay_id, paper_id)
    now, actor = clock().now(), current_actor()
    if line.scan is not None and not actor.may(LegalFilePermission.WITHDRAW):
        raise NotAllowed("exchange a scan")
    form, scanned = ScanForm(), None
    if form.is_submitted():
        form.validate()
        with form.rule_errors():
            scanned = received(form, stay.id, actor=actor, now=now)
            if scanned is None:
                form.files.errors = [_("Chọn tệp PDF hoặc ảnh.")]
        if scanned is not None and not form.errors:
            with form.rule_errors(), unit_of_work():
                scan_paper(stay, paper_id, scanned, form.reason.data or "", actor=actor, now=now)
                let_go(form.held.data or "")
        if not form.errors:
            return _done(stay.id, _("Đã lưu bản quét của tờ %(sheets)s.", sheets=str(line.span)))
        if scanned is not None:
            keep_for_the_form(form, scanned, stay.id, actor=actor, now=now)
    return _act("scan", stay, form, line=line, kept=kept_upload(form, stay.id, actor, now=now))


@bp.route("/residents/stays/<int:stay_id>/legal-file/<int:paper_id>/correct", methods=["GET", "POST"])
@requires(LegalFilePermission.WITHDRAW)
def correct_filed_paper(stay_id: int, paper_id: int) -> ResponseReturnValue:
    """Correct what is written about a paper."""
    stay, line = stay_or_404(stay_id), paper_or_404(stay_id, paper_id)
    form = CorrectForm() if request.method == "POST" else correct_form(line.text)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            correct_paper(
                stay,
                paper_id,
                int(form.text_id.data) if (form.text_id.data or "").isdecimal() else 0,
                form.facts(),
                form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _done(stay.id, _("Đã sửa. Lời ghi cũ vẫn được giữ."))
    return _act("correct", stay, form, line=line)


@bp.route("/residents/stays/<int:stay_id>/legal-file/<int:paper_id>/withdraw", methods=["GET", "POST"])
@requires(LegalFilePermission.WITHDRAW)
def withdraw_filed_paper(stay_id: int, paper_id: int) -> ResponseReturnValue:
    """Take a paper out of the file; its numbers stay taken."""
    stay, line = stay_or_404(stay_id), paper_or_404(stay_id, paper_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            withdraw_paper(stay, paper_id, form.reason.data, actor=current_actor(), now=clock().now())
        if not form.errors:
            return _done(stay.id, _("Đã rút văn bản. Số tờ %(sheets)s không cấp lại.", sheets=str(line.span)))
    return _act("withdraw", stay, form, line=line)


@bp.post("/residents/stays/<int:stay_id>/legal-file/issued/<int:document_id>")
@requires(LegalFilePermission.ADD)
def put_issued_in(stay_id: int, document_id: int) -> ResponseReturnValue:
    """Put one of the center's own papers into the file."""
    stay = stay_or_404(stay_id)
    with unit_of_work():
        paper = file_issued(stay, document_id, actor=current_actor(), now=clock().now())
    return _done(stay.id, _("Đã đưa vào hồ sơ, đánh số tờ %(sheets)s.", sheets=str(paper.span)))


@bp.get("/residents/stays/<int:stay_id>/legal-file/contents.pdf")
@requires(LegalFilePermission.VIEW)
def legal_file_contents(stay_id: int) -> ResponseReturnValue:
    """Print the list of contents."""
    stay, now = stay_or_404(stay_id), clock().now()
    actor, lines = current_actor(), papers_of(stay.id)
    content = contents_pdf(stay, lines, local_date(now), prepared_by=actor.name)
    with unit_of_work():
        event = LegalFilePrinted(what="contents", pages=len(lines))
        record(event, actor=actor, at=now, stay_id=stay.id)
    return _pdf(content, f"muc-luc-{stay.resident.code}.pdf")


@bp.post("/residents/stays/<int:stay_id>/legal-file/whole")
@requires(LegalFilePermission.VIEW)
def print_legal_file(stay_id: int) -> ResponseReturnValue:
    """Lead to the whole file as one PDF: a thin one at once, a thick one through the background."""
    stay = stay_or_404(stay_id)
    if totals_of(stay.id).pages <= IN_REQUEST:
        return redirect(url_for(".whole_legal_file", stay_id=stay.id), 303)
    form = PrintForm()
    if not form.validate():
        return redirect(url_for(".legal_file", stay_id=stay.id), 303)
    with unit_of_work():
        job = enqueue(
            jobs.WHOLE_FILE,
            {"stay_id": stay.id},
            actor=current_actor(),
            now=clock().now(),
            client_id=form.act_id.data,
        )
    return redirect(url_for("jobs.show", job_id=job.id), 303)


@bp.get("/residents/stays/<int:stay_id>/legal-file/whole.pdf")
@requires(LegalFilePermission.VIEW)
def whole_legal_file(stay_id: int) -> ResponseReturnValue:
    """Show a thin file whole; a thick one leads back to its page, where the background is asked."""
    stay, now, actor = stay_or_404(stay_id), clock().now(), current_actor()
    if totals_of(stay.id).pages > IN_REQUEST:
        return redirect(url_for(".legal_file", stay_id=stay.id), 303)
    content, pages = whole_file(stay, local_date(now), prepared_by=actor.name)
    with unit_of_work():
        event = LegalFilePrinted(what="whole", pages=pages)
        record(event, actor=actor, at=now, stay_id=stay.id)
    return _pdf(content, f"ho-so-phap-ly-{stay.resident.code}.pdf")


def _act(template: str, stay: Stay, form: BaseForm, **context: object) -> ResponseReturnValue:
    return act_page(template, stay, form, folder="legal_file", **context)


def _done(stay_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for(".legal_file", stay_id=stay_id), 303)


def _pdf(content: bytes, filename: str) -> Response:
    response = Response(content, mimetype="application/pdf")
    kind = "attachment" if "download" in request.args else "inline"
    response.headers["Content-Disposition"] = f"{kind}; filename={filename}"
    response.headers["Cache-Control"] = "private, no-store"
    return response
