"""The end of a stay: what is missing, the packet for the home commune, the release."""
