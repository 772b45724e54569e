"""The length of a stay: from first day to last day, with the lines that prove it."""
