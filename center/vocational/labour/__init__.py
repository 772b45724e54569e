"""Hours of labour therapy: group entry, corrections, the month."""
