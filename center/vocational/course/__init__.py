"""Classes: planning them, and who is in them."""
