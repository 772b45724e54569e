"""Acts on accounts. None of them commits; every one is recorded."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from center.audit.actor import Actor
from center.audit.service import record
from center.auth import passwords, queries, rules, sessions
from center.auth.access import actor_of
from center.auth.audit import (
    AccountCreated,
    AccountDetailsChanged,
    AccountLocked,
    AccountUnlocked,
    PasswordChanged,
    PasswordReset,
    RolesChanged,
    SignedOut,
)
from center.auth.models import Account, AccountRole, AccountSession
from center.auth.permissions import Role
from center.auth.sign_in import Proof, count_try
from center.db import db
from center.errors import RuleViolation
from center.vietnamese.text import nfc


def ensure_roles() -> dict[Role, AccountRole]:
    """Return the row of every role, adding those that are missing."""
    known = {row.name: row for row in db.session.scalars(select(AccountRole))}
    for role in Role:
        if role.value not in known:
            known[role.value] = AccountRole(name=role.value)
            db.session.add(known[role.value])
    return {role: known[role.value] for role in Role}


def create_account(
    username: str,
    full_name: str,
    title: str,
    password: str,
    roles: Iterable[Role],
    *,
    actor: Actor,
    now: datetime,
    must_change: bool = False,
) -> Account:
    """Create an account and return it with its id.

    ``title``: position as papers print it, may be empty. ``must_change``: the first sign-in leads to a new
    password. Raises RuleViolation (``auth.username_shape``, ``auth.username_taken``, ``auth.name_needed``,
    ``auth.role_needed``, ``auth.password_*``).
    """
    username = rules.clean_username(username)
    rules.check_username(username)
    rules.check_new_password(password, username=username)
    if queries.account_by_username(username):
        raise RuleViolation("auth.username_taken", field="username", username=username)
    account = Account(
        username=username,
        full_name=_name(full_name),
        title=nfc(title),
        password=passwords.hash_password(password),
        password_set_at=now,
        active=True,
        fs_uniquifier=uuid.uuid4().hex,
        must_change_password=must_change,
        created_at=now,
        roles=_rows(roles),
    )
    db.session.add(account)
    try:
        db.session.flush()  # the record names the id
    except IntegrityError as error:
        raise RuleViolation("auth.username_taken", field="username", username=username) from error
    created = AccountCreated(account.id, username, account.full_name, account.title, _names(account))
    record(created, actor=actor, at=now)
    return account


def change_details(account: Account, full_name: str, title: str, *, actor: Actor, now: datetime) -> None:
    """Change the name or position of the account's owner; nothing is recorded when nothing changes.

    Raises RuleViolation (``auth.name_needed``).
    """
    name, title = _name(full_name), nfc(title)
    if (name, title) == (account.full_name, account.title):
        return
    event = AccountDetailsChanged(
        account.id,
        account.username,
        account.full_name,
        name_after=name,
        title_before=account.title,
        title_after=title,
    )
    record(event, actor=actor, at=now)
    account.full_name, account.title = name, title


def set_roles(account: Account, roles: Iterable[Role], *, actor: Actor, now: datetime) -> None:
    """Give ``account`` exactly ``roles``; they hold from its next request.

    Raises RuleViolation (``auth.role_needed``, ``auth.last_administrator``).
    """
    wanted = frozenset(roles)
    before = _names(account)
    if not wanted:
        raise RuleViolation("auth.role_needed", field="roles")
    if wanted == frozenset(before):
        return
    if account.active and Role.ADMINISTRATOR not in wanted:
        _keep_an_administrator(account, field="roles")
    account.roles = _rows(wanted)
    record(RolesChanged(account.id, account.username, before, _names(account)), actor=actor, at=now)


def lock(account: Account, *, actor: Actor, now: datetime) -> None:
    """Lock ``account``: its open sessions end and nobody signs in with it until it is unlocked.

    Raises RuleViolation (``auth.own_account``, ``auth.already_locked``, ``auth.last_administrator``).
    """
    _not_own(account, actor)
    if not account.active:
        raise RuleViolation("auth.already_locked", username=account.username)
    _keep_an_administrator(account)
    account.active = False
    sessions.end_all(account, now=now)
    record(AccountLocked(account.id, account.username), actor=actor, at=now)


def unlock(account: Account, *, actor: Actor, now: datetime) -> None:
    """Open a locked account again, with the password it had. Raises RuleViolation (``auth.not_locked``)."""
    if account.active:
        raise RuleViolation("auth.not_locked", username=account.username)
    account.active = True
    record(AccountUnlocked(account.id, account.username), actor=actor, at=now)


def reset_password(account: Account, *, actor: Actor, now: datetime) -> str:
    """Give ``account`` a one-time password and return it: the only time it can be read.

    Its open sessions end, tries at the old password are forgotten, and the first sign-in leads to a new
    password. Raises RuleViolation (``auth.own_account``).
    """
    _not_own(account, actor)
    password = passwords.one_time_password()
    _set_password(account, passwords.hash_password(password), must_change=True, now=now)
    record(PasswordReset(account.id, account.username), actor=actor, at=now)
    return password


def change_password(
    proof: Proof, hashed: str, *, now: datetime
) -> tuple[Account, AccountSession] | RuleViolation:
    """Put ``hashed`` (of a checked password) in place of the proven one.

    Returns the account and its new session; every other session of it ends. A wrong present password
    is counted like a wrong sign-in, so the refusal is returned, not raised.
    """
    wrong = RuleViolation("auth.wrong_current_password", field="current_password")
    account = count_try(proof, now=now, wrong=wrong)
    if isinstance(account, RuleViolation):
        return account
    _set_password(account, hashed, must_change=False, now=now)
    record(PasswordChanged(), actor=actor_of(account), at=now)
    return account, sessions.start(account, address=proof.address, now=now)


def sign_out(session_id: int, *, actor: Actor, now: datetime) -> None:
    """End the actor's present session."""
    sessions.end(session_id, now=now)
    record(SignedOut(), actor=actor, at=now)


def _set_password(account: Account, hashed: str, *, must_change: bool, now: datetime) -> None:
    account.password = hashed
    account.password_set_at = now
    account.must_change_password = must_change
    sessions.end_all(account, now=now)


def _name(full_name: str) -> str:
    name = nfc(full_name)
    if not any(char.isalpha() for char in name):
        raise RuleViolation("auth.name_needed", field="full_name")
    return name


def _rows(roles: Iterable[Role]) -> list[AccountRole]:
    wanted = frozenset(roles)
    if not wanted:
        raise RuleViolation("auth.role_needed", field="roles")
    return [row for role, row in ensure_roles().items() if role in wanted]


def _names(account: Account) -> tuple[str, ...]:
    return tuple(sorted(row.name for row in account.roles))


def _not_own(account: Account, actor: Actor) -> None:
    if account.id == actor.id:
        raise RuleViolation("auth.own_account")


def _keep_an_administrator(account: Account, field: str | None = None) -> None:
    if Role.ADMINISTRATOR in _names(account) and not queries.another_administrator(account.id):
        raise RuleViolation("auth.last_administrator", field=field, full_name=account.full_name)
