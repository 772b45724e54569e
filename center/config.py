"""Configuration: read once from the environment, checked, frozen."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


class BadConfiguration(Exception):
    """The environment holds a value the app cannot start with."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the outside decides about one running app."""

    data_dir: Path
    """Folder for the SQLite file, the secret key, backups and locks; readable by its owner only."""
    database_url: str
    """SQLAlchemy URL: ``sqlite:///…`` or ``postgresql+psycopg://…``."""
    secret_key: str
    """Signs sessions and forms; at least 32 characters."""
    public_url: str
    """Address printed in a packet's QR, without a trailing slash."""
    secure_cookies: bool
    """True behind HTTPS: cookies are sent over TLS only."""
    testing: bool = False
    trusted_proxies: int = 0
    """Reverse proxies in front whose ``X-Forwarded-*`` is believed; 0: nobody's."""


def load_config(environ: Mapping[str, str] | None = None) -> Config:
    """Return the configuration of ``environ`` (default: the process's).

    ``CENTER_DATA_DIR`` (default ``./var``), ``CENTER_DATABASE_URL`` (default: SQLite in that folder),
    ``CENTER_SECRET_KEY`` (default: made once and kept in that folder), ``CENTER_PUBLIC_URL``,
    ``CENTER_SECURE_COOKIES`` (``0``/``1``), ``CENTER_TRUSTED_PROXIES`` (``0``-``9``). Raises BadConfiguration.
    """
    env = os.environ if environ is None else environ
    data_dir = Path(env.get("CENTER_DATA_DIR", "var")).resolve()
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    url = env.get("CENTER_DATABASE_URL") or f"sqlite:///{data_dir / 'center.sqlite3'}"
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise BadConfiguration("CENTER_DATABASE_URL must start with sqlite:/// or postgresql+psycopg://")
    secret = env.get("CENTER_SECRET_KEY") or _kept_secret(data_dir / "secret-key")
    if len(secret) < 32:
        raise BadConfiguration("CENTER_SECRET_KEY needs at least 32 characters")
    public_url = env.get("CENTER_PUBLIC_URL", "http://localhost:8000").rstrip("/")
    if urlsplit(public_url).scheme not in {"http", "https"}:
        raise BadConfiguration("CENTER_PUBLIC_URL must be an http or https address")
    secure = env.get("CENTER_SECURE_COOKIES", "1" if public_url.startswith("https:") else "0")
    if secure not in {"0", "1"}:
        raise BadConfiguration("CENTER_SECURE_COOKIES is 0 or 1")
    proxies = env.get("CENTER_TRUSTED_PROXIES", "0")
    if not re.fullmatch(r"[0-9]", proxies):
        raise BadConfiguration("CENTER_TRUSTED_PROXIES is the number of reverse proxies in front, 0 to 9")
    return Config(
        data_dir=data_dir,
        database_url=url,
        secret_key=secret,
        public_url=public_url,
        secure_cookies=secure == "1",
        trusted_proxies=int(proxies),
    )


def _kept_secret(path: Path) -> str:
    try:
        # O_EXCL: two processes that start together must agree on one key
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
