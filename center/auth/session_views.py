"""Sign-in, sign-out and one's own password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from center.auth import passwords, rules, service, sessions, sign_in
from center.auth.access import current_actor, public, requires
from center.auth.forms import PASSWORD_HINT, PasswordForm, SignInForm
from center.auth.models import Account, AccountSession
from center.auth.permissions import AuthPermission
from center.auth.queries import account_or_404
from center.clock import clock
from center.db import unit_of_work
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.ui.forms import BaseForm
from center.ui.navigation import NavItem, register_navigation

bp = Blueprint("auth", __name__)

register_navigation(
    [
        NavItem(
            label=_l("Đổi mật khẩu"),
            endpoint="auth.change_password",
            permission=AuthPermission.SELF,
            icon="key",
            section="system",
            order=90,
        ),
    ]
)

TOO_MANY = 429


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def login() -> ResponseReturnValue:
    """Ask who is there, and open their session."""
    form = SignInForm()
    target = _target(form)
    if current_user.is_authenticated:
        return redirect(target, 303)
    status = 200
    if form.validate_on_submit():
        now = clock().now()
        proof = sign_in.prove(
            _typed(form.username.data), _typed(form.password.data), address=_address(), now=now
        )
        with unit_of_work():
            opened = sign_in.sign_in(proof, now=now)
        if not isinstance(opened, RuleViolation):
            sessions.put_in_cookie(account_or_404(opened.account_id), opened)
            return redirect(target, 303)
        status = _refuse(form, opened)
    elif form.is_submitted():
        status = 422
    return render_template("auth/sign_in.html", form=form), status


@bp.post("/sign-out")
@requires(AuthPermission.SELF)
def logout() -> ResponseReturnValue:
    """End this session."""
    with unit_of_work():
        service.sign_out(sessions.current_session_id(), actor=current_actor(), now=clock().now())
    sessions.take_from_cookie()
    flash(_("Đã đăng xuất."), "success")
    return redirect(url_for(".login"), 303)


@bp.route("/password", methods=["GET", "POST"])
@requires(AuthPermission.SELF)
def change_password() -> ResponseReturnValue:
    """Change one's own password; a one-time password leads here before anything else."""
    form = PasswordForm()
    target = _target(form)
    forced = current_user.must_change_password
    username, status = current_user.username, 200
    if form.validate_on_submit():
        outcome = _change(form, username)
        if isinstance(outcome, RuleViolation):
            status = _refuse(form, outcome)
        else:
            sessions.put_in_cookie(*outcome)
            flash(
                _("Đã đổi mật khẩu. Những nơi khác đang đăng nhập tài khoản này đã bị đăng xuất."), "success"
            )
            return redirect(target, 303)
    elif form.is_submitted():
        status = 422
    page = render_template(
        "auth/password.html", form=form, forced=forced, username=username, password_hint=PASSWORD_HINT
    )
    return page, status


def _change(form: PasswordForm, username: str) -> tuple[Account, AccountSession] | RuleViolation:
    current, new = _typed(form.current_password.data), _typed(form.new_password.data)
    try:
        rules.check_new_password(new, username=username, field="new_password")
        if new == current:
            raise RuleViolation("auth.password_same", field="new_password")
    except RuleViolation as refusal:
        return refusal
    now = clock().now()
    proof = sign_in.prove(username, current, address=_address(), now=now)
    hashed = passwords.hash_password(new)
    with unit_of_work():
        return service.change_password(proof, hashed, now=now)


def _refuse(form: BaseForm, refusal: RuleViolation) -> int:
    """Show ``refusal`` on the form; return the status of the answer."""
    form.refuse(refusal)
    return TOO_MANY if refusal.code == "auth.too_many_tries" else 422


def _target(form: SignInForm | PasswordForm) -> str:
    """Return where to go afterwards, and keep it in the form."""
    target = rules.safe_next(form.next.data or request.args.get("next"))
    form.next.data = target
    return target


def _address() -> str:
    return (request.remote_addr or "")[:45]


def _typed(value: str | None) -> str:
    return value or ""
