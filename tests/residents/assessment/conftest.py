"""People who were here for months, and rounds opened for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import unit_of_work
from center.residents.assessment.council import Meeting
from center.residents.assessment.models import AssessmentRound
from center.residents.assessment.rounds import open_round
from center.residents.housing.models import Zone
from tests.residents.conftest import TakeIn
from tests.residents.conftest import stay_of as stay_of
from tests.residents.conftest import take_in as take_in  # the fixture

OCTOBER = date(2026, 10, 1)
SEPTEMBER_1 = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
MEETING = Meeting(
    date(2026, 11, 5), "12/BB-HĐ", ("Mai Thị Quyết, Trưởng cơ sở", "Tạ Minh Lắng, cán bộ tư vấn")
)

OpenRound = Callable[..., AssessmentRound]


@pytest.fixture
def three(take_in: TakeIn) -> list[int]:
    """Three men of zone B since September."""
    return [
        take_in(name, arrived_at=SEPTEMBER_1, zone="B")
        for name in ("Trần Văn Ân", "Lê Văn Bình", "Phạm Văn Cường")
    ]


@pytest.fixture
def october(actor: Callable[[str], Actor], clock: FixedClock) -> OpenRound:
    """Return a function that opens the round of October."""

    def make(
        zone: Zone | None = None, first: date = OCTOBER, client_id: str | None = None
    ) -> AssessmentRound:
        with unit_of_work():
            return open_round(first, zone, client_id=client_id, actor=actor("counsellor"), now=clock.now())

    return make
