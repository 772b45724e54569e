"""The center itself: its dated name, superior, head and place, and the first set-up."""
