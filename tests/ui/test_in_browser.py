"""What only a real browser shows: scripts, keyboard, camera, accessibility."""

from __future__ import annotations

import base64
import io

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.ui.accessibility import faults

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/residents",
    "/residents?q=không có",
    "/form",
    "/person",
    "/scan",
    "/people/print",
    "/errors/404",
)


def fill_in(page: Page, note: str = "") -> None:
    page.goto("/form")
    page.get_by_label("Họ, chữ đệm và tên").fill("Lý A Páo")
    page.get_by_label("Ngày sinh").first.fill("3/2/1990")
    page.get_by_label("Số định danh cá nhân").fill("001090012345")
    page.get_by_label("Số nhà, đường").fill("12 Lê Lợi")
    page.get_by_label("Hình thức cai nghiện").select_option("v")
    page.get_by_label("Nữ").check()
    page.get_by_label("Ghi chú").fill(note)


def drafts(page: Page) -> str:
    found: str = page.evaluate(
        "JSON.stringify(Object.fromEntries(Object.entries(sessionStorage).filter(([k]) => k.startsWith('center:'))))"
    )
    return found


def test_every_page_fits_its_screen_and_has_no_accessibility_fault(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for url in PAGES:
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], url
        assert faults(page) == [], url


def test_a_wrong_form_has_no_accessibility_fault_and_leads_to_its_errors(
    page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/form")
    page.get_by_role("button", name="Lưu hồ sơ").click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    assert faults(page) == []
    summary.get_by_role("link", name="Số nhà, đường").click()
    expect(page.get_by_label("Số nhà, đường")).to_be_focused()


def test_the_navigation_folds_on_a_phone_and_opens_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/person")
    navigation = page.get_by_role("navigation", name="Điều hướng chính")
    expect(navigation).to_be_hidden()
    page.get_by_role("button", name="Mở trình đơn").press("Enter")
    expect(navigation).to_be_visible()
    expect(navigation.get_by_role("link", name="Hôm nay")).to_be_focused()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(navigation).to_be_hidden()


def test_without_scripts_the_navigation_is_open_and_forms_are_sent(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    fill_in(page)
    expect(page.get_by_role("navigation", name="Điều hướng chính")).to_be_visible()
    expect(page.get_by_role("button", name="Chụp ảnh")).to_be_hidden()
    page.get_by_role("button", name="Lưu hồ sơ").click()
    expect(page.get_by_text("Đã lưu hồ sơ tiếp nhận.")).to_be_visible()
    context.close()


def test_a_slash_finds_the_search_box_but_not_while_typing(page: Page) -> None:
    page.goto("/form")
    page.keyboard.press("/")
    search = page.get_by_role("combobox", name="Tìm người cai nghiện")
    expect(search).to_be_focused()
    expect(search).to_have_value("")
    note = page.get_by_label("Ghi chú")
    note.focus()
    page.keyboard.type("3/2")
    expect(note).to_have_value("3/2")


def test_arrows_go_from_the_search_box_through_the_list(page: Page) -> None:
    page.goto("/residents")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Trần Thị Mỹ Huyền")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/person")


def test_a_list_becomes_cards_on_a_phone(page: Page) -> None:
    page.goto("/residents")
    heads = page.locator("table.table-fold thead")
    row = page.locator("table.table-fold tbody tr").first
    assert row.bounding_box()["height"] < 60  # type: ignore[index]
    assert heads.bounding_box()["height"] > 20  # type: ignore[index]
    page.set_viewport_size({"width": 390, "height": 844})
    assert heads.bounding_box()["height"] <= 1  # type: ignore[index]
    label = row.locator("td[data-label='Mã hồ sơ']").evaluate(
        "cell => getComputedStyle(cell, '::before').content"
    )
    assert label == '"Mã hồ sơ"'


def test_a_picked_day_is_typed_into_the_box(page: Page) -> None:
    page.goto("/form")
    box = page.locator("[data-date]").first
    expect(box.get_by_role("button", name="Chọn ngày trên lịch")).to_be_visible()
    box.locator("input[type=date]").evaluate(
        "native => { native.value = '1990-02-03'; native.dispatchEvent(new Event('change')); }"
    )
    expect(page.locator("#born_on")).to_have_value("03/02/1990")


def test_a_form_is_sent_once_however_often_the_button_is_pressed(page: Page, kitchen: Flask) -> None:
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    fill_in(page)
    page.get_by_role("button", name="Lưu hồ sơ").evaluate(
        "button => { button.click(); button.click(); button.click(); }"
    )
    page.wait_for_url("**/")
    assert len(posts) == 1
    expect(page.get_by_text("Đã lưu hồ sơ tiếp nhận.")).to_be_visible()


def test_what_was_typed_survives_the_end_of_the_session(page: Page, context: BrowserContext) -> None:
    fill_in(page, "đã nhập 20 phút")
    context.clear_cookies()
    page.get_by_role("button", name="Lưu hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Tiếp nhận người cai nghiện")
    page.goto("/form")
    expect(page.get_by_text("Đã khôi phục những gì đã nhập")).to_be_visible()
    expect(page.get_by_label("Ghi chú")).to_have_value("đã nhập 20 phút")
    expect(page.get_by_label("Hình thức cai nghiện")).to_have_value("v")
    expect(page.get_by_label("Nữ")).to_be_checked()
    page.get_by_role("button", name="Lưu hồ sơ").click()
    page.wait_for_url("**/")
    page.goto("/form")
    expect(page.get_by_label("Ghi chú")).to_have_value("")


def test_a_restored_form_can_be_emptied_and_a_cancelled_one_is_forgotten(page: Page) -> None:
    fill_in(page, "một")
    page.goto("/residents")
    page.goto("/form")
    page.get_by_role("button", name="Bỏ, nhập từ đầu").click()
    expect(page.get_by_label("Ghi chú")).to_have_value("")
    page.get_by_label("Ghi chú").fill("hai")
    page.get_by_role("link", name="Thôi, không lưu").click()
    page.goto("/form")
    expect(page.get_by_label("Ghi chú")).to_have_value("")


def test_nobody_sees_what_another_person_typed(page: Page) -> None:
    fill_in(page, "bí mật của ca trước")
    page.evaluate(
        """() => {
            for (const key of Object.keys(sessionStorage).filter((k) => k.startsWith("center:"))) {
                const draft = JSON.parse(sessionStorage.getItem(key));
                sessionStorage.setItem(key, JSON.stringify({...draft, person: "5"}));
            }
        }"""
    )
    page.goto("/form")
    expect(page.get_by_label("Ghi chú")).to_have_value("")
    assert drafts(page) == "{}"


def test_signing_out_forgets_what_was_typed_and_passwords_are_never_kept(page: Page) -> None:
    fill_in(page, "bí mật")
    page.get_by_label("Mật khẩu").fill("hoa-sen-tháng-sáu")
    kept = drafts(page)
    assert "bí mật" in kept
    assert "hoa-sen" not in kept
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/")
    assert drafts(page) == "{}"


def test_a_commune_is_picked_by_keyboard(page: Page) -> None:
    page.goto("/form")
    box = page.get_by_role("combobox", name="Nơi thường trú")
    box.press_sequentially("xã bàu")
    option = page.get_by_role("option", name="Xã Bàu Bàng")
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    assert faults(page) == []
    box.press("Enter")
    expect(box).to_have_value("Xã Bàu Bàng, Thành phố Hồ Chí Minh")
    expect(page.locator("#commune")).to_have_value("2")
    box.press("Backspace")
    expect(page.locator("#commune")).to_have_value("")


@pytest.mark.parametrize(("typed", "said"), [("zzz", "Không tìm thấy"), ("hong", "Không hỏi được danh mục")])
def test_a_commune_that_is_not_found_says_what_to_do(page: Page, typed: str, said: str) -> None:
    page.goto("/form")
    box = page.get_by_role("combobox", name="Nơi thường trú")
    box.press_sequentially(typed)
    expect(page.locator(".picker-none")).to_contain_text(said)
    box.press("Enter")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_a_photo_is_taken_with_the_camera(page: Page) -> None:
    page.goto("/form")
    page.get_by_role("button", name="Chụp ảnh").click()
    expect(page.locator("[data-photo-dialog]")).to_be_visible()
    expect(page.locator("[data-photo-video]")).to_have_js_property("readyState", 4)
    page.get_by_role("button", name="Chụp", exact=True).click()
    expect(page.locator("[data-photo-preview]")).to_be_visible()
    expect(page.get_by_text("Đã chụp.")).to_be_visible()
    taken = page.evaluate(
        "(() => { const [file] = document.querySelector('#photo').files; return [file.type, file.size]; })()"
    )
    assert taken[0] == "image/jpeg"
    assert taken[1] > 3000


def halves(width: int, height: int) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def in_the_input(page: Page) -> Image.Image:
    """The picture that would be sent."""
    encoded = page.evaluate(
        """async () => {
            const bytes = new Uint8Array(await document.querySelector('#photo').files[0].arrayBuffer());
            return btoa(String.fromCharCode(...bytes));
        }"""
    )
    return Image.open(io.BytesIO(base64.b64decode(encoded)))


def test_the_face_is_put_into_the_frame_by_keyboard(page: Page) -> None:
    page.goto("/form")
    page.set_input_files("#photo", {"name": "a.png", "mimeType": "image/png", "buffer": halves(1200, 900)})
    frame = page.get_by_role("img", name="Ảnh vừa chọn")
    expect(frame).to_be_visible()
    assert in_the_input(page).format == "PNG"  # untouched: the server cuts it
    frame.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    cut = in_the_input(page)
    assert (cut.format, cut.size) == ("JPEG", (675, 900))
    red, _green, blue = cut.getpixel((500, 450))  # type: ignore[misc]
    assert red > 200 > blue, "the left half was moved into the frame"
    page.get_by_role("button", name="Xoay phải").click()
    page.get_by_label("Phóng to").fill("200")
    turned = in_the_input(page)
    assert turned.width / turned.height == 0.75
    top, bottom = (turned.getpixel((turned.width // 2, place)) for place in (2, turned.height - 3))
    assert top[0] > 200 > top[2], "what was left is on top"  # type: ignore[index]
    assert bottom[2] > 200 > bottom[0]  # type: ignore[index]
    assert faults(page) == []


def test_a_file_that_is_no_photo_is_said_so_before_it_is_sent(page: Page) -> None:
    page.goto("/form")
    page.set_input_files("#photo", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"not a photo"})
    expect(page.get_by_text("Tệp này không phải ảnh đọc được.")).to_be_visible()
