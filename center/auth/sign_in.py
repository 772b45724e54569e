"""Signing in, in two steps: the slow proof without a lock on the database, then the short act."""

from __future__ import annotations

import hashlib
import hmac
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from flask import current_app

from center.audit.actor import Actor
from center.audit.service import record
from center.auth import passwords, queries, rules, sessions
from center.auth.access import actor_of
from center.auth.audit import SignedIn, SignInRefused
from center.auth.models import Account, AccountSession, SignInAttempt
from center.clock import LOCAL_ZONE
from center.db import db
from center.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class Proof:
    """What was typed, compared with what is stored."""

    account_id: int | None
    """None when the name is nobody's."""
    name: str
    """Under which the try is counted (``SignInAttempt.username``)."""
    address: str
    checked: str | None
    """The stored hash the password was compared with."""
    right: bool
    stronger: str | None = None
    """A new hash of the right password, when the stored one was made with weaker parameters than today's."""


def prove(username: str, password: str, *, address: str, now: datetime) -> Proof:
    """Compare name and password with the stored ones; changes nothing.

    It takes as long for a name that is nobody's.     It runs before the unit of work: hashing inside would
    hold SQLite's only write lock for a tenth of a second, and at a change of shift thirty people sign in
    while the gate is scanning.
    """
    account = queries.account_by_username(username)
    name = account.username if account else _fingerprint(username)
    hashed = account.password if account else None
    waiting = _paused_until(account, name, address, now)
    right = not waiting and passwords.matches(password, hashed)
    stronger = (
        passwords.hash_password(password) if right and hashed and passwords.is_outdated(hashed) else None
    )
    return Proof(account.id if account else None, name, address, hashed, right, stronger)


def sign_in(proof: Proof, *, now: datetime) -> AccountSession | RuleViolation:
    """Open a session for the proven account, or return why not; either way the try is counted and recorded.

    The refusal is returned, not raised, because raising would undo the count.
    """
    account = count_try(proof, now=now, wrong=RuleViolation("auth.wrong_credentials"))
    if isinstance(account, RuleViolation):
        return account
    account.password = proof.stronger or account.password
    opened = sessions.start(account, address=proof.address, now=now)
    record(SignedIn(address=proof.address), actor=actor_of(account), at=now)
    return opened


def count_try(proof: Proof, *, now: datetime, wrong: RuleViolation) -> Account | RuleViolation:
    """Count one try with a password; return its account, or why it is refused.

    ``wrong`` is the refusal when it is not the password.     Everything is decided again under a lock on the
    account: of a hundred tries sent at once, only the first few count.
    """
    account = None
    if proof.account_id is not None:
        account = db.session.get(Account, proof.account_id, with_for_update=True, populate_existing=True)
    until = _paused_until(account, proof.name, proof.address, now)
    if until is not None:
        _refused(account, proof, "paused", now)
        return _pause(until, now)
    # a password changed since the proof makes the proof worthless
    proven = account if proof.right and account is not None and account.password == proof.checked else None
    granted = proven is not None and proven.active
    db.session.add(SignInAttempt(at=now, username=proof.name, address=proof.address, succeeded=granted))
    if proven is None:
        _refused(account, proof, "wrong", now)
        return wrong
    if not granted:
        # told only to the one who knows the password
        _refused(account, proof, "locked", now)
        return RuleViolation("auth.account_locked")
    return proven


def _paused_until(account: Account | None, name: str, address: str, now: datetime) -> datetime | None:
    window = now - rules.WRONG_WITHIN
    since = max(window, account.password_set_at) if account and account.password_set_at else window
    by_name = rules.paused_until(
        queries.wrong_tries_of_name(name, since=since), limit=rules.WRONG_PER_ACCOUNT, now=now
    )
    by_address = rules.paused_until(
        queries.wrong_tries_of_address(address, since=window), limit=rules.WRONG_PER_ADDRESS, now=now
    )
    return max((until for until in (by_name, by_address) if until is not None), default=None)


def _pause(until: datetime, now: datetime) -> RuleViolation:
    return RuleViolation(
        "auth.too_many_tries",
        until=until.astimezone(LOCAL_ZONE),
        minutes=math.ceil((until - now) / timedelta(minutes=1)),
        limit=rules.WRONG_PER_ACCOUNT,
        pause=rules.PAUSE // timedelta(minutes=1),
    )


def _refused(
    account: Account | None, proof: Proof, reason: Literal["wrong", "paused", "locked"], now: datetime
) -> None:
    event = SignInRefused(username=account.username if account else "", address=proof.address, reason=reason)
    record(event, actor=Actor.system("sign-in"), at=now)


def _fingerprint(username: str) -> str:
    """Return what stands for a name that is nobody's; the name itself may be a password in the wrong box."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    digest = hmac.new(key, rules.clean_username(username).encode(), hashlib.sha256).hexdigest()
    return f"?{digest[:32]}"
