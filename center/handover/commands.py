"""``center packet STAY --out FILE``: write the handover packet of a stay."""

from __future__ import annotations

import uuid
from pathlib import Path

import click
from flask.cli import with_appcontext

from center.audit.actor import Actor
from center.clock import clock
from center.documents.queries import file_content
from center.errors import CenterError, RuleViolation
from center.handover.desk import make_packet
from center.handover.queries import packets_of, stay_named
from center.residents.stay.models import Stay
from center.ui.messages import sentence


@click.command("packet")
@click.argument("stay")
@click.option(
    "--out",
    "out",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="File to write.",
)
@click.option("--existing", is_flag=True, help="Write the newest packet that was built, and build none.")
@with_appcontext
def packet_command(stay: str, out: Path, existing: bool) -> None:
    """Build the handover packet of STAY (number of a stay, or a resident's code: the newest stay) and write it."""
    try:
        found = stay_named(stay)
        content = _existing(found) if existing else _built(found)
    except RuleViolation as refused:
        words = sentence(refused)
        raise click.ClickException(f"{words.what} {words.next_step}") from refused
    except CenterError as error:
        raise click.ClickException(str(error) or type(error).__name__) from error
    out.write_bytes(content)
    click.echo(f"{out}: {len(content)} bytes.")


def _existing(stay: Stay) -> bytes:
    built = next((one for one in packets_of([stay.id]).get(stay.id, ()) if one.in_force), None)
    if built is None:
        raise click.ClickException("No packet was built for this stay; run again without --existing.")
    return file_content(built.document.file_id)[0]


def _built(stay: Stay) -> bytes:
    packet = make_packet(stay.id, key=str(uuid.uuid4()), actor=Actor.system("command"), now=clock().now())
    built = next(one for one in packets_of([stay.id])[stay.id] if one.packet.id == packet.id)
    return file_content(built.document.file_id)[0]
