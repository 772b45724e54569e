"""The one blueprint of this package; each capability puts its pages on it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("vocational", __name__, url_prefix="/vocational")
