"""Refusals in words: turns the code of a broken rule into what, why and what to do now."""

from __future__ import annotations

import logging
import string
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from center.errors import Refusal, RuleViolation
from center.i18n import lazy_gettext as _l
from center.ui.filters import format_date, format_datetime, format_number

logger = logging.getLogger(__name__)

_messages: dict[str, Refusal] = {}
_words: dict[type, Callable[[Any], str]] = {}

UNKNOWN = Refusal(
    what=_l("Việc này không được phép (mã {code})."),
    next_step=_l("Kiểm tra lại những gì đã nhập; nếu vẫn bị từ chối, báo quản trị hệ thống kèm mã này."),
)


class _FactFormatter(string.Formatter):
    """``str.format`` that writes dates, instants and numbers the Vietnamese way; ``{sum:đ}`` is a sum of money."""

    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec == "đ" and isinstance(value, int):
            return format_number(value)
        if format_spec:
            return format(value, format_spec)
        if type(value) in _words:
            return _words[type(value)](value)
        if isinstance(value, datetime):
            return format_datetime(value)
        if isinstance(value, date):
            return format_date(value)
        # not for int: it may be an identity number or a year, which take no thousands separator
        if isinstance(value, float | Decimal):
            return format_number(value)
        return str(value)


_formatter = _FactFormatter()


def register_messages(messages: Mapping[str, Refusal]) -> None:
    """Add a feature's sentences, keyed by the code of the rule.

    Registering the same mapping again changes nothing; raises ValueError when a code is already
    taken by another refusal.
    """
    for code, refusal in messages.items():
        if _messages.setdefault(code, refusal) is not refusal:
            raise ValueError(f"two refusals claim the code {code!r}")


def register_words(words: Mapping[type, Callable[[Any], str]]) -> None:
    """Say how facts of a feature's own types are written in its sentences: kinds, lines of a list."""
    _words.update(words)


def registered_codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return frozenset(_messages)


def sentence(exc: RuleViolation) -> Refusal:
    """Return the refusal of ``exc`` as plain strings, its facts filled in.

    A code nobody registered gives a general sentence that names it; a placeholder without its fact
    raises KeyError, so that a test of the rule finds it.
    """
    found = _messages.get(exc.code)
    if found is None:
        logger.error("no sentence registered for rule %s", exc.code)
        return _fill(UNKNOWN, {"code": exc.code})
    return _fill(found, exc.facts)


def _fill(refusal: Refusal, facts: Mapping[str, object]) -> Refusal:
    return Refusal(
        what=_formatter.vformat(str(refusal.what), (), facts),
        next_step=_formatter.vformat(str(refusal.next_step), (), facts),
        rule=_formatter.vformat(str(refusal.rule), (), facts),
    )
