"""Hashing of passwords: argon2id through Flask-Security's context, in one normal form."""

from __future__ import annotations

import secrets

import flask_security
from flask import current_app

from center.auth.rules import PASSWORD_MAX

# No letter or digit that is mistaken for another on paper or on the phone: 0 o, 1 l i.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def hash_password(password: str) -> str:
    """Return the argon2id hash of ``password``; takes a noticeable part of a second on purpose."""
    hashed: str = flask_security.hash_password(_normal(password))
    return hashed


def matches(password: str, hashed: str | None) -> bool:
    """Tell whether ``password`` is the one of ``hashed``.

    ``None`` (no such account) costs the same time as a wrong password, so that time tells nobody which names
    exist.
    """
    # what is longer than any password can be is wrong anyway; it must not cost more
    password = password[: PASSWORD_MAX + 1]
    if hashed is None:
        hash_password(password)
        return False
    return bool(flask_security.verify_password(_normal(password), hashed))


def is_outdated(hashed: str) -> bool:
    """Tell whether ``hashed`` was made with weaker parameters than today's."""
    return bool(current_app.extensions["security"].pwd_context.needs_update(hashed))


def one_time_password() -> str:
    """Return a random password to be said or written once: three groups of four, about 59 bits."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(3))


def _normal(password: str) -> str:
    # the same letters come composed from one keyboard and decomposed from another (macOS, some phones)
    normal: str = current_app.extensions["security"].password_util.normalize(password)
    return normal
