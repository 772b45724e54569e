"""Two residents who must not share a room or a zone."""
