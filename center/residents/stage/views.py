"""The conveyor of one stay and of the center, and the acts on it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import can, current_actor, requires
from center.clock import clock, local_date, today
from center.db import unit_of_work
from center.errors import NotFound, RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.blueprint import bp
from center.residents.file.acts import act_page
from center.residents.housing.queries import zones
from center.residents.permissions import ResidentPermission
from center.residents.stage.board import BoardFilter, BoardLine, board, counts, persons_by_stage
from center.residents.stage.doctors import doctors_words
from center.residents.stage.drawing import draw, lane_lines
from center.residents.stage.forms import (
    BoardFilterForm,
    CorrectionForm,
    StepForm,
    TakeBackForm,
    WaiverForm,
    board_form,
)
from center.residents.stage.labels import (
    ACT_LABELS,
    LIMIT_LABELS,
    PACE_LABELS,
    PACE_STATES,
    STEP_LABELS,
)
from center.residents.stage.limits import stage_limits
from center.residents.stage.messages import blocker_words
from center.residents.stage.model import Stage, StageLimit, Step
from center.residents.stage.permissions import StagePermission
from center.residents.stage.queries import (
    Conveyor,
    change_or_404,
    conveyor,
    stage_changes_of,
    step_of,
    waiver_or_404,
)
from center.residents.stage.service import correct_step, take_back_waiver, take_step, waive_limit
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of, stay_or_404
from center.ui.forms import BaseForm
from center.ui.navigation import NavItem
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.panels import ResidentTab
from center.ui.tables import Column

NAVIGATION = (
    NavItem(
        _l("Quy trình 5 giai đoạn"), "residents.stage_board", ResidentPermission.VIEW, "flag", "residents", 25
    ),
)
TABS = (ResidentTab("stages", _l("Quy trình"), "residents.stages", ResidentPermission.VIEW, 12),)

COLUMNS = (
    Column("name", _l("Họ tên"), "main"),
    Column("code", _l("Mã"), "custom"),
    Column("bed", _l("Giường"), "custom"),
    Column("stages", _l("Đang ở giai đoạn"), "custom"),
    Column("pace", _l("Tình trạng"), "custom"),
    Column("next", _l("Bước tiếp theo, điều còn vướng"), "custom"),
    Column("end", _l("Hết thời hạn"), "custom"),
)
EVERYBODY = 100_000
"""More than a center ever holds; the limit of a printed board."""


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "stage_act_labels": ACT_LABELS,
        "stage_limit_labels": LIMIT_LABELS,
        "pace_labels": PACE_LABELS,
        "pace_states": PACE_STATES,
        "step_labels": STEP_LABELS,
        "blocker_words": blocker_words,
    }


@bp.get("/residents/stays/<int:stay_id>/stages")
@requires(ResidentPermission.VIEW)
def stages(stay_id: int) -> ResponseReturnValue:
    """Show the five lanes of one stay, what comes next and what blocks it, and every row that was written."""
    stay, now = stay_or_404(stay_id), clock().now()
    on = local_date(now)
    page = conveyor(stay, on)
    return render_template(
        "residents/stage/show.html",
        stay=stay,
        header=header_of(stay, at=now, on=on),
        page=page,
        lines=lane_lines(page, on),
        chart=draw(stay, page.lanes, on),
        doctors=doctors_words([stay.id]).get(stay.id) if page.lanes[Stage.DETOX].is_open else None,
        correctable=_correctable(page),
        on=on,
    )


@bp.route("/residents/stays/<int:stay_id>/stages/<step_name>", methods=["GET", "POST"])
@requires(ResidentPermission.STAGE)
def stage_step(stay_id: int, step_name: str) -> ResponseReturnValue:
    """Take one step with its day and a remark."""
    stay, step = stay_or_404(stay_id), _step(step_name)
    form = StepForm(on_day=today())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            take_step(
                stay,
                step,
                on=form.on_day.data,
                reason=form.reason.data or "",
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _back(stay.id, _("Đã ghi: %(step)s.", step=str(STEP_LABELS[step]).lower()))
    return _act("step", stay, form, step=step)


@bp.route("/residents/stays/<int:stay_id>/stages/limits/<limit_name>/waive", methods=["GET", "POST"])
@requires(StagePermission.WAIVE)
def waive_stage_limit(stay_id: int, limit_name: str) -> ResponseReturnValue:
    """Let a stay pass a limit of days by a written decision."""
    stay, limit = stay_or_404(stay_id), _limit(limit_name)
    form = WaiverForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            waive_limit(
                stay,
                limit,
                reason=form.reason.data,
                paper=form.paper.data or "",
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _back(stay.id, _("Đã cho qua giới hạn: %(limit)s.", limit=LIMIT_LABELS[limit]))
    return _act("waive", stay, form, limit=limit)


@bp.route("/residents/stays/<int:stay_id>/stages/waivers/<int:waiver_id>/take-back", methods=["GET", "POST"])
@requires(StagePermission.WAIVE)
def take_back_stage_waiver(stay_id: int, waiver_id: int) -> ResponseReturnValue:
    """Take an exception back for the steps not taken yet."""
    stay, waiver = stay_or_404(stay_id), waiver_or_404(stay_id, waiver_id)
    form = TakeBackForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            take_back_waiver(
                stay,
                waiver_or_404(stay_id, waiver_id),
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _back(stay.id, _("Đã thôi cho qua giới hạn."))
    return _act("take_back", stay, form, waiver=waiver)


@bp.route("/residents/stays/<int:stay_id>/stages/facts/<int:change_id>/correct", methods=["GET", "POST"])
@requires(ResidentPermission.STAGE)
def correct_stage(stay_id: int, change_id: int) -> ResponseReturnValue:
    """Put another day on a recorded step, or take it back."""
    stay, wrong = stay_or_404(stay_id), change_or_404(stay_id, change_id)
    form = CorrectionForm(on_day=wrong.on_day)
    if form.validate_on_submit():
        if form.act.data == "day" and form.on_day.data is None:
            form.refuse(RuleViolation("residents.stage_correction_day", field="on_day"))
        else:
            with form.rule_errors(), unit_of_work():
                correct_step(
                    stay,
                    change_or_404(stay_id, change_id),
                    on=form.day(),
                    reason=form.reason.data,
                    client_id=form.client_id.data,
                    actor=current_actor(),
                    now=clock().now(),
                )
        if not form.errors:
            return _back(stay.id, _("Đã đính chính."))
    group = step_of(wrong, stage_changes_of(stay.id)) or [wrong]
    return _act("correct", stay, form, wrong=wrong, group=group)


@bp.get("/residents/stages")
@requires(ResidentPermission.VIEW)
def stage_board() -> ResponseReturnValue:
    """Show the conveyor of the center a page at a time."""
    form, number, on = _filter(), requested_page(), today()
    wanted = form.wanted()
    lines, total = _board(wanted, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "residents/stage/board.html",
        page=Page(lines, number, DEFAULT_SIZE, total),
        form=form,
        columns=COLUMNS,
        by_stage=persons_by_stage(),
        counts=counts(wanted, on),
        limits=stage_limits(on),
        on=on,
    )


@bp.get("/residents/stages/sheet")
@requires(ResidentPermission.VIEW)
def stage_sheet() -> ResponseReturnValue:
    """Show the whole filtered board as a sheet to print."""
    form, on = _filter(), today()
    lines, total = _board(form.wanted(), offset=0, limit=EVERYBODY)
    return render_template(
        "residents/stage/sheet.html",
        lines=lines,
        total=total,
        filters=form.in_words(),
        printed_at=clock().now(),
        on=on,
    )


def _filter() -> BoardFilterForm:
    form = board_form(request.args, list(zones()))
    form.validate()
    return form


def _board(wanted: BoardFilter, *, offset: int, limit: int) -> tuple[list[BoardLine], int]:
    now = clock().now()
    return board(wanted, at=now, on=local_date(now), offset=offset, limit=limit)


def _correctable(page: Conveyor) -> frozenset[int]:
    """Return the rows that offer a correction to the one who looks: one link for each step that counts."""
    if not page.stay.is_open or not can(ResidentPermission.STAGE):
        return frozenset()
    standing, seen, found = page.standing_ids, set(), set()
    for row in page.changes:
        if row.id in standing and row.step_key not in seen:
            seen.add(row.step_key)
            if row.stage is not Stage.RECEPTION or row.act != "begin":
                found.add(row.id)
    return frozenset(found)


def _act(template: str, stay: Stay, form: BaseForm, **context: object) -> ResponseReturnValue:
    page = conveyor(stay, today())
    return act_page(template, stay, form, folder="stage", page=page, **context)


def _back(stay_id: int, told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(url_for("residents.stages", stay_id=stay_id), 303)


def _step(name: str) -> Step:
    # the doctors end detox, on their own page
    if name not in set(Step) or name == Step.END_DETOX:
        raise NotFound(f"no step {name}")
    return Step(name)


def _limit(name: str) -> StageLimit:
    if name not in set(StageLimit):
        raise NotFound(f"no limit {name}")
    return StageLimit(name)
