"""Accounts, the roles they hold, their sign-ins and open sessions."""

from __future__ import annotations

from datetime import datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Base, Model, UTCDateTime, pk

account_roles = Table(
    "account_roles",
    Base.metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("role_id", ForeignKey("account_role_names.id"), primary_key=True),
)


class AccountRole(RoleMixin, Model):
    """One of the fixed roles (``auth.permissions.Role``), as Flask-Security wants it."""

    __tablename__ = "account_role_names"

    id: Mapped[int] = pk()
    name: Mapped[str] = mapped_column(String(40), unique=True)


class Account(UserMixin, Model):
    """A member of staff who signs in. Accounts are locked, never deleted: records name them."""

    __tablename__ = "accounts"

    id: Mapped[int] = pk()
    username: Mapped[str] = mapped_column(String(64), unique=True)
    """Lower-case sign-in name."""
    full_name: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(120), default="")
    """Position as papers print it (chức vụ)."""
    password: Mapped[str | None] = mapped_column(String(255))
    """Argon2id hash."""
    password_set_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When the password was last set; wrong tries before it were tries at another password and do not count."""
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    """Changed to end every open session of the account."""
    must_change_password: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    roles: Mapped[list[AccountRole]] = relationship(  # type: ignore[assignment]  # the mixin says RoleMixin
        secondary=account_roles, lazy="selectin"
    )


class AccountSession(Model):
    """One sign-in from its start to its end: a copied cookie is worth nothing after sign-out."""

    __tablename__ = "account_sessions"

    id: Mapped[int] = pk()
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    address: Mapped[str] = mapped_column(String(45))
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """Sign-out, lock or password reset; None while open. It also ends by itself (``rules.SESSION_LENGTH``)."""


class SignInAttempt(AppendOnly, Model):
    """One try to sign in, right or wrong; wrong ones in a row slow down the next."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index(None, "username", "at"), Index(None, "address", "at"))

    id: Mapped[int] = pk()
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    username: Mapped[str] = mapped_column(String(64))
    """The account's name; for a name that is nobody's, only a keyed fingerprint: people type their password
    there."""
    address: Mapped[str] = mapped_column(String(45))
    succeeded: Mapped[bool]
