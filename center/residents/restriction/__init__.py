"""What a resident may not do for now, in words everyone may read."""
