"""Open sessions: started at sign-in, over at sign-out, lock, password reset or the end of the shift."""

from __future__ import annotations

import uuid
from datetime import datetime

import flask_security
from flask import session
from sqlalchemy import update

from center.auth import queries
from center.auth.models import Account, AccountSession
from center.clock import clock
from center.db import db

SESSION_KEY = "center_session"
"""Where the cookie keeps the number of its ``AccountSession``."""


def load_account(uniquifier: str) -> Account | None:
    """Return the account this request speaks for, or None when its session is over."""
    number = session.get(SESSION_KEY)
    if not isinstance(number, int):
        return None
    return queries.account_of_session(uniquifier, number, now=clock().now())


def start(account: Account, *, address: str, now: datetime) -> AccountSession:
    """Add a session of ``account``; its id is there at once."""
    opened = AccountSession(account_id=account.id, address=address, started_at=now)
    db.session.add(opened)
    db.session.flush()  # the cookie needs the id
    return opened


def end(session_id: int, *, now: datetime) -> None:
    """End one session."""
    query = update(AccountSession).where(AccountSession.id == session_id, AccountSession.ended_at.is_(None))
    db.session.execute(query.values(ended_at=now))


def end_all(account: Account, *, now: datetime) -> None:
    """End every session of ``account``, and make every cookie of it worthless."""
    account.fs_uniquifier = uuid.uuid4().hex
    query = update(AccountSession).where(
        AccountSession.account_id == account.id, AccountSession.ended_at.is_(None)
    )
    db.session.execute(query.values(ended_at=now))


def put_in_cookie(account: Account, opened: AccountSession) -> None:
    """Make this browser speak for ``account``. Call it after the commit.

    What an earlier visitor left in the cookie goes first (session fixation).
    """
    session.clear()
    flask_security.login_user(account, remember=False, authn_via=["password"])
    session[SESSION_KEY] = opened.id
    session.permanent = True


def take_from_cookie() -> None:
    """Make this browser speak for nobody."""
    flask_security.logout_user()
    session.clear()


def current_session_id() -> int:
    """Return the number of this request's session; somebody is signed in."""
    number: int = session[SESSION_KEY]
    return number
