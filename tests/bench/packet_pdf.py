"""A handover packet, beside bare WeasyPrint on the same HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench import bare, subject
from tests.bench.frame import Row, bench, medians_in_turn, milliseconds

ROUNDS = 5


@bench("packet_pdf")
def packet_pdf(folder: Path) -> Iterator[Row]:
    """Measure one packet in one process, after one of each that only warms up."""
    packet = subject.packet(folder)
    packet.build()
    bare.render(packet.papers)
    value, baseline = medians_in_turn(
        ROUNDS, lambda: milliseconds(packet.build), lambda: milliseconds(lambda: bare.render(packet.papers))
    )
    yield Row("packet_pdf", value, "ms", "bare WeasyPrint on the same HTML", baseline)
