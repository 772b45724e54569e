"""Which days are working days: weekends, public holidays, and what the center's own calendar says otherwise."""
