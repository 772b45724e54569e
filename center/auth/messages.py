"""The words of every refusal about sign-in and accounts."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES: dict[str, Refusal] = {
    "auth.wrong_credentials": Refusal(
        what=_l("Tên đăng nhập hoặc mật khẩu không đúng."),
        next_step=_l(
            "Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại; quên mật khẩu thì gặp quản trị hệ thống."
        ),
    ),
    "auth.too_many_tries": Refusal(
        what=_l("Đã nhập sai nhiều lần. Chưa thể đăng nhập trước {until:%H:%M:%S}."),
        next_step=_l(
            "Chờ {minutes} phút rồi thử lại; quên mật khẩu thì gặp quản trị hệ thống để được cấp lại."
        ),
        rule=_l("Sau {limit} lần sai liên tiếp phải chờ {pause} phút."),
    ),
    "auth.account_locked": Refusal(
        what=_l("Tài khoản này đang bị khóa."),
        next_step=_l("Gặp quản trị hệ thống để được mở khóa."),
    ),
    "auth.wrong_current_password": Refusal(
        what=_l("Mật khẩu hiện tại không đúng."),
        next_step=_l("Nhập lại mật khẩu đang dùng."),
    ),
    "auth.password_same": Refusal(
        what=_l("Mật khẩu mới trùng với mật khẩu đang dùng."),
        next_step=_l("Chọn một mật khẩu khác."),
    ),
    "auth.password_short": Refusal(
        what=_l("Mật khẩu mới có {have} ký tự, cần ít nhất {least} ký tự."),
        next_step=_l("Ghép vài từ không liên quan với nhau, ví dụ bốn từ ngắn; dài dễ nhớ hơn là lạ."),
    ),
    "auth.password_long": Refusal(
        what=_l("Mật khẩu mới dài quá {most} ký tự."),
        next_step=_l("Chọn mật khẩu ngắn hơn."),
    ),
    "auth.password_holds_name": Refusal(
        what=_l("Mật khẩu mới có chứa tên đăng nhập."),
        next_step=_l("Chọn mật khẩu không chứa tên đăng nhập."),
    ),
    "auth.password_easy": Refusal(
        what=_l("Mật khẩu mới quá dễ đoán."),
        next_step=_l(
            "Không dùng dãy số, dãy phím hay ký tự lặp lại; hãy ghép vài từ không liên quan với nhau."
        ),
    ),
    "auth.username_shape": Refusal(
        what=_l("Tên đăng nhập phải có 3 đến 32 ký tự: chữ không dấu, số, dấu chấm, gạch ngang, gạch dưới."),
        next_step=_l("Bắt đầu bằng chữ cái, ví dụ: nguyenvan.an"),
    ),
    "auth.username_taken": Refusal(
        what=_l("Tên đăng nhập {username} đã có người dùng."),
        next_step=_l("Chọn tên khác; tài khoản đã khóa vẫn giữ tên của nó."),
    ),
    "auth.name_needed": Refusal(
        what=_l("Chưa có họ và tên."),
        next_step=_l("Nhập họ và tên đầy đủ, vì tên này được in trên giấy tờ."),
    ),
    "auth.role_needed": Refusal(
        what=_l("Chưa chọn vai trò nào."),
        next_step=_l("Chọn ít nhất một vai trò; muốn ngừng sử dụng thì khóa tài khoản."),
    ),
    "auth.last_administrator": Refusal(
        what=_l("{full_name} là quản trị hệ thống duy nhất đang hoạt động."),
        next_step=_l("Giao vai trò Quản trị hệ thống cho một người khác trước."),
        rule=_l("Phải luôn có ít nhất một quản trị hệ thống, nếu không sẽ không ai mở được tài khoản."),
    ),
    "auth.own_account": Refusal(
        what=_l("Không tự khóa hoặc cấp lại mật khẩu cho chính mình."),
        next_step=_l("Dùng mục Đổi mật khẩu; việc khóa tài khoản do một quản trị hệ thống khác làm."),
    ),
    "auth.already_locked": Refusal(
        what=_l("Tài khoản {username} đã bị khóa từ trước."),
        next_step=_l("Không cần làm gì thêm."),
    ),
    "auth.not_locked": Refusal(
        what=_l("Tài khoản {username} không bị khóa."),
        next_step=_l("Không cần làm gì thêm."),
    ),
}
