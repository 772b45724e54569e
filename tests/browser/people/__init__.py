"""The people of the center, each with the verbs of the work."""
