"""Administrative units by date, and where an old address lies today."""
