"""Badge scans at posts, incidents, escapes and returns."""
