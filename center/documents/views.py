"""The public page that checks a paper, the archive's files, and the register of forms."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.agency.permissions import AgencyPermission
from center.audit.service import record
from center.auth.access import current_actor, public, requires
from center.auth.permissions import AuthPermission
from center.clock import clock, today
from center.db import unit_of_work
from center.documents import queries
from center.documents.audit import DocumentRead
from center.documents.forms import CheckFileForm, SymbolForm
from center.documents.forms_catalogue import form_on, forms_of, kinds
from center.documents.paper_form import PaperForm
from center.documents.papers import init_papers
from center.documents.pdf import PdfUnavailable, pdf_problem
from center.documents.readers import reader_of
from center.documents.service import set_symbol
from center.errors import NotAllowed, NotFound
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.ui.messages import sentence
from center.ui.navigation import NavItem, register_navigation

bp = Blueprint("documents", __name__)
bp.record_once(lambda state: init_papers(state.app))

register_navigation(
    [
        NavItem(
            _l("Mẫu giấy tờ"),
            "documents.catalogue",
            AgencyPermission.CONFIGURE,
            "file-earmark-text",
            "system",
            40,
        )
    ]
)


@dataclass(frozen=True, slots=True)
class FileCheck:
    """How an uploaded file compares with the register."""

    sha256: str
    is_paper: bool
    part: str | None
    """Title of the packet's part it is, when it is not the whole paper."""


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One kind of paper as the one who configures the papers sees it."""

    form: PaperForm
    symbol: str
    is_own: bool
    """The center set the notation itself."""
    earlier: Sequence[PaperForm]


@bp.get("/verify/<token>")
@public
def verify(token: str) -> ResponseReturnValue:
    """Tell anybody who holds a paper whether it is genuine and in force."""
    facts = queries.paper_facts(token)
    return render_template(
        "documents/verify/show.html", facts=facts, form=CheckFileForm()
    ), 200 if facts else 404


@bp.post("/verify/<token>")
@public
def verify_file(token: str) -> ResponseReturnValue:
    """Tell whether an uploaded file is the registered paper or one of its parts; keep nothing of it."""
    facts = queries.paper_facts(token)
    if facts is None:
        return render_template("documents/verify/show.html", facts=None), 404
    form = CheckFileForm()
    if not form.validate_on_submit():
        return render_template("documents/verify/show.html", facts=facts, form=form), 422
    digest = digest_of(form.file.data.stream)
    check = FileCheck(digest, is_paper=digest == facts.sha256, part=facts.matching_part(digest))
    return render_template(
        "documents/verify/show.html", facts=facts, form=CheckFileForm(formdata=None), check=check
    )


@bp.get("/documents/files/<int:document_id>")
@requires(AuthPermission.SELF)
def file(document_id: int) -> ResponseReturnValue:
    """Open an issued paper, for those whom its owner lets; the reading is recorded."""
    document = queries.document_by_id(document_id)
    if document is None:
        raise NotFound
    permission = reader_of(document.kind)
    if permission is None or not current_actor().may(permission):
        raise NotAllowed(f"papers of kind {document.kind}")
    content, media_type = queries.file_content(document.file_id)
    with unit_of_work():
        event = DocumentRead(document_id=document.id, kind=document.kind)
        record(event, actor=current_actor(), at=clock().now(), stay_id=document.stay_id)
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = (
        f"{'attachment' if 'download' in request.args else 'inline'}; filename=giay-to-{document.id}.pdf"
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/documents/forms")
@requires(AgencyPermission.CONFIGURE)
def catalogue() -> ResponseReturnValue:
    """List the kinds of paper with their form, notation and what is still unconfirmed about them."""
    missing = pdf_problem()
    return render_template(
        "documents/_base/catalogue.html",
        lines=catalogue_lines(),
        problem=sentence(missing) if missing else None,
    )


@bp.route("/documents/forms/<kind>", methods=["GET", "POST"])
@requires(AgencyPermission.CONFIGURE)
def symbol(kind: str) -> ResponseReturnValue:
    """Set the center's own notation for one kind of paper."""
    if kind not in kinds() or not form_on(kind, today()).series:
        abort(404)
    form = SymbolForm(symbol=queries.symbol_on(kind, today()), valid_from=today())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            set_symbol(
                kind,
                form.symbol.data,
                form.valid_from.data or today(),
                actor=current_actor(),
                now=clock().now(),
            )
    if form.errors or request.method == "GET":
        status = 422 if form.errors else 200
        return render_template("documents/_base/symbol.html", form=form, paper=form_on(kind, today())), status
    flash(_("Đã đặt ký hiệu."), "success")
    return redirect(url_for(".catalogue"), 303)


@bp.app_errorhandler(PdfUnavailable)
def pdf_unavailable(error: PdfUnavailable) -> ResponseReturnValue:
    """Say what to install instead of failing without a word."""
    return render_template("documents/_base/unavailable.html", problem=sentence(error)), 503


def catalogue_lines() -> list[CatalogueLine]:
    """Return a line for each kind of paper, with the form of today first."""
    day = today()
    symbols, own = queries.symbols_on(day), queries.own_symbols_on(day)
    lines = []
    for kind in kinds():
        form = form_on(kind, day)
        lines.append(
            CatalogueLine(
                form=form,
                symbol=symbols.get(kind, ""),
                is_own=kind in own,
                earlier=[other for other in forms_of(kind) if other is not form],
            )
        )
    return lines


def digest_of(stream: IO[bytes]) -> str:
    """Return the SHA-256 of ``stream`` as hex, read in pieces."""
    digest = hashlib.sha256()
    while piece := stream.read(1024 * 1024):
        digest.update(piece)
    return digest.hexdigest()
