"""What the parts of the kit put into a page."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask, url_for
from flask.testing import FlaskClient

from tests.ui.kitchen import PACKAGE

PAGES = ("/", "/residents", "/residents?q=không có", "/form", "/person", "/scan", "/people/print")
ERRORS = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)
STATIC = PACKAGE / "static"


@pytest.fixture
def client(kitchen: Flask) -> FlaskClient:
    return kitchen.test_client()


def soup(client: FlaskClient, url: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


@pytest.mark.parametrize("url", [*PAGES, *(f"/errors/{status}" for status in ERRORS)])
def test_every_page_holds_to_the_frame(client: FlaskClient, url: str) -> None:
    page = BeautifulSoup(client.get(url).text, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "vi"
    assert page.title is not None
    assert page.title.get_text(strip=True).endswith("Cơ sở cai nghiện ma tuý số 1 tỉnh Đồng Nai")
    assert len(page.find_all("h1")) == 1
    assert len(page.find_all("main")) == 1
    assert not page.find_all(style=True)
    assert not page.find_all("style")
    scripts = page.find_all("script")
    assert all(script.has_attr("src") or script["type"] == "application/json" for script in scripts)
    assert not [tag for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for label in page.select("label[for]"):
        assert page.find(id=label["for"]), label
    described = " ".join(str(tag["aria-describedby"]) for tag in page.select("[aria-describedby]"))
    assert set(described.split()) <= set(ids)


@pytest.mark.parametrize("url", PAGES)
def test_every_file_of_a_page_is_ours_and_there(client: FlaskClient, url: str) -> None:
    page = soup(client, url)
    links = [str(tag.get("href") or tag.get("src") or "") for tag in page.find_all(["link", "script", "use"])]
    for address in {link.split("#")[0] for link in links if link}:
        assert address.startswith("/static/")
        assert "?v=" in address
        with client.get(address) as answer:
            assert answer.status_code == 200, address


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("css/app.css?v=0", "public, max-age=31536000, immutable"),
        ("vendor/inter/inter-latin-wght-normal.woff2", "public, max-age=86400"),
        ("js/drafts.js", "no-cache"),
    ],
)
def test_a_browser_keeps_only_what_cannot_go_stale(client: FlaskClient, path: str, kept: str) -> None:
    with client.get(f"/static/{path}") as answer:
        assert answer.headers["Cache-Control"] == kept
        assert answer.headers["ETag"]


def test_the_address_of_a_file_changes_with_its_content(inside: Flask) -> None:
    digest = hashlib.sha256((STATIC / "css" / "app.css").read_bytes()).hexdigest()[:8]
    assert url_for("static", filename="css/app.css") == f"/static/css/app.css?v={digest}"
    assert url_for("static", filename="no-such.css") == "/static/no-such.css"


def test_every_icon_used_exists(client: FlaskClient) -> None:
    symbols = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    used = {str(use["href"]).split("#")[1] for url in PAGES for use in soup(client, url).find_all("use")}
    assert used <= symbols
    assert len(symbols) >= 35


def test_no_file_leads_to_another_host_or_to_a_source_map() -> None:
    own = [*STATIC.glob("css/*.css"), *STATIC.glob("js/*.js")]
    assert own
    for path in own:
        assert not re.search(r"https?://|//#|sourceMappingURL", path.read_text()), path
    for path in STATIC.glob("vendor/*/*"):
        if path.suffix in {".css", ".js"}:
            assert "sourceMappingURL" not in path.read_text()


def test_every_vendored_folder_has_its_licence_and_its_line_in_the_list() -> None:
    table = (STATIC / "vendor" / "README.md").read_text()
    folders = [path for path in (STATIC / "vendor").iterdir() if path.is_dir()]
    assert len(folders) >= 5
    for folder in folders:
        assert (folder / "LICENSE").stat().st_size > 500
        assert f"| `{folder.name}` |" in table


def test_a_page_names_the_center_the_person_and_the_way_out(client: FlaskClient) -> None:
    page = soup(client, "/")
    assert page.select_one(".app-name-text").get_text() == "Cơ sở cai nghiện ma tuý số 1 tỉnh Đồng Nai"  # type: ignore[union-attr]
    assert "Dữ liệu giả" in page.select_one(".demo-ribbon").get_text()  # type: ignore[union-attr]
    assert "Trần Thị Thu Hà" in page.select_one(".app-person").get_text()  # type: ignore[union-attr]
    out = page.select_one("form[data-sign-out]")
    assert out is not None
    assert (out["method"], out["action"]) == ("post", "/sign-out")
    assert out.find("input", attrs={"name": "csrf_token"})
    search = page.select_one("form[role=search]")
    assert search is not None
    assert (search["method"], search["action"], search.input["name"]) == ("get", "/residents/search", "q")  # type: ignore[index]
    assert [a.get_text() for a in page.select(".app-nav [aria-current]")] == ["Hôm nay"]


def test_a_nameless_center_without_anybody_signed_in_still_has_its_pages(kitchen: Flask) -> None:
    for name in ("can", "current_actor", "role_names"):
        del kitchen.jinja_env.globals[name]
    kitchen.template_context_processors[None].pop()
    page = soup(kitchen.test_client(), "/")
    assert page.title is not None
    assert page.title.get_text(strip=True) == "Hôm nay"
    assert not page.select(".app-person, .demo-ribbon, .app-search")


@pytest.mark.parametrize("status", ERRORS)
def test_an_error_page_says_what_why_what_now_and_its_number(client: FlaskClient, status: int) -> None:
    page = soup(client, f"/errors/{status}", status)
    text = page.main.get_text(" ", strip=True)  # type: ignore[union-attr]
    assert "Vì sao" in text
    assert "Làm gì tiếp" in text
    assert f"Mã lỗi {status}" in text
    assert "5f3a9c1e77b0d2a4" in text


def test_a_wrong_form_comes_back_with_its_errors_and_all_that_was_typed(
    kitchen: Flask, client: FlaskClient
) -> None:
    kitchen.config["WTF_CSRF_ENABLED"] = False
    typed = {
        "full_name": "Lý A Páo",
        "born_on": "31/02/2026",
        "weight": "1.234",
        "sex": "female",
        "kind": "v",
        "note": "còn",
    }
    answer = client.post("/form", data=typed)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    lines = {a["href"]: a.parent.get_text(" ", strip=True) for a in page.select("[data-error-summary] a")}  # type: ignore[union-attr]
    assert set(lines) == {"#born_on", "#card_number", "#weight", "#address-street"}
    assert lines["#born_on"].startswith("Ngày sinh : Không có ngày 31/02/2026")
    born = page.find(id="born_on")
    assert born is not None
    assert born["value"] == "31/02/2026"
    assert born["aria-invalid"] == "true"
    assert page.find(id=born["aria-describedby"]) is not None
    assert page.find(id="weight")["value"] == "1.234"  # type: ignore[index]
    assert page.find(id="note").get_text(strip=True) == "còn"  # type: ignore[union-attr]
    assert [o["value"] for o in page.select("input[name=sex][checked]")] == ["female"]
    assert [o["value"] for o in page.select("#kind option[selected]")] == ["v"]


@pytest.mark.parametrize(
    ("note", "beside"), [("rule", ""), ("field", "Chưa đủ 18 tuổi vào ngày 22/11/2026.")]
)
def test_a_refused_act_says_why_and_what_to_do_now(
    kitchen: Flask, client: FlaskClient, note: str, beside: str
) -> None:
    kitchen.config["WTF_CSRF_ENABLED"] = False
    typed = {
        "full_name": "Lý A Páo",
        "born_on": "3/2/1990",
        "card_number": "001090012345",
        "address-street": "12",
        "kind": "v",
    }
    answer = client.post(
        "/form", data={**typed, "act_id": "5e0d8a3e-52f7-4b55-9d4d-3d3fd6a0f8b1", "note": note}
    )
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    refusal = page.select_one(".refusal")
    assert refusal is not None
    assert "Làm gì tiếp" in refusal.get_text()
    assert page.find(id="act_id")["value"] == "5e0d8a3e-52f7-4b55-9d4d-3d3fd6a0f8b1"  # type: ignore[index]
    error = page.find(id="born_on-error")
    assert (error.get_text(strip=True) if error else "") == beside


def test_a_form_without_a_valid_token_is_not_accepted(client: FlaskClient) -> None:
    assert client.post("/form", data={"full_name": "Lý A Páo"}).status_code == 400


def test_a_list_names_the_columns_in_every_cell_and_hides_none_from_readers(client: FlaskClient) -> None:
    page = soup(client, "/residents")
    rows = page.select("table.table-fold tbody tr")
    assert len(rows) == 15
    assert [cell["data-label"] for cell in rows[0].find_all("td")][:4] == [
        "Họ và tên",
        "Mã hồ sơ",
        "Ngày sinh",
        "Giường",
    ]
    assert rows[1].find_all("td")[5].get_text(strip=True) == "18,5"
    assert rows[6].find_all("td")[3].get_text(strip=True) == "–"
    assert rows[0].time["datetime"] == "1980-01-03"  # type: ignore[index]
    assert page.select_one("h1 .count").get_text(strip=True) == "1.312"  # type: ignore[union-attr]
    assert [a["href"] for a in page.select(".pager a[rel=next]")] == ["/residents?page=2"]
    assert "Không tìm thấy ai" in soup(client, "/residents?q=không có").get_text()


def test_a_persons_page_says_who_where_and_until_when(client: FlaskClient) -> None:
    head = soup(client, "/person").select_one("header.resident")
    assert head is not None
    text = head.get_text(" ", strip=True)
    for fact in (
        "Nguyễn Thị Hồng Nhung",
        "CN-2026-0125",
        "34 tuổi",
        "Trong khu B",
        "ngày 4",
        "Phải có người đi kèm",
        "còn 330 ngày",
    ):
        assert fact in text
    assert head.select_one(".resident-name a")["href"] == "/stays/7"  # type: ignore[index]


def test_a_chart_has_its_figures_in_a_table(client: FlaskClient) -> None:
    charts = soup(client, "/person").select("figure.chart")
    assert len(charts) == 2
    rows = [
        [c.get_text(strip=True) for c in row.find_all(["th", "td"])] for row in charts[1].select("tbody tr")
    ]
    assert rows[0] == ["21/11/2026 06:00", "148", "96", "112"]
    assert rows[-1] == ["22/11/2026 10:00", "126", "82", "–"]
    assert charts[0].svg["aria-label"] == "Hội chứng cai theo thời gian"  # type: ignore[index]


def test_a_sheet_has_its_title_code_time_and_places_to_sign(client: FlaskClient) -> None:
    text = soup(client, "/people/print").main.get_text(" ", strip=True)  # type: ignore[union-attr]
    for words in (
        "Danh sách điểm danh khu B",
        "DD-2026-1122-B",
        "In lúc 22/11/2026 09:00",
        "Trực chỉ huy",
        "ký, ghi rõ họ tên",
    ):
        assert words in text


def test_the_scanner_has_every_part_its_script_asks_for(client: FlaskClient) -> None:
    page = soup(client, "/scan")
    script = "".join(path.read_text() for path in Path(STATIC / "js").glob("scan*.js"))
    for name in set(re.findall(r'this\.part\("([a-z-]+)"\)', script)):
        assert page.select(f"[data-scan-{name}]"), name
    for name in set(re.findall(r"dataset\.([a-z]+)", script)) & {"url", "ponyfill", "wasm", "count"}:
        assert page.select_one("[data-scanner]").has_attr(f"data-{name}")  # type: ignore[union-attr]
