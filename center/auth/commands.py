"""``center accounts``: what an operator does when nobody can sign in."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from center.audit.actor import Actor
from center.auth import passwords, queries, service
from center.auth.permissions import ROLE_LABELS, Role
from center.clock import clock
from center.db import unit_of_work
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.ui.messages import sentence

accounts_group = AppGroup("accounts", help="Accounts of the staff.")

ACTOR = Actor.system("center accounts")


@accounts_group.command("create")
@click.argument("username")
@click.option("--name", "full_name", required=True, help="Full name, as papers print it.")
@click.option("--title", default="", help="Position, as papers print it.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="May be given several times.",
)
def create(username: str, full_name: str, title: str, roles: tuple[str, ...]) -> None:
    """Create account USERNAME and print its one-time password."""
    password = passwords.one_time_password()
    chosen = [Role(role) for role in roles]
    try:
        with unit_of_work():
            account = service.create_account(
                username, full_name, title, password, chosen, actor=ACTOR, now=clock().now(), must_change=True
            )
    except RuleViolation as refused:
        raise _in_words(refused) from refused
    click.echo(_("Đã tạo tài khoản %(username)s.", username=account.username))
    _tell(password)


@accounts_group.command("list")
def list_accounts() -> None:
    """Print every account: sign-in name, state, roles, owner."""
    for account in queries.accounts_page(size=1_000_000):
        state = _("đang dùng") if account.active else _("đã khóa")
        labels = ", ".join(str(ROLE_LABELS[Role(role.name)]) for role in account.roles)
        click.echo(f"{account.username:<24} {state:<10} {account.full_name} ({labels})")


@accounts_group.command("reset-password")
@click.argument("username")
def reset_password(username: str) -> None:
    """Print a one-time password for USERNAME; its open sessions end."""
    account = queries.account_by_username(username)
    if account is None:
        raise click.ClickException(_("Không có tài khoản %(username)s.", username=username))
    try:
        with unit_of_work():
            password = service.reset_password(account, actor=ACTOR, now=clock().now())
    except RuleViolation as refused:
        raise _in_words(refused) from refused
    _tell(password)


def _tell(password: str) -> None:
    click.echo(_("Mật khẩu dùng một lần: %(password)s", password=password))
    click.echo(_("Lần đăng nhập đầu tiên phải đổi mật khẩu này."))


def _in_words(refused: RuleViolation) -> click.ClickException:
    words = sentence(refused)
    return click.ClickException(f"{words.what} {words.next_step}")
