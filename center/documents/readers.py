"""Who may open an issued paper: the owner of each kind says it, and nobody else."""

from __future__ import annotations

from center.auth.permissions import Permission

_readers: dict[str, Permission] = {}


def register_reader(kind: str, permission: Permission) -> None:
    """Let holders of ``permission`` open papers of ``kind``.

    The same again changes nothing; raises ValueError when the kind already has another permission.
    """
    if _readers.setdefault(kind, permission) != permission:
        raise ValueError(f"papers of kind {kind!r} already have a reader")


def reader_of(kind: str) -> Permission | None:
    """Return the permission that opens papers of ``kind``; None closes them to everybody."""
    return _readers.get(kind)
