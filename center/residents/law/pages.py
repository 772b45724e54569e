"""Pages that show the law's numbers; the acts on them stand beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import db, unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.legal.queries import parameter_book, stored_rows
from center.residents.law import history, queries, turns
from center.residents.law.blueprint import bp
from center.residents.law.export import as_xlsx
from center.residents.law.forms import ConfirmForm, LawFilterForm, chosen_rows
from center.residents.law.labels import topic_of
from center.residents.law.permissions import LawPermission
from center.residents.law.service import confirm
from center.residents.law.words import word_of
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.tables import Column
from center.ui.workbook import XLSX

COLUMNS = (
    Column("name", _l("Quy định"), "main"),
    Column("value", _l("Giá trị"), "custom"),
    Column("validity", _l("Hiệu lực"), "custom"),
    Column("source", _l("Căn cứ"), "custom"),
    Column("certainty", _l("Độ chắc chắn"), "custom"),
)
SOON = 5
"""Coming changes on the first page; the rest stands behind them."""


@bp.get("/law")
@requires(LawPermission.READ)
def index() -> ResponseReturnValue:
    """Show what is to be looked at: what is unverified, what changes when, where the center chooses."""
    on, book = today(), parameter_book()
    coming = turns.turns(book, on + timedelta(days=1), on + timedelta(days=turns.COMING_DAYS))
    return render_template(
        "residents/law/index.html",
        on=on,
        topics=queries.topic_counts(on),
        coming=coming[:SOON],
        coming_total=len(coming),
        choices=queries.choice_lines(on),
        offers=history.offers(stored_rows(db.session), on),
    )


@bp.get("/law/parameters")
@requires(LawPermission.READ)
def parameters() -> ResponseReturnValue:
    """Show the rows, a page at a time, under their topics."""
    form, number = LawFilterForm(formdata=request.args), requested_page()
    found = queries.lines(form.wanted(), today())
    start = (number - 1) * DEFAULT_SIZE
    page = Page(found[start : start + DEFAULT_SIZE], number, DEFAULT_SIZE, len(found))
    return render_template(
        "residents/law/parameters.html", page=page, groups=_grouped(page.items), form=form, columns=COLUMNS
    )


@bp.get("/law/parameters/sheet")
@requires(LawPermission.READ)
def sheet() -> ResponseReturnValue:
    """Show the whole filtered list as a sheet to compare with the official text by hand."""
    form = LawFilterForm(formdata=request.args)
    found = queries.lines(form.wanted(), today())
    return render_template(
        "residents/law/sheet.html",
        groups=_grouped(found),
        total=len(found),
        filters=form.in_words(),
        printed_at=clock().now(),
    )


@bp.get("/law/parameters/export.xlsx")
@requires(LawPermission.READ)
def export() -> ResponseReturnValue:
    """Hand out the whole filtered list as a file; it holds nothing about persons."""
    form = LawFilterForm(formdata=request.args)
    response = Response(
        as_xlsx(queries.lines(form.wanted(), today()), filters=form.in_words()), mimetype=XLSX
    )
    response.headers["Content-Disposition"] = f"attachment; filename=quy-dinh-{today():%Y%m%d}.xlsx"
    return response


@bp.get("/law/changes")
@requires(LawPermission.READ)
def changes() -> ResponseReturnValue:
    """Show what changes on which day: coming first, then what changed lately."""
    on, book = today(), parameter_book()
    coming = turns.turns(book, on + timedelta(days=1), on + timedelta(days=turns.COMING_DAYS))
    recent = turns.turns(book, on - timedelta(days=turns.RECENT_DAYS), on)
    return render_template(
        "residents/law/changes.html",
        on=on,
        coming=_by_day(coming),
        recent=list(reversed(_by_day(recent))),
        ahead_years=turns.COMING_DAYS // 365,
    )


@bp.get("/law/parameters/<string:name>")
@requires(LawPermission.READ)
def show(name: str) -> ResponseReturnValue:
    """Show one parameter: every row by day, what each superseded and why, and where it is used."""
    on = today()
    found = history.chains(name, on)
    return render_template(
        "residents/law/show.html",
        name=name,
        word=word_of(name),
        topic=topic_of(name),
        chains=found,
        duties=history.open_duties(found),
        rule_sets=sorted({chain.newest.rule_set for chain in found} - {"R2013"}),
        offers=history.offers(stored_rows(db.session), on).get(name, []),
        choices=[line for line in queries.choice_lines(on) if line.choice.name == name],
        on=on,
    )


@bp.route("/law/confirm", methods=["GET", "POST"])
@requires(LawPermission.CHANGE)
def confirm_page() -> ResponseReturnValue:
    """Confirm rows that were compared with the official text: one, or a whole topic at once."""
    wanted = LawFilterForm(formdata=request.args)
    chosen = chosen_rows(request.values.getlist("rows"))
    form = ConfirmForm(confirmed_by=current_actor().name, confirmed_on=today())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            written = confirm(
                chosen,
                confirmed_by=form.confirmed_by.data,
                confirmed_on=form.confirmed_on.data or today(),
                where=form.where.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            count = len(written)
            flash(_("Đã xác nhận %(count)s quy định.", count=count), "success")
            if count == 1:
                return redirect(url_for(".show", name=written[0].name), 303)
            return redirect(url_for(".parameters", certainty="confirmed"), 303)
    found = queries.lines(wanted.wanted(), today())
    if request.args.getlist("rows") and not request.args.get("topic"):
        found = [line for line in found if line.row.row_id in chosen]
    return render_template(
        "residents/law/confirm.html", form=form, filters=wanted, groups=_grouped(found), chosen=set(chosen)
    ), 422 if form.errors else 200


def _grouped(found: Sequence[queries.Line]) -> list[tuple[str, list[queries.Line]]]:
    """Return the lines under the labels of their topics; they come in the order of the topics."""
    groups = groupby(found, key=lambda line: line.topic)
    return [(str(topic.label), list(lines)) for topic, lines in groups]


def _by_day(found: Sequence[turns.Turn]) -> list[tuple[date, list[tuple[str, list[turns.Turn]]]]]:
    """Return the turns under their days, and within a day under their topics."""
    return [
        (
            day,
            [(str(topic.label), list(some)) for topic, some in groupby(of_day, key=lambda turn: turn.topic)],
        )
        for day, of_day in groupby(found, key=lambda turn: turn.day)
    ]
