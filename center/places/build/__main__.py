"""Writes the data files and prints where the sources differ.

Get the sources with
``pip download --no-deps --python-version 3.12 --only-binary=:all: vietnam-provinces==2026.9.0
vietnam-address-converter==1.0.5`` and unpack both wheels under one folder outside the checkout.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from center.places import dataset
from center.places.build.merge import merge
from center.places.build.sources import read_first, read_second


def main() -> None:
    """Read ``--sources``, write the data folder, report on standard output."""
    parser = argparse.ArgumentParser(prog="python -m center.places.build", description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, help="folder with both unpacked packages")
    parser.add_argument("--out", type=Path, default=dataset.FOLDER, help="where the files go")
    asked = parser.parse_args()
    merged = merge(read_first(asked.sources), read_second(asked.sources))
    dataset.write(merged.dataset, asked.out)
    for line in merged.differences:
        print(line)
    made = dataset.read(asked.out)
    print(
        f"{len(made.provinces)} provinces, {len(made.communes)} communes, "
        f"{len(made.successors)} successors, {len(merged.differences)} differences, version {made.version}"
    )


if __name__ == "__main__":
    main()
