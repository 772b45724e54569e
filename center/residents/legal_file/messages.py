"""What whoever keeps the legal file reads when something is refused."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_AGAIN = _l(
    "Quét lại thành PDF, hoặc chụp từng trang bằng điện thoại rồi chọn lại. Các ô đã nhập vẫn được giữ."
)
_PRINT_AGAIN = _l(
    "Mở tệp bằng trình đọc PDF, in lại thành PDF (Print to PDF) rồi chọn tệp mới. Các ô đã nhập vẫn được giữ."
)

MESSAGES: dict[str, Refusal] = {
    "residents.legal_no_file": Refusal(
        _l("Chưa chọn tệp nào."),
        _l("Chọn một tệp PDF hoặc ảnh từng trang; nếu chỉ có bản giấy, chọn “Chưa quét” và ghi nơi để."),
    ),
    "residents.legal_one_pdf": Refusal(
        _l(
            "Một văn bản là một tệp PDF, hoặc các ảnh chụp từng trang; không gửi lẫn hai loại hay nhiều tệp PDF."
        ),
        _l("Thêm từng văn bản một. Các ô đã nhập vẫn được giữ."),
    ),
    "residents.legal_many_pictures": Refusal(
        _l("Có {count} ảnh; mỗi văn bản nhận nhiều nhất {limit} ảnh."),
        _l("Quét văn bản dài thành một tệp PDF rồi chọn tệp đó."),
    ),
    "residents.legal_not_a_paper": Refusal(
        _l("Tệp thứ {at} là {seen}, không phải PDF hay ảnh, dù tên tệp có thể ghi như vậy."), _AGAIN
    ),
    "residents.legal_pdf_too_large": Refusal(
        _l("Tệp PDF nặng {megabytes} MB, vượt mức {limit} MB."),
        _l("Quét lại ở 150–200 dpi, thang xám hoặc đen trắng, rồi chọn lại. Các ô đã nhập vẫn được giữ."),
    ),
    "residents.legal_pdf_damaged": Refusal(_l("Tệp PDF bị hỏng hoặc chưa tải lên hết."), _AGAIN),
    "residents.legal_pdf_more_behind": Refusal(
        _l("Sau phần PDF, tệp này còn nối thêm dữ liệu khác; hệ thống không nhận."), _PRINT_AGAIN
    ),
    "residents.legal_pdf_encrypted": Refusal(
        _l("Tệp PDF có đặt mật khẩu hoặc hạn chế quyền."),
        _l("Lấy bản không đặt mật khẩu từ nơi gửi, hoặc quét lại bản giấy. Các ô đã nhập vẫn được giữ."),
    ),
    "residents.legal_pdf_active": Refusal(
        _l("Tệp PDF chứa lệnh chạy được (JavaScript, mở chương trình, gửi biểu mẫu)."), _PRINT_AGAIN
    ),
    "residents.legal_pdf_attachment": Refusal(
        _l("Tệp PDF chứa tệp khác hoặc âm thanh, hình động bên trong."),
        _l(
            "Lưu riêng tệp đính kèm nếu cần, in phần chữ lại thành PDF rồi chọn tệp mới. Các ô đã nhập vẫn được giữ."
        ),
    ),
    "residents.legal_pdf_too_complex": Refusal(_l("Tệp PDF có cấu trúc quá phức tạp."), _PRINT_AGAIN),
    "residents.legal_pdf_empty": Refusal(_l("Tệp PDF không có trang nào."), _AGAIN),
    "residents.legal_pdf_many_pages": Refusal(
        _l("Tệp PDF có {pages} trang; mỗi văn bản nhận nhiều nhất {limit} trang."),
        _l("Tách thành các văn bản riêng rồi thêm từng văn bản."),
    ),
    "residents.legal_held_gone": Refusal(
        _l("Tệp đã gửi lần trước không còn được giữ."),
        _l("Chọn lại tệp rồi lưu. Các ô đã nhập vẫn được giữ."),
    ),
    "residents.legal_same_here": Refusal(
        _l("Đúng tệp này đã có trong hồ sơ, ở tờ {sheets}."),
        _l("Kiểm tra lại tệp đã chọn; nếu bản cũ ghi sai thì sửa mô tả của bản đó, không thêm lần nữa."),
    ),
    "residents.legal_same_elsewhere": Refusal(
        _l("Đúng tệp này đã có trong hồ sơ pháp lý của {whose}."),
        _l("Nếu một văn bản nói về nhiều người, đánh dấu “Vẫn thêm” rồi lưu; nếu nhầm tệp, chọn lại."),
    ),
    "residents.legal_id_paper_only": Refusal(
        _l("Không lưu ảnh giấy tờ tùy thân trong hệ thống."),
        _l("Chọn “Chưa quét”, ghi nơi để bản sao trong tủ hồ sơ. Số giấy tờ ghi ở thẻ Nhân thân."),
        _l("Nghị định 356/2025/NĐ-CP, Điều 4: ảnh thẻ căn cước là dữ liệu nhạy cảm (chưa đối chiếu)."),
    ),
    "residents.legal_future": Refusal(
        _l("Ngày văn bản nằm ở tương lai."), _l("Nhập đúng ngày ghi trên văn bản.")
    ),
    "residents.legal_no_sheets": Refusal(
        _l("Văn bản phải có ít nhất một tờ."), _l("Đếm số tờ rồi nhập lại.")
    ),
    "residents.legal_many_sheets": Refusal(
        _l("Mỗi văn bản nhận nhiều nhất {limit} tờ."), _l("Tách thành các văn bản riêng.")
    ),
    "residents.legal_place": Refusal(
        _l("Chưa ghi nơi để bản giấy."), _l("Ghi tủ, ngăn, hộp hoặc bìa hồ sơ để người khác tìm được.")
    ),
    "residents.legal_no_such_paper": Refusal(
        _l("Văn bản đứng trước không còn trong mục lục."), _l("Tải lại trang rồi chọn lại.")
    ),
    "residents.legal_insert_reason": Refusal(
        _l("Chưa ghi vì sao chèn vào giữa hồ sơ."),
        _l("Ghi lý do, ví dụ sót tờ khi đánh số; hoặc thêm vào cuối hồ sơ."),
    ),
    "residents.legal_letters_spent": Refusal(
        _l("Sau tờ này chỉ còn chèn được {left} tờ."), _l("Thêm văn bản vào cuối hồ sơ.")
    ),
    "residents.legal_other_sheets": Refusal(
        _l("Bản quét có {found} tờ, mục lục ghi {noted} tờ."),
        _l(
            "Xem lại ô “quét hai mặt” và quét đủ số tờ. Nếu mục lục ghi sai số tờ thì rút văn bản rồi thêm lại."
        ),
    ),
    "residents.legal_reason": Refusal(_l("Chưa ghi lý do."), _l("Ghi lý do rồi gửi lại.")),
    "residents.legal_withdrawn": Refusal(_l("Văn bản này đã được rút."), _l("Tải lại trang để xem.")),
    "residents.legal_corrected_before": Refusal(
        _l("Mô tả văn bản này vừa được sửa."), _l("Tải lại trang để xem rồi sửa tiếp nếu cần.")
    ),
    "residents.legal_not_ours": Refusal(
        _l(
            "Giấy tờ này không đưa vào hồ sơ pháp lý được: khác đợt, đã thu hồi, hoặc không thuộc loại phải lưu."
        ),
        _l("Tải lại trang để xem danh sách giấy tờ hiện có."),
    ),
    "residents.legal_put_in_before": Refusal(
        _l("Giấy tờ này đã có trong hồ sơ, ở tờ {sheets}."), _l("Không cần làm gì thêm.")
    ),
    "residents.legal_own_scan": Refusal(
        _l("Đây là giấy tờ do cơ sở phát hành, đã có tệp gốc."), _l("Không cần quét.")
    ),
}
