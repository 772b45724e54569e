"""The register of a lesson: keeping it once, correcting it with a reason."""
