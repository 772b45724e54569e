"""Accounts of the staff: the list, a new one, and what an administrator does to one."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth import passwords, queries, service
from center.auth.access import current_actor, requires
from center.auth.forms import AccountFilterForm, AccountForm, ActionForm, NewAccountForm
from center.auth.models import Account
from center.auth.permissions import ROLE_LABELS, AuthPermission, Role
from center.clock import clock
from center.db import unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.ui.forms import BaseForm
from center.ui.navigation import NavItem, register_navigation
from center.ui.pagination import requested_page
from center.ui.tables import Column

bp = Blueprint("accounts", __name__, url_prefix="/accounts")

register_navigation(
    [
        NavItem(
            label=_l("Tài khoản"),
            endpoint="accounts.index",
            permission=AuthPermission.ACCOUNTS,
            icon="people",
            section="system",
            order=10,
        ),
    ]
)

COLUMNS = (
    Column("full_name", _l("Họ và tên"), "main"),
    Column("username", _l("Tên đăng nhập")),
    Column("title", _l("Chức vụ")),
    Column("roles", _l("Vai trò"), "custom"),
    Column("state", _l("Trạng thái"), "custom"),
)


@bp.get("")
@requires(AuthPermission.ACCOUNTS)
def index() -> ResponseReturnValue:
    """List the accounts."""
    form = AccountFilterForm(request.args)
    role = Role(form.role.data) if form.role.data in set(Role) else None
    active = {"active": True, "locked": False}.get(form.state.data)
    page = queries.accounts_page(form.q.data or "", role=role, active=active, number=requested_page())
    return render_template("auth/accounts.html", form=form, page=page, columns=COLUMNS, labels=ROLE_LABELS)


@bp.route("/new", methods=["GET", "POST"])
@requires(AuthPermission.ACCOUNTS)
def new() -> ResponseReturnValue:
    """Create an account and show its one-time password."""
    form = NewAccountForm()
    if form.validate_on_submit():
        password = passwords.one_time_password()
        with form.rule_errors(), unit_of_work():
            account = service.create_account(
                form.username.data or "",
                form.full_name.data or "",
                form.title.data or "",
                password,
                form.chosen_roles(),
                actor=current_actor(),
                now=clock().now(),
                must_change=True,
            )
        if not form.errors:
            return _slip(account, password, is_new=True)
    return render_template("auth/account_new.html", form=form), _status(form)


@bp.route("/<int:account_id>", methods=["GET", "POST"])
@requires(AuthPermission.ACCOUNTS)
def show(account_id: int) -> ResponseReturnValue:
    """Show an account; change its owner's name, position and roles."""
    account = queries.account_or_404(account_id)
    form = _form_of(account)
    if form.validate_on_submit():
        actor, now = current_actor(), clock().now()
        with form.rule_errors(), unit_of_work():
            service.change_details(
                account, form.full_name.data or "", form.title.data or "", actor=actor, now=now
            )
            service.set_roles(account, form.chosen_roles(), actor=actor, now=now)
        if not form.errors:
            flash(_("Đã lưu tài khoản %(username)s.", username=account.username), "success")
            return redirect(url_for(".show", account_id=account_id), 303)
    return _page(account, form, ActionForm(formdata=None))


@bp.post("/<int:account_id>/lock")
@requires(AuthPermission.ACCOUNTS)
def lock(account_id: int) -> ResponseReturnValue:
    """Lock the account."""
    return _act(
        account_id,
        service.lock,
        _l("Đã khóa tài khoản %(username)s; mọi phiên của tài khoản này đã kết thúc."),
    )


@bp.post("/<int:account_id>/unlock")
@requires(AuthPermission.ACCOUNTS)
def unlock(account_id: int) -> ResponseReturnValue:
    """Unlock the account."""
    return _act(account_id, service.unlock, _l("Đã mở khóa tài khoản %(username)s."))


@bp.post("/<int:account_id>/reset-password")
@requires(AuthPermission.ACCOUNTS)
def reset_password(account_id: int) -> ResponseReturnValue:
    """Give the account a one-time password and show it."""
    account = queries.account_or_404(account_id)
    form = ActionForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            password = service.reset_password(account, actor=current_actor(), now=clock().now())
        if not form.errors:
            return _slip(account, password, is_new=False)
    return _page(account, _form_of(account, typed=False), form)


def _act(account_id: int, act: Callable[..., None], done: str) -> ResponseReturnValue:
    account = queries.account_or_404(account_id)
    form = ActionForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            act(account, actor=current_actor(), now=clock().now())
        if not form.errors:
            flash(str(done) % {"username": account.username}, "success")
            return redirect(url_for(".show", account_id=account_id), 303)
    return _page(account, _form_of(account, typed=False), form)


def _form_of(account: Account, *, typed: bool = True) -> AccountForm:
    """Return the form with what the account holds; ``typed``: over it, what this request brings."""
    stored = {
        "full_name": account.full_name,
        "title": account.title,
        "roles": [role.name for role in account.roles],
    }
    return AccountForm(data=stored) if typed else AccountForm(formdata=None, data=stored)


def _page(account: Account, form: AccountForm, action: ActionForm) -> ResponseReturnValue:
    usage = queries.sign_ins(account.id, now=clock().now())
    page = render_template("auth/account.html", account=account, form=form, action=action, usage=usage)
    return page, 422 if form.errors or action.errors else 200


def _slip(account: Account, password: str, *, is_new: bool) -> ResponseReturnValue:
    """Answer with the one-time password itself: a redirect would have to carry it in an address or a cookie."""
    return render_template("auth/one_time_password.html", account=account, password=password, is_new=is_new)


def _status(form: BaseForm) -> int:
    return 422 if form.errors else 200
