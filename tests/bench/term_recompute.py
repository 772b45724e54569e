"""Every term of 2,500 residents with five years of events, beside reading the same rows plainly.

The figures are seconds of one core: nothing here waits for anything, and other work on the machine must not count.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.frame import BenchFailed, Row, bench, medians_in_turn
from tests.bench.ledger import RESIDENTS, STAYS, ledgers

ROUNDS = 3
WORDS = "the same rows read plainly, a day added to the date of each event"


@bench("term_recompute")
def term_recompute(folder: Path) -> Iterator[Row]:
    """Measure in one process on SQLite, after one of each that only warms up."""
    with ledgers(folder) as found:
        if found.recompute() != RESIDENTS * len(STAYS) or found.check() != 0:
            raise BenchFailed("the ledgers are not what they should be")
        found.read()
        proof, check, read = medians_in_turn(
            ROUNDS,
            lambda: _seconds(found.recompute),
            lambda: _seconds(found.check),
            lambda: _seconds(found.read),
        )
    yield Row("term_recompute.proof", proof, "s", WORDS, read)
    yield Row("term_recompute.check", check, "s", WORDS, read)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
