"""The pages of risk flags: those of a resident, raising, reviewing, the list of the center and its sheet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.legal.queries import parameter_book
from center.residents.blueprint import bp
from center.residents.duty.registry import register_source
from center.residents.file.acts import act_page, way_back
from center.residents.housing.queries import zones
from center.residents.law.notice import notices, unverified_rows
from center.residents.risk.duties import SOURCE
from center.residents.risk.evidence import evidence_url, offered_evidence, register_evidence
from center.residents.risk.file_part import PART
from center.residents.risk.forms import ALL, RaiseForm, ReviewForm, RiskFilterForm
from center.residents.risk.labels import (
    INSTRUCTIONS,
    LEVEL_LABELS,
    LEVEL_STATES,
    OUTCOME_LABELS,
    RISK_LABELS,
    STANDING_LABELS,
    STANDING_STATES,
    flag_words,
)
from center.residents.risk.limits import REVIEW_RULES, review_limits
from center.residents.risk.own_evidence import SOURCES as OWN_EVIDENCE
from center.residents.risk.permissions import RiskPermission
from center.residents.risk.queries import FlagNow, flag_list, flag_now, flag_or_404, stories_of
from center.residents.risk.rules import RiskKind, may_decide, may_raise, may_read_reason
from center.residents.risk.service import raise_flag, review_flag
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of, stay_or_404
from center.residents.whole_file.parts import register_part
from center.ui.fields import choices
from center.ui.navigation import NavItem, register_navigation
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.panels import ResidentTab, register_tab
from center.ui.tables import Column

EVERYBODY = 100_000
"""More flags than a center ever has."""
WEEK = timedelta(days=7)
COLUMNS = (
    Column("name", _l("Họ tên"), "main"),
    Column("place", _l("Khu · giường"), "custom"),
    Column("flag", _l("Cờ"), "custom"),
    Column("instruction", _l("Mọi người phải làm gì"), "custom"),
    Column("since", _l("Đặt ngày"), "custom", no_phone=True),
    Column("review", _l("Xem xét lại"), "custom"),
    Column("act", _l("Xem xét"), "actions"),
)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "flag_words": flag_words,
        "risk_levels": LEVEL_LABELS,
        "risk_states": LEVEL_STATES,
        "risk_outcomes": OUTCOME_LABELS,
        "risk_labels": RISK_LABELS,
        "flag_standing_labels": STANDING_LABELS,
        "flag_standing_states": STANDING_STATES,
    }


@bp.get("/residents/risks")
@requires(RiskPermission.VIEW)
def risks() -> ResponseReturnValue:
    """Show the flags that stand, zone by zone, a page at a time."""
    form, on, number = _filter_form(), today(), requested_page()
    lines, total = flag_list(
        form.wanted(on - timedelta(days=1), on + WEEK), offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE
    )
    return render_template(
        "residents/risk/index.html",
        page=Page(lines, number, DEFAULT_SIZE, total),
        form=form,
        columns=COLUMNS,
        on=on,
        decides=_decides,
    )


@bp.get("/residents/risks/sheet")
@requires(RiskPermission.VIEW)
def risk_sheet() -> ResponseReturnValue:
    """Show the same list as a sheet for the guards of a zone."""
    form, now = _filter_form(), clock().now()
    on = local_date(now)
    lines, total = flag_list(form.wanted(on - timedelta(days=1), on + WEEK), offset=0, limit=EVERYBODY)
    return render_template(
        "residents/risk/sheet.html",
        lines=lines,
        total=total,
        form=form,
        filters=form.in_words(),
        at=now,
        on=on,
    )


@bp.get("/residents/stays/<int:stay_id>/risks")
@requires(RiskPermission.VIEW)
def stay_risks(stay_id: int) -> ResponseReturnValue:
    """Show the flags of a stay with every review, and why, as far as the reader may know."""
    stay, now, reader = stay_or_404(stay_id), clock().now(), current_actor()

    def reads(kind: RiskKind, author_id: int | None) -> bool:
        return author_id == reader.id or may_read_reason(kind, reader.permissions)

    return render_template(
        "residents/risk/stay.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        stories=stories_of([stay.id]).get(stay.id, ()),
        on=local_date(now),
        reads=reads,
        decides=_decides,
        evidence_url=evidence_url,
    )


@bp.route("/residents/stays/<int:stay_id>/risks/new", methods=["GET", "POST"])
@requires(RiskPermission.RAISE)
def new_risk(stay_id: int) -> ResponseReturnValue:
    """Raise a flag."""
    stay, actor = stay_or_404(stay_id), current_actor()
    form = RaiseForm()
    kinds = [kind for kind in RiskKind if may_raise(kind, actor.permissions)]
    form.kind.choices = choices((kind.value, RISK_LABELS[kind]) for kind in kinds)
    form.evidence.choices = choices(offered_evidence(stay.id), blank=_("Không gắn"))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            raise_flag(stay, form.facts(), client_id=form.client_id.data, actor=actor, now=clock().now())
        if not form.errors:
            return _back(stay.id, _("Đã đặt cờ. Mọi trang của người này và chốt quét thẻ đều thấy."))
    return act_page("raise", stay, form, folder="risk", offered=_instructions(kinds), **_limits())


@bp.route("/residents/risks/<int:flag_id>/review", methods=["GET", "POST"])
@requires(RiskPermission.REVIEW)
def review_risk(flag_id: int) -> ResponseReturnValue:
    """Keep, change or lift a flag."""
    flag, actor = flag_or_404(flag_id), current_actor()
    form = ReviewForm.of(flag_now(flag))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            review_flag(
                flag_or_404(flag_id),
                form.facts(),
                client_id=form.client_id.data,
                actor=actor,
                now=clock().now(),
            )
        if not form.errors:
            return _back(flag.stay_id, _("Đã ghi việc xem xét cờ."))
    stay: Stay = stay_or_404(flag.stay_id)
    return act_page(
        "review",
        stay,
        form,
        folder="risk",
        now_stands=flag_now(flag),
        on=today(),
        decides=_decides,
        reads=may_read_reason(flag.kind, actor.permissions),
        offered=_instructions([flag.kind]),
        **_limits(),
    )


def _filter_form() -> RiskFilterForm:
    form = RiskFilterForm(formdata=request.args)
    form.zone.choices = choices(((str(zone.id), zone.name) for zone in zones()), blank=ALL)
    return form


def _limits() -> dict[str, Any]:
    """Return the longest times to the next review, and that nobody has confirmed them."""
    on: date = today()
    book = parameter_book()
    return {
        "limits": review_limits(on, book),
        "notices": notices(unverified_rows(book, REVIEW_RULES.values(), on=on)),
    }


def _instructions(kinds: list[RiskKind]) -> list[str]:
    return [words for kind in kinds for words in INSTRUCTIONS[kind]]


def _decides(flag: FlagNow) -> bool:
    return not flag.lifted and may_decide(flag.flag.kind, current_actor().permissions)


def _back(stay_id: int, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(way_back(url_for("residents.stay_risks", stay_id=stay_id)), 303)


register_source(SOURCE)
register_part(PART)
for _source in OWN_EVIDENCE:
    register_evidence(_source)
register_navigation(
    [
        NavItem(
            _l("Cờ rủi ro"),
            "residents.risks",
            RiskPermission.VIEW,
            "exclamation-octagon-fill",
            "residents",
            27,
        )
    ]
)
register_tab(ResidentTab("risks", _l("Cờ rủi ro"), "residents.stay_risks", RiskPermission.VIEW, 28))
