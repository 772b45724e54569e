"""``python -m tests.bench [NAME …] [--json FILE]``: measure, print a table, write the rows."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench import (  # noqa: F401  # each registers itself
    badge_sheets,
    packet_pdf,
    people,
    scan_http,
    start_up,
    term_recompute,
)
from tests.bench.frame import BENCHES, BenchFailed, Row, table, write_json


def main() -> int:
    """Run the measurements that were asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"one of: {', '.join(BENCHES)} (default: all)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows to FILE as well")
    wanted = parser.parse_args()
    if unknown := set(wanted.names) - set(BENCHES):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    rows: list[Row] = []
    failed = False
    for name in wanted.names or BENCHES:
        print(f"measuring {name} …", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="center-bench-") as folder:
            try:
                rows.extend(BENCHES[name](Path(folder)))
            except BenchFailed as error:
                print(f"{name} failed: {error}", file=sys.stderr)
                failed = True
    for line in table(rows):
        print(line)
    if wanted.json:
        write_json(rows, wanted.json)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
