"""One PDF out of several: a packet with its outline, and each part inside as a file of its own."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import pikepdf

from center.documents.pdf import count_pages
from center.vietnamese import fold

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of a packet."""

    title: str
    """As the outline and the list of contents name it."""
    content: bytes
    """A whole PDF."""

    @property
    def sha256(self) -> str:
        """Hex digest of the part's bytes, the same as that of the file inside the packet."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the packet without pages of its own."""

    filename: str
    content: bytes
    media_type: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class PacketDescription:
    """What the PDF says about itself."""

    title: str
    author: str
    """The issuing center."""
    subject: str = ""
    lang: str = "vi"


class ContentsLine(TypedDict):
    """One line of a packet's contents, as the archive keeps it and the verification page shows it."""

    title: str
    sha256: str
    pages: int


def contents_of(parts: Sequence[Part]) -> list[ContentsLine]:
    """Return title, digest and number of pages of each part, in their order."""
    return [
        ContentsLine(title=part.title, sha256=part.sha256, pages=count_pages(part.content)) for part in parts
    ]


def part_filename(position: int, title: str) -> str:
    """Return a name that every system can write: ``03-tom-tat-y-te.pdf``; ``position`` starts at 1."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:60].rstrip("-")
    return f"{position:02}-{words or 'phan'}.pdf"


def assemble(
    parts: Sequence[Part], *, description: PacketDescription, attachments: Sequence[Attachment] = ()
) -> bytes:
    """Return one PDF: the pages of all parts, one outline entry for each, each part embedded as it was.

    The same input gives the same bytes. Raises ValueError for no parts, for a part that is not a PDF,
    and for two attachments of one name.
    """
    if not parts:
        raise ValueError("a packet needs at least one part")
    files = [
        Attachment(part_filename(number, part.title), part.content, PDF, part.title)
        for number, part in enumerate(parts, start=1)
    ]
    files.extend(attachments)
    if len({file.filename for file in files}) != len(files):
        raise ValueError("two files of one name in a packet")
    with pikepdf.new() as packet:
        starts = _append_pages(packet, parts)
        with packet.open_outline() as outline:
            outline.root.extend(
                pikepdf.OutlineItem(part.title, start) for part, start in zip(parts, starts, strict=True)
            )
        for file in files:
            inside = pikepdf.AttachedFileSpec(
                packet,
                file.content,
                filename=file.filename,
                mime_type=file.media_type,
                description=file.description,
                creation_date="",  # the day of printing would change the bytes of each run
                mod_date="",
            )
            inside.relationship = pikepdf.Name.Data
            packet.attachments[file.filename] = inside
        _describe(packet, description)
        buffer = io.BytesIO()
        packet.save(buffer, deterministic_id=True, min_version="1.7")
    return buffer.getvalue()


def _append_pages(packet: pikepdf.Pdf, parts: Sequence[Part]) -> list[int]:
    """Append every part's pages; return the index of each part's first page."""
    starts = []
    for part in parts:
        starts.append(len(packet.pages))
        try:
            with pikepdf.open(io.BytesIO(part.content)) as source:
                packet.pages.extend(source.pages)
        except pikepdf.PdfError as error:
            raise ValueError(f"part {part.title!r} is not a readable PDF") from error
    return starts


def _describe(packet: pikepdf.Pdf, description: PacketDescription) -> None:
    packet.Root.Lang = pikepdf.String(description.lang)
    packet.Root.PageMode = pikepdf.Name.UseOutlines
    packet.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    # without the editor's mark, which holds the time of day and would change the bytes of each run
    with packet.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = description.title
        metadata["dc:creator"] = [description.author]
        metadata["dc:language"] = {description.lang}
        if description.subject:
            metadata["dc:description"] = description.subject
    packet.docinfo["/Title"] = description.title
    packet.docinfo["/Author"] = description.author
    if description.subject:
        packet.docinfo["/Subject"] = description.subject
