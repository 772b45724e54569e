"""What a sign-in name, a password and a try to sign in must be like. Plain functions, no database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from center.errors import RuleViolation

USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,31}")
"""Plain letters only: a sign-in name is typed on keyboards with and without Telex."""

PASSWORD_MIN = 10
"""NIST SP 800-63B asks for 8 and calls length the best strength; two more cost nobody anything."""
PASSWORD_MAX = 128
"""Far above any sentence; bounds the work of one hash."""
PASSWORD_MIN_DIFFERENT = 5
"""Different characters: refuses ``1111111111`` and ``abababab12``."""
COMMON_PASSWORDS = frozenset(
    {
        "0123456789",
        "1234567890",
        "9876543210",
        "0987654321",
        "12345678910",
        "1q2w3e4r5t",
        "matkhau123",
        "matkhau1234",
        "password123",
        "qwertyuiop",
        "vietnam123",
        "xinchao123",
    }
)
"""What people take first when ten characters are asked for."""

WRONG_PER_ACCOUNT = 5
"""A tired person needs two or three tries; five wrong ones in a row are worth a pause."""
WRONG_PER_ADDRESS = 30
"""Wider than for one name: a duty room shares one machine. Stops one machine that tries many names."""
WRONG_WITHIN = timedelta(minutes=15)
"""Older wrong tries do not count."""
PAUSE = timedelta(minutes=5)
"""Short, so that nobody can keep a colleague out for a shift by typing nonsense under their name;
long enough to hold a guesser to five hundred tries a day."""

SESSION_LENGTH = timedelta(hours=12)
"""One shift, counted from sign-in: the next person at a shared desk signs in as themselves."""


def clean_username(text: str) -> str:
    """Return the sign-in name as it is stored and looked up: no blanks around, lower case."""
    return text.strip().lower()


def check_username(username: str) -> None:
    """Refuse a sign-in name that is not of the shape of ``USERNAME``."""
    if not USERNAME.fullmatch(username):
        raise RuleViolation("auth.username_shape", field="username")


def check_new_password(password: str, *, username: str, field: str = "password") -> None:
    """Refuse a new password that is too short, too long or among the first a stranger would try.

    ``field`` is the form field the refusal belongs to.
    """
    if len(password) < PASSWORD_MIN:
        raise RuleViolation("auth.password_short", field=field, least=PASSWORD_MIN, have=len(password))
    if len(password) > PASSWORD_MAX:
        raise RuleViolation("auth.password_long", field=field, most=PASSWORD_MAX)
    plain = password.casefold()
    if username and username.casefold() in plain:
        raise RuleViolation("auth.password_holds_name", field=field)
    if len(set(plain)) < PASSWORD_MIN_DIFFERENT or plain in COMMON_PASSWORDS:
        raise RuleViolation("auth.password_easy", field=field)


def paused_until(wrong_at: Sequence[datetime], *, limit: int, now: datetime) -> datetime | None:
    """Return until when the next try is refused, or None when it may be made now.

    ``wrong_at``: instants of the wrong tries that count, in any order. A try refused for the pause is not one
    of them, so hammering does not make the pause longer.
    """
    recent = [at for at in wrong_at if now - WRONG_WITHIN < at <= now]
    if len(recent) < limit:
        return None
    until = max(recent) + PAUSE
    return until if now < until else None


def safe_next(target: str | None, default: str = "/") -> str:
    r"""Return ``target`` when it is an address inside this app, else ``default``.

    Inside means: an absolute path. Browsers read ``//host``, ``/\host`` and paths with control
    characters in them as other hosts, so those are refused.
    """
    if not target or not target.startswith("/") or target.startswith("//"):
        return default
    if "\\" in target or any(ord(char) < 33 or ord(char) == 127 for char in target):
        return default
    return target
