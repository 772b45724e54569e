"""The cash desk: its days, the closing, movements of the box, the month's shares, the caps of the house rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from center.auth.access import current_actor, requires
from center.clock import clock, local_date, today
from center.db import db, row_id, unit_of_work
from center.errors import NotFound, RuleViolation
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.housing.queries import zones
from center.residents.money.box import box_on, closings
from center.residents.money.desk import (
    MovementFacts,
    close_day,
    count_box,
    desk_day,
    entries_on,
    move_cash,
    take_back,
)
from center.residents.money.forms import (
    CloseForm,
    CountForm,
    LimitForm,
    MovementForm,
    PoolForm,
    SharesForm,
    TakeBackForm,
    month_of,
    shares_form,
)
from center.residents.money.limits import set_limit
from center.residents.money.models import CashCount, CashMovement, LimitKind, MovementKind
from center.residents.money.permissions import MoneyPermission
from center.residents.money.queries import limit_history, limits_on, pool_of_month
from center.residents.money.shares import (
    credit_shares,
    credited_in,
    is_held,
    set_pool,
    share_ratio,
    shares_of,
)
from center.residents.money.sheets import sheets
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.residents.stay.queries import RollFilter, RollLine, roll
from center.ui.fields import choices, parse_date
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page

CLOSINGS_SHOWN = 14
MOST_IN_ZONE = 1000


def _day() -> date:
    """Return the day the address names; today for none or an unreadable one."""
    try:
        return parse_date(request.args.get("day", ""))
    except ValueError:
        return today()


@bp.get("/residents/money/desk")
@requires(MoneyPermission.VIEW)
def money_desk() -> ResponseReturnValue:
    """Show a day of the cash desk: what came and went, what lies in the box, who signed."""
    return _desk(_day(), CloseForm())


def _desk(day: date, form: CloseForm) -> str:
    number = requested_page()
    lines, total = entries_on(day, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "residents/money/desk.html",
        desk=desk_day(day),
        page=Page(lines, number, DEFAULT_SIZE, total),
        closings=closings(CLOSINGS_SHOWN),
        before=day - timedelta(days=1),
        after=day + timedelta(days=1) if day < today() else None,
        reader=current_actor(),
        today=today(),
        form=form,
    )


@bp.get("/residents/money/desk/sheet")
@requires(MoneyPermission.VIEW)
def money_desk_sheet() -> ResponseReturnValue:
    """Show the receipts of a day as a list to print, with the count and both signatures."""
    day = _day()
    lines, total = entries_on(day)
    return render_template(
        "residents/money/desk_sheet.html",
        desk=desk_day(day),
        lines=lines,
        sheets=sheets([entry.amount for entry in lines]),
        total=total,
        printed_at=clock().now(),
    )


@bp.route("/residents/money/desk/count", methods=["GET", "POST"])
@requires(MoneyPermission.ENTER)
def count_cash() -> ResponseReturnValue:
    """Count the box at the end of a day: the first signature."""
    day, form = _day(), CountForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            count_box(
                day, form.notes(), form.explanation.data or "", actor=current_actor(), now=clock().now()
            )
        if not form.errors:
            flash(_("Đã kiểm đếm. Nhờ cán bộ khác đăng nhập ký khóa sổ."), "success")
            return redirect(url_for(".money_desk", day=f"{day:%d/%m/%Y}"), 303)
    page = render_template("residents/money/count.html", form=form, day=day, box=box_on(day))
    return page, 422 if form.errors else 200


@bp.post("/residents/money/desk/counts/<int:count_id>/close")
@requires(MoneyPermission.CLOSE)
def close_desk(count_id: int) -> ResponseReturnValue:
    """Close a day for good: the second signature."""
    count, form = _count_or_404(count_id), CloseForm()
    day = count.day
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            close_day(_count_or_404(count_id), actor=current_actor(), now=clock().now())
        if not form.errors:
            flash(_("Đã khóa sổ quỹ."), "success")
            return redirect(url_for(".money_desk", day=f"{day:%d/%m/%Y}"), 303)
    return _desk(day, form), 422


def _count_or_404(count_id: int) -> CashCount:
    found = db.session.get(CashCount, count_id)
    if found is None:
        raise NotFound(f"no cash count {count_id}")
    return found


@bp.route("/residents/money/desk/movements/new", methods=["GET", "POST"])
@requires(MoneyPermission.ENTER)
def new_movement() -> ResponseReturnValue:
    """Record notes between the box and the bank or canteen."""
    now = clock().now()
    form = MovementForm(booked_on=local_date(now))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            movement = move_cash(
                MovementFacts(
                    MovementKind(form.kind.data),
                    form.amount.data or 0,
                    form.booked_on.data or local_date(now),
                    form.party.data,
                    form.reference.data or "",
                    form.note.data or "",
                    form.client_id.data,
                ),
                actor=current_actor(),
                now=now,
            )
        if not form.errors:
            flash(_("Đã ghi phiếu %(receipt)s.", receipt=movement.receipt), "success")
            return redirect(url_for(".money_desk", day=f"{movement.booked_on:%d/%m/%Y}"), 303)
    page = render_template("residents/money/movement.html", form=form, box=box_on(local_date(now)))
    return page, 422 if form.errors else 200


@bp.route("/residents/money/desk/movements/<int:movement_id>/take-back", methods=["GET", "POST"])
@requires(MoneyPermission.ENTER)
def take_movement_back(movement_id: int) -> ResponseReturnValue:
    """Undo a movement that was wrong."""
    movement = db.session.get(CashMovement, movement_id)
    if movement is None:
        raise NotFound(f"no cash movement {movement_id}")
    form, now = TakeBackForm(), clock().now()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            take_back(
                db.session.get_one(CashMovement, movement_id),
                form.reason.data,
                booked_on=local_date(now),
                actor=current_actor(),
                now=now,
            )
        if not form.errors:
            flash(_("Đã hủy phiếu bằng một phiếu ngược lại."), "success")
            return redirect(url_for(".money_desk"), 303)
    page = render_template("residents/money/take_back.html", form=form, movement=movement)
    return page, 422 if form.errors else 200


@bp.route("/residents/money/shares", methods=["GET", "POST"])
@requires(MoneyPermission.ENTER)
def money_shares() -> ResponseReturnValue:
    """Credit the residents' part of a month's labour to many accounts in one act."""
    now = clock().now()
    month = month_of(request.args.get("month", ""), local_date(now))
    zone_id = row_id(request.args.get("zone"))
    lines: Sequence[RollLine] = ()
    if zone_id is not None:
        lines, _total = roll(
            RollFilter(zone_id=zone_id), at=now, on=local_date(now), offset=0, limit=MOST_IN_ZONE
        )
    known = shares_of(month, [line.stay.id for line in lines])
    form = shares_form(
        {line.stay.id: line.stay.resident.full_name for line in lines if line.stay.id not in known}
    )
    if form.booked_on.data is None and not form.is_submitted():
        form.booked_on.data = local_date(now)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            amounts = _amounts(form)
            done = credit_shares(
                month,
                amounts,
                booked_on=form.booked_on.data or local_date(now),
                actor=current_actor(),
                now=now,
            )
        if not form.errors:
            words = _("Đã ghi %(count)s người.", count=done.written)
            if done.known:
                words += " " + _("%(count)s người đã ghi từ trước, không ghi lại.", count=done.known)
            flash(words, "success")
            return redirect(url_for(".money_shares", month=f"{month:%m/%Y}", zone=zone_id), 303)
    pool = pool_of_month(month)
    page = render_template(
        "residents/money/shares.html",
        form=form,
        pool_form=PoolForm(formdata=None),
        month=month,
        lines=lines,
        known=known,
        pool=pool,
        credited=credited_in(month),
        ratio=share_ratio(month),
        held=is_held(month),
        zones=choices(((str(zone.id), zone.name) for zone in zones()), blank=_("Chọn khu")),
        zone=str(zone_id or ""),
    )
    return page, 422 if form.errors else 200


def _amounts(form: SharesForm) -> dict[int, int]:
    """Return the amounts of boxes and lines by stay. Raises RuleViolation for nobody, or a code that is nobody's."""
    amounts = form.amounts()
    pasted = form.pasted()
    if pasted:
        stays = db.session.execute(
            select(Resident.code, Stay.id)
            .join(Stay, Stay.resident_id == Resident.id)
            .where(Resident.code.in_(pasted), Stay.ended_on.is_(None))
        )
        ids = dict(stays.all())
        for code, amount in pasted.items():
            if code not in ids:
                raise RuleViolation("residents.share_line", field="lines", line=code)
            amounts[ids[code]] = amount
    if not amounts:
        raise RuleViolation("residents.share_nobody")
    return amounts


@bp.post("/residents/money/shares/pool")
@requires(MoneyPermission.ENTER)
def money_pool() -> ResponseReturnValue:
    """Enter what a month's labour left over."""
    now = clock().now()
    month = month_of(request.args.get("month", ""), local_date(now))
    form = PoolForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            set_pool(month, form.surplus.data or 0, actor=current_actor(), now=now)
        if not form.errors:
            flash(_("Đã ghi chênh lệch thu chi của tháng."), "success")
            return redirect(url_for(".money_shares", month=f"{month:%m/%Y}"), 303)
    page = render_template("residents/money/pool.html", form=form, month=month, ratio=share_ratio(month))
    return page, 422


@bp.route("/residents/money/limits", methods=["GET", "POST"])
@requires(MoneyPermission.LIMITS)
def money_limits() -> ResponseReturnValue:
    """Show and set the caps of the house rules."""
    now = clock().now()
    form = LimitForm(valid_from=local_date(now))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            set_limit(
                LimitKind(form.kind.data),
                form.amount.data,
                form.valid_from.data or local_date(now),
                form.basis.data,
                actor=current_actor(),
                now=now,
            )
        if not form.errors:
            flash(_("Đã đặt mức trần."), "success")
            return redirect(url_for(".money_limits"), 303)
    page = render_template(
        "residents/money/limits.html", form=form, now_is=limits_on(local_date(now)), history=limit_history()
    )
    return page, 422 if form.errors else 200
