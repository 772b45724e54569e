"""The floor of a building as a simple grid: drawn, coloured, arranged, printed."""
