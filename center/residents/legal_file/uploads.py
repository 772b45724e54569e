"""An upload on its way through a form: read, checked, and kept for a while when something else was refused."""

from __future__ import annotations

from datetime import datetime

from center.audit.actor import Actor
from center.db import unit_of_work
from center.errors import RuleViolation
from center.residents.legal_file.forms import UploadForm
from center.residents.legal_file.holding import UPLOAD_KEPT, held_content, held_file, keep_for_a_while
from center.residents.legal_file.rows import ScanFacts
from center.residents.legal_file.scans import PreparedScan, prepare_scan


def received(form: UploadForm, stay_id: int, *, actor: Actor, now: datetime) -> ScanFacts | None:
    """Return the scan that came with ``form``, or the one held since an earlier try; None when there is none.

    Raises RuleViolation for what is no paper, and when the held one is over.
    """
    contents = [upload.stream.read() for upload in form.files.data or () if upload and upload.filename]
    scan: PreparedScan | None = None
    if contents:
        scan = prepare_scan(contents)
    elif form.held.data:
        held = held_file(form.held.data, account_id=actor.id, stay_id=stay_id, now=now)
        content = held_content(held.id) if held is not None else None
        if held is None or content is None:
            form.held.data = ""
            raise RuleViolation("residents.legal_held_gone", field="files")
        scan = PreparedScan(content, held.pages)
    if scan is None:
        return None
    return ScanFacts(scan, bool(form.two_sided.data), bool(form.known_elsewhere.data))


def keep_for_the_form(
    form: UploadForm, scanned: ScanFacts, stay_id: int, *, actor: Actor, now: datetime
) -> None:
    """Hold a good upload whose form was refused, so that nobody has to take five photos again."""
    if form.held.data:
        return
    with unit_of_work():
        row = keep_for_a_while(
            scanned.scan.pdf, scanned.scan.pages, stay_id, kept=UPLOAD_KEPT, actor=actor, now=now
        )
        form.held.data = row.token
