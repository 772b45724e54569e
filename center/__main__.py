"""``python -m center`` is the ``center`` command."""

from center.cli import main

main()
