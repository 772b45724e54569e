"""Acts on risk flags."""

from center.auth.permissions import Permission


class RiskPermission(Permission):
    """What a person may do with risk flags."""

    VIEW = "risk.view"
    """See which flags stand and what to do: everybody who meets the resident."""
    RAISE = "risk.raise"
    """Raise a flag."""
    REVIEW = "risk.review"
    """Open the page of a review; over which kinds, the next two say."""
    DECIDE_CUSTODY = "risk.decide-custody"
    """Keep, change and lift flags of escape and violence."""
    DECIDE_CARE = "risk.decide-care"
    """Keep, change and lift flags of self-harm and health."""
    READ_CUSTODY = "risk.read-custody"
    """Read why a flag of escape or violence stands."""
    READ_CARE = "risk.read-care"
    """Read why a flag of self-harm or health stands; raise one of health."""
