"""``center places …``: load the data files, try a text against them."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from center.clock import today
from center.db import unit_of_work
from center.places.labels import METHOD_LABELS
from center.places.queries import communes_matching, map_old_address
from center.places.service import load_places

places_group = AppGroup("places", help="Administrative units by date, and old addresses.")


@places_group.command("load")
def load() -> None:
    """Bring the tables to the state of the data files."""
    with unit_of_work() as session:
        result = load_places(session)
    if not result.loaded:
        click.echo(f"places {result.version}: nothing to do")
        return
    click.echo(
        f"places {result.version}: {result.provinces} provinces, {result.communes} communes, "
        f"{result.successors} successors"
    )


@places_group.command("find")
@click.argument("text")
def find(text: str) -> None:
    """Show the communes TEXT names today, and what it means as an address, old or new."""
    for unit in communes_matching(text, today()):
        click.echo(f"{unit.code}  {unit.full_label_on(today())}")
    match = map_old_address(text)
    click.echo(f"{match.status}: {METHOD_LABELS[match.method]}")
    for candidate in match.candidates:
        click.echo(f"{candidate.code}  {candidate.label}")
