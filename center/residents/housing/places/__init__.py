"""Building the center: sites, buildings, zones, rooms, beds; out of order and closed."""
