"""A handover packet, beside bare WeasyPrint on the same HTML."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench import bare, subject
from tests.bench.frame import NotThere, Row, bench, medians_in_turn, milliseconds

ROUNDS = 5


@bench("packet_pdf")
def packet_pdf(folder: Path) -> Iterator[Row]:
    """Measure one packet in one process, after one of each that only warms up."""
    try:
        packet = subject.packet(folder)
    except NotThere as missing:
        print(f"packet_pdf: not there: {missing}", file=sys.stderr)
        return
    packet.build()
    bare.render(packet.papers)
    value, baseline = medians_in_turn(
        ROUNDS, lambda: milliseconds(packet.build), lambda: milliseconds(lambda: bare.render(packet.papers))
    )
    yield Row("packet_pdf", value, "ms", "bare WeasyPrint on the same HTML", baseline)
