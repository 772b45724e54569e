"""The page on which the center keeps its calendar of working days."""
