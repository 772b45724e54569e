"""What a paper of the legal file is, and what it is worth as proof. Pure."""

from __future__ import annotations

from enum import StrEnum

from center.i18n import lazy_gettext as _l


class PaperKind(StrEnum):
    """What a paper of the legal file is; the lists of the law (``reception/papers.toml``) name the first ones."""

    COURT_DECISION = "court_decision"
    NAMING_DECISION = "naming_decision"
    VOLUNTARY_DECISION = "voluntary_decision"
    CUSTODY_DECISION = "custody_decision"
    OTHER_DECISION = "other_decision"
    ENTRY_RECORD = "entry_record"
    LIFE_SUMMARY = "cv"
    APPLICATION = "application"
    REGISTRATION = "registration"
    PARENTS_OPINION = "parents_opinion"
    ADDICTION_RESULT = "addiction_result"
    SUBSTITUTION_PAPER = "substitution_paper"
    ID_COPY = "identity_copy"
    """Copy of an identity paper: kept on paper only (``rules.check_scannable``)."""
    POLICE_PROPOSAL = "police_proposal"
    CONTRACT = "contract"
    COMPLETION = "completion"
    COURT_RECORD = "court_record"
    POLICE_FILE = "police_file"
    MEDICAL_CONCLUSION = "medical_conclusion"
    COMMITMENT = "commitment"
    RECEIPT = "receipt"
    LETTER = "letter"
    OTHER = "other"


class CopyKind(StrEnum):
    """What the sheet in the folder is."""

    ORIGINAL = "original"
    CERTIFIED = "certified"
    """Sao y, sao lục, trích sao, or a certified copy: worth as much as the original."""
    PHOTOCOPY = "photocopy"


KIND_LABELS: dict[PaperKind, str] = {
    PaperKind.COURT_DECISION: _l("Quyết định của Tòa án"),
    PaperKind.NAMING_DECISION: _l("Quyết định giao cơ sở tiếp nhận"),
    PaperKind.VOLUNTARY_DECISION: _l("Quyết định cai nghiện tự nguyện"),
    PaperKind.CUSTODY_DECISION: _l("Quyết định giao quản lý trong thời gian lập hồ sơ"),
    PaperKind.OTHER_DECISION: _l("Quyết định khác"),
    PaperKind.ENTRY_RECORD: _l("Biên bản giao, nhận hồ sơ và người"),
    PaperKind.LIFE_SUMMARY: _l("Lý lịch, tóm tắt lý lịch"),
    PaperKind.APPLICATION: _l("Đơn xin đi cai nghiện tự nguyện"),
    PaperKind.REGISTRATION: _l("Đơn đăng ký cai nghiện tự nguyện"),
    PaperKind.PARENTS_OPINION: _l("Ý kiến của cha, mẹ hoặc người giám hộ"),
    PaperKind.ADDICTION_RESULT: _l("Phiếu kết quả xác định tình trạng nghiện"),
    PaperKind.SUBSTITUTION_PAPER: _l("Giấy của cơ sở điều trị bằng thuốc thay thế"),
    PaperKind.ID_COPY: _l("Bản sao giấy tờ tùy thân"),
    PaperKind.POLICE_PROPOSAL: _l("Văn bản đề nghị của Trưởng Công an cấp xã"),
    PaperKind.CONTRACT: _l("Hợp đồng dịch vụ cai nghiện tự nguyện"),
    PaperKind.COMPLETION: _l("Giấy xác nhận hoàn thành, chấp hành xong"),
    PaperKind.COURT_RECORD: _l("Biên bản, tài liệu của Tòa án"),
    PaperKind.POLICE_FILE: _l("Tài liệu của cơ quan Công an"),
    PaperKind.MEDICAL_CONCLUSION: _l("Kết luận y tế"),
    PaperKind.COMMITMENT: _l("Bản cam kết"),
    PaperKind.RECEIPT: _l("Biên nhận"),
    PaperKind.LETTER: _l("Công văn, thông báo"),
    PaperKind.OTHER: _l("Văn bản khác"),
}

COPY_LABELS: dict[CopyKind, str] = {
    CopyKind.ORIGINAL: _l("Bản chính"),
    CopyKind.CERTIFIED: _l("Bản sao y, chứng thực"),
    CopyKind.PHOTOCOPY: _l("Bản chụp"),
}

ISSUED_AS: dict[str, PaperKind] = {
    "entry-compulsory": PaperKind.ENTRY_RECORD,
    "entry-custody": PaperKind.ENTRY_RECORD,
    "entry-voluntary": PaperKind.ENTRY_RECORD,
    "completion-compulsory": PaperKind.COMPLETION,
    "completion-voluntary": PaperKind.COMPLETION,
    "completion-notice": PaperKind.LETTER,
    "term-sheet": PaperKind.OTHER,
    "term-proposal": PaperKind.LETTER,
    "reward-decision": PaperKind.OTHER_DECISION,
    "discipline-decision": PaperKind.OTHER_DECISION,
    "property-receipt": PaperKind.RECEIPT,
    "property-return": PaperKind.RECEIPT,
    "contraband-record": PaperKind.OTHER,
}
"""Kinds of the center's own papers (``documents.forms_catalogue``) that belong in a legal file, and as what.

Never a packet or anything medical: whoever may open the file would read what only a doctor may.
"""
