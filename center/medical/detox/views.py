"""The end of detox on one page: criteria, declaration, countersignature."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.db import unit_of_work
from center.i18n import gettext as _
from center.medical.blueprint import bp
from center.medical.detox.criteria import ATTESTED, Criterion
from center.medical.detox.forms import CountersignForm, DeclareForm
from center.medical.detox.queries import (
    criteria_of,
    declaration_or_404,
    declarations_of,
    detox_limits,
    waiting_declaration,
)
from center.medical.detox.service import countersign_detox, declare_detox_complete
from center.medical.labels import CRITERIA, FITNESS_LABELS, FOUND
from center.medical.limits import unverified
from center.medical.permissions import MedicalPermission
from center.medical.screens import show
from center.residents.stage.queries import earliest_detox_end
from center.residents.stay.models import Stage, Stay
from center.residents.stay.queries import stay_or_404
from center.ui.fields import choices


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion in words."""

    code: str
    sentence: str
    met: bool | None
    found: str


@bp.get("/medical/stays/<int:stay_id>/detox")
@requires(MedicalPermission.VIEW)
def detox(stay_id: int) -> ResponseReturnValue:
    """Show how far the end of detox is."""
    return _page(stay_or_404(stay_id), DeclareForm(formdata=None), CountersignForm(formdata=None))


@bp.post("/medical/stays/<int:stay_id>/detox/declare")
@requires(MedicalPermission.DECLARE_DETOX)
def declare(stay_id: int) -> ResponseReturnValue:
    """Declare detox complete; a second doctor signs."""
    stay = stay_or_404(stay_id)
    form = DeclareForm()
    _offer(form, criteria_of(stay, clock().now()))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            declare_detox_complete(
                stay,
                form.conclusion.data,
                fitness=form.outcome(),
                attested=form.attested.data or (),
                exception_reason=form.exception_reason.data or "",
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã ghi kết luận. Một bác sĩ khác cần ký xác nhận."), "success")
            return redirect(url_for(".detox", stay_id=stay.id), 303)
    return _page(stay, form, CountersignForm(formdata=None))


@bp.post("/medical/stays/<int:stay_id>/detox/<int:declaration_id>/countersign")
@requires(MedicalPermission.COUNTERSIGN_DETOX)
def countersign(stay_id: int, declaration_id: int) -> ResponseReturnValue:
    """Sign or refuse a colleague's declaration."""
    stay = stay_or_404(stay_id)
    declaration = declaration_or_404(stay.id, declaration_id)
    form = CountersignForm()
    if form.validate_on_submit():
        agreed = form.decision.data == "sign"
        with form.rule_errors(), unit_of_work():
            countersign_detox(
                stay,
                declaration,
                agreed=agreed,
                remark=form.remark.data or "",
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            told = _("Đã ký xác nhận kết thúc cắt cơn.") if agreed else _("Đã ghi không ký xác nhận.")
            flash(told, "success")
            return redirect(url_for(".detox", stay_id=stay.id), 303)
    return _page(stay, DeclareForm(formdata=None), form)


def _page(stay: Stay, declare_form: DeclareForm, sign_form: CountersignForm) -> ResponseReturnValue:
    now = clock().now()
    today = local_date(now)
    in_detox = stay.is_open and stay.stage is Stage.DETOX
    criteria = criteria_of(stay, now) if in_detox else ()
    _offer(declare_form, criteria)
    waiting = waiting_declaration(stay.id)
    first_day = earliest_detox_end(stay, today)
    sentences = _sentences()
    return show(
        "medical/detox.html",
        stay,
        declare_form,
        sign_form,
        in_detox=in_detox,
        criteria=[_line(one, sentences) for one in criteria],
        declare_form=declare_form,
        sign_form=sign_form,
        waiting=waiting,
        own=waiting is not None and waiting.recorded_by_id == current_actor().id,
        history=declarations_of(stay.id),
        sentences=sentences,
        fitness=FITNESS_LABELS,
        first_day=first_day,
        too_early=first_day is not None and today < first_day,
        unverified=bool(unverified("clinical.detox_complete.", today)),
    )


def _sentences() -> dict[str, str]:
    """Return every criterion in words, with the figures of today."""
    limits = asdict(detox_limits(local_date(clock().now())))
    return {code: str(words).format(**limits) for code, words in CRITERIA.items()}


def _line(criterion: Criterion, sentences: dict[str, str]) -> CriterionLine:
    found = "" if criterion.found is None else str(FOUND[criterion.code]).format(found=criterion.found)
    return CriterionLine(criterion.code, sentences[criterion.code], criterion.met, found)


def _offer(form: DeclareForm, criteria: tuple[Criterion, ...]) -> None:
    """Put into the form what the doctor is asked to vouch for."""
    asked = [one.code for one in criteria if one.met is None] + list(ATTESTED)
    sentences = _sentences()
    form.attested.choices = choices((code, sentences[code]) for code in asked)
