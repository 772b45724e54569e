"""The term as a drawn line."""

from __future__ import annotations

from center.residents.labels import TERM_LINE_LABELS
from center.residents.term.model import HEAD_LINES, Effect, Term
from center.ui.term_line import Segment, TermLine, term_line

DRAWN_AS = {
    Effect.COUNTED: "served",
    Effect.NOT_COUNTED: "stopped",
    Effect.AHEAD: "ahead",
    Effect.LAPSED: "waived",
    Effect.MOVED: "waived",
}
"""How the days of a line look in the drawing."""


def drawn(term: Term) -> TermLine | None:
    """Return the drawing of the calendar lines of ``term``; None without any."""
    segments = [
        Segment(TERM_LINE_LABELS[line.kind], line.from_day, line.to_day, DRAWN_AS[line.effect])
        for line in term.lines
        if line.effect in DRAWN_AS and line.kind not in HEAD_LINES and line.from_day and line.to_day
    ]
    return term_line(segments, term.on)
