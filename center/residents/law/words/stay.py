"""Words for what binds a stay: ages, the term, reduction, stages, absences, release."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.law.words.word import Word

STAY: dict[str, Word] = {
    "age.rehab_from_years": Word(_l("Tuổi thấp nhất được đưa đi cai nghiện")),
    "age.adult_from_years": Word(
        _l("Tuổi thành niên"), _l("Từ tuổi này áp dụng cai nghiện bắt buộc của người thành niên.")
    ),
    # length of the term
    "term.compulsory.adult.min_months": Word(_l("Cai nghiện bắt buộc, người thành niên: thời hạn ngắn nhất")),
    "term.compulsory.adult.max_months": Word(_l("Cai nghiện bắt buộc, người thành niên: thời hạn dài nhất")),
    "term.minor.min_months": Word(_l("Người từ đủ 12 đến dưới 18 tuổi: thời hạn ngắn nhất")),
    "term.minor.max_months": Word(_l("Người từ đủ 12 đến dưới 18 tuổi: thời hạn dài nhất")),
    "term.voluntary.min_months": Word(_l("Cai nghiện tự nguyện tại cơ sở: thời hạn ngắn nhất")),
    "term.voluntary.max_months": Word(_l("Cai nghiện tự nguyện tại cơ sở: thời hạn dài nhất")),
    "term.first_months": Word(
        _l("Thời hạn cai nghiện lần đầu"),
        _l("Một mức chung cho bắt buộc, tự nguyện và người chưa thành niên."),
    ),
    "term.repeat_months": Word(_l("Thời hạn cai nghiện từ lần thứ hai")),
    "term.first_day.from": Word(
        _l("Ngày đầu của thời hạn tính từ"), _l("Dùng khi quyết định không ghi ngày bắt đầu.")
    ),
    # what counts
    "term.custody_credit": Word(
        _l("Trừ thời gian quản lý khi lập hồ sơ"),
        _l("Số ngày được quản lý tại cơ sở trước khi có quyết định được trừ vào thời hạn."),
    ),
    "term.at_large_counts": Word(_l("Thời gian bỏ trốn tính vào thời hạn")),
    "term.voluntary.at_large_counts": Word(_l("Thời gian bỏ về tính vào thời hạn, cai nghiện tự nguyện")),
    "term.hospital_counts": Word(_l("Thời gian nằm viện tính vào thời hạn")),
    "term.suspension_treatment_counts": Word(_l("Thời gian tạm đình chỉ để điều trị tính vào thời hạn")),
    "term.procedure_out_counts": Word(_l("Thời gian ra ngoài theo yêu cầu tố tụng tính vào thời hạn")),
    "funeral_leave.counts": Word(_l("Thời gian về chịu tang tính vào thời hạn")),
    "term.return_after_suspension_min_left_months": Word(
        _l("Khỏi bệnh phải trở lại cơ sở khi thời hạn còn từ"), _l("Sau thời gian tạm đình chỉ chấp hành.")
    ),
    "term.small_rest": Word(
        _l("Thời hạn còn lại dưới mức phải trở lại hoặc phải chuyển"),
        _l("Sau khi khỏi bệnh, hoặc khi người chưa thành niên đủ 18 tuổi."),
    ),
    "term.minor_transfer_at_18_min_left_months": Word(_l("Đủ 18 tuổi thì chuyển cơ sở khi thời hạn còn từ")),
    "term.minor_stay_public_center_max_left_months": Word(
        _l("Người chưa thành niên ở lại cơ sở công lập khi thời hạn còn dưới"),
        _l("Tính tại ngày 01/07/2026."),
    ),
    "term.exemption": Word(_l("Được miễn thì không phải chấp hành phần còn lại")),
    "term.prison_effect": Word(_l("Phần còn lại của thời hạn khi phải chấp hành án phạt tù")),
    # reduction, suspension
    "reduction.enabled": Word(_l("Được đề nghị giảm thời hạn")),
    "reduction.min_served_ratio": Word(_l("Phần thời hạn phải đã chấp hành để được xét giảm")),
    "reduction.good_months_required": Word(_l("Số tháng gần nhất phải xếp loại từ khá")),
    "reduction.min_months": Word(_l("Mức giảm thấp nhất")),
    "reduction.max_months": Word(_l("Mức giảm cao nhất")),
    "reduction.merit.min_months": Word(_l("Có lập công: mức giảm thấp nhất")),
    "reduction.merit.max_months": Word(_l("Có lập công: mức giảm cao nhất")),
    "reduction.review_interval_months": Word(_l("Xét đề nghị giảm định kỳ mỗi")),
    "reduction.posting_min_working_days": Word(_l("Niêm yết danh sách đề nghị ít nhất")),
    "suspension.inpatient_more_than_days": Word(_l("Tạm đình chỉ khi điều trị nội trú trên")),
    # stages
    "stage.reception.max_days": Word(_l("Giai đoạn tiếp nhận, phân loại: dài nhất")),
    "stage.detox.min_days": Word(_l("Giai đoạn cắt cơn, giải độc: ít nhất")),
    "stage.education.min_months": Word(_l("Giai đoạn giáo dục, phục hồi hành vi: ít nhất")),
    "stage.labour.starts_after": Word(_l("Giai đoạn lao động trị liệu bắt đầu sau")),
    "stage.labour.ends_with": Word(_l("Giai đoạn lao động trị liệu kết thúc cùng")),
    "stage.reintegration.days_before_end": Word(_l("Giai đoạn tái hòa nhập: những ngày cuối của thời hạn")),
    "plan.grade_scale": Word(_l("Thang đánh giá mục tiêu của kế hoạch cai nghiện")),
    "grade.period_scale": Word(_l("Thang xếp loại hằng tháng")),
    # admission
    "enforce.bring_resident_within": Word(_l("Đưa người vào cơ sở trong"), _l("Kể từ khi có quyết định.")),
    "voluntary.register_within": Word(_l("Đăng ký cai nghiện tự nguyện trong")),
    "voluntary.absence_is_quit": Word(
        _l("Cai nghiện tự nguyện: vắng mặt không lý do bị coi là tự ý chấm dứt")
    ),
    "voluntary.notify_commune_within": Word(_l("Báo cấp xã về người cai nghiện tự nguyện trong")),
    "addiction_result.max_age_months": Word(_l("Kết quả xác định tình trạng nghiện có giá trị trong")),
    "stable_residence.min_days": Word(_l("Coi là cư trú ổn định khi ở tại chỗ từ")),
    # absences
    "escape.notify_within": Word(_l("Thông báo người bỏ trốn trong")),
    "escape.tracing_decision_within": Word(_l("Người bỏ trốn: ra quyết định truy tìm trong")),
    "hospital.notify_within": Word(
        _l("Đi bệnh viện: báo Công an cấp tỉnh và thân nhân trong"),
    ),
    "funeral_leave.max_days": Word(_l("Về chịu tang: dài nhất")),
    "funeral_leave.decide_within": Word(_l("Về chịu tang: quyết định trong")),
    "funeral_leave.relations": Word(_l("Về chịu tang: những người thân được tính")),
    "death.relatives_wait_hours": Word(_l("Người chết: chờ thân nhân đến nhận")),
    "death.resident_witnesses": Word(_l("Người chết: số học viên chứng kiến")),
    "death.resident_witnesses_without_relatives": Word(
        _l("Người chết, không có thân nhân: số học viên chứng kiến")
    ),
    "funeral_cost.min_factor": Word(_l("Mai táng phí thấp nhất")),
    # release
    "release.notice_days_before": Word(_l("Thông báo sắp hoàn thành cai nghiện trước khi hết thời hạn")),
    "release.paper_issue_window": Word(_l("Cấp giấy xác nhận hoàn thành trong khoảng cuối")),
    "release.person_report_within": Word(_l("Người về trình diện cấp xã trong")),
    "release.social_protection_file_days_before": Word(
        _l("Gửi hồ sơ đến cơ sở trợ giúp xã hội trước khi hết thời hạn")
    ),
    "postrehab.voluntary_or_minor_years": Word(_l("Quản lý sau cai: tự nguyện, người chưa thành niên")),
    "postrehab.adult_compulsory_years": Word(_l("Quản lý sau cai: bắt buộc, người thành niên")),
    "postrehab.police_proposal_within": Word(_l("Công an cấp xã đề nghị quản lý sau cai trong")),
}
