"""The tab of the term: the proof on any day, what if, the history, and what is printed from it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import can, current_actor, requires
from center.clock import clock, local_date
from center.errors import NotFound, Refusal, RuleViolation
from center.i18n import lazy_gettext as _l
from center.legal.queries import parameter_book
from center.legal.rules import RuleSet
from center.residents.blueprint import bp
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of, stay_or_404
from center.residents.stay.terms import facts_of
from center.residents.term.model import TermInput
from center.residents.term.reductions import LEAST_RULE
from center.residents.term.rules import compute_term
from center.residents.term_desk.drawing import drawn
from center.residents.term_desk.figures import Supposition, suppose
from center.residents.term_desk.forms import AskForm
from center.residents.term_desk.kinds import ActKind, offered
from center.residents.term_desk.papers import draft_sheet, issue_sheet
from center.residents.term_desk.permissions import TermPermission
from center.residents.term_desk.queries import correctable, lasting_of, sheets_of
from center.residents.term_desk.sheet import SheetLine, lines_of, term_sheet
from center.ui.messages import sentence
from center.ui.panels import ResidentTab
from center.ui.term_line import TermLine

TABS = (ResidentTab("term", _l("Thời hạn"), "residents.term", ResidentPermission.VIEW, 10),)

FAR = timedelta(days=365 * 15)
"""How far from the term a day may be asked for."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """The result of a what if, beside the present one."""

    what: Supposition
    last_day: date
    shift: int
    days_left: int
    is_provisional: bool
    lines: tuple[SheetLine, ...]
    line: TermLine | None


@bp.get("/residents/stays/<int:stay_id>/term")
@requires(ResidentPermission.VIEW)
def term(stay_id: int) -> ResponseReturnValue:
    """Show the proof of the term on the asked day, what if, and how its last day came to be."""
    stay, now = stay_or_404(stay_id), clock().now()
    today = local_date(now)
    facts = facts_of(stay)
    header = header_of(stay, at=now, on=today)
    if facts is None:
        return render_template("residents/term_desk/none.html", stay=stay, header=header)
    form = AskForm(formdata=request.args)
    away = any(item.back_on is None for item in facts.absences)
    knows = _knows_reduction(stay)
    form.validate()
    on, refusals = _asked_day(form, stay, today)
    sheet = term_sheet(stay, facts, on)
    supposed, refusal = _supposed(facts, form.supposition(), sheet.last_day, on=on, away=away)
    return render_template(
        "residents/term_desk/show.html",
        stay=stay,
        header=header,
        form=form,
        sheet=sheet,
        today=today,
        away=away,
        knows_reduction=knows,
        supposed=supposed,
        refusals=[*refusals, *([refusal] if refusal else [])],
        acts=_acts(stay, knows),
        correctable=correctable(stay.id) if can(TermPermission.RECORD) else frozenset(),
        issued=sheets_of(stay.id),
        issue_key=uuid.uuid4(),
    )


@bp.get("/residents/stays/<int:stay_id>/term/sheet.pdf")
@requires(ResidentPermission.VIEW)
def term_sheet_draft(stay_id: int) -> ResponseReturnValue:
    """Hand out the proof sheet as a draft, for the asked day."""
    stay, today = stay_or_404(stay_id), local_date(clock().now())
    form = AskForm(formdata=request.args)
    form.validate()
    on, _refusals = _asked_day(form, stay, today)
    response = Response(draft_sheet(stay, _facts(stay), on), mimetype="application/pdf")
    response.headers["Content-Disposition"] = "inline; filename=bang-tinh-thoi-han-du-thao.pdf"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.post("/residents/stays/<int:stay_id>/term/sheet")
@requires(TermPermission.RECORD)
def issue_term_sheet(stay_id: int) -> ResponseReturnValue:
    """Issue the proof sheet of today: number, code, archive; then open it."""
    stay = stay_or_404(stay_id)
    key = request.form.get("client_id", "")[:40]
    document = issue_sheet(stay, _facts(stay), key=key, actor=current_actor(), now=clock().now())
    return redirect(url_for("documents.file", document_id=document), 303)


def _facts(stay: Stay) -> TermInput:
    facts = facts_of(stay)
    if facts is None:
        raise NotFound(f"stay {stay.id} has no term")
    return facts


def _asked_day(form: AskForm, stay: Stay, today: date) -> tuple[date, list[Refusal]]:
    """Return the day to compute for: the asked one, or today where that is no sensible question."""
    asked: date | None = form.on.data if not form.on.errors else None
    if asked is None:
        return today, []
    first, last = stay.decided_on, (stay.last_day or today) + FAR
    if first <= asked <= last:
        return asked, []
    far = RuleViolation("residents.ask_day_range", day=asked, first=first, last=last)
    return today, [sentence(far)]


def _supposed(
    facts: TermInput, what: Supposition, present: date, *, on: date, away: bool
) -> tuple[Supposed | None, Refusal | None]:
    if what.is_empty:
        return None, None
    try:
        if what.back_on is not None and not away:
            raise RuleViolation("residents.nobody_away")
        would = suppose(facts, what, on=on)
        found = compute_term(would, parameter_book(), on=on)
    except RuleViolation as refused:
        return None, sentence(refused)
    return (
        Supposed(
            what,
            found.last_day,
            (found.last_day - present).days,
            found.days_left,
            found.is_provisional,
            lines_of(found, would),
            drawn(found),
        ),
        None,
    )


def _knows_reduction(stay: Stay) -> bool:
    return parameter_book().find_or_none(LEAST_RULE, stay.decided_on, RuleSet(stay.rule_set)) is not None


def _acts(stay: Stay, knows_reduction: bool) -> list[ActKind]:
    if not can(TermPermission.RECORD):
        return []
    found = offered(stay, lasting_of(stay.id), knows_reduction=knows_reduction)
    return [kind for kind in found if not kind.ends_stay or can(TermPermission.END)]
