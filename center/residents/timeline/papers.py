"""Papers on the timeline, whatever module issued them: seen by those who may open them."""

from __future__ import annotations

from datetime import datetime

from center.audit.actor import Actor
from center.documents.listeners import PaperAct, on_paper
from center.documents.models import IssuedDocument
from center.documents.readers import reader_of
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic

WORDS = {PaperAct.ISSUED: "Lập giấy tờ", PaperAct.WITHDRAWN: "Thu hồi giấy tờ"}


@on_paper
def tell_paper(document: IssuedDocument, act: PaperAct, actor: Actor, now: datetime) -> None:
    """Write the line of a paper; of a kind that nobody may open there is none."""
    permission = reader_of(document.kind)
    if document.stay_id is None or permission is None:
        return
    note(
        document.stay_id,
        f"{WORDS[act]}: {document.title}"[:300],
        area="residents",
        topic=Topic.FILE,
        permission=permission,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/documents/files/{document.id}",
    )
