"""What everybody near a resident must reckon with: escape, violence, self-harm, health; looked at again in time."""
