"""What happened on the site: reports, their corrections, the people in them."""
