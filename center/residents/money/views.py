"""The account of one resident, and the list of all accounts."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.agency.queries import profile_on
from center.auth.access import current_actor, requires
from center.clock import clock, local_date, today
from center.db import row_id, unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.blueprint import bp
from center.residents.file.acts import way_back
from center.residents.housing.queries import zones
from center.residents.money import labels
from center.residents.money.documents import receipt_kind, receipt_of, receipt_pdf
from center.residents.money.forms import AccountFilterForm, CorrectForm, EntryForm, PayOutForm
from center.residents.money.permissions import MoneyPermission
from center.residents.money.queries import (
    AccountFilter,
    account_of,
    accounts,
    chain_of,
    entries_of,
    entry_or_404,
    limits_on,
)
from center.residents.money.service import correct, enter, pay_out
from center.residents.money.sheets import sheets
from center.residents.papers import issue_once
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of, stay_or_404
from center.ui.forms import BaseForm
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.tables import Column

ACCOUNT_COLUMNS = (
    Column("name", _l("Học viên"), "main"),
    Column("code", _l("Mã"), "custom"),
    Column("bed", _l("Giường"), "custom", no_phone=True),
    Column("last", _l("Bút toán gần nhất"), "custom"),
    Column("held", _l("Giữ đến khi ra"), "custom"),
    Column("balance", _l("Số dư"), "custom"),
)
WORDS = {
    "money_labels": labels.KIND_LABELS,
    "movement_labels": labels.MOVEMENT_LABELS,
    "money_limit_labels": labels.LIMIT_LABELS,
}


@bp.context_processor
def _money_words() -> dict[str, object]:
    """Give the package's pages the words of the cash desk."""
    return dict(WORDS)


@bp.get("/residents/stays/<int:stay_id>/money")
@requires(MoneyPermission.VIEW)
def money(stay_id: int) -> ResponseReturnValue:
    """Show the account: what it holds, and its lines with the running balance, newest first."""
    stay, number, now = stay_or_404(stay_id), requested_page(), clock().now()
    lines, total = entries_of(stay.id, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "residents/money/account.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        account=account_of(stay.id),
        page=Page(lines, number, DEFAULT_SIZE, total),
        form=BaseForm(),
    )


@bp.get("/residents/stays/<int:stay_id>/money/book")
@requires(MoneyPermission.VIEW)
def money_book(stay_id: int) -> ResponseReturnValue:
    """Show the whole account to print (sổ lưu ký), sheet by sheet, oldest line first."""
    stay = stay_or_404(stay_id)
    newest_first, _total = entries_of(stay.id)
    lines = newest_first[::-1]
    return render_template(
        "residents/money/book.html",
        stay=stay,
        lines=lines,
        sheets=sheets([line.entry.amount for line in lines]),
        account=account_of(stay.id),
        printed_at=clock().now(),
    )


@bp.route("/residents/stays/<int:stay_id>/money/in", methods=["GET", "POST"])
@requires(MoneyPermission.ENTER)
def money_in(stay_id: int) -> ResponseReturnValue:
    """Take money into custody."""
    return _entry(stay_or_404(stay_id), incoming=True)


@bp.route("/residents/stays/<int:stay_id>/money/out", methods=["GET", "POST"])
@requires(MoneyPermission.ENTER)
def money_out(stay_id: int) -> ResponseReturnValue:
    """Pay money out of custody."""
    return _entry(stay_or_404(stay_id), incoming=False)


def _entry(stay: Stay, *, incoming: bool) -> ResponseReturnValue:
    now = clock().now()
    form = EntryForm(booked_on=local_date(now)).offer(incoming=incoming, ended=not stay.is_open)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            entry = enter(stay, form.facts(local_date(now)), actor=current_actor(), now=now)
        if not form.errors:
            return _done(stay.id, _("Đã ghi phiếu %(receipt)s.", receipt=entry.receipt))
    return _act("entry", stay, form, incoming=incoming, limits=limits_on(local_date(now)))


@bp.route("/residents/stays/<int:stay_id>/money/return", methods=["GET", "POST"])
@requires(MoneyPermission.ENTER)
def return_money(stay_id: int) -> ResponseReturnValue:
    """Return the whole balance when the stay ends."""
    stay, now = stay_or_404(stay_id), clock().now()
    form = PayOutForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            entry = pay_out(stay, form.facts(local_date(now)), actor=current_actor(), now=now)
        if not form.errors:
            return _done(stay.id, _("Đã trả hết tiền lưu ký, phiếu %(receipt)s.", receipt=entry.receipt))
    early = stay.is_open and (stay.last_day is None or local_date(now) < stay.last_day)
    return _act("return", stay, form, early=early)


@bp.route("/residents/stays/<int:stay_id>/money/<int:entry_id>/correct", methods=["GET", "POST"])
@requires(MoneyPermission.ENTER)
def correct_money(stay_id: int, entry_id: int) -> ResponseReturnValue:
    """Put an entry right by a new one."""
    stay, now = stay_or_404(stay_id), clock().now()
    line = entry_or_404(stay.id, entry_id)
    form = CorrectForm(booked_on=local_date(now))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            fixed = correct(
                entry_or_404(stay.id, entry_id).entry,
                form.amount.data if form.amount.data is not None else -1,
                form.reason.data,
                booked_on=form.booked_on.data or local_date(now),
                client_id=form.client_id.data,
                actor=current_actor(),
                now=now,
            )
        if not form.errors:
            return _done(stay.id, _("Đã điều chỉnh bằng phiếu %(receipt)s.", receipt=fixed.receipt))
    now_is = abs(sum(entry.amount for entry in chain_of(line.entry)))
    return _act("correct", stay, form, line=line, now_is=now_is)


@bp.post("/residents/stays/<int:stay_id>/money/<int:entry_id>/receipt")
@requires(MoneyPermission.VIEW)
def money_receipt(stay_id: int, entry_id: int) -> ResponseReturnValue:
    """Make the receipt, or open the one that was made."""
    stay = stay_or_404(stay_id)
    line = entry_or_404(stay.id, entry_id)
    receipt = receipt_of(stay, line.entry, line.amends)
    document_id = issue_once(
        receipt_kind(line.entry),
        key=f"money-{line.entry.id}",
        signed_on=line.entry.booked_on,
        title=receipt.title,
        stay_id=stay.id,
        draw=lambda mark: receipt_pdf(receipt, profile_on(receipt.day), mark),
    )
    return redirect(url_for("documents.file", document_id=document_id), 303)


@bp.get("/residents/money")
@requires(MoneyPermission.VIEW)
def money_accounts() -> ResponseReturnValue:
    """List the accounts with their balances and the sum the center owes."""
    form = AccountFilterForm(formdata=request.args).offer(zones())
    wanted, number = _wanted(form), requested_page()
    lines, total, held = accounts(wanted, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "residents/money/accounts.html",
        form=form,
        page=Page(lines, number, DEFAULT_SIZE, total),
        columns=ACCOUNT_COLUMNS,
        sum=held,
        filtered=bool(form.zone.data or form.state.data),
    )


@bp.get("/residents/money/sheet")
@requires(MoneyPermission.VIEW)
def money_sheet() -> ResponseReturnValue:
    """Show the filtered accounts as a sheet to print, with a place to sign beside each balance."""
    form = AccountFilterForm(formdata=request.args).offer(zones())
    lines, total, held = accounts(_wanted(form), offset=0, limit=None)
    chosen = next((line.label for line in form.zone.choices if line.value == form.zone.data), "")
    return render_template(
        "residents/money/accounts_sheet.html",
        lines=lines,
        total=total,
        sum=held,
        zone=chosen if form.zone.data else "",
        printed_at=clock().now(),
        on=today(),
    )


def _wanted(form: AccountFilterForm) -> AccountFilter:
    return AccountFilter(
        zone_id=row_id(form.zone.data),
        ended=form.state.data == "ended",
        with_money=form.state.data == "money",
    )


def _act(template: str, stay: Stay, form: BaseForm, **context: object) -> ResponseReturnValue:
    now = clock().now()
    page = render_template(
        f"residents/money/{template}.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        account=account_of(stay.id),
        form=form,
        **context,
    )
    return page, 422 if form.errors else 200


def _done(stay_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(way_back(url_for(".money", stay_id=stay_id)), 303)
