"""Legal files with invented papers, through the service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.legal_file.kinds import PaperKind
from center.residents.legal_file.models import FiledPaper
from center.residents.legal_file.queries import papers_of
from center.residents.legal_file.rows import PaperFacts, ScanFacts
from center.residents.legal_file.scans import prepare_scan
from center.residents.legal_file.service import (
    file_paper,
)
from center.residents.stay.models import Stay
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
FileOne = Callable[..., FiledPaper]


def refused(code: str) -> Any:
    return pytest.raises(RuleViolation, match=f"residents.legal_{code}")


@pytest.fixture
def stay_id(take_in: TakeIn) -> int:
    return take_in(arrived_at=NOW - timedelta(days=2), duties=True)


@pytest.fixture
def file_one(app: Flask, actor: ActorOf, clock: FixedClock) -> FileOne:
    """Return a function that puts an invented paper into a file."""

    def write(
        stay_id: int, kind: PaperKind = PaperKind.OTHER, content: bytes | None = None, **more: Any
    ) -> FiledPaper:
        facts = PaperFacts(kind, more.pop("abstract", "Văn bản mẫu"), place=more.pop("place", ""))
        two_sided, known = more.pop("two_sided", False), more.pop("known", False)
        scan = ScanFacts(prepare_scan([content]), two_sided, known) if content is not None else None
        with unit_of_work():
            return file_paper(
                db.session.get_one(Stay, stay_id),
                facts,
                scan,
                actor=actor(more.pop("who", "records_clerk")),
                now=clock.now(),
                **more,
            )

    return write


def numbers(stay_id: int) -> list[str]:
    db.session.expire_all()
    return [str(line.span) for line in papers_of(stay_id)]
