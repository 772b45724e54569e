"""What is recorded of sign-ins and accounts. No event holds a password, a hash or a name that is nobody's."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class SignedIn(Event):
    """A person signed in."""

    name = "auth:session:open"
    sentence = _l("Đăng nhập từ máy {address}.")
    address: str


@dataclass(frozen=True)
class SignInRefused(Event):
    """A try to sign in was refused. ``username`` is empty when no such account exists."""

    name = "auth:session:refuse"
    sentence = _l("Từ chối đăng nhập tài khoản “{username}” từ máy {address} ({reason}).")
    username: str
    address: str
    reason: str
    """wrong | paused | locked."""


@dataclass(frozen=True)
class SignedOut(Event):
    """A person signed out."""

    name = "auth:session:close"
    sentence = _l("Đăng xuất.")


@dataclass(frozen=True)
class PasswordChanged(Event):
    """A person changed their own password; every other session of theirs ended."""

    name = "auth:password:change"
    sentence = _l("Tự đổi mật khẩu.")


@dataclass(frozen=True)
class AccountCreated(Event):
    """An account was made."""

    name = "auth:account:create"
    sentence = _l("Tạo tài khoản {username} cho {full_name}, vai trò {roles}.")
    account_id: int
    username: str
    full_name: str
    title: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class AccountDetailsChanged(Event):
    """Name or position of an account's owner was changed."""

    name = "auth:account:details"
    sentence = _l(
        "Sửa tài khoản {username}: {name_before} ({title_before}) thành {name_after} ({title_after})."
    )
    account_id: int
    username: str
    name_before: str
    name_after: str
    title_before: str
    title_after: str


@dataclass(frozen=True)
class RolesChanged(Event):
    """The roles of an account were changed."""

    name = "auth:account:roles"
    sentence = _l("Đổi vai trò của {username}: {before} thành {after}.")
    account_id: int
    username: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class AccountLocked(Event):
    """An account was locked; every session of it ended."""

    name = "auth:account:lock"
    sentence = _l("Khóa tài khoản {username}.")
    account_id: int
    username: str


@dataclass(frozen=True)
class AccountUnlocked(Event):
    """A locked account was opened again."""

    name = "auth:account:unlock"
    sentence = _l("Mở khóa tài khoản {username}.")
    account_id: int
    username: str


@dataclass(frozen=True)
class PasswordReset(Event):
    """An account got a one-time password; every session of it ended."""

    name = "auth:password:reset"
    sentence = _l("Cấp mật khẩu dùng một lần cho tài khoản {username}.")
    account_id: int
    username: str
