"""The person across all stays: name, identifiers, photo."""
