"""Who acts: a signed-in person, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts, with what they may do at this moment."""

    id: int | None
    """Account id; None for the system."""
    name: str
    roles: frozenset[str] = field(default_factory=frozenset)
    permissions: frozenset[str] = field(default_factory=frozenset)
    """Permission codes, ``"<feature>.<act>"``."""

    @classmethod
    def system(cls, name: str) -> Actor:
        """Return an actor for work no person asked for (a job, a command)."""
        return cls(id=None, name=f"system:{name}")

    def may(self, permission: str) -> bool:
        """Tell whether the actor holds ``permission``."""
        return permission in self.permissions
