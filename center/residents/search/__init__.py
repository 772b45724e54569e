"""Finding a person by any scrap: one search for the top of every page, the boxes that name people, and the desks."""
