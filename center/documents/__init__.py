"""Official papers: layout, numbers, archive, verification."""
