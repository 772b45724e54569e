"""Who lies where now: the beds of a zone, how crowded it is, who lies where the rules do not admit them."""
