"""The portrait of a form that is not accepted yet: it travels with the form, signed, and not through the database."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Mapping

from flask import current_app
from itsdangerous import BadSignature, Signer
from PIL import Image
from werkzeug.datastructures import FileStorage, MultiDict

from center.errors import RuleViolation
from center.residents.photos import PreparedPhoto, prepare_photo

KEPT = "photo_kept"


def take_photo(
    posted: MultiDict[str, str], files: Mapping[str, FileStorage]
) -> tuple[PreparedPhoto | None, RuleViolation | None]:
    """Return the portrait that comes with the form, and why a new file cannot serve.

    A good new file takes the place of the kept one in ``posted``; a bad one leaves the kept one there.
    """
    upload = files.get("photo")
    if upload is not None and upload.filename:
        try:
            photo = prepare_photo(upload.stream.read())
        except RuleViolation as refusal:
            return _kept(posted), refusal
        posted[KEPT] = keep(photo.jpeg)
        return photo, None
    return _kept(posted), None


def keep(jpeg: bytes) -> str:
    """Return a prepared portrait as the text that travels with the form."""
    return _signer().sign(base64.b64encode(jpeg)).decode("ascii")


def data_url(photo: PreparedPhoto | None) -> str | None:
    """Return the portrait as an address a page can show."""
    if photo is None:
        return None
    return f"data:image/jpeg;base64,{base64.b64encode(photo.jpeg).decode('ascii')}"


def _kept(posted: MultiDict[str, str]) -> PreparedPhoto | None:
    try:
        # signed, because it is stored later without being looked at again
        jpeg = base64.b64decode(_signer().unsign(posted.get(KEPT, "")))
    except (BadSignature, ValueError):
        posted.pop(KEPT, None)
        return None
    width, height = Image.open(io.BytesIO(jpeg)).size
    return PreparedPhoto(jpeg, width, height, hashlib.sha256(jpeg).hexdigest())


def _signer() -> Signer:
    return Signer(current_app.secret_key or "", salt="residents.intake.photo", digest_method=hashlib.sha256)
