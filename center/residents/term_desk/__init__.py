"""The term of a stay on its page and on paper: the lines that prove it, what if, its history, and its events."""
