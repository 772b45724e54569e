"""Who opened whose file and who searched for people: written by the way, read by those who check."""
