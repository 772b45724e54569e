"""Acts on the legal file."""

from center.auth.permissions import Permission


class LegalFilePermission(Permission):
    """What a person may do with the legal file of a stay."""

    VIEW = "legal-file.view"
    """See the list and open the papers; each reading is recorded."""
    ADD = "legal-file.add"
    """Put papers in, scan what was only on paper."""
    WITHDRAW = "legal-file.withdraw"
    """Withdraw a paper, correct what is written about one, exchange a bad scan."""
