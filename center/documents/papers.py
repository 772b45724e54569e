"""From plain data to paper: a template of ``templates/documents`` filled in and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask.sansio.app import App
from jinja2 import Environment, StrictUndefined

from center.config import Config
from center.documents import wording
from center.documents.pdf import render_pdf
from center.documents.qr import Level, data_uri, qr_png

HELPERS: dict[str, Callable[..., Any]] = {
    "long_date": wording.long_date,
    "place_date": wording.place_date,
    "slash_date": wording.slash_date,
    "number_text": wording.number_text,
    "official_number": wording.official_number,
    "closed_list": wording.closed_list,
    "capitals": wording.capitals,
}
"""Filters of the papers, beside those of the screens."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What the foot of a paper shows so that anybody can check it: no personal data."""

    token: str
    url: str
    qr: str
    """The address as a QR picture, a ``data:`` URI."""

    @property
    def code(self) -> str:
        """The token in groups of three, for a person who types it."""
        return " ".join(self.token[at : at + 3] for at in range(0, len(self.token), 3))


def verification_url(token: str) -> str:
    """Return the public address that tells whether the paper of ``token`` is genuine."""
    config: Config = current_app.extensions["center.config"]
    return f"{config.public_url}/verify/{token}"


def verification(token: str) -> Verification:
    """Return the verification mark of ``token``."""
    url = verification_url(token)
    return Verification(token=token, url=url, qr=data_uri(qr_png(url, level=Level.M)))


def paper_html(
    template: str, data: Mapping[str, object], *, title: str = "", mark: Verification | None = None
) -> str:
    """Return ``template`` filled with ``data`` (plain values, never database rows).

    ``mark`` puts code and QR at the foot of each page. A name the data does not hold raises
    jinja2.UndefinedError: a paper with a silent hole must not leave the house.
    """
    return (
        _environment().get_template(template).render(**{"paper_title": title, **data, "verification": mark})
    )


def paper_pdf(
    template: str,
    data: Mapping[str, object],
    *,
    title: str,
    mark: Verification | None = None,
    css: Iterable[str] = ("paper.css",),
) -> bytes:
    """Return ``template`` filled with ``data`` as a PDF. Raises as ``paper_html`` and ``render_pdf`` do."""
    return render_pdf(paper_html(template, data, title=title, mark=mark), title=title, css=css)


def init_papers(app: App) -> None:
    """Give ``app`` the papers' filters and their strict environment."""
    app.jinja_env.filters.update(HELPERS)
    app.extensions["center.papers"] = app.jinja_env.overlay(undefined=StrictUndefined)


def _environment() -> Environment:
    found: Environment = current_app.extensions["center.papers"]
    return found
