"""Data to PDF through Typst: sheets of thousands of cards, which WeasyPrint would draw six times as slowly.

A sheet has no text that flows and no layout by law; every other paper stays with WeasyPrint (``pdf``).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from center.documents.pdf import HERE, PaperNotRendered
from center.resources import resource_dir


def typeset(template: str, data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    """Return ``template`` (a ``.typ`` file of ``templates/documents``) filled with ``data`` as a PDF.

    The template reads ``data`` as ``json("data.json")`` and each of ``pictures`` by its name. Nothing else is in its
    reach: no file of the machine, no network, no font but ours. The same input gives the same bytes.
    Raises PaperNotRendered when the template or a picture cannot be read.
    """
    import typst  # 30 MB that only whoever prints cards has to load

    source = resource_dir("templates") / "documents" / template
    # Typst takes pictures from files only; the folder is this account's own and goes with the block
    with tempfile.TemporaryDirectory(prefix="center-sheet-") as folder:
        root = Path(folder)
        (root / "main.typ").write_bytes(source.read_bytes())
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, picture in pictures.items():
            (root / name).write_bytes(picture)
        try:
            content: bytes = typst.compile(
                str(root / "main.typ"), root=str(root), format="pdf", font_paths=fonts(), pdf_tags=False
            )
        except typst.TypstError as error:
            raise PaperNotRendered(str(error)) from error
    return content


@cache
def fonts() -> Any:
    """Return our fonts as Typst reads them, once for the process."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )
