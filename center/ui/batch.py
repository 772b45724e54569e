"""Acts on many lines at once: all are checked, every fault is named, and nothing is saved when there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from center.errors import RuleViolation


class BatchRefused(RuleViolation):
    """Some lines of a group act break a rule; ``lines`` holds the rule by line, keyed by stay or place."""

    def __init__(self, lines: Mapping[int, RuleViolation], code: str) -> None:
        super().__init__(code, count=len(lines))
        self.lines = dict(lines)


class LineFaults:
    """Collects the broken rules of a group act, line by line."""

    def __init__(self) -> None:
        self._found: dict[int, RuleViolation] = {}

    @contextmanager
    def line(self, key: int) -> Iterator[None]:
        """Keep a RuleViolation raised inside the block as the fault of line ``key``."""
        try:
            yield
        except RuleViolation as fault:
            self._found[key] = fault

    def settle(self, code: str) -> None:
        """Raise BatchRefused when any line was refused; ``code`` finds the sentence over the lines."""
        if self._found:
            raise BatchRefused(self._found, code)
