"""The acts that change the book: typed, previewed over every stay, and saved exactly as previewed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.audit.service import Event
from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import db, unit_of_work
from center.errors import NotFound, RuleViolation
from center.i18n import gettext as _
from center.legal import changes
from center.legal.changes import Change
from center.legal.queries import open_offers, parameter_book, row_of_form, rows_of, stored_rows
from center.legal.rules import Parameter, ParameterBook, RuleSet
from center.legal.values import kind_of
from center.residents.law import history, queries
from center.residents.law.audit import (
    OfferSettled,
    ParameterAdded,
    ParameterCorrected,
    ParameterWithdrawn,
)
from center.residents.law.blueprint import bp
from center.residents.law.choices import CHOICES
from center.residents.law.permissions import LawPermission
from center.residents.law.service import Outdated, Plan, Preview, preview, save, settle
from center.residents.law.value_forms import ReasonForm, typed_as, value_form
from center.residents.law.values import said
from center.residents.law.words import word_of
from center.ui.pagination import DEFAULT_SIZE, Page

Describe = Callable[[Preview], Event]


@bp.route("/law/parameters/<string:name>/new", methods=["GET", "POST"])
@requires(LawPermission.CHANGE)
def add(name: str) -> ResponseReturnValue:
    """Add a value from a first day on; for one rule set where the parameter has several."""
    like = _newest_row(name, request.args.get("rule_set", ""))
    form = value_form(
        like, changes.units_of(parameter_book(), kind_of(like.value)), value=None, confidence="V"
    )

    def plan(book: ParameterBook) -> Change:
        draft = form.draft(like, reader=current_actor().name, on=today())
        _check_order(like, draft.value, draft.source)
        return changes.add(book, draft)

    def describe(found: Preview) -> Event:
        row = found.change.rows[0]
        return ParameterAdded(
            parameter=name,
            rule_set=str(row.rule_set or ""),
            value=said(row),
            valid_from=row.valid_from,
            source=row.source,
            reason=form.reason.data,
            moved=found.impact.ends_moved,
        )

    return _act(
        form, plan, describe, title=_("Thêm giá trị mới"), name=name, template="value_form.html", like=like
    )


@bp.route("/law/rows/<int:row_id>/correct", methods=["GET", "POST"])
@requires(LawPermission.CHANGE)
def correct(row_id: int) -> ResponseReturnValue:
    """Say instead of a row what is right; the row stays readable with who replaced it and why."""
    if (done := _done_already()) is not None:
        return done
    row = queries.parameter_or_404(row_id)
    form = value_form(
        row,
        changes.units_of(parameter_book(), kind_of(row.value)),
        value=typed_as(row),
        unit=row.unit,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        confidence=row.confidence.value,
        where=row.confirmed_where,
        note=row.note,
    )

    def plan(book: ParameterBook) -> Change:
        held = _row_in(book, row_id)
        draft = form.draft(held, reader=current_actor().name, on=today())
        _check_order(held, draft.value, draft.source)
        return changes.correct(book, held, draft)

    def describe(found: Preview) -> Event:
        new = found.change.rows[0]
        return ParameterCorrected(
            parameter=row.name,
            rule_set=str(row.rule_set or ""),
            before=said(row),
            value=said(new),
            valid_from=new.valid_from,
            source=new.source,
            reason=form.reason.data,
            moved=found.impact.ends_moved,
        )

    return _act(
        form, plan, describe, title=_("Đính chính"), name=row.name, template="value_form.html", like=row
    )


@bp.route("/law/rows/<int:row_id>/withdraw", methods=["GET", "POST"])
@requires(LawPermission.CHANGE)
def withdraw(row_id: int) -> ResponseReturnValue:
    """Take back a value the center had added; what it had closed is open again."""
    if (done := _done_already()) is not None:
        return done
    row = queries.parameter_or_404(row_id)
    form = ReasonForm()

    def plan(book: ParameterBook) -> Change:
        held = _row_in(book, row_id)
        stored = rows_of(held.name)
        if not history.is_withdrawable(held, stored):
            raise RuleViolation("law.not_withdrawable")
        closed, as_before = history.closed_for(held, stored, book)
        return changes.withdraw(book, held, closed=closed, as_before=as_before)

    def describe(found: Preview) -> Event:
        return ParameterWithdrawn(
            parameter=row.name,
            rule_set=str(row.rule_set or ""),
            before=said(row),
            valid_from=row.valid_from,
            reason=form.reason.data,
            moved=found.impact.ends_moved,
        )

    return _act(
        form, plan, describe, title=_("Rút lại giá trị"), name=row.name, template="withdraw.html", like=row
    )


@bp.route("/law/parameters/<string:name>/offer/keep", methods=["GET", "POST"])
@requires(LawPermission.CHANGE)
def keep(name: str) -> ResponseReturnValue:
    """Stay with the center's own word, after having looked at what the release says."""
    found, form = _offers(name), ReasonForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            settle(name, "keep", reason=form.reason.data, actor=current_actor(), now=clock().now())
        if not form.errors:
            flash(_("Đã ghi: giữ nội dung của cơ sở."), "success")
            return redirect(url_for(".show", name=name), 303)
    page = render_template("residents/law/keep.html", form=form, name=name, word=word_of(name), offers=found)
    return page, 422 if form.errors else 200


@bp.route("/law/parameters/<string:name>/offer/take", methods=["GET", "POST"])
@requires(LawPermission.CHANGE)
def take(name: str) -> ResponseReturnValue:
    """Put what the release says in the place of the center's own word."""
    if (done := _done_already()) is not None:
        return done
    _offers(name)
    form = ReasonForm()

    def plan(book: ParameterBook) -> Change:
        waiting = [row for row in open_offers(stored_rows(db.session)) if row.name == name]
        if not waiting:
            raise RuleViolation("law.nothing_offered")
        return changes.take_over(book, [row.as_parameter() for row in waiting])

    def describe(found: Preview) -> Event:
        return OfferSettled(
            parameter=name, decision="take", reason=form.reason.data, moved=found.impact.ends_moved
        )

    return _act(
        form,
        plan,
        describe,
        title=_("Dùng nội dung của bản cập nhật"),
        name=name,
        template="take.html",
        like=None,
        settles=True,
    )


def _act(
    form: ReasonForm,
    plan: Plan,
    describe: Describe,
    *,
    title: str,
    name: str,
    template: str,
    like: Parameter | None,
    settles: bool = False,
) -> ResponseReturnValue:
    """Show the form, then the preview, then do exactly what was previewed."""
    do = request.form.get("do", "preview")
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "name": name,
        "word": word_of(name),
        "like": like,
    }
    shown, status = None, 200
    if form.validate_on_submit() and do != "edit":
        with form.rule_errors():
            if do != "save":
                shown = preview(plan, clock().now())
            else:
                try:
                    with unit_of_work():
                        _saved(form, plan, describe, name=name, settles=settles)
                except Outdated as conflict:
                    shown, status = conflict.preview, 409
                else:
                    flash(_("Đã lưu đúng như bản xem trước."), "success")
                    return redirect(url_for(".show", name=name), 303)
    if shown is None:
        return render_template(f"residents/law/{template}", **context), 422 if form.errors else 200
    context |= {"preview": shown, "turns": history.said_before_and_after(shown.change, parameter_book())}
    if do == "sheet":
        return render_template("residents/law/preview_sheet.html", printed_at=clock().now(), **context)
    number = max(1, request.form.get("page", 1, int))
    start = (number - 1) * DEFAULT_SIZE
    stays = shown.impact.stays
    page = Page(stays[start : start + DEFAULT_SIZE], number, DEFAULT_SIZE, len(stays))
    return render_template("residents/law/preview.html", page=page, outdated=status == 409, **context), status


def _done_already() -> ResponseReturnValue | None:
    """Answer a form that was sent twice: its row is superseded by what it wrote itself."""
    act_id = request.form.get("act_id", "")
    written = row_of_form(act_id) if act_id else None
    return None if written is None else redirect(url_for(".show", name=written.name), 303)


def _saved(form: ReasonForm, plan: Plan, describe: Describe, *, name: str, settles: bool) -> None:
    actor, now = current_actor(), clock().now()
    done = save(
        plan,
        form.token.data or "",
        reason=form.reason.data,
        describe=describe,
        client_id=form.act_id.data,
        actor=actor,
        now=now,
    )
    if settles and done is not None:
        settle(name, "take", reason=form.reason.data, moved=done.impact.ends_moved, actor=actor, now=now)


def _newest_row(name: str, rule_set: str) -> Parameter:
    """Return the row a new value follows. Raises NotFound."""
    rows = [row for row in parameter_book() if row.name == name]
    wanted = RuleSet(rule_set) if rule_set in set(RuleSet) else None
    fitting = [row for row in rows if row.rule_set == wanted] or rows
    if not fitting:
        raise NotFound(f"no parameter {name!r}")
    return fitting[-1]


def _row_in(book: ParameterBook, row_id: int) -> Parameter:
    for row in book:
        if row.row_id == row_id:
            return row
    raise RuleViolation("law.row_superseded")


def _check_order(row: Parameter, value: object, source: str) -> None:
    """Refuse to leave the default of a choice that only a written order may change, without the order."""
    for choice in CHOICES:
        if (choice.name, choice.rule_set) != (row.name, row.rule_set) or not choice.needs_order:
            continue
        if value != choice.alternatives[0] and not re.search(r"\d", source):
            raise RuleViolation("law.order_missing", field="source")


def _offers(name: str) -> list[history.Offer]:
    found = history.offers(stored_rows(db.session), today()).get(name)
    if not found:
        raise NotFound(f"nothing is offered for {name!r}")
    return found
