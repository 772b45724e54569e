"""The pages of a post: choose it, scan at it, and the answers to its scans."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from flask import jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.security.answers import ScanAnswer, answer_of, count_of, word_of
from center.security.blueprint import bp
from center.security.forms import ScanForm, act_id
from center.security.models import Post
from center.security.permissions import SecurityPermission
from center.security.queries import post_or_404, posts, scan_of, scans
from center.security.service import record_scan, recorded_scan

LAST_POST = "security.post"
"""Where the session keeps the post of this guard."""
LINES = 20
LONGEST_TOKEN = 200


@bp.get("/security/posts")
@requires(SecurityPermission.SCAN)
def choose_post() -> ResponseReturnValue:
    """Show the posts; the last one used stands on top."""
    found, last = list(posts()), last_post_id()
    found.sort(key=lambda post: post.id != last)
    return render_template("security/posts/choose.html", posts=found, last=last)


@bp.get("/security/posts/<int:post_id>/scan")
@requires(SecurityPermission.SCAN)
def scan_page(post_id: int) -> ResponseReturnValue:
    """Show the scanner, with the answer to the scan this page sent last if it works without scripts."""
    post = post_or_404(post_id)
    session[LAST_POST] = post.id
    return _scanner(post, ScanForm(formdata=None), _sent_answer(post, request.args.get("sent", "")))


@bp.post("/security/posts/<int:post_id>/scan")
@requires(SecurityPermission.SCAN)
def scan_by_form(post_id: int) -> ResponseReturnValue:
    """Take a scan from the page's own form."""
    form, now = ScanForm(), clock().now()
    if not form.validate_on_submit():
        return _scanner(post_or_404(post_id), form, None), 422
    with unit_of_work():
        record_scan(
            form.token.data,
            post_or_404(post_id),
            client_id=act_id(form.client_id),
            happened_at=now,
            actor=current_actor(),
            now=now,
        )
    return redirect(url_for(".scan_page", post_id=post_id, sent=form.client_id.data), 303)


@bp.post("/security/posts/<int:post_id>/scans")
@requires(SecurityPermission.SCAN)
def scan(post_id: int) -> ResponseReturnValue:
    """Take a scan from a device; what cannot be read is not answered, so that the device keeps it."""
    sent = read_scan(request.get_json(silent=True))
    if sent is None:
        return jsonify(status=422, code="security.unreadable_scan"), 422
    actor, now = current_actor(), clock().now()
    with unit_of_work():
        recorded = record_scan(
            sent.token,
            post_or_404(post_id),
            client_id=sent.client_id,
            happened_at=sent.happened_at,
            actor=actor,
            now=now,
        )
    # read after the commit: counting must not hold the write lock
    return jsonify(asdict(answer_of(recorded, at=now)))


@dataclass(frozen=True, slots=True)
class Sent:
    """A scan as a device sent it."""

    client_id: str
    token: str
    happened_at: datetime


def read_scan(body: Any) -> Sent | None:
    """Return the scan in a JSON body; None when a part is missing or is not what it should be."""
    if not isinstance(body, dict):
        return None
    token, client_id, at = (body.get(name) for name in ("token", "client_id", "happened_at"))
    if not (isinstance(token, str) and isinstance(client_id, str) and isinstance(at, str)):
        return None
    if not token.strip() or len(token) > LONGEST_TOKEN:
        return None
    try:
        happened_at = datetime.fromisoformat(at)
        if happened_at.tzinfo is None:
            return None
        return Sent(str(uuid.UUID(client_id)), token, happened_at.astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def last_post_id() -> int | None:
    """Return the post this guard used last, on this sign-in."""
    found = session.get(LAST_POST)
    return found if isinstance(found, int) else None


def _sent_answer(post: Post, client_id: str) -> ScanAnswer | None:
    scan = scan_of(client_id) if client_id else None
    if scan is None or scan.post_id != post.id:
        return None
    return answer_of(recorded_scan(client_id), at=clock().now())


def _scanner(post: Post, form: ScanForm, answer: ScanAnswer | None) -> str:
    return render_template(
        "security/posts/scan.html",
        post=post,
        form=form,
        answer=answer,
        count=count_of(post, at=clock().now()),
        lines=scans(post_id=post.id, limit=LINES),
        word_of=word_of,
    )
