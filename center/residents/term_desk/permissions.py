"""Acts on the term of a stay."""

from center.auth.permissions import Permission


class TermPermission(Permission):
    """Who may write into the ledger of a term, and issue what is printed from it."""

    RECORD = "residents.term"
    """Record, amend and take back what bears on a term; issue the proof sheet and proposals."""
    END = "residents.end-term"
    """Record a decision that ends the stay: exemption, transfer, a sentence that waives the rest."""
