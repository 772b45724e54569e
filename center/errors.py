"""Errors a person or an operator can meet, split by who should hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class CenterError(Exception):
    """Base of every error this product raises on purpose."""


class RuleViolation(CenterError):
    """A rule refuses the act; shown to the person who tried it (HTTP 422).

    ``code`` is ``"<feature>.<what>"`` and finds its sentence in the feature's ``messages.py``;
    ``facts`` fill that sentence's placeholders; ``field`` names the form field at fault, if one is.
    """

    def __init__(self, code: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.field = field
        self.facts = facts


class NotAllowed(CenterError):
    """The actor lacks the permission for this act (HTTP 403)."""


class NotFound(CenterError):
    """What was asked for does not exist, or not for this actor (HTTP 404)."""


class Conflict(CenterError):
    """Somebody else changed it in the meantime (HTTP 409)."""


class MissingParameter(CenterError):
    """No legal parameter of that name is in force that day: a fault of the set-up (HTTP 500)."""

    def __init__(self, name: str, on: date, rule_set: str | None = None) -> None:
        super().__init__(
            f"no parameter {name!r} in force on {on.isoformat()} for rule set {rule_set or 'any'}"
        )
        self.name = name
        self.on = on
        self.rule_set = rule_set


@dataclass(frozen=True, slots=True)
class Refusal:
    """The words of a refusal: what is refused, what to do now, and the rule behind it with its source.

    Strings may be lazy translations and hold ``{fact}`` placeholders.
    """

    what: str
    next_step: str
    rule: str = ""
