"""The register of paper kinds: which official form a paper follows on the day it is signed.

Set B is Annex II of Decree 116/2021/NĐ-CP (papers signed until 2026-06-30), set A is Annex V of Decree
163/2026/NĐ-CP (signed from 2026-07-01). The decree has no transition rule for forms, so the day of
signing decides. Kinds without a prescribed form are the center's own, laid out by Decree 30/2020/NĐ-CP.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise

from center.documents.paper_form import DECREE_A, DECREE_B, PaperForm, Signer, Unseen
from center.i18n import lazy_gettext as _l

SET_A_FROM = date(2026, 7, 1)
"""First day of signing on the forms of Decree 163/2026/NĐ-CP."""
SET_B_UNTIL = date(2026, 6, 30)
"""Last day of signing on the forms of Decree 116/2021/NĐ-CP."""


def form_on(kind: str, signed_on: date) -> PaperForm:
    """Return the form of ``kind`` for a paper signed on ``signed_on``. Raises LookupError for an unknown kind."""
    for form in _forms.get(kind, ()):
        if form.in_force(signed_on):
            return form
    raise LookupError(f"no paper {kind!r} on {signed_on.isoformat()}")


def kinds() -> tuple[str, ...]:
    """Return every kind, in the order they were registered."""
    return tuple(_forms)


def forms_of(kind: str) -> tuple[PaperForm, ...]:
    """Return the forms of ``kind``, oldest first."""
    return _forms.get(kind, ())


def register_forms(*forms: PaperForm) -> None:
    """Add papers of a feature. Raises ValueError when two forms of one kind share a day of signing."""
    for form in forms:
        spans = (*_forms.get(form.kind, ()), form)
        ordered = tuple(sorted(spans, key=lambda item: item.signed_from))
        for before, after in pairwise(ordered):
            if before.signed_until >= after.signed_from:
                raise ValueError(
                    f"two forms of {form.kind!r} are in force on {after.signed_from.isoformat()}"
                )
        _forms[form.kind] = ordered


_forms: dict[str, tuple[PaperForm, ...]] = {}

_set_a = partial(PaperForm, decree=DECREE_A, signed_from=SET_A_FROM)
_set_b = partial(PaperForm, decree=DECREE_B, signed_until=SET_B_UNTIL)
_LABELS = {
    "entry-compulsory": _l("Biên bản tiếp nhận người cai nghiện bắt buộc"),
    "entry-custody": _l("Biên bản tiếp nhận người chờ quyết định của Tòa án"),
    "entry-voluntary": _l("Biên bản tiếp nhận người cai nghiện tự nguyện"),
    "completion-compulsory": _l("Giấy chấp hành xong cai nghiện bắt buộc"),
    "completion-voluntary": _l("Giấy hoàn thành cai nghiện tự nguyện"),
    "completion-notice": _l("Thông báo chuẩn bị hoàn thành cai nghiện"),
    "packet": _l("Hồ sơ bàn giao"),
}
_SET_A_BLOCKS = (Unseen.HEADER, Unseen.SIGNATURE)

# Hand-over records on entry: Decree 116 arts 47.3, 55.2; Decree 163 arts 96.1, 99.3, 108.1. No number.
register_forms(
    _set_b(
        kind="entry-compulsory",
        label=_LABELS["entry-compulsory"],
        title="Biên bản",
        abstract="Về việc giao, nhận hồ sơ, người vào cơ sở cai nghiện bắt buộc",
        template="documents/residents/form_40.html",
        signer=Signer.BOTH_SIDES,
        number="40",
    ),
    _set_a(
        kind="entry-compulsory",
        label=_LABELS["entry-compulsory"],
        title="Biên bản",
        abstract="Giao, nhận hồ sơ, người vào cơ sở cai nghiện công lập",
        template="documents/residents/form_42.html",
        signer=Signer.BOTH_SIDES,
        number="42",
        unseen=(Unseen.SIGNATURE,),
    ),
    _set_b(
        kind="entry-custody",
        label=_LABELS["entry-custody"],
        title="Biên bản",
        abstract="Về việc giao, nhận hồ sơ, người bị quản lý trong thời gian lập hồ sơ đề nghị áp dụng biện pháp "
        "đưa vào cơ sở cai nghiện bắt buộc",
        template="documents/residents/form_37.html",
        signer=Signer.BOTH_SIDES,
        number="37",
    ),
    *(
        _set_a(
            kind=kind,
            label=_LABELS[kind],
            title="Biên bản",
            abstract="Về việc giao, nhận hồ sơ, người bị cai nghiện ma túy tự nguyện vào cơ sở cai nghiện ma túy "
            "công lập, trường giáo dưỡng",
            template="documents/residents/form_31.html",
            signer=Signer.BOTH_SIDES,
            number="31",
            unseen=(Unseen.SIGNATURE,),
            remarks=remarks,
        )
        for kind, remarks in (
            (
                "entry-custody",
                (
                    _l(
                        "Tên và căn cứ của mẫu chỉ nói về người tự nguyện; khi giao quản lý trong thời gian lập hồ sơ "
                        "thì căn cứ được thay bằng quyết định mẫu 32. Cần hỏi cán bộ pháp chế."
                    ),
                ),
            ),
            ("entry-voluntary", ()),
        )
    ),
    PaperForm(
        kind="entry-voluntary",
        label=_LABELS["entry-voluntary"],
        title="Biên bản",
        abstract="Về việc giao, nhận hồ sơ, người cai nghiện ma túy tự nguyện",
        template="documents/residents/entry_voluntary.html",
        signer=Signer.BOTH_SIDES,
        signed_until=SET_B_UNTIL,
        remarks=(
            _l("Nghị định 116/2021/NĐ-CP không có mẫu biên bản cho người tự nguyện; đây là mẫu của cơ sở."),
        ),
    ),
)

# Completion of the term: Decree 116 arts 38.2, 62; Decree 163 arts 97, 123.
register_forms(
    _set_b(
        kind="completion-compulsory",
        label=_LABELS["completion-compulsory"],
        title="Giấy chứng nhận",
        abstract="Chấp hành xong Quyết định đưa vào cơ sở cai nghiện bắt buộc",
        template="documents/handover/form_46.html",
        signer=Signer.HEAD,
        number="46",
        series="completion-compulsory",
        symbol="CN-CSCN",
    ),
    _set_a(
        kind="completion-compulsory",
        label=_LABELS["completion-compulsory"],
        title="Giấy xác nhận",
        abstract="Chấp hành xong Quyết định đưa đi cai nghiện bắt buộc",
        template="documents/handover/form_50.html",
        signer=Signer.HEAD,
        number="50",
        series="completion-compulsory",
        symbol="CN-CSCN",
        unseen=_SET_A_BLOCKS,
    ),
    _set_b(
        kind="completion-voluntary",
        label=_LABELS["completion-voluntary"],
        title="Giấy xác nhận",
        abstract="Hoàn thành cai nghiện ma túy tự nguyện tại gia đình, cộng đồng",
        template="documents/handover/form_26b.html",
        signer=Signer.HEAD,
        number="26b",
        series="completion-voluntary",
        symbol="GXN-CNTN",
        remarks=(
            _l(
                "Tên mẫu ghi “tại gia đình, cộng đồng” dù Điều 38 khoản 2 dùng mẫu này cho cả cơ sở cai nghiện."
            ),
        ),
    ),
    _set_a(
        kind="completion-voluntary",
        label=_LABELS["completion-voluntary"],
        title="Giấy xác nhận",
        abstract="Hoàn thành cai nghiện ma túy tự nguyện/thời gian, quy trình người cai nghiện ma túy đã thực hiện "
        "tại cơ sở cai nghiện ma túy tư nhân",
        template="documents/handover/form_30.html",
        signer=Signer.HEAD,
        number="30",
        series="completion-voluntary",
        symbol="GXN-CNTN",
        unseen=_SET_A_BLOCKS,
        remarks=(
            _l(
                "Mẫu dùng chung với cơ sở tư nhân (cụm “tại cơ sở cai nghiện ma túy tư nhân” và căn cứ hợp đồng); "
                "cần hỏi Công an tỉnh cách ghi cho cơ sở công lập."
            ),
        ),
    ),
    PaperForm(
        kind="completion-notice",
        label=_LABELS["completion-notice"],
        title="Thông báo",
        abstract="Về việc người cai nghiện ma túy chuẩn bị hoàn thành cai nghiện ma túy",
        template="documents/handover/notice_2021.html",
        signer=Signer.HEAD,
        signed_until=SET_B_UNTIL,
        series="notice",
        symbol="TB-{agency}",
        remarks=(
            _l(
                "Điều 62 khoản 1 Nghị định 116/2021/NĐ-CP đòi thông báo nhưng không có mẫu; đây là mẫu của cơ sở."
            ),
        ),
    ),
    _set_a(
        kind="completion-notice",
        label=_LABELS["completion-notice"],
        title="Thông báo",
        abstract="Về việc người cai nghiện ma túy chuẩn bị hoàn thành cai nghiện ma túy",
        template="documents/handover/form_51.html",
        signer=Signer.HEAD,
        number="51",
        series="notice",
        symbol="TB-{agency}",
        unseen=_SET_A_BLOCKS,
        remarks=(
            _l(
                "Mẫu chỉ gửi Công an cấp xã; Điều 123 khoản 1 còn đòi báo Tòa án và gia đình, nên mỗi nơi nhận in "
                "một bản."
            ),
        ),
    ),
)

# The packet and its other parts: the center's own papers by Decree 30/2020/NĐ-CP.
register_forms(
    PaperForm(
        kind="packet",
        label=_LABELS["packet"],
        title="Công văn",
        abstract="",
        template="documents/handover/letter.html",
        signer=Signer.HEAD,
        series="letter",
        symbol="{agency}-HC",
        remarks=(
            _l(
                "Hồ sơ mang số của công văn gửi kèm. Phần sau dấu gạch (HC) là chữ viết tắt của đơn vị soạn thảo; "
                "cơ sở chỉnh theo quy định của mình."
            ),
        ),
    ),
    *(
        PaperForm(
            kind=kind, title=title, abstract="", template=f"documents/handover/{file}.html", signer=signer
        )
        for kind, title, file, signer in (
            ("contents", "Danh mục tài liệu", "contents", Signer.CLERK),
            ("stages", "Tóm tắt quá trình cai nghiện theo năm giai đoạn", "stages", Signer.HEAD),
            ("medical-summary", "Tóm tắt tình trạng sức khỏe", "medical_summary", Signer.DOCTOR),
            ("certificates", "Danh mục văn bằng, chứng chỉ", "certificates", Signer.TRAINER),
            ("labour", "Tóm tắt lao động trị liệu", "labour", Signer.TRAINER),
            ("conduct", "Nhận xét việc chấp hành nội quy", "conduct", Signer.DUTY_COMMANDER),
            (
                "belongings-returned",
                "Biên bản trả tư trang, đồ dùng cá nhân",
                "belongings",
                Signer.BOTH_SIDES,
            ),
            ("aftercare-needs", "Nhu cầu hỗ trợ sau cai nghiện", "aftercare", Signer.COUNSELLOR),
        )
    ),
)
