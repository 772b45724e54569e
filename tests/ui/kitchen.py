"""A small app that shows every part of the kit: for the tests, and to look at (``python -m tests.ui.kitchen``)."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import qrcode
from flask import Flask, flash, g, jsonify, redirect, render_template, request
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from PIL import Image
from werkzeug.serving import make_server

from center.clock import FixedClock
from center.errors import RuleViolation
from center.i18n import init_i18n
from center.resources import resource_dir
from center.ui import messages, navigation, panels
from center.ui.pagination import Page, requested_page
from center.ui.setup import init_ui
from tests.ui.ingredients import (
    COLUMNS,
    MESSAGES,
    NAVIGATION,
    NOW,
    PLACEHOLDERS,
    TABS,
    SinkForm,
    header,
    people,
    term,
    vitals_chart,
    withdrawal_chart,
)

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "center"
CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; object-src 'none'"


def make_app() -> Flask:
    """Return the kitchen sink. Everybody in it may do everything but ``auth.accounts``."""
    app = Flask("kitchen", static_folder=str(PACKAGE / "static"), static_url_path="/static")
    app.config.update(SECRET_KEY="kitchen" * 8, TESTING=True, SESSION_COOKIE_NAME="kitchen")
    loaders = [FileSystemLoader(HERE / "templates"), FileSystemLoader(resource_dir("templates"))]
    app.jinja_loader = ChoiceLoader(loaders)
    app.jinja_env.undefined = StrictUndefined
    app.extensions["center.clock"] = FixedClock(NOW)
    CSRFProtect(app)
    init_i18n(app)
    init_ui(app)
    messages.register_messages(MESSAGES)
    app.jinja_env.globals.update(
        can=lambda permission: permission != "auth.accounts",
        current_actor=lambda: SimpleNamespace(id=4, name="Trần Thị Thu Hà", roles=frozenset({"intake"})),
        role_names=lambda roles: "Cán bộ tiếp nhận",
    )
    app.context_processor(
        lambda: {"center_name": "Cơ sở cai nghiện ma tuý số 1 tỉnh Đồng Nai", "center_is_demo": True}
    )
    app.before_request(lambda: setattr(g, "request_id", "5f3a9c1e77b0d2a4"))
    routes(app)

    @app.after_request
    def secure(response: Any) -> Any:
        response.headers["Content-Security-Policy"] = CSP
        return response

    return app


def routes(app: Flask) -> None:
    """Give ``app`` one page for each kind of page."""

    @app.get("/")
    def home() -> str:
        return render_template("kitchen/home.html")

    @app.get("/people")
    def people_list() -> str:
        rows = people()
        page = Page(rows, requested_page(), 50, 1312)
        return render_template(
            "kitchen/people.html", page=page, columns=COLUMNS, empty=request.args.get("q") == "không có"
        )

    app.add_url_rule("/residents", "people", people_list)

    @app.get("/people/print")
    def paper() -> str:
        return render_template("kitchen/paper.html", rows=people() * 4, columns=COLUMNS[:4], now=NOW)

    @app.route("/form", methods=["GET", "POST"])
    def form() -> Any:
        form = SinkForm()
        if form.validate_on_submit():
            with form.rule_errors():
                if form.note.data == "rule":
                    raise RuleViolation("kitchen.bed_taken", bed="B2-03", since=date(2026, 11, 2))
                if form.note.data == "field":
                    raise RuleViolation("kitchen.too_young", field="born_on", age=18, on=date(2026, 11, 22))
        if form.errors:
            return render_template("kitchen/form.html", form=form), 422
        if request.method == "POST":
            flash("Đã lưu hồ sơ tiếp nhận.", "success")
            return redirect("/", 303)
        return render_template("kitchen/form.html", form=form)

    @app.get("/stays/<int:stay_id>")
    def stay(stay_id: int) -> str:
        return person()

    @app.get("/person")
    def person() -> str:
        return render_template(
            "kitchen/person.html",
            h=header(),
            cows=withdrawal_chart(),
            vitals=vitals_chart(),
            term=term(),
            tabs=[(str(n), label, f"/person?tab={n}") for n, label in enumerate(TABS)],
        )

    @app.get("/errors/<int:status>")
    def error(status: int) -> Any:
        return render_template(f"errors/{status}.html"), status

    @app.get("/places/communes")
    def communes() -> Any:
        if request.args["q"] == "hong":
            return "", 503
        found = [
            (1, "00004", "Phường Ba Đình, Thành phố Hà Nội"),
            (2, "26188", "Xã Bàu Bàng, Thành phố Hồ Chí Minh"),
        ]
        return jsonify(
            [{"id": i, "code": c, "label": t} for i, c, t in found if request.args["q"].lower() in t.lower()]
        )

    @app.get("/scan")
    def scan_page() -> str:
        return render_template("kitchen/scan.html")

    @app.post("/scan")
    def scan() -> Any:
        answers: dict[str, tuple[str, str, str, str]] = {
            "bad": (
                "refused",
                "Không được ra",
                "Phải có người đi kèm đến 30/11/2026.",
                "Giữ lại tại chốt, gọi trực chỉ huy.",
            ),
            "odd": ("warn", "Vào trễ 12 phút", "Ra ngoài khám răng, hẹn về 08:45.", "Ghi lý do vào sổ."),
        }
        sent = request.get_json()
        app.extensions.setdefault("scans", []).append(sent)
        outcome, word, detail, step = answers.get(sent["token"], ("ok", "Vào khu B", "", ""))
        return jsonify(
            outcome=outcome,
            word=word,
            name="Nguyễn Thị Hồng Nhung",
            code="CN-2026-0125",
            photo_url="/qr.png",
            detail=detail,
            next_step=step,
            count={"present": 28, "expected": 31, "label": "Khu B"},
        )

    @app.get("/qr.png")
    def picture() -> Any:
        image = io.BytesIO()
        qrcode.make("2B4C6G8H").save(image)
        return image.getvalue(), 200, {"Content-Type": "image/png"}

    app.register_error_handler(400, lambda error: (render_template("errors/400.html"), 400))
    app.add_url_rule("/sign-out", "auth.logout", lambda: redirect("/", 303), methods=["POST"])
    for name in PLACEHOLDERS:
        app.add_url_rule(f"/{name}", name, lambda: render_template("kitchen/home.html"))


@contextmanager
def navigation_of_kitchen() -> Iterator[None]:
    """Put the kitchen's items into the navigation, and take them out again."""
    items, tabs = dict(navigation._items), dict(panels._tabs)
    navigation._items.clear()
    panels._tabs.clear()
    navigation.register_navigation(NAVIGATION)
    panels.register_tab(panels.ResidentTab("all", "Tổng quan", "stay", "residents.view", 1))
    try:
        yield
    finally:
        navigation._items.clear()
        navigation._items.update(items)
        panels._tabs.clear()
        panels._tabs.update(tabs)


def qr_video(path: Path, text: str) -> Path:
    """Write a film of a badge's QR code, as Chromium's false camera plays it; return its path."""
    code = qrcode.make(text).get_image().convert("L").resize((300, 300))
    picture = Image.new("L", (640, 480), 200)
    picture.paste(code, (170, 90))
    grey = bytes([128]) * (320 * 240)
    frame = b"FRAME\n" + picture.tobytes() + grey + grey
    path.write_bytes(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + frame * 10)
    return path


@contextmanager
def served(app: Flask, port: int = 0) -> Iterator[str]:
    """Serve ``app`` on this machine and yield its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", port, app, threaded=True)
    # the poll is how long stopping takes
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    with navigation_of_kitchen():
        make_app().run("127.0.0.1", 5077)
