"""Recording what bears on a term: first the new last day is shown, then it is written."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import can, current_actor, requires
from center.clock import clock, today
from center.documents.forms_catalogue import form_on
from center.errors import NotAllowed, NotFound, RuleViolation
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.file.acts import act_page
from center.residents.housing.queries import beds_of
from center.residents.stay.models import Stay, TermEvent, TermEventKind
from center.residents.stay.queries import stay_or_404
from center.residents.stay.term_act import prison_waives
from center.residents.stay.term_corrections import Amendment, amend_event, take_back
from center.residents.stay.terms import facts_of
from center.residents.term_desk.forms import (
    AmendForm,
    PreviewForm,
    ProposalForm,
    TakeBackEventForm,
    TermActForm,
    form_for,
    paper_of,
)
from center.residents.term_desk.kinds import BY_SLUG, ActKind
from center.residents.term_desk.papers import PROPOSAL_KIND, ProposalFacts, issue_proposal, usual_addressee
from center.residents.term_desk.permissions import TermPermission
from center.residents.term_desk.queries import event_or_404, with_its_return
from center.residents.term_desk.recording import Outcome, Recorder, carry_out, record_act, try_out
from center.residents.whereabouts.queries import living_area, locations
from center.ui.fields import choices


@bp.route("/residents/stays/<int:stay_id>/term/events/new/<slug>", methods=["GET", "POST"])
@requires(TermPermission.RECORD)
def new_term_event(stay_id: int, slug: str) -> ResponseReturnValue:
    """Record one event of the term with its paper, after a look at the new last day."""
    stay, kind = stay_or_404(stay_id), _kind(slug)
    form = form_for(kind, happened_at=clock().now())
    _offer_locations(form, stay)
    _check_power(stay, kind, form)

    def act() -> TermEvent:
        return record_act(stay, kind, form, actor=current_actor(), now=clock().now())

    outcome, done = _run(stay, form, act)
    if done:
        return _back(stay.id, _("Đã ghi: %(event)s.", event=str(kind.label).lower()))
    return act_page("event", stay, form, folder="term_desk", kind=kind, outcome=outcome)


@bp.route("/residents/stays/<int:stay_id>/term/events/<int:event_id>/amend", methods=["GET", "POST"])
@requires(TermPermission.RECORD)
def amend_term_event(stay_id: int, event_id: int) -> ResponseReturnValue:
    """Put right what a recorded event says; the wrong line stays visible."""
    stay, event = stay_or_404(stay_id), event_or_404(stay_id, event_id)
    form = _amend_form(event)

    def act() -> TermEvent:
        return amend_event(
            event_or_404(stay_id, event_id),
            _amendment(form),
            reason=form.reason.data,
            client_id=form.client_id.data,
            actor=current_actor(),
            now=clock().now(),
        )

    outcome, done = _run(stay, form, act)
    if done:
        return _back(stay.id, _("Đã đính chính."))
    return act_page("amend", stay, form, folder="term_desk", event=event, outcome=outcome)


@bp.route("/residents/stays/<int:stay_id>/term/events/<int:event_id>/take-back", methods=["GET", "POST"])
@requires(TermPermission.RECORD)
def take_back_term_event(stay_id: int, event_id: int) -> ResponseReturnValue:
    """Take an event back that never was, an absence together with its return."""
    stay, event = stay_or_404(stay_id), event_or_404(stay_id, event_id)
    form = TakeBackEventForm()
    together = with_its_return(event)

    def act() -> list[TermEvent]:
        return take_back(
            with_its_return(event_or_404(stay_id, event_id)),
            reason=form.reason.data,
            client_id=form.client_id.data,
            actor=current_actor(),
            now=clock().now(),
        )

    outcome, done = _run(stay, form, act)
    if done:
        return _back(stay.id, _("Đã rút."))
    return act_page(
        "take_back", stay, form, folder="term_desk", event=event, together=together, outcome=outcome
    )


@bp.route("/residents/stays/<int:stay_id>/term/proposal", methods=["GET", "POST"])
@requires(TermPermission.RECORD)
def propose(stay_id: int) -> ResponseReturnValue:
    """Issue form 46 (before 2026-07-01: 43), the proposal to suspend or to waive the rest, and open it."""
    stay = stay_or_404(stay_id)
    facts = facts_of(stay)
    if facts is None or not stay.is_open:
        raise NotFound(f"stay {stay_id} has no running term")
    form = ProposalForm(addressee=usual_addressee(stay))
    if form.validate_on_submit():
        proposal = ProposalFacts(
            exemption=form.what.data == "exemption",
            addressee=form.addressee.data,
            ground=form.ground.data,
            proof=tuple(line.strip() for line in form.proof.data.splitlines() if line.strip()),
        )
        document = None
        with form.rule_errors():
            document = issue_proposal(
                stay, facts, proposal, key=form.act_id.data or "", actor=current_actor(), now=clock().now()
            )
        if document is not None:
            return redirect(url_for("documents.file", document_id=document), 303)
    return act_page("proposal", stay, form, folder="term_desk", paper=form_on(PROPOSAL_KIND, today()))


def _run(stay: Stay, form: PreviewForm, act: Recorder) -> tuple[Outcome | None, bool]:
    """Try the act out, or carry it out when the person has seen what it does; tell whether it was done."""
    if not form.validate_on_submit():
        return None, False
    now = clock().now()
    if request.form.get("do") == "record":
        stale = False
        with form.rule_errors():
            try:
                carry_out(stay, act, expected=form.expected.data or "", now=now)
            except RuleViolation as refused:
                stale = refused.code == "residents.preview_stale"
                raise
        if not form.errors:
            return None, True
        if not stale:
            return None, False
    outcome = None
    with form.rule_errors():
        outcome = try_out(stay, act, now=now)
    if outcome is not None:
        form.expected.data = outcome.token
    return outcome, False


def _amend_form(event: TermEvent) -> AmendForm:
    form = AmendForm(
        paper_number=event.paper_number,
        paper_on=event.paper_on,
        paper_issuer=event.paper_issuer,
        happened_at=event.happened_at,
        due_on=event.due_on,
        months=event.months,
        with_merit=event.with_merit,
        place=event.place,
    )
    gone = {
        "paper_number": not event.paper_number,
        "paper_on": not event.paper_number,
        "paper_issuer": not event.paper_number,
        "due_on": event.due_on is None,
        "months": event.months is None,
        "with_merit": event.months is None,
        "place": not event.place,
    }
    for name, absent in gone.items():
        if absent:
            del form[name]
    return form


def _amendment(form: AmendForm) -> Amendment:
    paper = None
    if "paper_number" in form:
        paper = paper_of(form.paper_number.data, form.paper_on.data, form.paper_issuer.data, needed=True)
    return Amendment(
        happened_at=form.happened_at.data,
        months=form.months.data if "months" in form else None,
        with_merit=bool(form.with_merit.data) if "with_merit" in form else None,
        due_on=form.due_on.data if "due_on" in form else None,
        paper=paper,
        place=form.place.data if "place" in form else None,
    )


def _offer_locations(form: TermActForm, stay: Stay) -> None:
    if "location_id" not in form:
        return
    form.location_id.choices = choices((str(place.id), place.name) for place in locations())
    bed = beds_of([stay.id]).get(stay.id)
    home = living_area(bed.room.zone_id) if bed else None
    if home is not None and not form.location_id.raw_data:
        form.location_id.data = home.id


def _check_power(stay: Stay, kind: ActKind, form: TermActForm) -> None:
    """Refuse a decision that ends the stay to whoever may only keep the books."""
    moves_away = kind.event is TermEventKind.TRANSFER_AT_18 and bool(form.place.data)
    waives = kind.event is TermEventKind.PRISON and stay.last_day is not None and prison_waives(stay)
    if (kind.ends_stay or moves_away or waives) and not can(TermPermission.END):
        raise NotAllowed(f"{kind.slug} ends the stay")


def _kind(slug: str) -> ActKind:
    found = BY_SLUG.get(slug)
    if found is None:
        raise NotFound(f"no term event {slug}")
    return found


def _back(stay_id: int, told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(url_for("residents.term", stay_id=stay_id), 303)
