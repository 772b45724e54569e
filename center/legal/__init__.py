"""Numbers set by law or by clinical practice: dated, sourced, with their certainty."""
