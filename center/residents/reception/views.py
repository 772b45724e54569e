"""The page of one reception, the acts on it as a whole, and the list of all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import can, current_actor, requires
from center.clock import clock, local_date, today
from center.db import unit_of_work
from center.documents.queries import documents_of_stay
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.blueprint import bp
from center.residents.duty.registry import register_source
from center.residents.expected.queries import expected_counts
from center.residents.intake.paper_kinds import entry_kind
from center.residents.permissions import ResidentPermission
from center.residents.reception import duties, labels
from center.residents.reception.file_part import PART
from center.residents.reception.forms import ReasonForm
from center.residents.reception.page import lines_of
from center.residents.reception.permissions import ReceptionPermission
from center.residents.reception.queries import (
    ReceptionView,
    events_of,
    reception_of_stay,
    reception_or_404,
    receptions_page,
    view_or_404,
)
from center.residents.reception.service import abandon, begin, close, take_over
from center.residents.reception.steps import Step
from center.residents.stay.queries import header_of
from center.residents.whole_file.parts import register_part
from center.ui.forms import ActIdField, BaseForm
from center.ui.navigation import NavItem
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.panels import Panel
from center.ui.tables import Column

COLUMNS = (
    Column("name", _l("Người được tiếp nhận"), "main"),
    Column("since", _l("Bắt đầu lúc"), "custom"),
    Column("holder", _l("Đang làm"), "custom"),
    Column("steps", _l("Đã xong"), "custom"),
    Column("next", _l("Bước tiếp"), "custom"),
)
SHOWN = 8
"""Running receptions on the first page; the list has the rest."""

NAVIGATION = (
    NavItem(_l("Lượt tiếp nhận"), "residents.receptions", ReceptionPermission.VIEW, "list", "residents", 9),
)

register_source(duties.SOURCE)
register_part(PART)


class BeginForm(BaseForm):
    """Begins a reception once, however often it is sent."""

    client_id = ActIdField()


WORDS: dict[str, Any] = {
    "reception_labels": labels.STEP_LABELS,
    "reception_states": labels.STATE_LABELS,
    "reception_colours": labels.STATE_COLOURS,
    "reception_events": labels.EVENT_LABELS,
    "steps_total": len(Step),
}


@bp.context_processor
def _reception_words() -> dict[str, Any]:
    """Give the package's pages the words of receptions."""
    return WORDS


@bp.get("/residents/receptions")
@requires(ReceptionPermission.VIEW)
def receptions() -> ResponseReturnValue:
    """List receptions that run; ``?closed=1`` the closed ones."""
    number, closed = requested_page(), request.args.get("closed") == "1"
    views, total = receptions_page(
        closed=closed, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE, now=clock().now()
    )
    return render_template(
        "residents/reception/index.html",
        page=Page(views, number, DEFAULT_SIZE, total),
        columns=COLUMNS,
        closed=closed,
        form=BeginForm(),
    )


@bp.post("/residents/receptions")
@requires(ReceptionPermission.WORK)
def begin_reception() -> ResponseReturnValue:
    """Begin the reception of somebody nobody announced, or of whom nothing is known yet."""
    return _begin(None)


@bp.post("/residents/expected/<int:expected_id>/receive")
@requires(ReceptionPermission.WORK)
def receive_expected(expected_id: int) -> ResponseReturnValue:
    """Begin the reception of an expected arrival, everything the decision says filled in."""
    return _begin(expected_id)


def _begin(expected_id: int | None) -> ResponseReturnValue:
    form = BeginForm()
    reception_id = None
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            reception = begin(
                expected_id=expected_id,
                client_id=form.client_id.data if expected_id is None else None,
                actor=current_actor(),
                now=clock().now(),
            )
            reception_id = reception.id
    if reception_id is not None:
        return redirect(url_for(".show_reception", reception_id=reception_id), 303)
    for refusal in form.refusals:
        flash(f"{refusal.what} {refusal.next_step}", "danger")
    if expected_id is not None:
        return redirect(url_for(".expected_arrival", expected_id=expected_id), 303)
    return redirect(url_for(".receptions"), 303)


@bp.get("/residents/receptions/<int:reception_id>")
@requires(ReceptionPermission.VIEW)
def show_reception(reception_id: int) -> ResponseReturnValue:
    """Show the steps in order, what each still needs, and who has the reception."""
    return page_of(view_or_404(reception_id, clock().now()), BaseForm())


def page_of(view: ReceptionView, form: BaseForm) -> ResponseReturnValue:
    """Show the page of a reception; 422 when ``form`` was refused."""
    now, stay = clock().now(), view.known.stay
    page = render_template(
        "residents/reception/show.html",
        view=view,
        lines=lines_of(view),
        events=events_of(view.reception.id),
        header=header_of(stay, at=now, on=local_date(now)) if stay is not None else None,
        records=documents_of_stay(stay.id, entry_kind(stay.kind)) if stay is not None else [],
        is_mine=view.reception.holder_id == current_actor().id,
        form=form,
    )
    return page, 422 if form.errors else 200


@bp.post("/residents/receptions/<int:reception_id>/take-over")
@requires(ReceptionPermission.WORK)
def take_reception_over(reception_id: int) -> ResponseReturnValue:
    """Go on with somebody else's reception."""
    form = BaseForm()
    with form.rule_errors(), unit_of_work():
        take_over(reception_or_404(reception_id), actor=current_actor(), now=clock().now())
    if form.refusals:
        return page_of(view_or_404(reception_id, clock().now()), form)
    return back(reception_id, _("Từ bây giờ bạn làm tiếp lượt tiếp nhận này."))


@bp.route("/residents/receptions/<int:reception_id>/close", methods=["GET", "POST"])
@requires(ReceptionPermission.WORK)
def close_reception(reception_id: int) -> ResponseReturnValue:
    """Show what is left and end the reception; what is left becomes duties."""
    form = BaseForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            close(reception_or_404(reception_id), actor=current_actor(), now=clock().now())
        if not form.refusals:
            return back(
                reception_id, _("Đã kết thúc lượt tiếp nhận. Việc còn thiếu nằm trong danh sách việc.")
            )
    view = view_or_404(reception_id, clock().now())
    page = render_template("residents/reception/close.html", view=view, form=form)
    return page, 422 if form.refusals else 200


@bp.route("/residents/receptions/<int:reception_id>/abandon", methods=["GET", "POST"])
@requires(ReceptionPermission.WORK)
def abandon_reception(reception_id: int) -> ResponseReturnValue:
    """End a reception without taking the person in, and say why."""
    form = ReasonForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            abandon(
                reception_or_404(reception_id),
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return back(reception_id, _("Đã ghi là không tiếp nhận. Những gì đã nhập được bỏ."))
    view = view_or_404(reception_id, clock().now())
    page = render_template("residents/reception/abandon.html", view=view, form=form)
    return page, 422 if form.errors else 200


def back(reception_id: int, sentence: str) -> ResponseReturnValue:
    """Go back to the reception's page with a sentence about what was done."""
    flash(sentence, "success")
    return redirect(url_for("residents.show_reception", reception_id=reception_id), 303)


def home_panel() -> Mapping[str, Any]:
    """Return the receptions that run and who is to come, for the first page."""
    views, total = receptions_page(closed=False, offset=0, limit=SHOWN, now=clock().now())
    return {
        "receptions": views,
        "running": total,
        "counts": expected_counts(today()),
        "begin_form": BeginForm(),
        # the first page belongs to another blueprint, which does not have this package's words
        **WORDS,
    }


def watch_panel() -> Mapping[str, Any] | None:
    """Return who is at the desk and who is to come, for those who do not work there; nothing on a quiet day."""
    if can(ResidentPermission.ADMIT):
        return None
    views, total = receptions_page(closed=False, offset=0, limit=SHOWN, now=clock().now())
    counts = expected_counts(today())
    if not (total or counts.overdue or counts.today or counts.tomorrow):
        return None
    return {"receptions": views, "running": total, "counts": counts, "begin_form": None, **WORDS}


def file_panel(stay_id: int) -> Mapping[str, Any] | None:
    """Return what the reception of a stay still lacks; nothing once everything is done or when it had none."""
    reception = reception_of_stay(stay_id)
    if reception is None or (reception.closed_at is not None and not reception.left):
        return None
    view = view_or_404(reception.id, clock().now())
    return {"view": view} if view.open_steps or reception.closed_at is None else None


PANELS = (
    Panel(
        "home",
        "receptions-watch",
        ReceptionPermission.VIEW,
        "residents/home/receptions.html",
        watch_panel,
        25,
    ),
    Panel(
        "resident",
        "reception",
        ReceptionPermission.VIEW,
        "residents/reception/_panel.html",
        file_panel,
        5,
    ),
    Panel(
        "home",
        "receptions",
        ResidentPermission.ADMIT,
        "residents/home/receptions.html",
        home_panel,
        9,
    ),
)
