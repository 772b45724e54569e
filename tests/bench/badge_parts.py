"""The processes of ``badge_sheets``: ``prepare``, ``app`` and ``bare``, each on the folder of the measurement.

Each prints one line of JSON: seconds, peak megabytes, size of the PDF, and how many codes were read from it.
"""

from __future__ import annotations

import io
import json
import pickle
import resource
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


def prepare(folder: Path, badges: int) -> dict[str, float]:
    """Make a database with ``badges`` badges in force, each with a portrait of its own, of some 30 kB."""
    from flask_migrate import upgrade
    from sqlalchemy import insert

    from center.app import create_app
    from center.app.launch import prepare as fill
    from center.config import load_config
    from center.db import db, unit_of_work
    from center.documents.models import StoredFile
    from center.documents.qr import new_token
    from center.places.models import Commune
    from center.residents.badge.models import Badge
    from center.residents.person.models import Photo, Resident, Sex
    from center.residents.stay.models import Stage, Stay, StayKind
    from center.vietnamese import fold, sort_key

    app = create_app(load_config())
    with app.app_context():
        upgrade()
        fill()
        chance = Random(1)
        portraits = [_portrait(chance) for _ in range(100)]
        with unit_of_work() as session:
            commune = session.scalar(db.select(Commune.id).limit(1))
            for number in range(1, badges + 1):
                name = f"Nguyễn Thị Phượng {number}"
                resident = Resident(
                    code=f"HV{number:06}",
                    full_name=name,
                    name_fold=fold(name),
                    name_sort=sort_key(name),
                    birth_date=date(1990, 1, 1),
                    sex=Sex.FEMALE,
                    created_at=NOW,
                )
                session.add(resident)
                session.flush()
                stay = Stay(
                    resident_id=resident.id,
                    number=1,
                    kind=StayKind.COMPULSORY,
                    rule_set="R2026",
                    admitted_at=NOW,
                    decided_on=date(2026, 11, 1),
                    first_day=date(2026, 11, 1),
                    term_months=24,
                    address_text="Ấp Mẫu",
                    home_commune_id=commune,
                    address_mapping="chosen",
                    stage=Stage.RECEPTION,
                    stage_since=date(2026, 11, 1),
                )
                session.add(stay)
                session.flush()
                session.add(Badge(stay_id=stay.id, token=new_token(), issued_at=NOW))
                content = portraits[number % 100] + str(number).encode()  # behind the end of the picture
                file_id = session.execute(
                    insert(StoredFile).values(
                        sha256=f"{number:064}",
                        media_type="image/jpeg",
                        size=len(content),
                        content=content,
                        created_at=NOW,
                    )
                ).inserted_primary_key[0]
                session.add(Photo(resident_id=resident.id, file_id=file_id, taken_at=NOW))
    return {}


def app(folder: Path, badges: int) -> dict[str, float]:
    """Draw the sheets as the background job does: from the database to one PDF."""
    import pypdfium2
    import zxingcpp

    from center.agency.rules import Profile
    from center.app import create_app
    from center.config import load_config
    from center.residents.badge.documents import CHUNK, badge_cards, many_sheets_pdf, sheets_drawing
    from center.residents.badge.queries import printed_badges, valid_badge_ids

    application = create_app(load_config())
    with application.app_context():
        profile = Profile(
            valid_from=date(2026, 1, 1),
            name="Cơ sở cai nghiện ma túy tỉnh Thử Nghiệm",
            superior="Công an tỉnh Thử Nghiệm",
            head_name="Mai Thị Quyết",
            advising_unit="Tổ Hồ sơ",
            place_name="Thử Nghiệm",
            address="Ấp Mẫu",
            phone="0271 000 000",
            symbol="CSCN",
        )
        began = time.perf_counter()
        ids = valid_badge_ids(None)
        chunks = [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
        content = many_sheets_pdf(badge_cards(printed_badges(chunk), profile) for chunk in chunks)
        figures = _figures(began, content)
        # what the other process draws, with pictures ready in its hand
        drawing = sheets_drawing(badge_cards(printed_badges(ids), profile))
        (folder / "drawn.pickle").write_bytes(pickle.dumps(drawing))
    read = 0
    for page in pypdfium2.PdfDocument(content):
        read += len(zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil().convert("L")))
    return {**figures, "read": read}


def bare(folder: Path, _badges: int) -> dict[str, float]:
    """Draw the same sheets with Typst alone, from files that are there already."""
    import typst

    from center.documents.typeset import fonts
    from center.resources import resource_dir

    data, pictures = pickle.loads((folder / "drawn.pickle").read_bytes())  # noqa: S301  written by app()
    root = folder / "bare"
    root.mkdir()
    for name, content in pictures.items():
        (root / name).write_bytes(content)
    (root / "data.json").write_text(json.dumps(data))
    template = resource_dir("templates") / "documents" / "residents" / "badges.typ"
    (root / "main.typ").write_bytes(template.read_bytes())
    ours = fonts()
    began = time.perf_counter()
    content = typst.compile(
        str(root / "main.typ"), root=str(root), format="pdf", font_paths=ours, pdf_tags=False
    )
    return _figures(began, content)


def _figures(began: float, content: bytes) -> dict[str, float]:
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "megabytes": peak, "size": len(content) / 1024**2}


def _portrait(chance: Random) -> bytes:
    from PIL import Image

    noise = Image.frombytes("RGB", (30, 40), chance.randbytes(30 * 40 * 3))
    out = io.BytesIO()
    noise.resize((360, 480), Image.Resampling.BICUBIC).save(out, "JPEG", quality=85)
    return out.getvalue()


if __name__ == "__main__":
    part, where, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    print(json.dumps({"prepare": prepare, "app": app, "bare": bare}[part](where, count)))
