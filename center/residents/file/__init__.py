"""The pages of one stay: overview, timeline, and the frame of the acts on it."""
