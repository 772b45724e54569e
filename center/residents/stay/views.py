"""The next stage, and giving belongings back."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.auth.permissions import Role
from center.clock import clock
from center.db import unit_of_work
from center.errors import NotFound
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.file.acts import act_page, done
from center.residents.labels import STAGE_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.stay.belongings import belongings_of, return_belongings
from center.residents.stay.forms import StageForm, return_form
from center.residents.stay.models import Stage, Stay
from center.residents.stay.queries import stay_or_404
from center.residents.stay.rules import STAGES
from center.residents.stay.stages import move_stage


@bp.route("/residents/stays/<int:stay_id>/stage", methods=["GET", "POST"])
@requires(ResidentPermission.STAGE)
def next_stage(stay_id: int) -> ResponseReturnValue:
    """Move the stay to its next stage; a director may let it pass a limit of days."""
    stay, actor = stay_or_404(stay_id), current_actor()
    stage = _stage_after(stay)
    if stage is None:
        raise NotFound(f"stay {stay_id} has no next stage")
    form = StageForm()
    if Role.DIRECTOR.value not in actor.roles:
        del form.override
    if form.validate_on_submit():
        override = bool(form.override.data) if "override" in form else False
        with form.rule_errors(), unit_of_work():
            move_stage(
                stay, stage, reason=form.reason.data, override=override, actor=actor, now=clock().now()
            )
        if not form.errors:
            return done(stay.id, _("Đã chuyển sang giai đoạn %(stage)s.", stage=STAGE_LABELS[stage].lower()))
    return act_page("stage", stay, form, stage=stage)


@bp.route("/residents/stays/<int:stay_id>/belongings/return", methods=["GET", "POST"])
@requires(ResidentPermission.BELONGINGS)
def give_back(stay_id: int) -> ResponseReturnValue:
    """Give back all or some of what is in custody."""
    stay = stay_or_404(stay_id)
    held = belongings_of(stay.id)
    form = return_form(held)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            return_belongings(
                stay, form.quantities(), form.received_by.data, actor=current_actor(), now=clock().now()
            )
        if not form.errors:
            return done(stay.id, _("Đã ghi trả đồ lưu ký."))
    return act_page("belongings", stay, form, held=held)


def _stage_after(stay: Stay) -> Stage | None:
    place = STAGES.index(stay.stage.value) + 1
    return Stage(STAGES[place]) if stay.is_open and place < len(STAGES) else None
