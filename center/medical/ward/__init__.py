"""Everyone in reception and detox: who needs something now."""
