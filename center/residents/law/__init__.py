"""The law's numbers as the director sees them: what they say, who confirmed them, and whom a new one would move."""
