"""Who wants to hear, in the same transaction, that a paper about a stay was issued or withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from center.audit.actor import Actor
from center.documents.models import IssuedDocument


class PaperAct(StrEnum):
    """What became of a paper."""

    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


Listener = Callable[[IssuedDocument, PaperAct, Actor, datetime], None]

_listeners: list[Listener] = []


def on_paper(listener: Listener) -> Listener:
    """Call ``listener`` with every paper about a stay; the same one again changes nothing."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(document: IssuedDocument, act: PaperAct, *, actor: Actor, now: datetime) -> None:
    """Let everybody hear of a paper; one that is about no stay is nobody's business."""
    if document.stay_id is not None:
        for listener in _listeners:
            listener(document, act, actor, now)
