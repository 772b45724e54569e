"""What is asked about accounts, sign-ins and sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from center.auth import rules
from center.auth.models import Account, AccountRole, AccountSession, SignInAttempt, account_roles
from center.auth.permissions import Role
from center.db import db
from center.errors import NotFound
from center.ui.pagination import DEFAULT_SIZE, Page
from center.vietnamese.sorting import sort_key
from center.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class SignIns:
    """How an account is used now."""

    last_at: datetime | None
    """Last sign-in; None when there was none."""
    last_address: str
    open_sessions: int
    """Sign-ins that have neither ended nor run out."""


def account_by_username(username: str) -> Account | None:
    """Return the account of a sign-in name (any case), or None."""
    return db.session.scalar(select(Account).where(Account.username == rules.clean_username(username)))


def account_or_404(account_id: int) -> Account:
    """Return the account. Raises NotFound."""
    account = db.session.get(Account, account_id)
    if account is None:
        raise NotFound(f"account {account_id}")
    return account


def accounts_page(
    text: str = "",
    *,
    role: Role | None = None,
    active: bool | None = None,
    number: int = 1,
    size: int = DEFAULT_SIZE,
) -> Page[Account]:
    """Return one page of the accounts that contain ``text`` in name, sign-in name or position.

    Accents and case do not count.     Sorted as a Vietnamese list of names; ``role`` and ``active`` narrow it
    when given. A center has a few hundred accounts, so matching and sorting happen here and not in the
    database.
    """
    query = select(Account)
    if role is not None:
        query = query.where(Account.roles.any(AccountRole.name == role.value))
    if active is not None:
        query = query.where(Account.active == active)
    wanted = fold(text)
    found = [a for a in db.session.scalars(query) if wanted in fold(f"{a.full_name} {a.username} {a.title}")]
    found.sort(key=lambda account: (sort_key(account.full_name), account.id))
    first = (number - 1) * size
    return Page(items=found[first : first + size], number=number, size=size, total=len(found))


def staff_with_role(role: Role) -> list[Account]:
    """Return the active accounts that hold ``role``, sorted by Vietnamese name."""
    query = select(Account).where(Account.active, Account.roles.any(AccountRole.name == role.value))
    return sorted(db.session.scalars(query), key=lambda account: (sort_key(account.full_name), account.id))


def has_accounts() -> bool:
    """Tell whether anybody can sign in at all."""
    return db.session.scalar(select(Account.id).limit(1)) is not None


def another_administrator(account_id: int) -> bool:
    """Tell whether an active administrator other than ``account_id`` exists, and hold those rows.

    The rows are locked (PostgreSQL) until the act ends: two administrators who lock each other at the same
    moment must not both succeed.
    """
    query = (
        select(Account.id)
        .join(account_roles, account_roles.c.account_id == Account.id)
        .join(AccountRole, AccountRole.id == account_roles.c.role_id)
        .where(AccountRole.name == Role.ADMINISTRATOR.value, Account.active)
        .order_by(Account.id)
        .with_for_update(of=[Account, account_roles])
    )
    return any(found != account_id for found in db.session.scalars(query))


def account_of_session(uniquifier: str, session_id: int, *, now: datetime) -> Account | None:
    """Return the active account behind an open session, with its roles; None when it is over."""
    query = (
        select(Account)
        .join(AccountSession, AccountSession.account_id == Account.id)
        .where(
            Account.fs_uniquifier == uniquifier,
            Account.active,
            AccountSession.id == session_id,
            AccountSession.ended_at.is_(None),
            AccountSession.started_at > now - rules.SESSION_LENGTH,
        )
        .options(joinedload(Account.roles))
    )
    return db.session.scalars(query).unique().one_or_none()


def sign_ins(account_id: int, *, now: datetime) -> SignIns:
    """Return how the account is used, in two statements."""
    mine = AccountSession.account_id == account_id
    last = db.session.scalar(select(AccountSession).where(mine).order_by(AccountSession.id.desc()).limit(1))
    still_open = (AccountSession.ended_at.is_(None), AccountSession.started_at > now - rules.SESSION_LENGTH)
    count = db.session.scalar(select(func.count()).select_from(AccountSession).where(mine, *still_open))
    return SignIns(last.started_at if last else None, last.address if last else "", count or 0)


def wrong_tries_of_name(username: str, *, since: datetime) -> Sequence[datetime]:
    """Return the instants from ``since`` on at which the name was tried wrongly after its last right try."""
    query = (
        select(SignInAttempt.at, SignInAttempt.succeeded)
        .where(SignInAttempt.username == username, SignInAttempt.at >= since)
        .order_by(SignInAttempt.id.desc())
        .limit(rules.WRONG_PER_ACCOUNT)
    )
    wrong = []
    for at, succeeded in db.session.execute(query):
        if succeeded:
            break
        wrong.append(at)
    return wrong


def wrong_tries_of_address(address: str, *, since: datetime) -> Sequence[datetime]:
    """Return the instants from ``since`` on of wrong tries from one machine, under whatever name.

    Right ones between do not excuse them: a guesser may have an account of their own.
    """
    query = (
        select(SignInAttempt.at)
        .where(
            SignInAttempt.address == address, SignInAttempt.at >= since, SignInAttempt.succeeded.is_(False)
        )
        .order_by(SignInAttempt.id.desc())
        .limit(rules.WRONG_PER_ADDRESS)
    )
    return db.session.scalars(query).all()
